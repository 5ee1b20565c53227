#include "discovery.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "distributions.h"
#include "module_name.h"
#include "parallel.h"
#include "source_text.h"
#include "statements.h"
#include "string_literal.h"

namespace pybundle {
namespace {

using Kind = FoundModule::Kind;

/// What a dotted name leads to.
struct Resolution {
  enum class Kind : uint8_t {
    kBundled,    ///< a module of the bundle
    kNamespace,  ///< a namespace package: directories only
    kOutside,    ///< left to the environment: standard library, external, unknown, excluded
    kMissing,    ///< a part of something bundled that doesn't exist
  };

  Kind kind = Kind::kMissing;
  std::vector<Portion> portions;  ///< where sub-modules are looked for
  size_t module = 0;              ///< index of a bundled one
  bool is_package = false;
  std::string because;            ///< why it is outside, or missing
};

bool IsOptional(const Import& import) {
  return import.guard != ImportGuard::kNone || import.scope == ImportScope::kFunction;
}

/// Whether failing is foreseen there.
bool MayFail(ImportGuard guard) {
  return guard == ImportGuard::kTry || guard == ImportGuard::kExcept;
}

std::string ParentOf(const std::string& name) {
  const size_t dot = name.rfind('.');
  return dot == std::string::npos ? "" : name.substr(0, dot);
}

bool MatchesAny(const std::string& name, const std::vector<Located>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const Located& pattern) {
    return MatchesName(name, pattern.text);
  });
}

/// What lies beside modules but is no data of a running program.
bool IsBuildArtefact(std::string_view name) {
  for (const std::string_view suffix : {".py", ".pyc", ".pyo", ".pyi", ".so", ".pyd", ".pyx", ".pxd",
                                        ".c", ".h", ".cpp", ".o", ".a"}) {
    if (name.ends_with(suffix)) return true;
  }
  return name.starts_with(".");
}

class Discovery {
 public:
  Discovery(const Manifest& manifest, const std::vector<std::string>& roots,
            PythonVersions versions, const Disk& disk, std::vector<SourceFile>& files,
            Diagnostics& diagnostics)
      : manifest_(manifest), versions_(versions), disk_(disk), files_(files),
        diagnostics_(diagnostics), finder_(disk) {
    for (const std::string& root : roots) roots_.push_back({root, "", false});
    for (const Located& path : manifest.search_paths) {
      const std::string directory = NormalizePath(JoinPath(manifest.directory, path.text));
      if (disk.Stat(directory) != Disk::Kind::kDirectory) {
        diagnostics.Error(DiagnosticId::kMissingFile, path.place,
                          "the search path " + directory + " is no directory");
      }
      search_paths_.push_back({directory, "", true});
    }
  }

  Graph Run() {
    TakeListed();
    for (const Located& pattern : manifest_.include) Include(pattern);
    while (next_ < modules_.size()) ScanWave();
    ReportNeeded();
    ReportOutside();
    if (!diagnostics_.has_errors()) {
      TakeData();
      TakeDistributions();
    }
    return Finish();
  }

 private:
  // --- What is known so far ---

  void TakeListed() {
    for (size_t i = 0; i < files_.size(); ++i) {
      taken_paths_.insert(files_[i].path);
      if (KindOf(files_[i].path) != FileKind::kModule) continue;
      GraphModule module;
      module.name = ModuleNameOf(files_[i].path);
      module.path = files_[i].path;
      module.disk_path = files_[i].disk_path;
      module.third_party = IsInstalled(files_[i]);
      module.listed = true;
      module.because = "listed";
      Register(std::move(module), i);
    }
  }

  /// Of the files listed only an entry can be: one that was found on a search path.
  bool IsInstalled(const SourceFile& file) const {
    const auto holds = [&](const std::vector<Portion>& portions) {
      return std::any_of(portions.begin(), portions.end(), [&](const Portion& portion) {
        return JoinPath(portion.directory, file.path) == file.disk_path;
      });
    };
    return !holds(roots_) && holds(search_paths_);
  }

