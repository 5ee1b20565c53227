#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace pybundle {

/// How a bundle is set going on a host, and so how its last lines look.
enum class Start : uint8_t {
  kRun,     ///< the entry's code runs in the file's own namespace, as `__main__` or as a module
  kExport,  ///< the host takes a function out of the file's namespace
  kImport,  ///< the host imports the file, which stands for a package or module
};

enum class SizeUnit : uint8_t { kNone, kBytes, kCharacters };

/// What a host does with a single file, as data (docs/hosts.md).
struct Host {
  std::string_view name;
  std::string_view loaded_by;  ///< for people: what the host does with the file
  Start start;
  size_t limit;                ///< of the whole file, in `unit`
  SizeUnit unit;
  bool may_compress;           ///< false where unreadable code is forbidden
  std::string_view keep_lines; ///< a regular expression as the manifest's, for what the host scans
  /// Imports from this package are shown to the host's scanner as plain lines; "" for none.
  std::string_view scanned_imports;
  /// Words that the file's text must hold for the host to look at it; "" for none.
  std::string_view needed_words;
  std::string_view isolate;    ///< default of the manifest's `isolate`
  /// The exception that tells an interpreter older than 3.8 so: a program ends with one line, but
  /// SystemExit would end a host's whole process.
  std::string_view too_old;
};

/// The host of that name, or nullptr.
const Host* FindHost(std::string_view name);

/// All hosts, in the order of the documentation.
const std::vector<Host>& AllHosts();

/// The names of all hosts.
std::vector<std::string_view> HostNames();

}  // namespace pybundle
