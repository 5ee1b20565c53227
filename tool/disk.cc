#include "disk.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "disk_native.h"

namespace pybundle {

namespace fs = std::filesystem;

fs::path ToNative(const std::string& path) {
  return fs::path(std::u8string(path.begin(), path.end()));
}

std::string FromNative(const fs::path& path) {
  const std::u8string text = path.generic_u8string();
  return std::string(text.begin(), text.end());
}

namespace {

/// A name beside `path` that no other run uses at the same time.
std::string TemporaryName(const std::string& path) {
  return path + ".tmp" + std::to_string(ProcessId());
}

class RealDisk : public Disk {
 public:
  Kind Stat(const std::string& path) const override {
    std::error_code code;
    switch (fs::status(ToNative(path), code).type()) {
      case fs::file_type::not_found:
      case fs::file_type::none:
      case fs::file_type::unknown: return Kind::kNothing;
      case fs::file_type::directory: return Kind::kDirectory;
      case fs::file_type::regular: return Kind::kFile;
      default: return Kind::kOther;
    }
  }

  bool ReadFile(const std::string& path, std::string& bytes, std::string& error) const override {
    return ReadWhole(path, files_read_, bytes, error);
  }

  bool ReadShared(const std::string& path, SharedBytes& bytes, std::string& error) const override {
    return ReadWhole(path, files_read_, storage_, bytes, error);
  }

  bool WasRead(const std::string& path) const override { return files_read_.Contains(path); }

  bool ListDirectory(const std::string& path, std::vector<DirectoryEntry>& entries,
                     std::string& error) const override {
    if (!ListWhole(path, entries, error)) return false;
    std::sort(entries.begin(), entries.end(),
              [](const DirectoryEntry& a, const DirectoryEntry& b) { return a.name < b.name; });
    return true;
  }

  std::string Canonical(const std::string& path) const override {
    std::error_code code;
    const fs::path canonical = fs::weakly_canonical(ToNative(path), code);
    return code ? path : FromNative(canonical);
  }

  bool MakeDirectories(const std::string& path, std::string& error) override {
    if (path.empty()) return true;
    std::error_code code;
    fs::create_directories(ToNative(path), code);
    if (code) error = code.message();
    return !code;
  }

  using Disk::WriteFileAtomically;

  bool WriteFileAtomically(const std::string& link, const std::vector<std::string_view>& pieces,
                           bool executable, std::string& error) override {
    std::error_code code;
    const bool is_link = fs::is_symlink(ToNative(link), code);
    const std::string path = is_link ? Canonical(link) : link;
    switch (Stat(path)) {
      case Kind::kDirectory:  // a rename would fail late, and differently everywhere
        error = "Is a directory";
        return false;
      case Kind::kOther: return WriteWhole(path, pieces, executable, error);
      default: break;
    }
    const std::string temporary = TemporaryName(path);
    fs::remove(ToNative(temporary), code);  // left by a killed run whose process id came again
    bool done = WriteWhole(temporary, pieces, executable, error);
    if (done) {
      fs::rename(ToNative(temporary), ToNative(path), code);
      if (code) error = code.message();
      done = !code;
    }
    if (!done) fs::remove(ToNative(temporary), code);
    return done;
  }

 private:
  mutable FileStorage storage_;
  mutable FilesRead files_read_;
};

}  // namespace

std::unique_ptr<Disk> MakeRealDisk() { return std::make_unique<RealDisk>(); }

}  // namespace pybundle
