#pragma once

#include <string_view>
#include <vector>

#include "render.h"

namespace pybundle {

/// The parts of the runtime that the planned bundle can do without in format `smallest`, because
/// nothing in it is for them or names what they are for. Should one be needed after all, the part
/// `omitted` stands for it.
std::vector<std::string_view> PartsWithoutUse(const Plan& plan);

}  // namespace pybundle