  size_t Register(GraphModule module, size_t file) {
    const size_t index = modules_.size();
    Resolution resolution;
    resolution.kind = Resolution::Kind::kBundled;
    resolution.module = index;
    resolution.is_package = IsPackageFile(module.path);
    if (resolution.is_package) {
      resolution.portions = {{std::string(DirectoryOf(module.disk_path)),
                              std::string(DirectoryOf(module.path)), module.third_party}};
    }
    resolutions_[module.name] = std::move(resolution);
    file_of_.push_back(file);
    loaded_.push_back(module.listed ? 1 : 0);
    modules_.push_back(std::move(module));
    return index;
  }

  // --- From names to modules ---

  const Resolution& Resolve(const std::string& name, const std::string& because) {
    const auto known = resolutions_.find(name);
    if (known != resolutions_.end()) return known->second;
    Resolution resolution = ResolveAnew(name, because);
    if (resolution.kind == Resolution::Kind::kBundled) return resolutions_[name];  // by Register
    return resolutions_[name] = std::move(resolution);
  }

  Resolution ResolveAnew(const std::string& name, const std::string& because) {
    if (MatchesAny(name, manifest_.external)) return Outside("external");
    if (MatchesAny(name, manifest_.exclude)) return Outside("excluded");
    const std::string parent_name = ParentOf(name);
    if (parent_name.empty()) return ResolveTop(name, because);
    const Resolution parent = Resolve(parent_name, "parent of " + name);
    switch (parent.kind) {
      case Resolution::Kind::kOutside: return Outside(parent.because);
      case Resolution::Kind::kMissing: return parent;
      case Resolution::Kind::kBundled:
      case Resolution::Kind::kNamespace: break;
    }
    const FoundModule found =
        finder_.Find(parent.portions, name.substr(parent_name.size() + 1));
    return found.kind == Kind::kNothing ? Missing(parent_name, parent) : Take(name, found, because);
  }

  Resolution ResolveTop(const std::string& name, const std::string& because) {
    // As sys.path has it: the program's own directories, the standard library, third parties.
    const FoundModule own = finder_.Find(roots_, name);
    if (own.kind != Kind::kNothing && own.kind != Kind::kNamespace) {
      return Take(name, own, because);
    }
    if ((StandardLibraryVersions(name) & versions_) != 0) return Outside("standard library");
    std::vector<Portion> all = roots_;
    all.insert(all.end(), search_paths_.begin(), search_paths_.end());
    const FoundModule found = finder_.Find(all, name);
    return found.kind == Kind::kNothing ? Outside("unknown") : Take(name, found, because);
  }

  static Resolution Outside(std::string because) {
    Resolution resolution;
    resolution.kind = Resolution::Kind::kOutside;
    resolution.because = std::move(because);
    return resolution;
  }

  Resolution Missing(const std::string& parent_name, const Resolution& parent) const {
    Resolution resolution;
    resolution.kind = Resolution::Kind::kMissing;
    const bool is_module = parent.kind == Resolution::Kind::kBundled && !parent.is_package;
    resolution.because = is_module ? "'" + parent_name + "' is a module, not a package"
                                   : "'" + parent_name + "' has no such module";
    return resolution;
  }

  Resolution Take(const std::string& name, const FoundModule& found, const std::string& because) {
    if (found.kind == Kind::kNamespace) {
      Resolution resolution;
      resolution.kind = Resolution::Kind::kNamespace;
      resolution.portions = found.portions;
      return resolution;
    }
    if (found.kind == Kind::kExtension) {
      Resolution resolution = Outside("compiled extension");
      extensions_[name] = found.disk_path;
      return resolution;
    }
    taken_paths_.insert(found.path);
    files_.push_back({found.path, found.disk_path, {}});  // read with its wave
    GraphModule module;
    module.name = name;
    module.path = found.path;
    module.disk_path = found.disk_path;
    module.third_party = found.third_party;
    module.because = because;
    Register(std::move(module), files_.size() - 1);
    Resolution resolution;
    resolution.kind = Resolution::Kind::kBundled;
    return resolution;
  }

