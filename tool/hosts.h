#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace pybundle {

/// How a bundle is set going on a host, and so how its last lines look.
enum class Start : uint8_t {
  kRun,     ///< the entry runs as `__main__`
  kExport,  ///< the host takes a callable out of the file's namespace
};

/// What a host does with a single file, as data (docs/hosts.md).
struct Host {
  std::string_view name;
  Start start;
  /// The statement that tells an interpreter older than 3.8 so: a program ends with one line, but
  /// SystemExit would end a host's whole process.
  std::string_view too_old;
};

/// The host of that name, or nullptr.
const Host* FindHost(std::string_view name);

/// The names of all hosts, in the order of the documentation.
std::vector<std::string_view> HostNames();

}  // namespace pybundle
