#pragma once

#include <string_view>
#include <vector>

#include "imports.h"

namespace pybundle {

/// Reads a logical line that is one import statement, written as nearly all are: ASCII names, blanks
/// between them, perhaps parentheses around several lines, and nothing else, neither comments nor
/// backslashes. Appends what it imports, without offset, position and context. False, and nothing
/// appended, if the line is anything else: then it takes tokens to read it.
bool ReadPlainImport(std::string_view line, std::vector<Import>& imports);

}  // namespace pybundle
