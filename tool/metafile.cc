#include "metafile.h"

#include <cstddef>
#include <map>
#include <string_view>

#include "imports_json.h"
#include "json_text.h"

namespace pybundle {
namespace {

void WriteImporter(const Graph& graph, const ImportedBy& by, JsonWriter& json) {
  Import import;
  import.scope = by.scope;
  import.guard = by.guard;
  json.BeginObject();
  json.Member("module", graph.modules[by.module].name);
  json.Member("file", graph.modules[by.module].disk_path);
  json.Member("line", size_t{by.line});
  json.Member("column", size_t{by.column});
  json.Member("context", DescribeContext(import));
  json.EndObject();
}

void WriteModule(const Graph& graph, const GraphModule& module, size_t bytes, size_t size,
                 JsonWriter& json) {
  json.BeginObject();
  json.Member("name", module.name);
  json.Member("path", module.path);
  json.Member("file", module.disk_path);
  json.Member("bytes", bytes);
  json.Member("bytes_in_output", size);
  json.Key("third_party");
  json.Bool(module.third_party);
  json.Member("because", module.because);
  json.Key("imported_by");
  json.BeginArray();
  for (const ImportedBy& by : module.imported_by) WriteImporter(graph, by, json);
  json.EndArray();
  json.EndObject();
}

}  // namespace

std::string RenderMetafile(const Bundle& bundle) {
  std::map<std::string_view, size_t> index;  // of the files that are not yet written
  for (size_t i = 0; i < bundle.files.size(); ++i) index[bundle.files[i].path] = i;

  std::string text;
  JsonWriter json(&text);
  json.BeginObject();
  json.Member("pybundle_metafile", size_t{1});
  json.Key("entry");
  json.BeginObject();
  json.Member("module", bundle.entry.module);
  json.Member("attribute", bundle.entry.attribute);
  json.EndObject();
  json.Member("bytes", bundle.text.size());
  json.Key("modules");
  json.BeginArray();
  for (const GraphModule& module : bundle.graph.modules) {
    const size_t i = index.at(module.path);
    index.erase(module.path);
    WriteModule(bundle.graph, module, bundle.files[i].bytes.size(), bundle.sizes[i], json);
  }
  json.EndArray();
  json.Key("resources");
  json.BeginArray();
  for (const auto& [path, i] : index) {
    json.BeginObject();
    json.Member("path", path);
    json.Member("file", bundle.files[i].disk_path);
    json.Member("bytes", bundle.files[i].bytes.size());
    json.Member("bytes_in_output", bundle.sizes[i]);
    json.EndObject();
  }
  json.EndArray();
  json.Key("left_out");
  json.BeginArray();
  for (const LeftOut& left : bundle.graph.left_out) {
    json.BeginObject();
    json.Member("name", left.name);
    json.Member("because", left.because);
    json.Key("first_imported");
    WriteImporter(bundle.graph, left.first, json);
    json.EndObject();
  }
  json.EndArray();
  if (!bundle.steps.empty()) {
    json.Key("steps");
    json.BeginArray();
    for (const SizeStep& step : bundle.steps) {
      json.BeginObject();
      json.Member("step", step.name);
      json.Member("bytes", step.bytes);
      json.EndObject();
    }
    json.EndArray();
    json.Key("unreached");
    json.BeginArray();
    for (const std::string& name : bundle.unreached) json.String(name);
    json.EndArray();
  }
  json.EndObject();
  return text + "\n";
}

}  // namespace pybundle
