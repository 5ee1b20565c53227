#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pybundle {

/// `text`, a piece of Python source, written in ASCII alone and with LF as its line end: other
/// characters become escapes in string literals, where they keep their value, and in comments, where
/// only people read them. Nothing if one stands anywhere else (a name, a raw string, bytes).
std::optional<std::string> ToAsciiSource(std::string_view text);

/// One line of a comment's text as ASCII: other characters as \u00e9.
std::string ToAsciiComment(std::string_view text);

}  // namespace pybundle
