#include "collect.h"

#include <algorithm>
#include <utility>

#include "module_name.h"
#include "parallel.h"
#include "utf8.h"

namespace pybundle {

std::optional<OutputCharset> LiteralsAsRead(const Manifest& manifest) {
  const bool as_they_are = manifest.format == Format::kSource && !manifest.minify;
  return as_they_are ? std::optional(manifest.charset) : std::nullopt;
}

void LookAt(SourceFile& file, std::optional<OutputCharset> literals) {
  file.facts = FindFacts(file.bytes);
  if (!literals) return;
  file.literal = Share(PrepareFileLiteral(file.path, file.bytes, file.facts->traits, *literals));
}

Collector::Collector(const Manifest& manifest, const Disk& disk, Diagnostics& diagnostics)
    : manifest_(manifest), disk_(disk), diagnostics_(diagnostics) {
  for (const Located& root : manifest.roots) {
    const std::string path = NormalizePath(JoinPath(manifest.directory, root.text));
    if (disk.Stat(path) == Disk::Kind::kDirectory) {
      roots_.push_back(path);
    } else {
      diagnostics.Error(DiagnosticId::kMissingFile, root.place,
                        "the root " + path + " is no directory");
    }
  }
  if (manifest.roots.empty()) roots_.push_back(NormalizePath(manifest.directory));
}

void Collector::AddManifest() {
  for (const ModuleItem& item : manifest_.modules) AddModuleItem(item);
  for (const Located& package : manifest_.packages) AddPackage(package);
  for (const Located& pattern : manifest_.resources) AddResources(pattern);
}

std::string Collector::DescribeRoots() const {
  std::string text;
  for (const std::string& root : roots_) text += (text.empty() ? "" : ", ") + root;
  return text;
}

std::string Collector::PathUnderRoots(const std::string& path) const {
  const auto below = [](const std::string& root, const std::string& file) -> std::string {
    if (root == "." && !file.starts_with("/") && !file.starts_with("..")) return file;
    const std::string prefix = root.ends_with("/") ? root : root + "/";
    return file.starts_with(prefix) ? file.substr(prefix.size()) : "";
  };
  const std::string file = NormalizePath(JoinPath(manifest_.directory, path));
  // The innermost root gives the shortest name, which is the one that imports would use. Names as
  // written come first: links below a root are the user's way of laying out the tree.
  std::string best;
  for (const std::string& root : roots_) {
    const std::string relative = below(root, file);
    if (!relative.empty() && (best.empty() || relative.size() < best.size())) best = relative;
  }
  if (!best.empty()) return best;
  const std::string canonical = disk_.Canonical(file);
  for (const std::string& root : roots_) {
    const std::string relative = below(disk_.Canonical(root), canonical);
    if (!relative.empty() && (best.empty() || relative.size() < best.size())) best = relative;
  }
  return best;
}

std::string Collector::FileOf(const std::string& name) const {
  const std::string base = PathOfName(name);
  for (const char* suffix : {"/__init__.py", ".py"}) {
    if (Has(base + suffix)) return base + suffix;
  }
  return "";
}

bool Collector::HasDirectory(const std::string& path) const {
  const auto found = files_.lower_bound(path + "/");
  return found != files_.end() && found->first.starts_with(path + "/");
}

std::vector<std::string> Collector::Paths() const {
  std::vector<std::string> paths;
  paths.reserve(files_.size());
  for (const auto& [path, item] : files_) paths.push_back(path);
  return paths;
}

bool Collector::AddModule(const std::string& name, const Place& place) {
  return std::any_of(roots_.begin(), roots_.end(), [&](const std::string& root) {
    return AddModuleFrom(root, name, place);
  });
}

bool Collector::AddInstalledModule(const std::string& name, const Place& place) {
  const std::vector<Located>& paths = manifest_.search_paths;
  return std::any_of(paths.begin(), paths.end(), [&](const Located& path) {
    return AddModuleFrom(NormalizePath(JoinPath(manifest_.directory, path.text)), name, place);
  });
}

bool Collector::AddModuleFrom(const std::string& root, const std::string& name,
                              const Place& place) {
  const std::string base = PathOfName(name);
  for (const char* suffix : {"/__init__.py", ".py"}) {
    const std::string disk_path = JoinPath(root, base + suffix);
    if (disk_.Stat(disk_path) != Disk::Kind::kFile) continue;
    AddParents(root, name, place);
    Add(base + suffix, disk_path, place);
    return true;
  }
  return false;
}

/// Importing "a.b" runs "a" first, so whoever asks for "a.b" by name gets "a/__init__.py" too.
void Collector::AddParents(const std::string& root, const std::string& name, const Place& place) {
  for (size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
    const std::string path = PathOfName(name.substr(0, dot)) + "/__init__.py";
    const std::string disk_path = JoinPath(root, path);
    if (!Has(path) && disk_.Stat(disk_path) == Disk::Kind::kFile) Add(path, disk_path, place);
  }
}

void Collector::AddModuleItem(const ModuleItem& item) {
  if (!item.name.empty() && !IsDottedName(item.name)) {
    diagnostics_.Error(DiagnosticId::kNoSuchModule, item.place,
                       "'" + item.name + "' is no dotted module name");
    return;
  }
  if (item.path.empty()) {
    if (AddModule(item.name, item.place)) return;
    const bool is_namespace = std::any_of(roots_.begin(), roots_.end(), [&](const auto& root) {
      return disk_.Stat(JoinPath(root, PathOfName(item.name))) == Disk::Kind::kDirectory;
    });
    diagnostics_.Error(DiagnosticId::kNoSuchModule, item.place,
                       "there is no module '" + item.name + "' under the roots: " + DescribeRoots(),
                       is_namespace ? "it is a namespace package, without code of its own: list it "
                                      "under \"packages\" to take its whole tree"
                                    : "check the name, or add its root to \"roots\"");
    return;
  }

  const std::string disk_path = NormalizePath(JoinPath(manifest_.directory, item.path));
  if (disk_.Stat(disk_path) != Disk::Kind::kFile) {
    const bool is_directory = disk_.Stat(disk_path) == Disk::Kind::kDirectory;
    diagnostics_.Error(DiagnosticId::kMissingFile, item.place,
                       is_directory ? "'" + disk_path + "' is a directory, not a module"
                                    : "there is no file '" + disk_path + "'",
                       is_directory ? "list whole trees under \"packages\"" : "");
    return;
  }
  std::string path;
  if (item.name.empty()) {
    path = PathUnderRoots(item.path);
    if (path.empty()) {
      diagnostics_.Error(DiagnosticId::kOutsideRoots, item.place,
                         "'" + disk_path + "' stands under no root, so it has no module name",
                         "add its import root to \"roots\" (CMake: BASE_DIRS)",
                         "the roots are: " + DescribeRoots());
      return;
    }
  } else {
    const FileKind kind = KindOf(FileNameOf(disk_path));
    const std::string suffix(kind == FileKind::kExtension    ? ".so"
                             : kind == FileKind::kSourceless ? ".pyc"
                             : IsPackageFile(disk_path)      ? "/__init__.py"
                                                             : ".py");
    path = PathOfName(item.name) + suffix;
  }
  // A dot in the file's own name is nearly always what made the name in the manifest wrong, too.
  const std::string file_name(FileNameOf(disk_path));
  if (RefuseModule(disk_path, KindOf(path) == FileKind::kModule ? file_name : path, item.place)) {
    return;
  }
  const auto existing = files_.find(path);
  if (existing != files_.end()) {
    diagnostics_.Error(DiagnosticId::kDuplicateModule, item.place,
                       "the module '" + ModuleNameOf(path) + "' is listed twice",
                       "remove one of the two",
                       "once as '" + existing->second.disk_path + "', once as '" + disk_path + "'");
    return;
  }
  WarnOfMissingParents(item, path);
  Add(path, disk_path, item.place);
}

/// Lists of files leave out nothing but what the user left out; an `__init__.py` left out changes
/// what its package is, and nothing would say so.
void Collector::WarnOfMissingParents(const ModuleItem& item, const std::string& path) {
  const std::string disk_path = NormalizePath(JoinPath(manifest_.directory, item.path));
  if (!disk_path.ends_with("/" + path) && disk_path != path) return;  // bundled under a new name
  const std::string root = disk_path.substr(0, disk_path.size() - path.size());
  for (size_t slash = path.find('/'); slash != std::string::npos;
       slash = path.find('/', slash + 1)) {
    const std::string parent = path.substr(0, slash) + "/__init__.py";
    if (parent == path || Has(parent)) continue;
    const bool listed = std::any_of(
        manifest_.modules.begin(), manifest_.modules.end(), [&](const ModuleItem& other) {
          return !other.path.empty() &&
                 NormalizePath(JoinPath(manifest_.directory, other.path)) == root + parent;
        });
    if (listed || disk_.Stat(root + parent) != Disk::Kind::kFile) continue;
    diagnostics_.Warning(DiagnosticId::kMissingParent, item.place,
                         "'" + root + parent + "' exists but is not listed, so in the bundle '" +
                             ModuleNameOf(parent) + "' is a namespace package",
                         "list it too");
  }
}

/// Says why `path` can't be a module of a bundle; false if it can.
bool Collector::RefuseModule(const std::string& disk_path, const std::string& path,
                             const Place& place) {
  switch (KindOf(path)) {
    case FileKind::kModule: return false;
    case FileKind::kUnreachable:
      diagnostics_.Error(DiagnosticId::kUnreachableName, place,
                         "no import can reach '" + disk_path + "': a dot separates packages",
                         "rename it without the dot, or take it as a resource");
      return true;
    case FileKind::kExtension:
      diagnostics_.Error(DiagnosticId::kCompiledExtension, place,
                         "'" + disk_path + "' is a compiled extension: a text file can't hold it",
                         "leave it to the environment, or use a pure-Python version");
      return true;
    case FileKind::kSourceless:
      diagnostics_.Error(DiagnosticId::kSourcelessModule, place,
                         "'" + disk_path + "' is byte code without source, good for one version "
                         "of Python only",
                         "bundle the source instead");
      return true;
    case FileKind::kData:
      diagnostics_.Error(DiagnosticId::kUnreachableName, place,
                         "'" + disk_path + "' is no Python source: its name does not end in .py",
                         "list data files under \"resources\" (CMake: RESOURCES)");
      return true;
  }
  return true;
}

void Collector::Add(const std::string& path, const std::string& disk_path, const Place& place) {
  if (path.find('\n') != std::string::npos || path.find('\r') != std::string::npos ||
      !IsUtf8(path)) {
    diagnostics_.Error(DiagnosticId::kBadPath, place,
                       "the file name '" + disk_path + "' holds a line break or is not UTF-8",
                       "rename the file");
    return;
  }
  const auto [existing, added] = files_.try_emplace(path, Item{disk_path, place});
  if (added || existing->second.disk_path == disk_path ||
      disk_.Canonical(existing->second.disk_path) == disk_.Canonical(disk_path)) {
    return;
  }
  diagnostics_.Error(DiagnosticId::kDuplicateModule, place,
                     "two files would both be '" + path + "' in the bundle",
                     "leave one of them out, or give one another name",
                     "'" + existing->second.disk_path + "' and '" + disk_path + "'");
}

std::vector<SourceFile> Collector::Read() {
  std::vector<SourceFile> files;
  std::vector<const Place*> places;
  for (const auto& [path, item] : files_) {
    files.push_back({path, item.disk_path, {}});
    places.push_back(&item.place);
  }
  std::vector<std::string> errors(files.size());
  ParallelFor(files.size(), [&](size_t i) {
    if (!disk_.ReadShared(files[i].disk_path, files[i].bytes, errors[i])) return;
    // What follows imports looks at the bytes, too.
    if (!manifest_.follow_imports) LookAt(files[i], LiteralsAsRead(manifest_));
  });
  for (size_t i = 0; i < files.size(); ++i) {
    if (errors[i].empty()) continue;
    diagnostics_.Error(DiagnosticId::kUnreadableFile, *places[i],
                       "can't read '" + files[i].disk_path + "': " + errors[i]);
    files[i].path.clear();
  }
  std::erase_if(files, [](const SourceFile& file) { return file.path.empty(); });
  return files;
}

}  // namespace pybundle
