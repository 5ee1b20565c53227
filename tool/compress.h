#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pybundle {

/// How hard libdeflate tries: from 1 to 12. The last steps take most of the time: on code objects
/// level 12 is a hundredth smaller than level 9, and takes six times as long.
constexpr int kHardest = 12;
constexpr int kFairlySmall = 9;
constexpr int kQuick = 6;  ///< for little that is in every bundle: a fiftieth larger, a tenth of the time

/// `bytes` as a zlib stream (RFC 1950). The same bytes, level and version of libdeflate give the
/// same stream.
std::string ZlibCompress(std::string_view bytes, int level = kHardest);

/// What a zlib stream holds; nothing if it is damaged, or if anything follows it.
std::optional<std::string> ZlibDecompress(std::string_view stream);

/// `bytes` as a stream of the .lzma format, which Python's lzma.decompress reads: of all it reads the
/// one with the shortest head. Nothing if this tool was built without liblzma.
std::optional<std::string> LzmaCompress(std::string_view bytes);

/// What such a stream holds; nothing if it is damaged, or this tool was built without liblzma.
std::optional<std::string> LzmaDecompress(std::string_view stream);

/// Whether this tool was built with liblzma.
bool HasLzma();

}  // namespace pybundle
