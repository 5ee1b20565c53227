#include "resolver.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "module_name.h"

namespace pybundle {
namespace {

using Found = FoundModule::Kind;
using Kind = Resolution::Kind;

bool MatchesAny(const std::string& name, const std::vector<Located>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const Located& pattern) {
    return MatchesName(name, pattern.text);
  });
}

Resolution Because(Kind kind, std::string because) {
  Resolution resolution;
  resolution.kind = kind;
  resolution.because = std::move(because);
  return resolution;
}

Resolution Outside(std::string because) { return Because(Kind::kOutside, std::move(because)); }

Resolution Missing(const std::string& parent_name, const Resolution& parent) {
  const bool is_module = parent.kind == Kind::kBundled && !parent.is_package;
  return Because(Kind::kMissing, "'" + parent_name +
                                     (is_module ? "' is a module, not a package"
                                                : "' has no such module"));
}

}  // namespace

std::string_view ParentOf(std::string_view name) {
  const size_t dot = name.rfind('.');
  return name.substr(0, dot == std::string_view::npos ? 0 : dot);
}

Resolver::Resolver(const Manifest& manifest, const std::vector<std::string>& roots,
                   PythonVersions versions, const Disk& disk, Diagnostics& diagnostics)
    : manifest_(manifest),
      versions_(versions),
      literals_(LiteralsAsRead(manifest)),
      finder_(disk),
      scanner_(disk, literals_) {
  for (const std::string& root : roots) roots_.push_back({root, "", false, nullptr});
  for (const Located& path : manifest.search_paths) {
    const std::string directory = NormalizePath(JoinPath(manifest.directory, path.text));
    if (disk.Stat(directory) != Disk::Kind::kDirectory) {
      diagnostics.Error(DiagnosticId::kMissingFile, path.place,
                        "the search path " + directory + " is no directory");
    }
    search_paths_.push_back({directory, "", true, nullptr});
  }
  all_portions_ = roots_;
  all_portions_.insert(all_portions_.end(), search_paths_.begin(), search_paths_.end());
}

void Resolver::AddListed(const SourceFile& file) {
  GraphModule module;
  module.name = ModuleNameOf(file.path);
  module.path = file.path;
  module.disk_path = file.disk_path;
  module.third_party = IsInstalled(file);
  module.listed = true;
  module.because = "listed";
  Register(std::move(module));
  scanner_.Add(modules_.back(), file.bytes);
}

/// Of the files listed only an entry can be: one that was found on a search path.
bool Resolver::IsInstalled(const SourceFile& file) const {
  const auto holds = [&](const std::vector<Portion>& portions) {
    return std::any_of(portions.begin(), portions.end(), [&](const Portion& portion) {
      return JoinPath(portion.directory, file.path) == file.disk_path;
    });
  };
  return !holds(roots_) && holds(search_paths_);
}

void Resolver::Register(GraphModule module) {
  Resolution resolution;
  resolution.kind = Kind::kBundled;
  resolution.module = modules_.size();
  resolution.is_package = IsPackageFile(module.path);
  if (resolution.is_package) {
    resolution.portions = {{std::string(DirectoryOf(module.disk_path)),
                            std::string(DirectoryOf(module.path)), module.third_party, nullptr}};
  }
  resolutions_[module.name] = std::move(resolution);
  modules_.push_back(std::move(module));
}

const Resolution& Resolver::Resolve(std::string_view known_name, std::string_view because) {
  if (const Resolution* const known = Known(known_name)) return *known;
  const std::string name(known_name);
  Resolution resolution = ResolveAnew(name, because);
  if (resolution.kind == Kind::kBundled) return resolutions_[name];  // by Register
  return resolutions_[name] = std::move(resolution);
}

const Resolution& Resolver::ResolvePath(std::string_view name, std::string_view because) {
  const std::string_view above = ParentOf(name);
  const auto known = resolutions_.find(name);
  if (known != resolutions_.end() && (known->second.parent != nullptr || above.empty())) {
    return known->second;
  }
  const Resolution* const parent = above.empty() ? nullptr : &ResolvePath(above, because);
  const Resolution& resolution = Resolve(name, because);
  if (parent != nullptr) resolutions_.find(name)->second.parent = parent;
  return resolution;
}

const Resolution* Resolver::Known(std::string_view name) const {
  const auto known = resolutions_.find(name);
  return known == resolutions_.end() ? nullptr : &known->second;
}

bool Resolver::FindParent(std::string_view name, size_t* module) const {
  const Resolution* const parent = Known(ParentOf(name));
  if (parent == nullptr || parent->kind != Kind::kBundled) return false;
  *module = parent->module;
  return true;
}

bool Resolver::IsExcluded(const std::string& name) const {
  return MatchesAny(name, manifest_.exclude);
}

Resolution Resolver::ResolveAnew(const std::string& name, std::string_view because) {
  if (MatchesAny(name, manifest_.external)) return Outside("external");
  if (IsExcluded(name)) return Outside("excluded");
  const std::string parent_name(ParentOf(name));
  if (parent_name.empty()) return ResolveTop(name, because);
  const Resolution& parent = Resolve(parent_name, "parent of " + name);
  switch (parent.kind) {
    case Kind::kOutside: return Outside(parent.because);
    case Kind::kExtension:
    case Kind::kMissing: return Because(parent.kind, parent.because);
    case Kind::kBundled:
    case Kind::kNamespace: break;
  }
  FoundModule found =
      finder_.Find(parent.portions, std::string_view(name).substr(parent_name.size() + 1));
  return found.kind == Found::kNothing ? Missing(parent_name, parent)
                                       : Take(name, std::move(found), because);
}

Resolution Resolver::ResolveTop(const std::string& name, std::string_view because) {
  // As sys.path has it: the program's own directories, the standard library, third parties.
  FoundModule own = finder_.Find(roots_, name);
  if (own.kind != Found::kNothing && own.kind != Found::kNamespace) {
    return Take(name, std::move(own), because);
  }
  if ((StandardLibraryVersions(name) & versions_) != 0) return Outside("standard library");
  FoundModule found = finder_.Find(all_portions_, name);
  return found.kind == Found::kNothing ? Outside("unknown")
                                       : Take(name, std::move(found), because);
}

Resolution Resolver::Take(const std::string& name, FoundModule found, std::string_view because) {
  Resolution resolution;
  if (found.kind == Found::kNamespace) {
    resolution.kind = Kind::kNamespace;
    resolution.portions = std::move(found.portions);
    return resolution;
  }
  if (found.kind == Found::kExtension) {
    extensions_[name] = found.disk_path;
    return Because(Kind::kExtension, "compiled extension");
  }
  GraphModule module;
  module.name = name;
  module.path = std::move(found.path);
  module.disk_path = std::move(found.disk_path);
  module.third_party = found.third_party;
  module.because = because;
  Register(std::move(module));
  scanner_.Add(modules_.back());
  resolution.kind = Kind::kBundled;
  return resolution;
}

}  // namespace pybundle
