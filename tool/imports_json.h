#pragma once

#include <string>
#include <string_view>

#include "imports.h"

namespace pybundle {

/// "module", "class" or "function", and behind a blank the guard if there is one: "try", "except",
/// "type_checking", "condition".
std::string DescribeContext(const Import& import);

/// The import as one line of JSON without line end: file, line, column (both from 1), kind
/// (`import`, `from`, `dynamic`), module (null if unknown, and for `from . import a` as in Python's
/// ast), level, names (a list of [name, asname], null if it has none by its kind), asname (or
/// null), context. Bytes that aren't UTF-8 become U+FFFD.
std::string ImportToJson(std::string_view file, const Import& import);

}  // namespace pybundle
