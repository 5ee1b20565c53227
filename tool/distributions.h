#pragma once

#include <string>
#include <vector>

#include "disk.h"

namespace pybundle {

/// The metadata files (`*.dist-info/...`, relative to `directory`) of the distributions that
/// installed any of `paths` into `directory`, a site-packages directory, as their RECORD says.
/// Sorted. What can't be read counts as not there.
std::vector<std::string> DistributionFiles(const std::string& directory,
                                           const std::vector<std::string>& paths,
                                           const Disk& disk);

}  // namespace pybundle
