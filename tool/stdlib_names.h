#pragma once

#include <cstdint>
#include <string_view>

namespace pybundle {

/// Versions of Python, a bit for each minor version: bit 0 is 3.8.
using PythonVersions = uint32_t;

inline constexpr int kOldestMinor = 8;
inline constexpr int kNewestMinor = 14;
inline constexpr PythonVersions kAllVersions = (1U << (kNewestMinor - kOldestMinor + 1)) - 1;

/// The versions whose standard library has the top-level module `name`, on any platform. Where the
/// data comes from: data/generate_stdlib_names.py.
PythonVersions StandardLibraryVersions(std::string_view name);

/// The versions that a specifier like ">=3.8,<3.13" (PEP 440, as in requires-python) allows. False
/// if it can't be read.
bool ParseRequiresPython(std::string_view specifier, PythonVersions& versions);

}  // namespace pybundle
