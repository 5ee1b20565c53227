#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pybundle {

/// A dependency file as Make and Ninja read it: `target` depends on each of `inputs`. Spaces, '#'
/// and '$' are escaped in both parts.
std::string RenderDepfile(std::string_view target, const std::vector<std::string>& inputs);

}  // namespace pybundle
