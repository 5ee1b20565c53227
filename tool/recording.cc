#include "recording.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "module_name.h"

namespace pybundle {
namespace {

std::string_view TrimmedLine(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, std::min(end, text.find('#')));
  text.remove_prefix(std::min(end + 1, text.size()));
  constexpr std::string_view kBlank = " \t\r";
  const size_t begin = line.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kBlank) - begin + 1);
}

/// The directory of the innermost package that the file at `path` is in; "" if it is in none.
std::string PackageOf(std::string_view path, const std::set<std::string>& packages) {
  for (size_t slash = path.rfind('/'); slash != std::string_view::npos && slash > 0;
       slash = path.rfind('/', slash - 1)) {
    std::string directory(path.substr(0, slash));
    if (packages.count(directory) != 0) return directory;
  }
  return "";
}

}  // namespace

Selection SelectRecorded(std::string_view recording, const std::string& path,
                         const std::string& entry, const std::vector<SourceFile>& files,
                         Diagnostics& diagnostics) {
  std::map<std::string, size_t> modules;  // by name
  std::set<std::string> packages;         // directories with an __init__.py
  for (size_t i = 0; i < files.size(); ++i) {
    if (KindOf(files[i].path) != FileKind::kModule) continue;
    modules.emplace(ModuleNameOf(files[i].path), i);
    if (IsPackageFile(files[i].path)) packages.emplace(DirectoryOf(files[i].path));
  }

  std::vector<size_t> order;
  std::set<size_t> kept;
  const auto keep = [&](const std::string& name) {
    for (size_t dot = name.find('.');; dot = name.find('.', dot + 1)) {  // from the top package on
      const auto module = modules.find(name.substr(0, dot));
      if (module != modules.end() && kept.insert(module->second).second) {
        order.push_back(module->second);
      }
      if (dot == std::string::npos) return module != modules.end();
    }
  };
  keep(ModuleNameOf(entry));
  size_t known = 0;
  size_t unknown = 0;
  while (!recording.empty()) {
    const std::string name(TrimmedLine(recording));
    if (!name.empty()) ++(keep(name) ? known : unknown);
  }
  if (known == 0) {
    diagnostics.Error(DiagnosticId::kStaleRecording, {path, 0, 0},
                      "the recording names no module of this bundle",
                      "record again: run a bundle of all modules with PYBUNDLE_RECORD set");
  } else if (unknown > 0) {
    diagnostics.Warning(DiagnosticId::kStaleRecording, {path, 0, 0},
                        std::to_string(unknown) + " of the recorded modules are not among those "
                        "that could be bundled",
                        "record again if modules were renamed or removed");
  }

  Selection selection;
  std::map<size_t, size_t> places;  // in selection.files, by index in `files`
  for (size_t i = 0; i < files.size(); ++i) {
    const bool is_module = KindOf(files[i].path) == FileKind::kModule;
    std::string package = PackageOf(files[i].path, packages);
    if (is_module && IsPackageFile(files[i].path)) {
      package = PackageOf(DirectoryOf(files[i].path), packages);  // the one around it
    }
    const bool package_stays =
        package.empty() || kept.count(modules.at(ModuleNameOf(package + "/__init__.py"))) != 0;
    if (is_module ? kept.count(i) != 0 : package_stays) {
      places[i] = selection.files.size();
      selection.files.push_back(files[i]);
    } else if (is_module && package_stays) {
      selection.left_out.push_back(PathOfName(ModuleNameOf(files[i].path)));
    }
  }
  for (const size_t i : order) selection.first_used.push_back(places.at(i));
  return selection;
}

void KeepInGraph(const std::vector<SourceFile>& files, Graph& graph) {
  std::set<std::string_view> paths;
  for (const SourceFile& file : files) paths.insert(file.path);
  std::map<size_t, size_t> places;  // new indices of modules, by their old ones
  for (size_t i = 0; i < graph.modules.size(); ++i) {
    if (paths.count(graph.modules[i].path) != 0) places.emplace(i, places.size());
  }
  const auto is_gone = [&](const ImportedBy& by) { return places.count(by.module) == 0; };

  Graph rest;
  rest.directories = std::move(graph.directories);
  for (size_t i = 0; i < graph.modules.size(); ++i) {
    GraphModule& module = graph.modules[i];
    std::erase_if(module.imported_by, is_gone);
    for (ImportedBy& by : module.imported_by) by.module = places.at(by.module);
    if (places.count(i) != 0) {
      rest.modules.push_back(std::move(module));
    } else if (!module.imported_by.empty()) {
      rest.left_out.push_back({module.name, "not recorded", module.imported_by.front()});
    }
  }
  for (LeftOut& left : graph.left_out) {
    if (is_gone(left.first)) continue;
    left.first.module = places.at(left.first.module);
    rest.left_out.push_back(std::move(left));
  }
  std::stable_sort(rest.left_out.begin(), rest.left_out.end(),
                   [](const LeftOut& a, const LeftOut& b) { return a.name < b.name; });
  graph = std::move(rest);
}

}  // namespace pybundle
