#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pybundle {

/// Asks an interpreter (a command or a path) for its sys.path, without the entries that depend on
/// how it was started. Directories only, in order. False with a reason if it can't be run.
bool AskSearchPath(const std::string& interpreter, std::vector<std::string>& directories,
                   std::string& error);

/// Runs the helper `script` (Python) in an interpreter that sees nothing of its environment, and
/// gives it `input`, which it reads from a binary file called `file`. What it writes to its standard
/// output is `output`. False with a reason if that can't be done or it fails. Several threads may
/// call this at the same time.
bool RunHelper(const std::string& interpreter, std::string_view script, std::string_view input,
               std::string& output, std::string& error);

}  // namespace pybundle