  // --- From modules to names ---

  /// What one file says, before any of it is followed.
  struct Scanned {
    std::string read_error;
    std::vector<Import> imports;
    Place place;  // of the problem, if there is one
    std::string problem;
  };

  /// Reads and scans all modules found so far at once, on all cores, and then follows what they
  /// import one by one, in order: so the answer never depends on which thread was first.
  void ScanWave() {
    const size_t begin = next_;
    const size_t end = modules_.size();
    std::vector<Scanned> scanned(end - begin);
    ParallelFor(end - begin, [&](size_t i) { scanned[i] = Scan(begin + i); });
    next_ = end;
    for (size_t i = begin; i < end; ++i) {
      Scanned& one = scanned[i - begin];
      const std::string& path = modules_[i].disk_path;
      if (!one.read_error.empty()) {
        diagnostics_.Error(DiagnosticId::kUnreadableFile, {path, 0, 0},
                           "can't read it: " + one.read_error);
      }
      if (!one.problem.empty()) {
        diagnostics_.Error(DiagnosticId::kBadSource, one.place, one.problem,
                           "leave the module out (\"exclude\") if nothing needs it");
      }
      for (const Import& import : one.imports) Follow(i, import);
    }
  }

  Scanned Scan(size_t index) {
    Scanned scanned;
    if (!Load(index, scanned.read_error)) return scanned;
    const SourceText source(files_[file_of_[index]].bytes);
    ImportScan scan = ScanImports(source);
    const auto problem = source.FindProblem();
    if (problem || scan.problem) {
      const Position position =
          source.PositionAt(problem ? problem->offset : scan.problem.begin);
      scanned.place = {modules_[index].disk_path, static_cast<uint32_t>(position.line),
                       static_cast<uint32_t>(position.column)};
      scanned.problem = problem ? problem->message : std::string(Describe(scan.problem.error));
    }
    scanned.imports = std::move(scan.imports);
    return scanned;
  }

  /// Reads the file of a module unless it has been read.
  bool Load(size_t index, std::string& error) {
    if (loaded_[index] != 0) return true;
    SourceFile& file = files_[file_of_[index]];
    if (!disk_.ReadShared(file.disk_path, file.bytes, error)) return false;
    loaded_[index] = 1;
    return true;
  }

  /// The source of a bundled module, of this wave or the next one.
  std::string_view BytesOf(size_t index) {
    std::string error;  // told when its wave comes
    Load(index, error);
    return files_[file_of_[index]].bytes;
  }

  Place PlaceOf(size_t index, const Import& import) const {
    return {modules_[index].disk_path, static_cast<uint32_t>(import.position.line),
            static_cast<uint32_t>(import.position.column)};
  }

  Place PlaceOf(const ImportedBy& by) const {
    return {modules_[by.module].disk_path, by.line, by.column};
  }

  void Follow(size_t index, const Import& import) {
    if (import.unknown) {
      unknown_imports_.push_back(PlaceOf(index, import));
      return;
    }
    const ImportedBy by{index, static_cast<uint32_t>(import.position.line),
                        static_cast<uint32_t>(import.position.column), import.scope, import.guard};
    const bool is_package = IsPackageFile(modules_[index].path);
    const std::string name =
        AbsoluteName(modules_[index].name, is_package, import.level, import.module);
    if (name.empty()) {
      if (IsOptional(import) || import.kind == ImportKind::kDynamic) return;
      diagnostics_.Error(DiagnosticId::kMissingImport, PlaceOf(index, import),
                         "this relative import leads above the top-level package");
      return;
    }
    if (import.guard == ImportGuard::kTypeChecking) {
      Leave(name, "type checking", by);
      return;
    }
    Reach(name, import, by);
    for (const ImportedName& imported : import.names) {
      if (imported.name == "*") ReachAll(name, import, by);
      else ReachSubmodule(name, imported.name, import, by);
    }
  }

