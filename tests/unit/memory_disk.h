#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics.h"
#include "disk.h"

namespace pybundle {

/// A file system in memory. Directories exist because of the files below them.
class MemoryDisk : public Disk {
 public:
  void Add(const std::string& path, const std::string& bytes) { files_[path] = bytes; }
  void MakeUnreadable(const std::string& path) { unreadable_.insert(path); }
  const std::map<std::string, std::string>& files() const { return files_; }

  Kind Stat(const std::string& path) const override {
    const std::string normal = NormalizePath(path);
    if (files_.count(normal) != 0) return Kind::kFile;
    if (normal == ".") return Kind::kDirectory;
    const auto below = files_.lower_bound(normal + "/");
    const bool is_directory = below != files_.end() && below->first.starts_with(normal + "/");
    return is_directory ? Kind::kDirectory : Kind::kNothing;
  }

  bool ReadFile(const std::string& path, std::string& bytes, std::string& error) const override {
    const auto found = files_.find(NormalizePath(path));
    if (found == files_.end() || unreadable_.count(found->first) != 0) {
      error = found == files_.end() ? "No such file or directory" : "Permission denied";
      return false;
    }
    bytes = found->second;
    const std::lock_guard lock(mutex_);
    read_.insert(found->first);
    return true;
  }

  bool WasRead(const std::string& path) const override {
    const std::lock_guard lock(mutex_);
    return read_.count(NormalizePath(path)) != 0;
  }

  bool ListDirectory(const std::string& path, std::vector<DirectoryEntry>& entries,
                     std::string&) const override {
    const std::string normal = NormalizePath(path);
    const std::string prefix = normal == "." ? "" : normal + "/";
    std::map<std::string, bool> names;
    for (const auto& [file, bytes] : files_) {
      if (!file.starts_with(prefix)) continue;
      const std::string rest = file.substr(prefix.size());
      const size_t slash = rest.find('/');
      names[rest.substr(0, slash)] = slash != std::string::npos;
    }
    for (const auto& [name, is_directory] : names) entries.push_back({name, is_directory, false});
    return true;
  }

  std::string Canonical(const std::string& path) const override { return NormalizePath(path); }

  bool MakeDirectories(const std::string&, std::string&) override { return true; }

  bool WriteFileAtomically(const std::string& path, const std::vector<std::string_view>& pieces,
                           bool, std::string&) override {
    std::string& bytes = files_[NormalizePath(path)];
    bytes.clear();
    for (const std::string_view piece : pieces) bytes += piece;
    return true;
  }

 private:
  std::map<std::string, std::string> files_;
  std::set<std::string> unreadable_;
  mutable std::mutex mutex_;
  mutable std::set<std::string> read_;
};

/// All findings as a user would read them.
inline std::string RenderAll(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.all()) text += Render(diagnostic, false);
  return text;
}

}  // namespace pybundle
