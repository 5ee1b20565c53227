#include "disk.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

#ifdef _WIN32
#include <process.h>
#else
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#endif

namespace pybundle {
namespace {

namespace fs = std::filesystem;

fs::path ToNative(const std::string& path) {
  return fs::path(std::u8string(path.begin(), path.end()));
}

std::string FromNative(const fs::path& path) {
  const std::u8string text = path.generic_u8string();
  return std::string(text.begin(), text.end());
}

/// A name beside `path` that no other run uses at the same time.
std::string TemporaryName(const std::string& path) {
#ifdef _WIN32
  const unsigned long long id = static_cast<unsigned long long>(::_getpid());
#else
  const unsigned long long id = static_cast<unsigned long long>(::getpid());
#endif
  return path + ".tmp" + std::to_string(id);
}

#ifndef _WIN32

/// Closes a descriptor on every way out.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  int Release() {
    const int fd = fd_;
    fd_ = -1;
    return fd;
  }

 private:
  int fd_;
};

/// One open, one fstat, and reads into a buffer of the right size: for 1,500 small files streams
/// cost several times as much.
bool ReadWhole(const std::string& path, std::string& bytes, std::string& error) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
    error = std::strerror(errno);
    return false;
  }
  if (S_ISDIR(status.st_mode)) {
    error = std::strerror(EISDIR);
    return false;
  }
  size_t filled = 0;
  bytes.resize(static_cast<size_t>(status.st_size));
  for (;;) {
    // A full buffer is not yet the end: pipes and /proc say a size of 0.
    if (filled == bytes.size()) {
      char probe[4096];
      const ssize_t more = ::read(file.get(), probe, sizeof probe);
      if (more == 0) return true;
      if (more > 0) {
        bytes.append(probe, static_cast<size_t>(more));
        filled += static_cast<size_t>(more);
        continue;
      }
    } else {
      const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
      if (got == 0) {
        bytes.resize(filled);
        return true;
      }
      if (got > 0) {
        filled += static_cast<size_t>(got);
        continue;
      }
    }
    if (errno == EINTR) continue;
    error = std::strerror(errno);
    return false;
  }
}

bool WriteWhole(const std::string& path, std::string_view bytes, bool executable,
                std::string& error) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, executable ? 0777 : 0666));
  if (file.get() < 0) {
    error = std::strerror(errno);
    return false;
  }
  while (!bytes.empty()) {
    const ssize_t put = ::write(file.get(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      error = std::strerror(errno);
      return false;
    }
    bytes.remove_prefix(static_cast<size_t>(put));
  }
  if (::close(file.Release()) != 0) {  // a full network disk says so only here
    error = std::strerror(errno);
    return false;
  }
  return true;
}

#else

bool ReadWhole(const std::string& path, std::string& bytes, std::string& error) {
  std::ifstream file(ToNative(path), std::ios::binary | std::ios::ate);
  if (!file) {
    error = "can't be opened";
    return false;
  }
  bytes.resize(static_cast<size_t>(file.tellg()));
  file.seekg(0);
  if (!bytes.empty() && !file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
    error = "can't be read";
    return false;
  }
  return true;
}

bool WriteWhole(const std::string& path, std::string_view bytes, bool, std::string& error) {
  std::ofstream file(ToNative(path), std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) {
    error = "can't be written";
    return false;
  }
  return true;
}

#endif

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
    return ReadWhole(path, bytes, error);
  }

  bool ListDirectory(const std::string& path, std::vector<DirectoryEntry>& entries,
                     std::string& error) const override {
    std::error_code code;
    fs::directory_iterator iterator(ToNative(path), code);
    for (; !code && iterator != fs::directory_iterator(); iterator.increment(code)) {
      std::error_code status_code;
      const bool is_directory = iterator->is_directory(status_code);  // false for broken links
      entries.push_back({FromNative(iterator->path().filename()), is_directory});
    }
    if (code) {
      error = code.message();
      return false;
    }
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

  bool WriteFileAtomically(const std::string& link, std::string_view bytes, bool executable,
                           std::string& error) override {
    std::error_code code;
    const bool is_link = fs::is_symlink(ToNative(link), code);
    const std::string path = is_link ? Canonical(link) : link;
    switch (Stat(path)) {
      case Kind::kDirectory:  // a rename would fail late, and differently everywhere
        error = "Is a directory";
        return false;
      case Kind::kOther: return WriteWhole(path, bytes, executable, error);
      default: break;
    }
    const std::string temporary = TemporaryName(path);
    fs::remove(ToNative(temporary), code);  // left by a killed run whose process id came again
    bool done = WriteWhole(temporary, bytes, executable, error);
    if (done) {
      fs::rename(ToNative(temporary), ToNative(path), code);
      if (code) error = code.message();
      done = !code;
    }
    if (!done) fs::remove(ToNative(temporary), code);
    return done;
  }
};

}  // namespace

std::unique_ptr<Disk> MakeRealDisk() { return std::make_unique<RealDisk>(); }

}  // namespace pybundle
