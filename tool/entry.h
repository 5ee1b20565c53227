#pragma once

#include <optional>
#include <string>

#include "collect.h"
#include "diagnostics.h"
#include "hosts.h"
#include "manifest.h"

namespace pybundle {

/// What a bundle runs or exports.
struct Entry {
  std::string module;     ///< dotted; "p.__main__" for a package that is run
  std::string attribute;  ///< what is called or exported, may be dotted; "" if the module runs
  std::string file;       ///< the module's path in the bundle
};

/// Finds the module that the manifest's `entry` names, adding it to `files` if it stands under a
/// root and was not named otherwise. Without `entry` the one `main.py` or `__main__.py` is taken.
/// The attribute is not looked at: for that the file must be read (CheckAttribute).
std::optional<Entry> FindEntry(const Manifest& manifest, const Host& host, Collector& files,
                               Diagnostics& diagnostics);

/// Makes sure that the entry's module has what is called or exported. For a host that takes a
/// function, an empty attribute becomes the last top-level `def`, and a note says which.
/// `source` is the file of `entry`.
void CheckAttribute(Entry& entry, const Manifest& manifest, const Host& host,
                    const SourceFile& source, Diagnostics& diagnostics);

}  // namespace pybundle
