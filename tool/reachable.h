#pragma once

#include <string>
#include <vector>

#include "collect.h"
#include "diagnostics.h"
#include "disk.h"
#include "entry.h"
#include "manifest.h"
#include "stdlib_names.h"

namespace pybundle {

/// Removes from `files`, which are sorted by path, those modules of the manifest's packages to which
/// no import leads from the entry, from the modules that the manifest names, or from `include`.
/// Returns their names. A warning for each import whose target can't be known from the source.
std::vector<std::string> KeepReachable(const Manifest& manifest, const Entry& entry,
                                       const std::vector<std::string>& roots,
                                       PythonVersions versions, const Disk& disk,
                                       std::vector<SourceFile>& files, Diagnostics& diagnostics);

}  // namespace pybundle
