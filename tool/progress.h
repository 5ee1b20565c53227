#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>

#include "disk.h"

namespace pybundle {

/// One line of a terminal that tells how much has been read, as soon as that takes a while.
class ProgressLine {
 public:
  using Write = std::function<void(std::string_view)>;
  using Duration = std::chrono::milliseconds;

  explicit ProgressLine(Write write) : write_(std::move(write)) {}

  /// A file of `bytes` has been read, `passed` after the start. May be called by several threads.
  void Count(size_t bytes, Duration passed);

  /// Leaves no trace of the line.
  void End();

 private:
  std::mutex mutex_;
  Write write_;
  size_t files_ = 0;
  size_t bytes_ = 0;
  Duration next_{500};  // what takes less needs no line
  bool shown_ = false;
};

/// `disk`, whose reads are counted on a line of standard error until End(): only on a terminal, and
/// only if `wanted`.
class ProgressDisk : public Disk {
 public:
  ProgressDisk(std::unique_ptr<Disk> disk, bool wanted);
  ~ProgressDisk() override { End(); }

  void End();

  Kind Stat(const std::string& path) const override { return disk_->Stat(path); }
  bool ReadFile(const std::string& path, std::string& bytes, std::string& error) const override;
  bool ReadShared(const std::string& path, SharedBytes& bytes, std::string& error) const override;
  bool WasRead(const std::string& path) const override { return disk_->WasRead(path); }
  bool ListDirectory(const std::string& path, std::vector<DirectoryEntry>& entries,
                     std::string& error) const override {
    return disk_->ListDirectory(path, entries, error);
  }
  std::string Canonical(const std::string& path) const override { return disk_->Canonical(path); }
  bool MakeDirectories(const std::string& path, std::string& error) override {
    return disk_->MakeDirectories(path, error);
  }
  bool WriteFileAtomically(const std::string& path, const std::vector<std::string_view>& pieces,
                           bool executable, std::string& error) override {
    return disk_->WriteFileAtomically(path, pieces, executable, error);
  }

 private:
  void Count(size_t bytes) const;

  std::unique_ptr<Disk> disk_;
  std::unique_ptr<ProgressLine> line_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace pybundle
