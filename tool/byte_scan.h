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
  static constexpr std::uint32_t kAll = 0xFFFF;  ///< the Mask of lanes that all hold
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
  /// Of the eight pairs of neighbours, (0, 1), (2, 3) and so on, both lanes where both bytes are `c`.
  Lanes EqualPairs(char c) const {
    return {_mm_cmpeq_epi16(value, _mm_set1_epi16(static_cast<short>(c * 0x101)))};
  }
  Chunk WithBits(char bits) const { return {_mm_or_si128(value, _mm_set1_epi8(bits))}; }
  /// Where no printable ASCII stands: below the blank, or behind '~'.
  Lanes Unprintable() const {
    // One further they are those below '!', for signed bytes end at 127.
    const __m128i next = _mm_add_epi8(value, _mm_set1_epi8(1));
    return {_mm_cmplt_epi8(next, _mm_set1_epi8('!'))};
  }
};

inline Lanes operator|(Lanes a, Lanes b) {
  return {_mm_or_si128(a.value, b.value)};
}
inline Lanes operator&(Lanes a, Lanes b) {
  return {_mm_and_si128(a.value, b.value)};
}
inline Lanes operator^(Lanes a, Lanes b) {
  return {_mm_xor_si128(a.value, b.value)};
}
/// Bit i is lane i.
inline std::uint32_t Mask(Lanes lanes) {
  return static_cast<std::uint32_t>(_mm_movemask_epi8(lanes.value));
}

/// Sums of lanes that hold, of at most 255 Lanes.
class LaneCounter {
 public:
  void Add(Lanes lanes) { sums_ = _mm_sub_epi8(sums_, lanes.value); }  // true is -1
  std::size_t Total() const {
    const __m128i halves = _mm_sad_epu8(sums_, _mm_setzero_si128());
    return static_cast<std::size_t>(_mm_cvtsi128_si32(halves)) +
           static_cast<std::size_t>(_mm_extract_epi16(halves, 4));
  }

 private:
  __m128i sums_ = _mm_setzero_si128();
};

#else

struct Lanes {
  std::uint32_t value;
};

struct Chunk {
  static constexpr std::size_t kSize = 16;
  static constexpr std::uint32_t kAll = 0xFFFF;
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
  Lanes EqualPairs(char c) const {
    const std::uint32_t mask = Equal(c).value;
    const std::uint32_t both = mask & (mask >> 1) & 0x5555;
    return {both | (both << 1)};
  }
  Chunk WithBits(char bits) const {
    Chunk chunk = *this;
    for (unsigned char& b : chunk.value)
      b |= static_cast<unsigned char>(bits);
    return chunk;
  }
  Lanes Unprintable() const {
    return Where([](unsigned char b) { return b < ' ' || b > '~'; });
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

inline Lanes operator|(Lanes a, Lanes b) {
  return {a.value | b.value};
}
inline Lanes operator&(Lanes a, Lanes b) {
  return {a.value & b.value};
}
inline Lanes operator^(Lanes a, Lanes b) {
  return {a.value ^ b.value};
}
inline std::uint32_t Mask(Lanes lanes) {
  return lanes.value;
}

class LaneCounter {
 public:
  void Add(Lanes lanes) { total_ += static_cast<std::size_t>(std::popcount(lanes.value)); }
  std::size_t Total() const { return total_; }

 private:
  std::size_t total_ = 0;
};

#endif

/// The first position at or after `begin` for which `lanes(chunk)` holds, else text.size().
/// `lanes` must not hold for a zero byte: the last chunk is padded with zeros.
template <typename LanesOf>
inline std::size_t Find(std::string_view text, std::size_t begin, LanesOf lanes) {
  const auto found = [&](const char* chunk) { return Mask(lanes(Chunk::Load(chunk))); };
  const auto first = [](std::uint32_t mask) {
    return static_cast<std::size_t>(std::countr_zero(mask));
  };
  const char* const data = text.data();
  const std::size_t size = text.size();
  // Most searches end in the first chunk.
  if (begin + Chunk::kSize <= size) {
    if (const std::uint32_t mask = found(data + begin)) return begin + first(mask);
    begin += Chunk::kSize;
  }
  for (; begin + 4 * Chunk::kSize <= size; begin += 4 * Chunk::kSize) {
    const auto at = [&](std::size_t i) {
      return lanes(Chunk::Load(data + begin + i * Chunk::kSize));
    };
    if (Mask(at(0) | at(1) | at(2) | at(3)) != 0) break;
  }
  for (; begin + Chunk::kSize <= size; begin += Chunk::kSize) {
    if (const std::uint32_t mask = found(data + begin)) return begin + first(mask);
  }
  if (begin >= size) return size;
  char last[Chunk::kSize] = {};
  std::memcpy(last, data + begin, size - begin);
  const std::uint32_t mask = found(last);
  return mask != 0 ? begin + first(mask) : size;
}

/// How many bytes of `text` satisfy `lanes`, which must not hold for a zero byte.
template <typename LanesOf>
inline std::size_t Count(std::string_view text, LanesOf lanes) {
  constexpr std::size_t kRun = 255 * Chunk::kSize;
  std::size_t total = 0;
  while (text.size() >= Chunk::kSize) {
    const std::size_t run = (text.size() < kRun ? text.size() : kRun) & ~(Chunk::kSize - 1);
    LaneCounter counter;
    for (std::size_t i = 0; i < run; i += Chunk::kSize) {
      counter.Add(lanes(Chunk::Load(text.data() + i)));
    }
    total += counter.Total();
    text.remove_prefix(run);
  }
  char last[Chunk::kSize] = {};
  std::memcpy(last, text.data(), text.size());
  return total + static_cast<std::size_t>(std::popcount(Mask(lanes(Chunk::Load(last)))));
}

/// Where the physical line that holds `begin` ends: its CR or LF, else text.size().
inline std::size_t FindLineEnd(std::string_view text, std::size_t begin) {
  return Find(text, begin, [](Chunk c) { return c.Equal('\n') | c.Equal('\r'); });
}

/// The position after the line end (LF, CR LF or CR) at `position`.
inline std::size_t SkipLineEnd(std::string_view text, std::size_t position) {
  const bool crlf =
      text[position] == '\r' && position + 1 < text.size() && text[position + 1] == '\n';
  return position + (crlf ? 2 : 1);
}

}  // namespace pybundle::bytes
