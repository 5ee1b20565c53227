#include "discovery.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "companions.h"
#include "inclusion.h"
#include "left_out.h"
#include "module_name.h"
#include "resolver.h"
#include "source_text.h"
#include "statements.h"
#include "string_literal.h"

namespace pybundle {
namespace {

using Kind = Resolution::Kind;

/// The strings that a module's `__all__` is made of.
std::vector<std::string> ExportedNames(std::string_view bytes) {
  std::vector<std::string> exported;
  if (bytes.find("__all__") == std::string_view::npos) return exported;
  const SourceText source(bytes);
  for (const Statement& statement : OutlineModule(source).statements) {
    const auto& names = statement.names;
    if (std::find(names.begin(), names.end(), "__all__") == names.end()) continue;
    Lexer lexer(source.text(), statement.range.begin, statement.range.end);
    for (Token token; lexer.Next(&token);) {
      if (token.kind != TokenKind::kString) continue;
      if (auto name = EvaluateStringLiteral(lexer.Text(token))) exported.push_back(*std::move(name));
    }
  }
  return exported;
}

/// The indices of `items` in the order of their paths: moving those is cheaper than moving items.
template <typename Items>
std::vector<size_t> OrderByPath(const Items& items) {
  std::vector<size_t> order(items.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(),
            [&](size_t a, size_t b) { return items[a].path < items[b].path; });
  return order;
}

/// Puts items[order[i]] where items[i] is, for each i. There may be many: no place for as many more is
/// needed.
template <typename Items>
void Arrange(Items& items, std::vector<size_t> order) {
  for (size_t begin = 0; begin < items.size(); ++begin) {
    if (order[begin] == begin) continue;
    auto first = std::move(items[begin]);
    size_t hole = begin;
    for (size_t from = order[hole]; from != begin; from = order[hole]) {
      items[hole] = std::move(items[from]);
      order[hole] = hole;
      hole = from;
    }
    items[hole] = std::move(first);
    order[hole] = hole;
  }
}

class Discovery {
 public:
  Discovery(const Manifest& manifest, const std::vector<std::string>& roots,
            PythonVersions versions, const Disk& disk, std::vector<SourceFile>& files,
            Diagnostics& diagnostics)
      : manifest_(manifest), disk_(disk), files_(files), diagnostics_(diagnostics),
        resolver_(manifest, roots, versions, disk, diagnostics), left_out_(resolver_, diagnostics) {}

  Graph Run() {
    for (SourceFile& file : files_) {
      if (KindOf(file.path) != FileKind::kModule) continue;
      resolver_.AddListed(file);
      listed_.push_back(&file);
    }
    for (const Located& pattern : manifest_.include) {
      IncludeModules(pattern, resolver_, disk_, diagnostics_);
    }
    // Following what one module imports adds modules, which are being scanned meanwhile.
    for (size_t i = 0; i < resolver_.modules().size(); ++i) FollowModule(i);
    left_out_.Report();
    TakeLeftOut();
    resolver_.ForgetNames();
    TakeModules();
    resolver_.StopScanning();
    if (!diagnostics_.has_errors()) TakeCompanions(resolver_, disk_, files_, diagnostics_);
    Arrange(files_, OrderByPath(files_));
    return MakeGraph();
  }

 private:
  void FollowModule(size_t index) {
    const std::unique_ptr<ModuleFindings> findings = std::move(resolver_.Scan(index).findings);
    const std::string& path = resolver_.modules()[index].disk_path;
    if (!findings->read_error.empty()) {
      diagnostics_.Error(DiagnosticId::kUnreadableFile, {path, 0, 0},
                         "can't read it: " + findings->read_error);
    }
    if (!findings->problem.empty()) {
      diagnostics_.Error(DiagnosticId::kBadSource,
                         {path, static_cast<uint32_t>(findings->problem_at.line),
                          static_cast<uint32_t>(findings->problem_at.column)},
                         findings->problem,
                         "leave the module out (\"exclude\") if nothing needs it");
    }
    const bool is_package = IsPackageFile(resolver_.modules()[index].path);
    for (const Import& import : findings->scan.imports) Follow(index, is_package, import);
  }

  void Follow(size_t index, bool is_package, const Import& import) {
    const ImportedBy by{index, static_cast<uint32_t>(import.position.line),
                        static_cast<uint32_t>(import.position.column), import.scope, import.guard};
    const GraphModule& importer = resolver_.modules()[index];
    if (import.unknown) {
      left_out_.AddUnknown(PlaceOf(importer, by));
      return;
    }
    const std::string name = AbsoluteName(importer.name, is_package, import.level, import.module);
    if (name.empty()) {
      if (IsOptional(import) || import.kind == ImportKind::kDynamic) return;
      diagnostics_.Error(DiagnosticId::kMissingImport, PlaceOf(importer, by),
                         "this relative import leads above the top-level package");
      return;
    }
    if (import.guard == ImportGuard::kTypeChecking) {
      left_out_.Leave(name, "type checking", by);
      return;
    }
    const Resolution& resolution = Reach(name, import, by);
    for (const ImportedName& imported : import.names) {
      if (imported.name == "*") ReachAll(name, resolution, import, by);
      else ReachSubmodule(name, resolution, imported.name, import, by);
    }
  }

