#include "left_out.h"

#include <string_view>

namespace pybundle {
namespace {

/// Whether failing is foreseen there.
bool MayFail(ImportGuard guard) {
  return guard == ImportGuard::kTry || guard == ImportGuard::kExcept;
}

}  // namespace

bool IsOptional(const Import& import) {
  return import.guard != ImportGuard::kNone || import.scope == ImportScope::kFunction;
}

Place LeftOutImports::PlaceOf(const ImportedBy& by) const {
  return pybundle::PlaceOf(resolver_.modules()[by.module], by);
}

LeftOutImports::Need LeftOutImports::NeedOf(const ImportedBy& by) const {
  if (MayFail(by.guard)) return Need::kForeseen;
  const bool is_plain = by.scope == ImportScope::kModule && by.guard == ImportGuard::kNone;
  // What a third-party module imports in a function, or under a condition, most programs don't need.
  return is_plain || !resolver_.modules()[by.module].third_party ? Need::kNeeded : Need::kPerhaps;
}

void LeftOutImports::Leave(const std::string& name, const std::string& because,
                           const ImportedBy& by) {
  const auto at = left_out_.lower_bound(name);
  if (at == left_out_.end() || at->first != name) {
    left_out_.emplace_hint(at, name, LeftOut{name, because, by});
  }
  if (because != "unknown") return;
  const auto [found, is_new] =
      unknown_.try_emplace(name.substr(0, name.find('.')), Unknown{NeedOf(by), by});
  if (!is_new && NeedOf(by) > found->second.need) found->second = {NeedOf(by), by};
}

void LeftOutImports::LeaveExtension(const std::string& name, const Import& import,
                                    const ImportedBy& by) {
  Leave(name, "compiled extension", by);
  if (IsOptional(import)) {
    ReportFallback(name, by);
  } else {
    wanted_extensions_.push_back({name, by});
  }
}

/// Whether some module on the way down to `name` makes modules itself, as six.moves is made: then
/// a missing file proves nothing.
bool LeftOutImports::MayBeMade(const std::string& name) {
  for (std::string_view parent = ParentOf(name); !parent.empty(); parent = ParentOf(parent)) {
    const Resolution* const found = resolver_.Known(parent);
    if (found == nullptr || found->kind != Resolution::Kind::kBundled) continue;
    const std::string_view bytes = resolver_.Scan(found->module).bytes;
    if (bytes.find("sys.modules") != std::string_view::npos ||
        bytes.find("meta_path") != std::string_view::npos ||
        bytes.find("__path__") != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

void LeftOutImports::LeaveMissing(const std::string& name, const Resolution& resolution,
                                  const Import& import, const ImportedBy& by) {
  const bool optional =
      IsOptional(import) || import.kind == ImportKind::kDynamic || MayBeMade(name);
  Leave(name, optional ? "not found, in an optional place" : "missing", by);
  if (optional) return;
  diagnostics_.Error(DiagnosticId::kMissingImport, PlaceOf(by),
                     "there is no module '" + name + "': " + resolution.because,
                     "correct the import, or name it \"external\" if it is made at run time");
}

void LeftOutImports::ReportFallback(const std::string& name, const ImportedBy& by) {
  if (!reported_extensions_.insert(name).second) return;
  diagnostics_.Note(DiagnosticId::kPureFallback, PlaceOf(by),
                    "'" + name + "' is a compiled extension and is left out; the import is "
                    "optional here, so its package should do without");
}

void LeftOutImports::Report() {
  ReportNeeded();
  ReportUnknown();
}

/// What a module wants without which it can't be imported. Where all imports of that module may
/// fail, the program does without it (as yaml without yaml.cyaml), else the build can't succeed.
void LeftOutImports::ReportNeeded() {
  if (wanted_extensions_.empty()) return;
  const std::vector<bool> needed = NeededModules();
  for (const auto& [name, by] : wanted_extensions_) {
    if (!needed[by.module]) {
      ReportFallback(name, by);
      continue;
    }
    if (!reported_extensions_.insert(name).second) continue;
    diagnostics_.Error(DiagnosticId::kCompiledExtension, PlaceOf(by),
                       "'" + name + "' is a compiled extension (" + resolver_.extensions().at(name) +
                           "): a text file can't hold it",
                       "leave its package to the environment: \"external\": [\"" +
                           name.substr(0, name.find('.')) + "\"]",
                       "imported by way of: " + Chain(by.module));
  }
}

/// Of each module, whether something imports it without being prepared for a failure.
std::vector<bool> LeftOutImports::NeededModules() const {
  const std::deque<GraphModule>& modules = resolver_.modules();
  std::vector<std::vector<size_t>> imports(modules.size());
  std::vector<size_t> open;
  for (size_t i = 0; i < modules.size(); ++i) {
    const GraphModule& module = modules[i];
    // What was listed or included has no importer that could do without.
    if (module.listed || module.because.starts_with("included")) open.push_back(i);
    for (const ImportedBy& by : module.imported_by) {
      if (!MayFail(by.guard)) imports[by.module].push_back(i);
    }
    size_t parent = 0;
    if (resolver_.FindParent(module.name, &parent)) imports[i].push_back(parent);
  }
  std::vector<bool> needed(modules.size());
  while (!open.empty()) {
    const size_t module = open.back();
    open.pop_back();
    if (needed[module]) continue;
    needed[module] = true;
    open.insert(open.end(), imports[module].begin(), imports[module].end());
  }
  return needed;
}

/// How the program comes to import in `module`: "main -> a -> a.b".
std::string LeftOutImports::Chain(size_t module) const {
  const std::deque<GraphModule>& modules = resolver_.modules();
  std::string chain = modules[module].name;
  std::set<size_t> seen = {module};
  while (!modules[module].listed && !modules[module].imported_by.empty()) {
    module = modules[module].imported_by.front().module;
    if (!seen.insert(module).second) break;
    chain.insert(0, modules[module].name + " -> ");
  }
  return chain;
}

/// One line for each top-level name that nobody knows, where it is first imported; one for all that
/// third-party modules may do without.
void LeftOutImports::ReportUnknown() {
  std::string may_do_without;
  for (const auto& [top, unknown] : unknown_) {
    if (unknown.need == Need::kPerhaps) may_do_without += (may_do_without.empty() ? "" : ", ") + top;
    if (unknown.need != Need::kNeeded) continue;
    diagnostics_.Warning(DiagnosticId::kExternal, PlaceOf(unknown.by),
                         "'" + top + "' is found nowhere and left to the environment",
                         "add a search path that has it, or name it \"external\"",
                         PathFilesNote());
  }
  if (!may_do_without.empty()) {
    diagnostics_.Note(DiagnosticId::kExternal, {},
                      "found nowhere and left to the environment, since third-party modules import "
                      "them only in functions or under conditions: " +
                          may_do_without);
  }
  if (unknown_imports_.empty()) return;
  diagnostics_.Warning(
      DiagnosticId::kDynamicImport, unknown_imports_.front(),
      "what this imports is known only when it runs" +
          (unknown_imports_.size() == 1
               ? std::string()
               : " (and " + std::to_string(unknown_imports_.size() - 1) + " more such places)"),
      "name what it may import under \"include\"");
}

/// Editable installs and .pth files add directories that only a running interpreter knows.
std::string LeftOutImports::PathFilesNote() {
  std::string files;
  for (const Portion& portion : resolver_.search_paths()) {
    for (const DirectoryEntry& entry : resolver_.finder().Entries(portion.directory)) {
      const std::string& name = entry.name;
      if (!entry.is_directory && (name.ends_with(".pth") || name.starts_with("__editable__"))) {
        files += (files.empty() ? "" : ", ") + name;
      }
    }
  }
  if (files.empty()) return "";
  return "these files may add directories, which are not followed: " + files +
         "; name such directories as search paths";
}

}  // namespace pybundle
