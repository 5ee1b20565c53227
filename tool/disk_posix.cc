#ifndef _WIN32

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>

#include "disk_native.h"

namespace pybundle {
namespace {

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

FileIdentity IdentityOf(const struct stat& status) {
  return {static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino)};
}

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

/// Opens a file and reads it whole into the room that `make_room` gives for so many bytes; those that
/// come are `size`. What was there in another size than the system said comes into `other` instead,
/// and then size is 0. One open, one fstat and, unless the file changes under our hands, one read, of
/// one byte more than there should be: so its end is known without another.
template <typename MakeRoom>
bool Read(const std::string& path, FilesRead& files_read, const MakeRoom& make_room, size_t& size,
          std::string& other, std::string& error) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
    error = std::strerror(errno);
    return false;
  }
  files_read.Add(IdentityOf(status));
  size = 0;
  if (S_ISREG(status.st_mode) && status.st_size > 0) {
    const auto expected = static_cast<size_t>(status.st_size);
    char* const room = make_room(expected + 1);
    const ssize_t got = ::read(file.get(), room, expected + 1);
    if (got == status.st_size) {
      size = expected;
      return true;
    }
    if (got > 0) other.assign(room, static_cast<size_t>(got));
  }
  return ReadRest(file.get(), other, error);
}

/// Writes all of `parts`, which it changes.
bool WriteParts(int file, ::iovec* parts, size_t count, std::string& error) {
  while (count > 0) {
    const ssize_t put = ::writev(file, parts, static_cast<int>(count));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      error = std::strerror(errno);
      return false;
    }
    auto left = static_cast<size_t>(put);
    for (; count > 0 && left >= parts->iov_len; ++parts, --count) left -= parts->iov_len;
    if (left == 0) continue;
    parts->iov_base = static_cast<char*>(parts->iov_base) + left;
    parts->iov_len -= left;
  }
  return true;
}

bool WriteAll(int file, const std::vector<std::string_view>& pieces, std::string& error) {
  std::array<::iovec, 1024> parts;  // what every system takes at once
  for (size_t at = 0; at < pieces.size();) {
    size_t count = 0;
    for (; at < pieces.size() && count < parts.size(); ++at, ++count) {
      parts[count].iov_base = const_cast<char*>(pieces[at].data());  // writev changes nothing
      parts[count].iov_len = pieces[at].size();
    }
    if (!WriteParts(file, parts.data(), count, error)) return false;
  }
  return true;
}

/// Tells the file system how much will be written. Without it, ext4 finds room for a file when that
/// takes another's name, and renaming a big one takes as long as writing it. Best effort.
void Announce([[maybe_unused]] int file,
              [[maybe_unused]] const std::vector<std::string_view>& pieces) {
#ifdef FALLOC_FL_KEEP_SIZE
  size_t size = 0;
  for (const std::string_view piece : pieces) size += piece.size();
  if (size > 0) ::fallocate(file, FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(size));
#endif
}

/// Memory for files, of pages as big as there are: hundreds of times fewer page faults.
constexpr size_t kBigPage = size_t{2} << 20;
constexpr std::align_val_t kBlockAlignment{kBigPage};

std::shared_ptr<void> MakeBlock(size_t size) {
  void* const block = ::operator new(size, kBlockAlignment);
#ifdef MADV_HUGEPAGE
  if (size >= kBigPage) ::madvise(block, size, MADV_HUGEPAGE);
#endif
  return {block, [](void* memory) { ::operator delete(memory, kBlockAlignment); }};
}

}  // namespace

FileStorage::Room FileStorage::Take(size_t size) {
  constexpr size_t kBlockSize = size_t{8} << 20;
  const std::lock_guard lock(mutex_);
  if (!block_ || size > left_) {
    left_ = std::max(size, next_size_);
    next_size_ = std::clamp(2 * next_size_, kBigPage, kBlockSize);
    block_ = MakeBlock(left_);
    begin_ = static_cast<char*>(block_.get());
  }
  const Room room{block_, begin_};
  begin_ += size;
  left_ -= size;
  return room;
}

bool FilesRead::Contains(const std::string& path) const {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return false;
  const std::lock_guard lock(mutex_);
  return std::find(files_.begin(), files_.end(), IdentityOf(status)) != files_.end();
}

bool ReadWhole(const std::string& path, FilesRead& files_read, std::string& bytes,
               std::string& error) {
  const auto make_room = [&](size_t room) {
    bytes.resize(room);
    return bytes.data();
  };
  size_t size = 0;
  std::string other;
  if (!Read(path, files_read, make_room, size, other, error)) return false;
  if (size > 0) bytes.resize(size);
  else bytes = std::move(other);
  return true;
}

bool ReadWhole(const std::string& path, FilesRead& files_read, FileStorage& storage,
               SharedBytes& bytes, std::string& error) {
  FileStorage::Room taken;
  const auto make_room = [&](size_t room) {
    taken = storage.Take(room);
    return taken.begin;
  };
  size_t size = 0;
  std::string other;
  if (!Read(path, files_read, make_room, size, other, error)) return false;
  bytes = size > 0 ? SharedBytes(std::move(taken.block), std::string_view(taken.begin, size))
                   : SharedBytes(std::move(other));
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

bool WriteWhole(const std::string& path, const std::vector<std::string_view>& pieces,
                bool executable, std::string& error) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, executable ? 0777 : 0666));
  if (file.get() < 0) {
    error = std::strerror(errno);
    return false;
  }
  Announce(file.get(), pieces);
  if (!WriteAll(file.get(), pieces, error)) return false;
  if (::close(file.Release()) != 0) {  // a full network disk says so only here
    error = std::strerror(errno);
    return false;
  }
  return true;
}

unsigned long long ProcessId() { return static_cast<unsigned long long>(::getpid()); }

}  // namespace pybundle

#endif
