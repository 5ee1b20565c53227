#pragma once

#include <cstddef>
#include <string_view>

namespace pybundle {

/// Printable ASCII, LF and TAB: what may stand in a bundle as it is.
constexpr bool IsPlain(char c) {
  return (c >= ' ' && c <= '~') || c == '\n' || c == '\t';
}

/// Whether a line begins as something that a host looks for at column 0 of the whole file, however
/// deep in a string it stands.
bool BeginsHostSyntax(std::string_view line);

/// What decides about the literal of a text.
struct TextTraits {
  bool plain = true;         ///< every character is
  bool host_syntax = false;  ///< a line does; the text's beginning counts as one
  bool triple_single = false;  ///< it holds three single quotes in a row
};

/// Looks at every byte once.
TextTraits Examine(std::string_view text);

/// The first character from `at` on that isn't plain, else the size.
size_t FindNotPlain(std::string_view text, size_t at);

/// The first character from `at` on that an escaped literal in single quotes can't take over
/// without a look: any that isn't plain, backslashes, single quotes and, if they matter, line ends.
size_t FindNextToLookAt(std::string_view text, size_t at, bool line_ends);

}  // namespace pybundle
