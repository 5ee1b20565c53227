#pragma once

#include <string_view>

#include "diagnostics.h"
#include "manifest.h"
#include "hosts.h"
#include "render.h"

namespace pybundle {

/// An error for each limit, of the host and of the manifest, that the bundle's text exceeds: with
/// its size, the limit, the five largest files and what can be done.
void CheckLimits(const Rendering& rendering, const Plan& plan, const Manifest& manifest,
                 Diagnostics& diagnostics);

/// The host's own limit alone, of any file's text.
void CheckSize(std::string_view text, const Host& host, const Place& place,
               Diagnostics& diagnostics);

}  // namespace pybundle
