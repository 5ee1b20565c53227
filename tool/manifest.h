#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics.h"
#include "minify.h"
#include "python_literal.h"

namespace pybundle {

/// A string of the manifest and where it stands, for diagnostics.
struct Located {
  std::string text;
  Place place;
};

/// A module to take. `name` alone is looked up under the roots; `path` alone gets its name from the
/// root it stands under; with both the file is bundled under that name.
struct ModuleItem {
  std::string name;  ///< dotted; "" if only the path was given
  std::string path;  ///< from the manifest's directory; "" if only the name was given
  Place place;
};

/// A limit of the whole file, and where it was set.
struct SizeLimit {
  size_t value = 0;
  Place place;
};

/// How a bundle's files are stored.
enum class Format : uint8_t {
  kSource,    ///< as text
  kCompact,   ///< each compressed by itself
  kSmallest,  ///< whatever takes the fewest bytes
};

/// What goes into a bundle, as a manifest or a command line says it (docs/manifest.md).
/// Paths are as written: relative to `directory`.
struct Manifest {
  std::string directory;  ///< the manifest's own, "" for the working directory
  Place place;            ///< the manifest as a whole
  std::optional<Located> entry;
  Located host{"script", {}};
  std::vector<Located> roots;
  std::vector<ModuleItem> modules;
  std::vector<Located> packages;
  std::vector<Located> resources;
  bool follow_imports = false;
  std::vector<Located> search_paths;
  std::vector<Located> include;
  std::vector<Located> exclude;
  std::vector<Located> external;
  std::optional<Located> python;  ///< a version specifier, as in requires-python
  std::optional<Located> shebang;
  std::optional<Located> banner;
  std::vector<Located> precompile;  ///< interpreters: commands, or paths
  bool bytecode_cache = false;
  std::optional<Located> only_recorded;  ///< the file of a recorded run
  bool extract_resources = false;
  OutputCharset charset = OutputCharset::kAscii;
  Format format = Format::kSource;
  Place format_place;
  std::optional<MinifyOptions> minify;  ///< nothing said is not the same as an empty list
  Place minify_place;
  std::optional<Located> keep_lines;  ///< a valid ECMAScript regular expression
  std::optional<Located> isolate;     ///< auto, on, full or off; else the host's default
  std::optional<Located> conflict;    ///< error, isolate, environment or replace
  std::optional<SizeLimit> max_bytes;
  std::optional<SizeLimit> max_chars;
};

/// The format of that name, as manifests and command lines say it.
std::optional<Format> FindFormat(std::string_view name);
/// The names of all formats.
const std::vector<std::string>& FormatNames();

/// Adds to `options` what `name` stands for; false if it is none of MinifyNames().
bool AddMinifyOption(std::string_view name, MinifyOptions& options);
const std::vector<std::string>& MinifyNames();

/// Reads a manifest's text (JSON, format version 1). `path` is its name, for diagnostics and as the
/// base of relative paths. Every problem found goes to `diagnostics`, with a JSON pointer in the
/// message and file:line:col; the result is empty if there was an error.
std::optional<Manifest> ParseManifest(std::string_view text, const std::string& path,
                                      Diagnostics& diagnostics);

}  // namespace pybundle
