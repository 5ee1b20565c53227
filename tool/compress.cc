#include "compress.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <new>

namespace pybundle {
namespace {

struct Free {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

}  // namespace

std::string ZlibCompress(std::string_view bytes, int level) {
  // A compressor is a megabyte of tables, of which a thread needs one, not one for each file. What is
  // compressed quickly is not done so again and again.
  thread_local std::unique_ptr<libdeflate_compressor, Free> compressors[kHardest + 1];
  std::unique_ptr<libdeflate_compressor, Free> passing;
  std::unique_ptr<libdeflate_compressor, Free>& compressor =
      level == kQuick ? passing : compressors[level];
  if (!compressor) compressor.reset(libdeflate_alloc_compressor(level));
  if (!compressor) throw std::bad_alloc();
  std::string stream(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()), '\0');
  stream.resize(libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(),
                                         stream.data(), stream.size()));
  return stream;
}

std::optional<std::string> ZlibDecompress(std::string_view stream) {
  const std::unique_ptr<libdeflate_decompressor, Free> decompressor(
      libdeflate_alloc_decompressor());
  if (!decompressor) throw std::bad_alloc();
  // A stream doesn't say how much it holds: at most 1032 times its own size.
  const size_t most = stream.size() * 1032 + 64;
  for (size_t size = std::min(most, stream.size() * 4 + 1024);; size = std::min(most, size * 4)) {
    std::string bytes(size, '\0');
    size_t read = 0;
    size_t written = 0;
    const libdeflate_result result =
        libdeflate_zlib_decompress_ex(decompressor.get(), stream.data(), stream.size(),
                                      bytes.data(), bytes.size(), &read, &written);
    if (result == LIBDEFLATE_SUCCESS && read == stream.size()) {
      bytes.resize(written);
      return bytes;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || size == most) return std::nullopt;
  }
}

}  // namespace pybundle
