#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if !defined(PYBUNDLE_NO_SIMD) && (defined(__SSE2__) || defined(_M_X64))
#define PYBUNDLE_SSE2 1
#include <emmintrin.h>
#endif

/// Searches over bytes, sixteen at a time. This is the only file that knows of vector
/// instructions; elsewhere it is plain loops, and both give the same answers.
namespace pybundle::bytes {

#ifdef PYBUNDLE_SSE2

/// One truth value for each of sixteen bytes.
struct Lanes {
  __m128i value;
};

/// Sixteen bytes of text.
struct Chunk {
  static constexpr std::size_t kSize = 16;
  __m128i value;

  static Chunk Load(const char* p) {
    return {_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))};
  }
  Lanes Equal(char c) const { return {_mm_cmpeq_epi8(value, _mm_set1_epi8(c))}; }
  /// first <= byte <= first + count, unsigned.
  Lanes InRange(char first, char count) const {
    const __m128i distance = _mm_sub_epi8(value, _mm_set1_epi8(first));
    return {_mm_cmpeq_epi8(_mm_min_epu8(distance, _mm_set1_epi8(count)), distance)};
  }
  Chunk WithBits(char bits) const { return {_mm_or_si128(value, _mm_set1_epi8(bits))}; }
};

inline Lanes operator|(Lanes a, Lanes b) { return {_mm_or_si128(a.value, b.value)}; }
inline Lanes operator&(Lanes a, Lanes b) { return {_mm_and_si128(a.value, b.value)}; }
/// Bit i is lane i.
inline std::uint32_t Mask(Lanes lanes) {
  return static_cast<std::uint32_t>(_mm_movemask_epi8(lanes.value));
}

#else

struct Lanes {
  std::uint32_t value;
};

struct Chunk {
  static constexpr std::size_t kSize = 16;
  unsigned char value[kSize];

  static Chunk Load(const char* p) {
    Chunk chunk;
    std::memcpy(chunk.value, p, kSize);
    return chunk;
  }
  Lanes Equal(char c) const {
    return Where([c](unsigned char b) { return b == static_cast<unsigned char>(c); });
  }
  Lanes InRange(char first, char count) const {
    return Where([=](unsigned char b) {
      return static_cast<unsigned char>(b - static_cast<unsigned char>(first)) <=
             static_cast<unsigned char>(count);
    });
  }
  Chunk WithBits(char bits) const {
    Chunk chunk = *this;
    for (unsigned char& b : chunk.value) b |= static_cast<unsigned char>(bits);
    return chunk;
  }

 private:
  template <typename Predicate>
  Lanes Where(Predicate predicate) const {
    std::uint32_t mask = 0;
    for (std::size_t i = 0; i < kSize; ++i) {
      mask |= static_cast<std::uint32_t>(predicate(value[i])) << i;
    }
    return {mask};
  }
};

inline Lanes operator|(Lanes a, Lanes b) { return {a.value | b.value}; }
inline Lanes operator&(Lanes a, Lanes b) { return {a.value & b.value}; }
inline std::uint32_t Mask(Lanes lanes) { return lanes.value; }

#endif

/// The first position at or after `begin` for which `lanes(chunk)` holds, else text.size().
/// `lanes` must not hold for a zero byte: the last chunk is padded with zeros.
template <typename LanesOf>
inline std::size_t Find(std::string_view text, std::size_t begin, LanesOf lanes) {
  for (; begin + Chunk::kSize <= text.size(); begin += Chunk::kSize) {
    if (const std::uint32_t mask = Mask(lanes(Chunk::Load(text.data() + begin)))) {
      return begin + static_cast<std::size_t>(std::countr_zero(mask));
    }
  }
  if (begin >= text.size()) return text.size();
  char last[Chunk::kSize] = {};
  std::memcpy(last, text.data() + begin, text.size() - begin);
  const std::uint32_t mask = Mask(lanes(Chunk::Load(last)));
  return mask != 0 ? begin + static_cast<std::size_t>(std::countr_zero(mask)) : text.size();
}

/// How many bytes of `text` satisfy `lanes`, which must not hold for a zero byte.
template <typename LanesOf>
inline std::size_t Count(std::string_view text, LanesOf lanes) {
  std::size_t count = 0;
  std::size_t begin = 0;
  for (; begin + Chunk::kSize <= text.size(); begin += Chunk::kSize) {
    count += static_cast<std::size_t>(std::popcount(Mask(lanes(Chunk::Load(text.data() + begin)))));
  }
  if (begin < text.size()) {
    char last[Chunk::kSize] = {};
    std::memcpy(last, text.data() + begin, text.size() - begin);
    count += static_cast<std::size_t>(std::popcount(Mask(lanes(Chunk::Load(last)))));
  }
  return count;
}

/// Where the physical line that holds `begin` ends: its CR or LF, else text.size().
inline std::size_t FindLineEnd(std::string_view text, std::size_t begin) {
  return Find(text, begin, [](Chunk c) { return c.Equal('\n') | c.Equal('\r'); });
}

/// The position after the line end (LF, CR LF or CR) at `position`.
inline std::size_t SkipLineEnd(std::string_view text, std::size_t position) {
  const bool crlf = text[position] == '\r' && position + 1 < text.size() &&
                    text[position + 1] == '\n';
  return position + (crlf ? 2 : 1);
}

}  // namespace pybundle::bytes
