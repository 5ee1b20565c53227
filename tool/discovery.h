#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "collect.h"
#include "diagnostics.h"
#include "disk.h"
#include "imports.h"
#include "manifest.h"
#include "module_finder.h"
#include "stdlib_names.h"

namespace pybundle {

/// An import of a module: who, and where.
struct ImportedBy {
  size_t module = 0;  ///< index into Graph::modules
  uint32_t line = 0;
  uint32_t column = 0;
  ImportScope scope = ImportScope::kModule;
  ImportGuard guard = ImportGuard::kNone;
};

/// A module of the bundle, and why it is there.
struct GraphModule {
  std::string name;
  std::string path;       ///< in the bundle
  std::string disk_path;
  bool third_party = false;
  bool listed = false;    ///< named by the manifest, or the entry
  std::string because;    ///< "listed", "imported", "parent of a.b", "included by a.*"
  std::vector<ImportedBy> imported_by;
};

/// A module that is imported but not in the bundle.
struct LeftOut {
  std::string name;
  std::string because;  ///< "standard library", "external", "excluded", "type checking", ...
  ImportedBy first;
};

/// What goes into a bundle, and why.
struct Graph {
  std::vector<GraphModule> modules;   ///< sorted by path
  std::vector<LeftOut> left_out;      ///< sorted by name
  std::vector<std::string> directories;  ///< walked: a new file in one may change the graph
};

/// "main (main.py:1)": who imports, and where.
std::string DescribeImporter(const Graph& graph, const ImportedBy& by);

/// Follows the imports of `files`, and of what they lead to, through the roots and search paths of
/// the manifest. Adds to `files` every module found, the data files beside it, and the metadata of
/// third-party packages. Keeps them sorted by path.
Graph FollowImports(const Manifest& manifest, const std::vector<std::string>& roots,
                    PythonVersions versions, const Disk& disk, std::vector<SourceFile>& files,
                    Diagnostics& diagnostics);

/// The graph of `files` alone, where imports are not followed.
Graph ListedGraph(const std::vector<SourceFile>& files);

}  // namespace pybundle
