#include "disk.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <new>
#include <system_error>
#include <utility>

#ifdef _WIN32
#include <process.h>
#else
#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
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

/// The rest of a file, of which `bytes` holds the beginning: read until there is no more.
bool ReadRest(int file, std::string& bytes, std::string& error) {
  char buffer[65536];
  for (;;) {
    const ssize_t got = ::read(file, buffer, sizeof buffer);
    if (got == 0) return true;
    if (got > 0) {
      bytes.append(buffer, static_cast<size_t>(got));
    } else if (errno != EINTR) {
      error = std::strerror(errno);
      return false;
    }
  }
}

/// Where the bytes of files lie that are kept: one after another in a few big blocks. Memory for
/// each file alone would be asked for from the system, and given back to it, file by file.
class FileStorage {
 public:
  struct Room {
    std::shared_ptr<void> block;
    char* begin;
  };

  /// Room for `size` bytes, not yet set to anything. May be called by many threads at once.
  Room Take(size_t size) {
    const std::lock_guard lock(mutex_);
    if (!block_ || size > left_) {
      left_ = std::max(size, next_size_);
      next_size_ = std::min(2 * next_size_, kBlockSize);
      block_ = MakeBlock(left_);
      begin_ = static_cast<char*>(block_.get());
    }
    const Room room{block_, begin_};
    begin_ += size;
    left_ -= size;
    return room;
  }

 private:
  static constexpr size_t kBlockSize = size_t{8} << 20;
  static constexpr std::align_val_t kAlignment{size_t{2} << 20};  // of a huge page nearly everywhere

  static std::shared_ptr<void> MakeBlock(size_t size) {
    void* const block = ::operator new(size, kAlignment);
#ifdef MADV_HUGEPAGE
    // Best effort: hundreds of times fewer page faults.
    if (size >= static_cast<size_t>(kAlignment)) ::madvise(block, size, MADV_HUGEPAGE);
#endif
    return {block, [](void* memory) { ::operator delete(memory, kAlignment); }};
  }

  std::mutex mutex_;
  std::shared_ptr<void> block_;
  char* begin_ = nullptr;
  size_t left_ = 0;
  size_t next_size_ = size_t{1} << 20;
};

/// Which files have been read, by the numbers that a system has for them: names of one may differ.
class FilesRead {
 public:
  void Add(const struct stat& status) {
    const std::lock_guard lock(mutex_);
    files_.emplace_back(status.st_dev, status.st_ino);
  }

  bool Contains(const std::string& path) const {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return false;
    const std::lock_guard lock(mutex_);
    return std::find(files_.begin(), files_.end(), std::pair(status.st_dev, status.st_ino)) !=
           files_.end();
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::pair<dev_t, ino_t>> files_;  // asked rarely
};

/// One open, one fstat and, unless the file changes under our hands, one read, of one byte more than
/// there should be: so its end is known without another.
bool ReadWhole(const std::string& path, FileStorage& storage, FilesRead& files_read,
               SharedBytes& bytes, std::string& error) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
    error = std::strerror(errno);
    return false;
  }
  files_read.Add(status);
  std::string text;
  if (S_ISREG(status.st_mode) && status.st_size > 0) {
    const auto size = static_cast<size_t>(status.st_size);
    FileStorage::Room room = storage.Take(size + 1);
    const ssize_t got = ::read(file.get(), room.begin, size + 1);
    if (got == status.st_size) {
      bytes = SharedBytes(std::move(room.block), std::string_view(room.begin, size));
      return true;
    }
    if (got > 0) text.assign(room.begin, static_cast<size_t>(got));
  }
  if (!ReadRest(file.get(), text, error)) return false;
  bytes = SharedBytes(std::move(text));
  return true;
}

