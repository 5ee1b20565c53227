#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared_bytes.h"

namespace pybundle {

/// One name in a directory. Symbolic links count as what they point to.
struct DirectoryEntry {
  std::string name;
  bool is_directory = false;
  bool is_link = false;
};

/// All that the tool ever asks of a file system, so that tests can answer from memory.
/// Paths are UTF-8 with '/' between components, on every system.
class Disk {
 public:
  enum class Kind : uint8_t { kNothing, kFile, kDirectory, kOther };  // kOther: devices, pipes

  virtual ~Disk() = default;

  /// What stands at `path`, links followed.
  virtual Kind Stat(const std::string& path) const = 0;

  /// The whole content of a file. On failure returns false and says why in `error`
  /// (the system's words, without the path).
  virtual bool ReadFile(const std::string& path, std::string& bytes, std::string& error) const = 0;

  /// The same for files that stay in memory as they are: those of a bundle.
  virtual bool ReadShared(const std::string& path, SharedBytes& bytes, std::string& error) const {
    std::string text;
    if (!ReadFile(path, text, error)) return false;
    bytes = SharedBytes(std::move(text));
    return true;
  }

  /// Whether the file at `path`, links followed, is one of those that were read so far.
  virtual bool WasRead(const std::string& path) const = 0;

  /// The entries of a directory, sorted by the bytes of their names, without "." and "..".
  virtual bool ListDirectory(const std::string& path, std::vector<DirectoryEntry>& entries,
                             std::string& error) const = 0;

  /// The path without links, "." and "..", for recognising one file behind two names.
  /// Returns `path` itself where it can't be resolved.
  virtual std::string Canonical(const std::string& path) const = 0;

  /// Makes sure that `path` is a directory, with those above it. "" is the working directory.
  virtual bool MakeDirectories(const std::string& path, std::string& error) = 0;

  /// Replaces `path` by the joined `pieces` as a whole: written beside it under another name, then
  /// renamed. A link is followed, and what is no regular file (a device, a pipe) is written to as it
  /// is. On failure nothing is left behind and what stood at `path` is untouched.
  virtual bool WriteFileAtomically(const std::string& path,
                                   const std::vector<std::string_view>& pieces, bool executable,
                                   std::string& error) = 0;

  /// The same for one piece.
  bool WriteFileAtomically(const std::string& path, std::string_view bytes, bool executable,
                           std::string& error) {
    return WriteFileAtomically(path, std::vector<std::string_view>{bytes}, executable, error);
  }
};

/// The file system of this machine.
std::unique_ptr<Disk> MakeRealDisk();

/// `directory` and `path` joined with '/'; an absolute `path` stands for itself, and "." and empty
/// directories disappear.
std::string JoinPath(std::string_view directory, std::string_view path);

/// `path` without "." components, doubled slashes and those ".." that a preceding name takes up.
/// Purely textual.
std::string NormalizePath(std::string_view path);

/// The part before the last '/', "" if there is none.
std::string_view DirectoryOf(std::string_view path);

/// The part after the last '/'.
std::string_view FileNameOf(std::string_view path);

}  // namespace pybundle
