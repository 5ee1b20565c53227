#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pybundle {

/// One step of decoding: the code point and how many bytes it took; `length` 0 means that the bytes
/// at this position are not UTF-8 (by Python's rules: no surrogates, no overlong forms, at most
/// U+10FFFF).
struct Utf8Step {
  char32_t code_point = 0;
  size_t length = 0;
};

/// Decodes the character that begins at `at`, which must be inside `text`.
inline Utf8Step DecodeUtf8(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) -> uint32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const auto continues = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const uint32_t first = byte(at);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first < 0xE0 && continues(at + 1)) {
    return {(first & 0x1F) << 6 | (byte(at + 1) & 0x3F), 2};
  }
  if (first >= 0xE0 && first < 0xF0 && continues(at + 1) && continues(at + 2)) {
    const uint32_t value =
        (first & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F);
    if (value >= 0x800 && (value < 0xD800 || value > 0xDFFF)) return {value, 3};
  }
  if (first >= 0xF0 && first < 0xF5 && continues(at + 1) && continues(at + 2) &&
      continues(at + 3)) {
    const uint32_t value = (first & 0x07) << 18 | (byte(at + 1) & 0x3F) << 12 |
                           (byte(at + 2) & 0x3F) << 6 | (byte(at + 3) & 0x3F);
    if (value >= 0x10000 && value <= 0x10FFFF) return {value, 4};
  }
  return {};
}

/// Appends `code_point` in UTF-8; surrogates as the three bytes that their number gives.
inline void AppendUtf8(std::string& out, char32_t code_point) {
  const auto put = [&out](uint32_t byte) { out += static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

/// Whether all of `text` is UTF-8.
inline bool IsUtf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const Utf8Step step = DecodeUtf8(text, at);
    if (step.length == 0) return false;
    at += step.length;
  }
  return true;
}

}  // namespace pybundle
