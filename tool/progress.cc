#include "progress.h"

#include <cstdio>
#include <string>
#include <utility>

#include "console.h"

namespace pybundle {

void ProgressLine::Count(size_t bytes, Duration passed) {
  const std::lock_guard lock(mutex_);
  ++files_;
  bytes_ += bytes;
  if (passed < next_) return;
  next_ = passed + Duration(100);
  shown_ = true;
  write_("\r" + std::to_string(files_) + " files read, " + std::to_string(bytes_ >> 20) + " MB");
}

void ProgressLine::End() {
  const std::lock_guard lock(mutex_);
  if (shown_) write_("\r\033[K");
  shown_ = false;
}

ProgressDisk::ProgressDisk(std::unique_ptr<Disk> disk, bool wanted) : disk_(std::move(disk)) {
  if (!wanted || !IsTerminal()) return;
  line_ = std::make_unique<ProgressLine>([](std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
  });
}

void ProgressDisk::End() {
  if (line_) line_->End();
}

bool ProgressDisk::ReadFile(const std::string& path, std::string& bytes, std::string& error) const {
  const bool done = disk_->ReadFile(path, bytes, error);
  if (done) Count(bytes.size());
  return done;
}

bool ProgressDisk::ReadShared(const std::string& path, SharedBytes& bytes,
                              std::string& error) const {
  const bool done = disk_->ReadShared(path, bytes, error);
  if (done) Count(bytes.size());
  return done;
}

void ProgressDisk::Count(size_t bytes) const {
  if (!line_) return;
  line_->Count(bytes, std::chrono::duration_cast<ProgressLine::Duration>(
                          std::chrono::steady_clock::now() - start_));
}

}  // namespace pybundle
