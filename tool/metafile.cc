#include "metafile.h"

#include <map>
#include <nlohmann/json.hpp>

#include "module_name.h"

namespace pybundle {
namespace {

using Json = nlohmann::ordered_json;

Json ImporterToJson(const Graph& graph, const ImportedBy& by) {
  Import import;
  import.scope = by.scope;
  import.guard = by.guard;
  return {{"module", graph.modules[by.module].name},
          {"file", graph.modules[by.module].disk_path},
          {"line", by.line},
          {"column", by.column},
          {"context", DescribeContext(import)}};
}

Json ModuleToJson(const Graph& graph, const GraphModule& module, const SourceFile& file,
                  size_t size) {
  Json imported_by = Json::array();
  for (const ImportedBy& by : module.imported_by) imported_by.push_back(ImporterToJson(graph, by));
  return {{"name", module.name},
          {"path", module.path},
          {"file", module.disk_path},
          {"bytes", file.bytes.size()},
          {"bytes_in_output", size},
          {"third_party", module.third_party},
          {"because", module.because},
          {"imported_by", std::move(imported_by)}};
}

}  // namespace

std::string RenderMetafile(const Bundle& bundle) {
  std::map<std::string_view, size_t> index;
  for (size_t i = 0; i < bundle.files.size(); ++i) index[bundle.files[i].path] = i;

  Json modules = Json::array();
  for (const GraphModule& module : bundle.graph.modules) {
    const size_t i = index.at(module.path);
    index.erase(module.path);
    modules.push_back(ModuleToJson(bundle.graph, module, bundle.files[i], bundle.sizes[i]));
  }
  Json resources = Json::array();
  for (const auto& [path, i] : index) {
    resources.push_back({{"path", path},
                         {"file", bundle.files[i].disk_path},
                         {"bytes", bundle.files[i].bytes.size()},
                         {"bytes_in_output", bundle.sizes[i]}});
  }
  Json left_out = Json::array();
  for (const LeftOut& left : bundle.graph.left_out) {
    left_out.push_back({{"name", left.name},
                        {"because", left.because},
                        {"first_imported", ImporterToJson(bundle.graph, left.first)}});
  }
  const Json root = {
      {"pybundle_metafile", 1},
      {"entry", {{"module", bundle.entry.module}, {"attribute", bundle.entry.attribute}}},
      {"bytes", bundle.text.size()},
      {"modules", std::move(modules)},
      {"resources", std::move(resources)},
      {"left_out", std::move(left_out)}};
  // File names need not be UTF-8; a replacement character is better than no metafile.
  return root.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pybundle
