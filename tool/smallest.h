#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "minify.h"
#include "render.h"

namespace pybundle {

/// How large a bundle is after a step that makes it smaller.
struct SizeStep {
  std::string name;  ///< for people: "minified"
  size_t bytes = 0;
};

/// What can be minified without changing what the files do, as far as can be told: docstrings and
/// annotations go unless a module names something that reads them.
MinifyOptions SafeOptions(const std::vector<SourceFile>& files);

/// The bundle of a plan in format `smallest`: everything of it in one compressed stream, in the
/// encoding that takes the fewest bytes. Appends to `steps` the size before and after compression.
Rendering RenderSmallest(const Plan& plan, const Runtime& runtime, std::string_view version,
                         std::vector<SizeStep>& steps);

}  // namespace pybundle
