#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics.h"

namespace pybundle {

/// A file as a bundle holds it.
struct EmbeddedFile {
  std::string path;
  std::string bytes;     ///< exactly the original's
  std::string encoding;  ///< of the header line: "", "crlf", "base64", "zlib"
  size_t size = 0;       ///< of its literal in the bundle, in bytes
};

/// What a bundle says of itself: nothing of it is run.
struct BundleContent {
  std::map<std::string, std::string> items;  ///< 'name', 'id', 'entry', 'attribute', 'isolate', ...
  std::vector<EmbeddedFile> files;           ///< in the bundle's order
  /// Compiled code: what it is for ("cpython-311 a70d0d0a"), and its literals' bytes in the bundle.
  std::vector<std::pair<std::string, size_t>> code;
  size_t runtime_size = 0;                   ///< of the literals of the runtime, in bytes
  std::string start;                         ///< the last statement
};

/// Whether `text` has what every bundle has: an assignment to `_pybundle` at the top level.
bool LooksLikeBundle(std::string_view text);

/// Reads a bundle's text, also after its line ends became CRLF. `path` is its name. Damage (a header
/// that doesn't fit the index, a bad literal, base64 that is none) is an error with its place.
std::optional<BundleContent> ReadBundle(std::string_view text, const std::string& path,
                                        Diagnostics& diagnostics);

}  // namespace pybundle
