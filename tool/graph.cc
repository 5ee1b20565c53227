#include "graph.h"

#include <utility>

#include "module_name.h"

namespace pybundle {

Place PlaceOf(const GraphModule& importer, const ImportedBy& by) {
  return {importer.disk_path, by.line, by.column};
}

std::string DescribeImporter(const Graph& graph, const ImportedBy& by) {
  const GraphModule& module = graph.modules[by.module];
  return module.name + " (" + module.disk_path + ":" + std::to_string(by.line) + ")";
}

Graph ListedGraph(const std::vector<SourceFile>& files) {
  Graph graph;
  for (const SourceFile& file : files) {
    if (KindOf(file.path) != FileKind::kModule) continue;
    GraphModule module;
    module.name = ModuleNameOf(file.path);
    module.path = file.path;
    module.disk_path = file.disk_path;
    module.listed = true;
    module.because = "listed";
    graph.modules.push_back(std::move(module));
  }
  return graph;
}

}  // namespace pybundle