  /// Follows one name, with the packages above it.
  const Resolution& Reach(const std::string& name, const Import& import, const ImportedBy& by) {
    const Resolution& resolution = resolver_.ResolvePath(name, "imported");
    for (const Resolution* parent = resolution.parent; parent != nullptr; parent = parent->parent) {
      if (parent->kind == Kind::kBundled) AddEdge(parent->module, by);
    }
    switch (resolution.kind) {
      case Kind::kBundled: AddEdge(resolution.module, by); break;
      case Kind::kNamespace: break;
      case Kind::kExtension: left_out_.LeaveExtension(name, import, by); break;
      case Kind::kOutside: left_out_.Leave(name, resolution.because, by); break;
      case Kind::kMissing: left_out_.LeaveMissing(name, resolution, import, by); break;
    }
    return resolution;
  }

  /// `from name import part`: a sub-module, if there is one of that name.
  void ReachSubmodule(const std::string& name, const Resolution& parent, std::string_view part,
                      const Import& import, const ImportedBy& by) {
    if (parent.portions.empty()) return;
    const bool is_namespace = parent.kind == Kind::kNamespace;
    // Most names are no modules, and need no entry that says so.
    if (!is_namespace && !resolver_.finder().Has(parent.portions, part)) return;
    const std::string full_name = std::string(name).append(".").append(part);
    const Resolution& resolution = resolver_.Resolve(full_name, "imported");
    if (resolution.kind == Kind::kBundled) AddEdge(resolution.module, by);
    if (resolution.kind == Kind::kExtension) left_out_.LeaveExtension(full_name, import, by);
    if (resolution.kind == Kind::kMissing && is_namespace) {
      left_out_.LeaveMissing(full_name, resolution, import, by);  // there is no code to define it
    }
  }

  /// `from name import *` imports the sub-modules that `__all__` names.
  void ReachAll(const std::string& name, const Resolution& package, const Import& import,
                const ImportedBy& by) {
    if (!package.is_package) return;
    // Few packages export much, but those are what star imports like.
    auto [exported, is_new] = exported_.try_emplace(package.module);
    if (is_new) exported->second = ExportedNames(resolver_.Scan(package.module).bytes);
    for (const std::string& part : exported->second) {
      if (IsDottedName(part)) ReachSubmodule(name, package, part, import, by);
    }
  }

  void AddEdge(size_t module, const ImportedBy& by) {
    std::vector<ImportedBy>& edges = resolver_.modules()[module].imported_by;
    const bool again =
        !edges.empty() && edges.back().module == by.module && edges.back().line == by.line;
    if (!again && module != by.module) edges.push_back(by);
  }

  /// What is left out after all: not what is left where only type checkers look, but taken for
  /// another import.
  void TakeLeftOut() {
    for (auto& [name, left] : left_out_.all()) {
      const Resolution* const taken = resolver_.Known(name);
      if (taken != nullptr && taken->kind == Kind::kBundled) continue;
      graph_.left_out.push_back(std::move(left));
    }
  }

  /// The modules that were found, beside those that were listed. Each leaves the scanner as it comes
  /// to the files: of many modules both would take much memory.
  void TakeModules() {
    for (SourceFile* const file : listed_) {
      ScannedModule scanned = resolver_.TakeFirstScan();
      file->facts = scanned.facts;
      file->literal = std::move(scanned.literal);
    }
    files_.reserve(files_.size() + resolver_.modules().size() - listed_.size());
    for (size_t i = listed_.size(); i < resolver_.modules().size(); ++i) {
      const GraphModule& module = resolver_.modules()[i];
      ScannedModule scanned = resolver_.TakeFirstScan();
      files_.push_back({module.path, module.disk_path, std::move(scanned.bytes), scanned.facts,
                        std::move(scanned.literal)});
    }
  }

  /// Modules were numbered as they were found; in the graph they stand by path.
  Graph MakeGraph() {
    std::deque<GraphModule>& modules = resolver_.modules();
    const std::vector<size_t> order = OrderByPath(modules);
    std::vector<size_t> place(modules.size());
    for (size_t i = 0; i < order.size(); ++i) place[order[i]] = i;

    for (LeftOut& left : graph_.left_out) left.first.module = place[left.first.module];
    for (GraphModule& module : modules) {
      for (ImportedBy& by : module.imported_by) by.module = place[by.module];
    }
    Arrange(modules, order);
    graph_.modules = std::move(modules);
    graph_.directories = resolver_.finder().ListedDirectories();
    std::sort(graph_.directories.begin(), graph_.directories.end());
    return std::move(graph_);
  }

  const Manifest& manifest_;
  const Disk& disk_;
  std::vector<SourceFile>& files_;
  std::vector<SourceFile*> listed_;  // the modules among them, numbered as the resolver's first ones
  Diagnostics& diagnostics_;
  Resolver resolver_;
  LeftOutImports left_out_;
  Graph graph_;
  std::unordered_map<size_t, std::vector<std::string>> exported_;  // by modules, of their __all__
};

}  // namespace

Graph FollowImports(const Manifest& manifest, const std::vector<std::string>& roots,
                    PythonVersions versions, const Disk& disk, std::vector<SourceFile>& files,
                    Diagnostics& diagnostics) {
  return Discovery(manifest, roots, versions, disk, files, diagnostics).Run();
}

}  // namespace pybundle
