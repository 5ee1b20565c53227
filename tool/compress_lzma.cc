#include "compress.h"

#if PYBUNDLE_HAS_LZMA
#include <lzma.h>

#include <algorithm>
#include <bit>
#include <new>
#endif

namespace pybundle {

#if PYBUNDLE_HAS_LZMA

namespace {

/// Runs a stream over all of `bytes`; empty if it says that something is wrong.
std::optional<std::string> Run(lzma_stream& stream, std::string_view bytes, size_t guess,
                               size_t most) {
  std::string out(std::min(guess, most), '\0');
  stream.next_in = reinterpret_cast<const uint8_t*>(bytes.data());
  stream.avail_in = bytes.size();
  lzma_ret result = LZMA_OK;
  while (result == LZMA_OK) {
    if (stream.total_out == out.size()) {
      if (out.size() == most) break;
      out.resize(std::min(most, out.size() * 2));
    }
    stream.next_out = reinterpret_cast<uint8_t*>(out.data()) + stream.total_out;
    stream.avail_out = out.size() - static_cast<size_t>(stream.total_out);
    result = lzma_code(&stream, LZMA_FINISH);
  }
  out.resize(static_cast<size_t>(stream.total_out));
  const bool whole = result == LZMA_STREAM_END && stream.avail_in == 0;
  lzma_end(&stream);
  if (!whole) return std::nullopt;
  return out;
}

std::string Encode(std::string_view bytes, uint32_t context_bits, uint32_t position_bits) {
  lzma_options_lzma options;
  lzma_lzma_preset(&options, 9 | LZMA_PRESET_EXTREME);
  options.lc = context_bits;
  options.pb = position_bits;
  options.lp = 0;
  // The reader takes as much memory, and wants a power of two.
  constexpr size_t kMost = size_t{1} << 26;
  options.dict_size = static_cast<uint32_t>(
      std::bit_ceil(std::clamp<size_t>(bytes.size(), LZMA_DICT_SIZE_MIN, kMost)));
  lzma_stream stream = LZMA_STREAM_INIT;
  if (lzma_alone_encoder(&stream, &options) != LZMA_OK) throw std::bad_alloc();
  // What doesn't compress grows by about a hundredth.
  auto out = Run(stream, bytes, bytes.size() / 2 + 1024, bytes.size() + bytes.size() / 32 + 1024);
  if (!out) throw std::bad_alloc();
  return *std::move(out);
}

}  // namespace

bool HasLzma() { return true; }

std::optional<std::string> LzmaCompress(std::string_view bytes) {
  // Text has no alignment, so no bits of the position count; how many of the byte before do depends
  // on the text. Trying takes a second for each megabyte.
  constexpr size_t kLong = size_t{1} << 20;
  std::string best = Encode(bytes, 3, 0);
  for (const uint32_t context_bits : {0U, 1U, 2U, 4U}) {
    if (bytes.size() > kLong && context_bits != 4) continue;
    std::string other = Encode(bytes, context_bits, 0);
    if (other.size() < best.size()) best = std::move(other);
  }
  return best;
}

std::optional<std::string> LzmaDecompress(std::string_view stream) {
  constexpr uint64_t kMemory = uint64_t{256} << 20;
  constexpr size_t kRatio = 10000;  // more than any text gives
  lzma_stream decoder = LZMA_STREAM_INIT;
  if (lzma_alone_decoder(&decoder, kMemory) != LZMA_OK) throw std::bad_alloc();
  return Run(decoder, stream, stream.size() * 8 + 1024, stream.size() * kRatio + 1024);
}

#else

bool HasLzma() { return false; }
std::optional<std::string> LzmaCompress(std::string_view) { return std::nullopt; }
std::optional<std::string> LzmaDecompress(std::string_view) { return std::nullopt; }

#endif

}  // namespace pybundle
