#pragma once

#include "diagnostics.h"
#include "manifest.h"
#include "render.h"

namespace pybundle {

/// An error for each limit, of the host and of the manifest, that the bundle's text exceeds: with
/// its size, the limit, the five largest files and what can be done.
void CheckLimits(const Rendering& rendering, const Plan& plan, const Manifest& manifest,
                 Diagnostics& diagnostics);

}  // namespace pybundle
