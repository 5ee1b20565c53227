#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pybundle {

/// `bytes` in base64 (RFC 4648, padded), in lines of so many characters, a multiple of four; no LF at
/// the end. Python reads long lines faster than short ones, and 1000 is still a line to an editor.
std::string ToBase64(std::string_view bytes, size_t line = 1000);

/// The bytes that `text` stands for, line feeds and padding left out; nothing if another character
/// stands in it.
std::optional<std::string> FromBase64(std::string_view text);

/// `bytes` in the alphabet of Python's base64.b85encode: five characters for four bytes, the rest
/// of less than four in as many characters and one more. No quote and no backslash is among them.
std::string ToBase85(std::string_view bytes);

/// The bytes that `text` stands for, or nothing if it is no base 85 of Python's alphabet.
std::optional<std::string> FromBase85(std::string_view text);

}  // namespace pybundle
