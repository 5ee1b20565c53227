#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "disk.h"
#include "file_storage.h"

/// What a system does for RealDisk: in disk_posix.cc, and for Windows in disk_windows.cc. Errors are
/// the system's words, without the path.
namespace pybundle {

std::filesystem::path ToNative(const std::string& path);
std::string FromNative(const std::filesystem::path& path);

/// What a system knows a file by.
#ifdef _WIN32
using FileIdentity = std::string;  // one of its paths
#else
using FileIdentity = std::pair<std::uint64_t, std::uint64_t>;  // device and inode
#endif

/// Which files have been read.
class FilesRead {
 public:
  /// May be called by many threads at once.
  void Add(FileIdentity file) {
    const std::lock_guard lock(mutex_);
    files_.push_back(std::move(file));
  }

  /// Whether the file at `path` is one of them; names of one may differ.
  bool Contains(const std::string& path) const;

 private:
  mutable std::mutex mutex_;
  std::vector<FileIdentity> files_;  // asked rarely
};

/// All bytes of a file.
bool ReadWhole(const std::string& path, FilesRead& files_read, std::string& bytes,
               std::string& error);

/// The same into `storage`, where the system lets it.
bool ReadWhole(const std::string& path, FilesRead& files_read, FileStorage& storage,
               SharedBytes& bytes, std::string& error);

/// Appends the entries of a directory, unsorted.
bool ListWhole(const std::string& path, std::vector<DirectoryEntry>& entries, std::string& error);

/// Makes a file of the joined `pieces`, or puts them into the one that is there.
bool WriteWhole(const std::string& path, const std::vector<std::string_view>& pieces,
                bool executable, std::string& error);

/// No other process has it at the same time.
unsigned long long ProcessId();

}  // namespace pybundle
