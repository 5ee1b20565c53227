#pragma once

#include <string>
#include <vector>

#include "console.h"

namespace pybundle {

struct ImportsOptions {
  std::vector<std::string> files;
  ConsoleOptions console;
};

/// `pybundle imports`: prints what the lexer finds in each file, one JSON object a line. Files that
/// can't be read or lexed are errors; what was found before is printed all the same.
int RunImports(const ImportsOptions& options);

}  // namespace pybundle