  /// Follows one name, with the packages above it.
  void Reach(const std::string& name, const Import& import, const ImportedBy& by) {
    for (size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
      const Resolution& parent = Resolve(name.substr(0, dot), "imported");
      if (parent.kind == Resolution::Kind::kBundled) AddEdge(parent.module, by);
    }
    const Resolution& resolution = Resolve(name, "imported");
    switch (resolution.kind) {
      case Resolution::Kind::kBundled: AddEdge(resolution.module, by); return;
      case Resolution::Kind::kNamespace: return;
      case Resolution::Kind::kOutside:
        Leave(name, resolution.because, by);
        if (resolution.because == "compiled extension") ReportExtension(name, import, by);
        return;
      case Resolution::Kind::kMissing: ReportMissing(name, resolution, import, by); return;
    }
  }

  /// `from name import part`: a sub-module, if there is one of that name.
  void ReachSubmodule(const std::string& name, const std::string& part, const Import& import,
                      const ImportedBy& by) {
    const auto parent = resolutions_.find(name);
    if (parent == resolutions_.end() || parent->second.portions.empty()) return;
    const bool is_namespace = parent->second.kind == Resolution::Kind::kNamespace;
    // Most names are no modules, and need no entry that says so.
    if (!is_namespace && !finder_.Has(parent->second.portions, part)) return;
    const Resolution& resolution = Resolve(name + "." + part, "imported");
    if (resolution.kind == Resolution::Kind::kBundled) AddEdge(resolution.module, by);
    if (resolution.kind == Resolution::Kind::kMissing && is_namespace) {
      ReportMissing(name + "." + part, resolution, import, by);  // there is no code to define it
    }
    if (resolution.because == "compiled extension") {
      Leave(name + "." + part, resolution.because, by);
      ReportExtension(name + "." + part, import, by);
    }
  }

  /// `from name import *` imports the sub-modules that `__all__` names.
  void ReachAll(const std::string& name, const Import& import, const ImportedBy& by) {
    const auto found = resolutions_.find(name);
    if (found == resolutions_.end() || !found->second.is_package) return;
    const SourceText source(BytesOf(found->second.module));
    std::vector<std::string> parts;
    for (const Statement& statement : OutlineModule(source).statements) {
      const auto& names = statement.names;
      if (std::find(names.begin(), names.end(), "__all__") == names.end()) continue;
      Lexer lexer(source.text(), statement.range.begin, statement.range.end);
      for (Token token; lexer.Next(&token);) {
        if (token.kind != TokenKind::kString) continue;
        if (const auto part = EvaluateStringLiteral(lexer.Text(token))) parts.push_back(*part);
      }
    }
    for (const std::string& part : parts) {
      if (IsDottedName(part)) ReachSubmodule(name, part, import, by);
    }
  }

  void AddEdge(size_t module, const ImportedBy& by) {
    std::vector<ImportedBy>& edges = modules_[module].imported_by;
    const bool again =
        !edges.empty() && edges.back().module == by.module && edges.back().line == by.line;
    if (!again && module != by.module) edges.push_back(by);
  }

  void Leave(const std::string& name, const std::string& because, const ImportedBy& by) {
    if (left_out_.count(name) != 0) return;
    left_out_.emplace(name, LeftOut{name, because, by});
    if (because == "unknown") unknown_.insert(name.substr(0, name.find('.')));
  }

  // --- Including by pattern ---

  void Include(const Located& pattern) {
    const std::string because = "included by " + pattern.text;
    const std::string fixed = pattern.text.substr(0, pattern.text.find_first_of("*?["));
    std::vector<Portion> portions = roots_;
    portions.insert(portions.end(), search_paths_.begin(), search_paths_.end());
    std::string prefix;
    const size_t dot = fixed.size() == pattern.text.size() ? fixed.size() : fixed.rfind('.');
    if (dot != std::string::npos && dot > 0) {
      prefix = fixed.substr(0, dot);
      const Resolution& base = Resolve(prefix, because);
      portions = base.portions;
      if (MatchesName(prefix, pattern.text) && base.kind == Resolution::Kind::kBundled) {
        ++included_;
      }
    }
    std::vector<std::string> open;
    IncludeBelow(portions, prefix, pattern, because, open);
    if (included_ == 0) {
      diagnostics_.Error(DiagnosticId::kUnmatchedPattern, pattern.place,
                         "no module under the roots and search paths matches '" + pattern.text +
                             "'");
    }
    included_ = 0;
  }