/// Asks about links alone, where the system says what else is a directory.
bool ListWhole(const std::string& path, std::vector<DirectoryEntry>& entries, std::string& error) {
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(path.c_str()), ::closedir);
  if (!directory) {
    error = std::strerror(errno);
    return false;
  }
  for (;;) {
    errno = 0;
    const dirent* const entry = ::readdir(directory.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
#ifdef DT_DIR
    bool is_link = entry->d_type == DT_LNK;
    bool is_directory = entry->d_type == DT_DIR;
    const bool is_known = entry->d_type != DT_UNKNOWN;
#else
    bool is_link = false;
    bool is_directory = false;
    const bool is_known = false;
#endif
    struct stat status {};
    const int handle = ::dirfd(directory.get());
    if (!is_known && ::fstatat(handle, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
      is_link = S_ISLNK(status.st_mode);
      is_directory = S_ISDIR(status.st_mode);
    }
    if (is_link) {  // false for broken ones
      is_directory = ::fstatat(handle, entry->d_name, &status, 0) == 0 && S_ISDIR(status.st_mode);
    }
    entries.push_back({std::string(name), is_directory, is_link});
  }
  if (errno == 0) return true;
  error = std::strerror(errno);
  return false;
}

bool WriteAll(int file, std::vector<::iovec>& parts, std::string& error) {
  constexpr size_t kMost = 1024;  // what every system takes at once
  for (size_t at = 0; at < parts.size();) {
    const size_t count = std::min(parts.size() - at, kMost);
    const ssize_t put = ::writev(file, &parts[at], static_cast<int>(count));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      error = std::strerror(errno);
      return false;
    }
    auto left = static_cast<size_t>(put);
    for (; at < parts.size() && left >= parts[at].iov_len; ++at) left -= parts[at].iov_len;
    if (left == 0) continue;
    parts[at].iov_base = static_cast<char*>(parts[at].iov_base) + left;
    parts[at].iov_len -= left;
  }
  return true;
}

/// Tells the file system how much will be written. Without it, ext4 finds room for a file when that
/// takes another's name, and renaming a big one takes as long as writing it. Best effort.
void Announce([[maybe_unused]] int file, [[maybe_unused]] const std::vector<::iovec>& parts) {
#ifdef FALLOC_FL_KEEP_SIZE
  size_t size = 0;
  for (const ::iovec& part : parts) size += part.iov_len;
  if (size > 0) ::fallocate(file, FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(size));
#endif
}

bool WriteWhole(const std::string& path, const std::vector<std::string_view>& pieces,
                bool executable, std::string& error) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, executable ? 0777 : 0666));
  if (file.get() < 0) {
    error = std::strerror(errno);
    return false;
  }
  std::vector<::iovec> parts;
  parts.reserve(pieces.size());
  for (const std::string_view piece : pieces) {
    parts.push_back({const_cast<char*>(piece.data()), piece.size()});  // writev changes nothing
  }
  Announce(file.get(), parts);
  if (!WriteAll(file.get(), parts, error)) return false;
  if (::close(file.Release()) != 0) {  // a full network disk says so only here
    error = std::strerror(errno);
    return false;
  }
  return true;
}

#else

class FileStorage {};

/// Which files have been read, by their names.
class FilesRead {
 public:
  void Add(const std::string& path) {
    const std::lock_guard lock(mutex_);
    files_.push_back(path);
  }

  bool Contains(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    return std::any_of(files_.begin(), files_.end(), [&](const std::string& file) {
      std::error_code code;
      return fs::equivalent(ToNative(file), ToNative(path), code);
    });
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> files_;
};

bool ReadWhole(const std::string& path, FileStorage&, FilesRead& files_read, SharedBytes& bytes,
               std::string& error) {
  std::ifstream file(ToNative(path), std::ios::binary | std::ios::ate);
  if (!file) {
    error = "can't be opened";
    return false;
  }
  files_read.Add(path);
  std::string text(static_cast<size_t>(file.tellg()), '\0');
  file.seekg(0);
  if (!text.empty() && !file.read(text.data(), static_cast<std::streamsize>(text.size()))) {
    error = "can't be read";
    return false;
  }
  bytes = SharedBytes(std::move(text));
  return true;
}

bool ListWhole(const std::string& path, std::vector<DirectoryEntry>& entries, std::string& error) {
  std::error_code code;
  fs::directory_iterator iterator(ToNative(path), code);
  for (; !code && iterator != fs::directory_iterator(); iterator.increment(code)) {
    std::error_code status_code;
    const bool is_directory = iterator->is_directory(status_code);  // false for broken links
    entries.push_back({FromNative(iterator->path().filename()), is_directory,
                       iterator->is_symlink(status_code)});
  }
  if (code) error = code.message();
  return !code;
}

bool WriteWhole(const std::string& path, const std::vector<std::string_view>& pieces, bool,
                std::string& error) {
  std::ofstream file(ToNative(path), std::ios::binary | std::ios::trunc);
  for (const std::string_view piece : pieces) {
    file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
  }
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
    SharedBytes shared;
    FileStorage storage;
    if (!ReadWhole(path, storage, files_read_, shared, error)) return false;
    bytes = std::string_view(shared);
    return true;
  }

  bool ReadShared(const std::string& path, SharedBytes& bytes, std::string& error) const override {
    return ReadWhole(path, storage_, files_read_, bytes, error);
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
