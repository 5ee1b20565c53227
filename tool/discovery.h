#pragma once

#include <string>
#include <vector>

#include "collect.h"
#include "diagnostics.h"
#include "disk.h"
#include "graph.h"
#include "manifest.h"
#include "stdlib_names.h"

namespace pybundle {

/// Follows the imports of `files`, and of what they lead to, through the roots and search paths of
/// the manifest. Adds to `files` every module found, the data files beside it, and the metadata of
/// third-party packages. Keeps them sorted by path.
Graph FollowImports(const Manifest& manifest, const std::vector<std::string>& roots,
                    PythonVersions versions, const Disk& disk, std::vector<SourceFile>& files,
                    Diagnostics& diagnostics);

}  // namespace pybundle
