#pragma once

#include "render.h"

namespace pybundle {

/// tool/runtime/ as it was when the tool was built (embed_runtime.cc).
Runtime EmbeddedRuntime();

}  // namespace pybundle
