#pragma once

#include "diagnostics.h"
#include "disk.h"
#include "manifest.h"
#include "resolver.h"

namespace pybundle {

/// Takes every module under the roots and search paths whose name matches `pattern`, a glob over
/// dotted names. An error if there is none.
void IncludeModules(const Located& pattern, Resolver& resolver, const Disk& disk,
                    Diagnostics& diagnostics);

}  // namespace pybundle
