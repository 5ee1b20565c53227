#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "collect.h"
#include "diagnostics.h"
#include "discovery.h"

namespace pybundle {

/// What `only_recorded` makes of the files of a bundle.
struct Selection {
  std::vector<SourceFile> files;   ///< those that stay, in the order they had
  std::vector<size_t> first_used;  ///< the modules among them, in the order of their first use
  /// "a/b": the others' paths without suffix; of a package that is left out as a whole, its alone.
  std::vector<std::string> left_out;
};

/// Keeps of `files` the modules that a recording names (a line each; '#' begins a comment), the one
/// at the path `entry`, the packages that they are in, and data files but for those of packages that
/// are left out. `path` is the recording's name, for diagnostics: a recording that names no module
/// of the bundle is an error.
Selection SelectRecorded(std::string_view recording, const std::string& path,
                         const std::string& entry, const std::vector<SourceFile>& files,
                         Diagnostics& diagnostics);

/// Takes the modules that are not among `files` out of the graph.
void KeepInGraph(const std::vector<SourceFile>& files, Graph& graph);

}  // namespace pybundle
