#pragma once

#include <string>

#include "bundle.h"

namespace pybundle {

/// What went into a bundle and why, as JSON (docs/metafile.md says what each key means). The same
/// bundle gives the same text.
std::string RenderMetafile(const Bundle& bundle);

}  // namespace pybundle