  void IncludeBelow(const std::vector<Portion>& portions, const std::string& prefix,
                    const Located& pattern, const std::string& because,
                    std::vector<std::string>& open) {
    std::set<std::string> names;
    for (const Portion& portion : portions) {
      for (const auto& [file, is_directory] : finder_.List(portion.directory).entries) {
        if (is_directory && file.find('.') == std::string::npos && file != "__pycache__") {
          names.insert(file);
        } else if (!is_directory && file.ends_with(".py") && file != "__init__.py" &&
                   file.find('.') == file.size() - 3) {
          names.insert(file.substr(0, file.size() - 3));
        }
      }
    }
    for (const std::string& part : names) {
      const std::string name = prefix.empty() ? part : prefix + "." + part;
      const FoundModule found = finder_.Find(portions, part);
      const bool matches = MatchesName(name, pattern.text);
      if (matches && Resolve(name, because).kind == Resolution::Kind::kBundled) ++included_;
      if (found.portions.empty() || MatchesAny(name, manifest_.exclude)) continue;
      const std::string canonical = disk_.Canonical(found.portions.front().directory);
      if (std::find(open.begin(), open.end(), canonical) != open.end()) continue;  // a circle
      open.push_back(canonical);
      IncludeBelow(found.portions, name, pattern, because, open);
      open.pop_back();
    }
  }

  // --- What to say ---

  /// Whether some module on the way down to `name` makes modules itself, as six.moves is made: then
  /// a missing file proves nothing.
  bool MayBeMade(const std::string& name) {
    for (std::string parent = ParentOf(name); !parent.empty(); parent = ParentOf(parent)) {
      const auto found = resolutions_.find(parent);
      if (found == resolutions_.end() || found->second.kind != Resolution::Kind::kBundled) continue;
      const std::string_view bytes = BytesOf(found->second.module);
      if (bytes.find("sys.modules") != std::string_view::npos ||
          bytes.find("meta_path") != std::string_view::npos ||
          bytes.find("__path__") != std::string_view::npos) {
        return true;
      }
    }
    return false;
  }

  void ReportMissing(const std::string& name, const Resolution& resolution, const Import& import,
                     const ImportedBy& by) {
    const bool optional =
        IsOptional(import) || import.kind == ImportKind::kDynamic || MayBeMade(name);
    Leave(name, optional ? "not found, in an optional place" : "missing", by);
    if (optional) return;
    diagnostics_.Error(DiagnosticId::kMissingImport, PlaceOf(by),
                       "there is no module '" + name + "': " + resolution.because,
                       "correct the import, or name it \"external\" if it is made at run time");
  }

  /// A compiled module is needed unless its import may fail.
  void ReportExtension(const std::string& name, const Import& import, const ImportedBy& by) {
    if (IsOptional(import)) {
      ReportFallback(name, by);
    } else {
      wanted_extensions_.push_back({name, by});
    }
  }

  void ReportFallback(const std::string& name, const ImportedBy& by) {
    if (!reported_extensions_.insert(name).second) return;
    diagnostics_.Note(DiagnosticId::kPureFallback, PlaceOf(by),
                      "'" + name + "' is a compiled extension and is left out; the import is "
                      "optional here, so its package should do without");
  }

