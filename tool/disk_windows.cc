#ifdef _WIN32

#include <process.h>

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>

#include "disk_native.h"

namespace pybundle {

namespace fs = std::filesystem;

bool FilesRead::Contains(const std::string& path) const {
  const std::lock_guard lock(mutex_);
  return std::any_of(files_.begin(), files_.end(), [&](const std::string& file) {
    std::error_code code;
    return fs::equivalent(ToNative(file), ToNative(path), code);
  });
}

bool ReadWhole(const std::string& path, FilesRead& files_read, std::string& bytes,
               std::string& error) {
  std::ifstream file(ToNative(path), std::ios::binary | std::ios::ate);
  if (!file) {
    error = "can't be opened";
    return false;
  }
  files_read.Add(path);
  bytes.assign(static_cast<size_t>(file.tellg()), '\0');
  file.seekg(0);
  if (!bytes.empty() && !file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
    error = "can't be read";
    return false;
  }
  return true;
}

bool ReadWhole(const std::string& path, FilesRead& files_read, FileStorage&, SharedBytes& bytes,
               std::string& error) {
  std::string text;
  if (!ReadWhole(path, files_read, text, error)) return false;
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

unsigned long long ProcessId() { return static_cast<unsigned long long>(::_getpid()); }

}  // namespace pybundle

#endif
