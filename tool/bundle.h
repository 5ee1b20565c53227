#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diagnostics.h"
#include "discovery.h"
#include "disk.h"
#include "manifest.h"
#include "pieces.h"
#include "precompile.h"
#include "render.h"
#include "smallest.h"

namespace pybundle {

/// A finished bundle.
struct Bundle {
  Pieces text;
  bool executable = false;               ///< it has a shebang
  Entry entry;
  std::vector<SourceFile> files;         ///< what went in, sorted by path
  std::vector<size_t> sizes;             ///< of each file's literal, in bytes
  Graph graph;                           ///< why the modules among them did
  std::vector<std::string> disk_inputs;  ///< what was read for it beside `files`
  std::vector<SizeStep> steps;           ///< of format `smallest`: how it got small
  std::vector<std::string> unreached;    ///< modules that no import leads to, left out there
};

/// Everything from a manifest to the bundle's text. Reads from `disk`, writes nothing. Empty if
/// `diagnostics` got an error. `make_code` is only called if there is one.
std::optional<Bundle> MakeBundle(const Manifest& manifest, const Runtime& runtime,
                                 std::string_view version, const Disk& disk,
                                 Diagnostics& diagnostics, const CodeMaker& make_code = {});

}  // namespace pybundle
