#include "reachable.h"

#include <algorithm>
#include <set>

#include "discovery.h"
#include "module_name.h"

namespace pybundle {
namespace {

bool IsIn(std::string_view name, std::string_view package) {
  return name.starts_with(package) && (name.size() == package.size() || name[package.size()] == '.');
}

/// The modules that are wanted whatever imports them: the entry, and what the manifest names.
class Wanted {
 public:
  Wanted(const Manifest& manifest, const Entry& entry) : manifest_(manifest), entry_(entry) {}

  bool operator()(const SourceFile& file) const {
    const std::string name = ModuleNameOf(file.path);
    if (file.path == entry_.file || IsIn(entry_.module, name)) return true;
    const auto& packages = manifest_.packages;
    if (std::none_of(packages.begin(), packages.end(),
                     [&](const Located& package) { return IsIn(name, package.text); })) {
      return true;
    }
    return std::any_of(manifest_.modules.begin(), manifest_.modules.end(),
                       [&](const ModuleItem& module) {
                         return (!module.name.empty() && IsIn(module.name, name)) ||
                                (!module.path.empty() &&
                                 NormalizePath(JoinPath(manifest_.directory, module.path)) ==
                                     NormalizePath(file.disk_path));
                       });
  }

 private:
  const Manifest& manifest_;
  const Entry& entry_;
};

}  // namespace

std::vector<std::string> KeepReachable(const Manifest& manifest, const Entry& entry,
                                       const std::vector<std::string>& roots,
                                       PythonVersions versions, const Disk& disk,
                                       std::vector<SourceFile>& files, Diagnostics& diagnostics) {
  const Wanted is_wanted(manifest, entry);
  std::vector<SourceFile> reached;
  for (const SourceFile& file : files) {
    if (KindOf(file.path) == FileKind::kModule && is_wanted(file)) reached.push_back(file);
  }
  Manifest following = manifest;
  following.follow_imports = true;
  Diagnostics found;  // that something is missing is for those to say who take what imports lead to
  FollowImports(following, roots, versions, disk, reached, found);
  for (const Diagnostic& each : found.all()) {
    if (each.id == DiagnosticId::kDynamicImport && !manifest.follow_imports) diagnostics.Add(each);
  }

  std::set<std::string_view> paths;
  for (const SourceFile& file : reached) paths.insert(file.path);
  std::vector<std::string> left_out;
  std::erase_if(files, [&](const SourceFile& file) {
    if (KindOf(file.path) != FileKind::kModule || paths.count(file.path) != 0) return false;
    left_out.push_back(ModuleNameOf(file.path));
    return true;
  });
  return left_out;
}

}  // namespace pybundle
