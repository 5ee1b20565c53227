#include "base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace pybundle {
namespace {

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase85 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

constexpr uint8_t kNone = 255;

/// For each character its value in `alphabet`, or kNone.
constexpr std::array<uint8_t, 256> Values(std::string_view alphabet) {
  std::array<uint8_t, 256> values{};
  values.fill(kNone);
  for (size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<uint8_t>(i);
  }
  return values;
}

constexpr auto kBase64Values = Values(kBase64);
constexpr auto kBase85Values = Values(kBase85);

/// Up to `width` bytes at `at` as one big-endian number; zeros where the text has ended.
uint32_t Group(std::string_view bytes, size_t at, size_t width) {
  uint32_t group = 0;
  for (size_t i = 0; i < width; ++i) {
    const bool there = at + i < bytes.size();
    group = group << 8 | (there ? static_cast<unsigned char>(bytes[at + i]) : 0U);
  }
  return group;
}

}  // namespace

std::string ToBase64(std::string_view bytes, size_t line) {
  const size_t characters = (bytes.size() + 2) / 3 * 4;
  std::string out;
  out.reserve(characters + characters / line);
  for (size_t at = 0; at < bytes.size(); at += 3) {
    if (at > 0 && at / 3 * 4 % line == 0) out += '\n';
    const uint32_t group = Group(bytes, at, 3);
    const size_t count = std::min<size_t>(3, bytes.size() - at);
    for (size_t i = 0; i < 4; ++i) {
      out += i <= count ? kBase64[(group >> (18 - 6 * i)) & 63] : '=';
    }
  }
  return out;
}

std::optional<std::string> FromBase64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  uint32_t group = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '\n' || c == '=') continue;
    const uint8_t value = kBase64Values[static_cast<unsigned char>(c)];
    if (value == kNone) return std::nullopt;
    group = group << 6 | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(group >> bits & 0xFF);
  }
  return bytes;
}

std::string ToBase85(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 3) / 4 * 5);
  for (size_t at = 0; at < bytes.size(); at += 4) {
    uint32_t group = Group(bytes, at, 4);
    char digits[5];
    for (size_t i = 5; i-- > 0; group /= 85) digits[i] = kBase85[group % 85];
    out.append(digits, std::min<size_t>(4, bytes.size() - at) + 1);
  }
  return out;
}

std::optional<std::string> FromBase85(std::string_view text) {
  if (text.size() % 5 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 5 * 4 + 4);
  for (size_t at = 0; at < text.size(); at += 5) {
    const size_t count = std::min<size_t>(5, text.size() - at);
    uint64_t group = 0;
    for (size_t i = 0; i < 5; ++i) {
      const uint8_t value =
          i < count ? kBase85Values[static_cast<unsigned char>(text[at + i])] : uint8_t{84};
      if (value == kNone) return std::nullopt;
      group = group * 85 + value;
    }
    if (group > 0xFFFFFFFF) return std::nullopt;
    for (size_t i = 0; i + 1 < count; ++i) {
      bytes += static_cast<char>(group >> (24 - 8 * i) & 0xFF);
    }
  }
  return bytes;
}

}  // namespace pybundle
