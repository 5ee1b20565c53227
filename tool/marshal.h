#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pybundle {

/// Code objects that Python's `marshal` wrote (of CPython 3.8 and later, or PyPy), written again so
/// that the bytes depend on nothing but the values: which objects are marked for references, and in
/// which order sets stand, depends in the original on what its process did before. Equal constants
/// are written once, across all of them. One code object alone stands for itself, several (or none)
/// are a tuple. Empty if some bytes are of a form that isn't known here.
std::optional<std::string> NormalizeMarshal(const std::vector<std::string_view>& codes);

}  // namespace pybundle
