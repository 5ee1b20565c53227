#pragma once

#include <string_view>
#include <vector>

#include "render.h"

namespace pybundle {

/// What the planned bundle uses of the runtime in format `smallest`.
struct RuntimeNeeds {
  std::vector<std::string_view> without_use;  ///< parts
  bool only_imports = false;  ///< and resources: `least` does in place of everything else
};

/// The parts of the runtime that the planned bundle can do without in format `smallest`, because
/// nothing in it is for them or names what they are for. Should one be needed after all, the part
/// `omitted` stands for it.
RuntimeNeeds FindNeeds(const Plan& plan);

/// Whether a file belongs to a distribution's metadata.
bool IsMetadata(const SourceFile& file);

/// Whether a module of the planned bundle names something that reads distributions' metadata.
bool ReadsMetadata(const Plan& plan);

}  // namespace pybundle