  /// What a module wants without which it can't be imported. Where all imports of that module may
  /// fail, the program does without it (as yaml without yaml.cyaml), else the build can't succeed.
  void ReportNeeded() {
    const std::vector<bool> needed = NeededModules();
    for (const auto& [name, by] : wanted_extensions_) {
      if (!needed[by.module]) {
        ReportFallback(name, by);
        continue;
      }
      if (!reported_extensions_.insert(name).second) continue;
      diagnostics_.Error(DiagnosticId::kCompiledExtension, PlaceOf(by),
                         "'" + name + "' is a compiled extension (" + extensions_[name] +
                             "): a text file can't hold it",
                         "leave its package to the environment: \"external\": [\"" +
                             name.substr(0, name.find('.')) + "\"]",
                         "imported by way of: " + Chain(by.module));
    }
  }

  /// Of each module, whether something imports it without being prepared for a failure.
  std::vector<bool> NeededModules() const {
    std::vector<std::vector<size_t>> imports(modules_.size());
    std::vector<size_t> open;
    for (size_t i = 0; i < modules_.size(); ++i) {
      const GraphModule& module = modules_[i];
      // What was listed or included has no importer that could do without.
      if (module.listed || module.because.starts_with("included")) open.push_back(i);
      for (const ImportedBy& by : module.imported_by) {
        if (!MayFail(by.guard)) imports[by.module].push_back(i);
      }
      const auto parent = resolutions_.find(ParentOf(module.name));
      if (parent != resolutions_.end() && parent->second.kind == Resolution::Kind::kBundled) {
        imports[i].push_back(parent->second.module);
      }
    }
    std::vector<bool> needed(modules_.size());
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
  std::string Chain(size_t module) const {
    std::string chain = modules_[module].name;
    std::set<size_t> seen = {module};
    while (!modules_[module].listed && !modules_[module].imported_by.empty()) {
      module = modules_[module].imported_by.front().module;
      if (!seen.insert(module).second) break;
      chain.insert(0, modules_[module].name + " -> ");
    }
    return chain;
  }

  /// One line for each top-level name that nobody knows, where it is first imported.
  void ReportOutside() {
    for (const std::string& top : unknown_) {
      const LeftOut* first = nullptr;
      for (const auto& [name, left] : left_out_) {
        const bool below = name == top || name.starts_with(top + ".");
        if (below && left.because == "unknown" && first == nullptr) first = &left;
      }
      // Where failing is foreseen there is nothing to say.
      if (first == nullptr || MayFail(first->first.guard)) continue;
      diagnostics_.Warning(DiagnosticId::kExternal, PlaceOf(first->first),
                           "'" + top + "' is found nowhere and left to the environment",
                           "add a search path that has it, or name it \"external\"",
                           PathFilesNote());
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
  std::string PathFilesNote() {
    std::string files;
    for (const Portion& portion : search_paths_) {
      std::set<std::string> names;
      for (const auto& [file, is_directory] : finder_.List(portion.directory).entries) {
        if (!is_directory && (file.ends_with(".pth") || file.starts_with("__editable__"))) {
          names.insert(file);
        }
      }
      for (const std::string& name : names) files += (files.empty() ? "" : ", ") + name;
    }
    if (files.empty()) return "";
    return "these files may add directories, which are not followed: " + files +
           "; name such directories as search paths";
  }

  // --- What comes along ---

  void TakeFile(const std::string& path, const std::string& disk_path) {
    if (!taken_paths_.insert(path).second) return;
    SourceFile file{path, disk_path, {}};
    std::string error;
    if (disk_.ReadShared(disk_path, file.bytes, error)) {
      if (path.ends_with(".dist-info/RECORD")) file.bytes = RecordOfBundle(file.bytes);
      files_.push_back(std::move(file));
    } else {
      diagnostics_.Error(DiagnosticId::kUnreadableFile, {disk_path, 0, 0},
                         "can't read it: " + error);
    }
  }

  /// The data files of every package taken: in its directory, and in those below that hold no
  /// modules, for those with modules are packages of their own.
  void TakeData() {
    const size_t count = modules_.size();
    for (size_t i = 0; i < count; ++i) {
      const bool is_own = modules_[i].listed && !modules_[i].third_party;
      if (!IsPackageFile(modules_[i].path) || is_own) continue;
      TakeDataIn({std::string(DirectoryOf(modules_[i].disk_path)),
                  std::string(DirectoryOf(modules_[i].path))}, 0);
    }
  }

  void TakeDataIn(const Portion& portion, int depth) {
    constexpr int kDeepest = 64;  // deeper trees are circles of links
    std::vector<std::string> folders;
    std::vector<std::string> names;
    for (const auto& [name, is_directory] : finder_.List(portion.directory).entries) {
      if (!is_directory && depth > 0 && name.ends_with(".py")) return;
      if (is_directory && name != "__pycache__" && !name.starts_with(".")) folders.push_back(name);
      if (!is_directory && !IsBuildArtefact(name)) names.push_back(name);
    }
    for (const std::string& name : names) {
      TakeFile(portion.path + "/" + name, JoinPath(portion.directory, name));
    }
    for (const std::string& name : folders) {
      if (depth < kDeepest) {
        TakeDataIn({JoinPath(portion.directory, name), portion.path + "/" + name}, depth + 1);
      }
    }
  }

  /// Name, version, entry points and licences of the third-party packages taken.
  void TakeDistributions() {
    for (const Portion& portion : search_paths_) {
      std::vector<std::string> paths;
      for (const GraphModule& module : modules_) {
        const std::string prefix = portion.directory + "/";
        if (module.third_party && module.disk_path == prefix + module.path) {
          paths.push_back(module.path);
        }
      }
      for (const std::string& path : DistributionFiles(portion.directory, paths, disk_)) {
        TakeFile(path, JoinPath(portion.directory, path));
      }
    }
  }

  Graph Finish() {
    std::sort(files_.begin(), files_.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    // Modules were numbered as they were found; in the graph they stand by path.
    std::vector<size_t> order(modules_.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(),
              [&](size_t a, size_t b) { return modules_[a].path < modules_[b].path; });
    std::vector<size_t> place(modules_.size());
    for (size_t i = 0; i < order.size(); ++i) place[order[i]] = i;

    Graph graph;
    for (const size_t i : order) {
      for (ImportedBy& by : modules_[i].imported_by) by.module = place[by.module];
      graph.modules.push_back(std::move(modules_[i]));
    }
    for (auto& [name, left] : left_out_) {
      // Left where only type checkers look, but taken for another import.
      const auto found = resolutions_.find(name);
      if (found != resolutions_.end() && found->second.kind == Resolution::Kind::kBundled) continue;
      left.first.module = place[left.first.module];
      graph.left_out.push_back(std::move(left));
    }
    graph.directories = finder_.ListedDirectories();
    std::sort(graph.directories.begin(), graph.directories.end());
    return graph;
  }

  const Manifest& manifest_;
  const PythonVersions versions_;
  const Disk& disk_;
  std::vector<SourceFile>& files_;
  Diagnostics& diagnostics_;
  ModuleFinder finder_;
  std::vector<Portion> roots_;
  std::vector<Portion> search_paths_;

  std::vector<GraphModule> modules_;
  std::vector<size_t> file_of_;  // of each module, its index in files_
  std::vector<char> loaded_;     // of each module, whether its file has been read (no bits: threads)
  size_t next_ = 0;              // the first module not yet scanned
  size_t included_ = 0;          // by the pattern at hand
  std::unordered_map<std::string, Resolution> resolutions_;
  std::set<std::string> taken_paths_;
  std::map<std::string, LeftOut> left_out_;
  std::set<std::string> unknown_;  // top-level names
  std::map<std::string, std::string> extensions_;
  std::set<std::string> reported_extensions_;
  std::vector<std::pair<std::string, ImportedBy>> wanted_extensions_;  // without a fallback
  std::vector<Place> unknown_imports_;
};

}  // namespace

Graph FollowImports(const Manifest& manifest, const std::vector<std::string>& roots,
                    PythonVersions versions, const Disk& disk, std::vector<SourceFile>& files,
                    Diagnostics& diagnostics) {
  return Discovery(manifest, roots, versions, disk, files, diagnostics).Run();
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
