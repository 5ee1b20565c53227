#include "module_name.h"

#include <algorithm>

#include "disk.h"
#include "glob.h"

namespace pybundle {
namespace {

constexpr std::string_view kSourceSuffix = ".py";
constexpr std::string_view kPackageFile = "__init__.py";

}  // namespace

FileKind KindOf(std::string_view path) {
  if (path.ends_with(".so") || path.ends_with(".pyd")) return FileKind::kExtension;
  if (path.ends_with(".pyc")) return FileKind::kSourceless;
  if (!path.ends_with(kSourceSuffix) || FileNameOf(path) == kSourceSuffix) return FileKind::kData;
  path.remove_suffix(kSourceSuffix.size());
  return path.find('.') == std::string_view::npos ? FileKind::kModule : FileKind::kUnreachable;
}

std::string ModuleNameOf(std::string_view path) {
  std::string name(IsPackageFile(path) ? DirectoryOf(path)
                                       : path.substr(0, path.size() - kSourceSuffix.size()));
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

bool IsPackageFile(std::string_view path) { return FileNameOf(path) == kPackageFile; }

std::string PathOfName(std::string_view dotted) {
  std::string path(dotted);
  std::replace(path.begin(), path.end(), '.', '/');
  return path;
}

std::string AbsoluteName(std::string_view importer, bool is_package, size_t level,
                         std::string_view module) {
  if (level == 0) return std::string(module);
  std::string_view base = importer;
  for (size_t up = is_package ? 1 : 0; up < level; ++up) {
    const size_t dot = base.rfind('.');
    // One level above a top-level module there is no package, and so nothing to be relative to.
    if (dot == std::string_view::npos) return "";
    base = base.substr(0, dot);
  }
  std::string name(base);
  if (!module.empty()) name.append(".").append(module);
  return name;
}

bool MatchesName(std::string_view name, std::string_view pattern) {
  // As one component of a path: there is no '/' in it, so that '*' crosses dots.
  return MatchesGlob(name, pattern);
}

bool IsDottedName(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.back() != '.' &&
         name.find("..") == std::string_view::npos && name.find('/') == std::string_view::npos;
}

}  // namespace pybundle
