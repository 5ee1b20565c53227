#pragma once

#include <vector>

#include "collect.h"
#include "diagnostics.h"
#include "disk.h"
#include "resolver.h"

namespace pybundle {

/// Adds to `files`, which holds all modules, what comes along with those that following took: the
/// data files of their packages and the metadata of their distributions.
void TakeCompanions(Resolver& resolver, const Disk& disk, std::vector<SourceFile>& files,
                    Diagnostics& diagnostics);

}  // namespace pybundle
