#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "disk.h"

namespace pybundle {

/// The metadata files (`*.dist-info/...`, relative to `directory`) of the distributions that
/// installed any of `paths` into `directory`, a site-packages directory, as their RECORD says.
/// Sorted. What can't be read counts as not there. direct_url.json is left out: it holds a path of
/// the machine that installed. `entries` are the directory's.
std::vector<std::string> DistributionFiles(const std::string& directory,
                                           const std::vector<DirectoryEntry>& entries,
                                           const std::vector<std::string_view>& paths,
                                           const Disk& disk);

/// A RECORD without its lines about files outside of the directory (scripts in bin/): those are not
/// bundled, and their hashes depend on where the environment lies.
std::string RecordOfBundle(std::string_view record);

}  // namespace pybundle
