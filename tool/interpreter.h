#pragma once

#include <string>
#include <vector>

namespace pybundle {

/// Asks an interpreter (a command or a path) for its sys.path, without the entries that depend on
/// how it was started. Directories only, in order. False with a reason if it can't be run.
bool AskSearchPath(const std::string& interpreter, std::vector<std::string>& directories,
                   std::string& error);

}  // namespace pybundle
