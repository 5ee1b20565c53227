#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "collect.h"
#include "diagnostics.h"
#include "imports.h"

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

/// Where an import stands.
Place PlaceOf(const GraphModule& importer, const ImportedBy& by);

/// What goes into a bundle, and why.
struct Graph {
  std::deque<GraphModule> modules;    ///< sorted by path
  std::vector<LeftOut> left_out;      ///< sorted by name
  std::vector<std::string> directories;  ///< walked: a new file in one may change the graph
};

/// "main (main.py:1)": who imports, and where.
std::string DescribeImporter(const Graph& graph, const ImportedBy& by);

/// The graph of `files` alone, where imports are not followed.
Graph ListedGraph(const std::vector<SourceFile>& files);

}  // namespace pybundle
