#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pybundle {

/// Line `line` of `text` and a caret below character `column`, both from 1, as compilers show them:
///
///     12 | import foo.bar
///        |        ^
///
/// A long line is cut on both sides. Without a column (0) there is no caret. "" if there is no such
/// line, or nothing on it. Ends in '\n'.
std::string Excerpt(std::string_view text, uint32_t line, uint32_t column);

}  // namespace pybundle
