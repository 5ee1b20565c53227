#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pybundle {

/// `bytes` as a zlib stream (RFC 1950), as small as libdeflate makes it. The same bytes and the
/// same version of libdeflate give the same stream.
std::string ZlibCompress(std::string_view bytes);

/// What a zlib stream holds; nothing if it is damaged, or if anything follows it.
std::optional<std::string> ZlibDecompress(std::string_view stream);

}  // namespace pybundle
