#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// What bytes can be in Python's grammar. Unlike <cctype> no locale has a say.
namespace pybundle::chars {

inline constexpr std::uint8_t kNameStart = 1;  // letters, underscore, every byte from 0x80
inline constexpr std::uint8_t kNamePart = 2;   // these and digits
inline constexpr std::uint8_t kDigit = 4;
inline constexpr std::uint8_t kHexDigit = 8;
inline constexpr std::uint8_t kBlank = 16;  // between tokens: space, tab, form feed

inline constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    const bool digit = c >= '0' && c <= '9';
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower = c >= 'a' && c <= 'z';
    std::uint8_t bits = 0;
    if (upper || lower || c == '_' || c >= 0x80) bits |= kNameStart | kNamePart;
    if (digit) bits |= kDigit | kHexDigit | kNamePart;
    if ((c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f')) bits |= kHexDigit;
    if (c == ' ' || c == '\t' || c == '\f') bits |= kBlank;
    classes[static_cast<std::size_t>(c)] = bits;
  }
  return classes;
}();

inline bool Is(char c, std::uint8_t classes) {
  return (kClasses[static_cast<unsigned char>(c)] & classes) != 0;
}

/// What the letters directly before a quote make of a string.
struct StringPrefix {
  bool valid = false;
  bool raw = false;
  bool bytes = false;
  bool formatted = false;    // f or t: has replacement fields
  bool is_template = false;  // t
};

/// `letters` is a whole name, at most two characters of which can be a prefix.
inline StringPrefix ParseStringPrefix(std::string_view letters) {
  StringPrefix prefix;
  bool u = false;
  bool f = false;
  if (letters.size() > 2) return prefix;
  for (const char letter : letters) {
    bool* const seen = letter == 'r' || letter == 'R'   ? &prefix.raw
                       : letter == 'b' || letter == 'B' ? &prefix.bytes
                       : letter == 'f' || letter == 'F' ? &f
                       : letter == 't' || letter == 'T' ? &prefix.is_template
                       : letter == 'u' || letter == 'U' ? &u
                                                        : nullptr;
    if (seen == nullptr || *seen) return {};
    *seen = true;
  }
  // Two letters: one of them is r, the other b, f or t.
  if (letters.size() == 2 && (!prefix.raw || u)) return {};
  prefix.formatted = f || prefix.is_template;
  prefix.valid = true;
  return prefix;
}

}  // namespace pybundle::chars
