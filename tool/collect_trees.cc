// The part of Collector that walks directories: packages, and what patterns of resources match.

#include <algorithm>

#include "collect.h"
#include "glob.h"
#include "module_name.h"

namespace pybundle {
namespace {

/// Directories that hold no part of a program: caches, and what version control keeps.
bool IsSkippedDirectory(std::string_view name) {
  return name == "__pycache__" || name.starts_with(".") || name == "CVS" || name == "RCS" ||
         name == "SCCS" || name == "_darcs";
}

std::string JoinName(const std::string& directory, const std::string& name) {
  return directory.empty() ? name : directory + "/" + name;
}

/// Whether a directory is already being walked, which only a link can bring about.
bool IsOpen(const std::vector<std::string>& open, const std::string& directory, const Disk& disk) {
  const std::string canonical = disk.Canonical(directory);
  return std::any_of(open.begin(), open.end(), [&](const std::string& other) {
    return disk.Canonical(other) == canonical;
  });
}

}  // namespace

void Collector::AddPackage(const Located& package) {
  if (!IsDottedName(package.text)) {
    diagnostics_.Error(DiagnosticId::kNoSuchModule, package.place,
                       "'" + package.text + "' is no dotted package name",
                       "packages are named as imports name them, from a root");
    return;
  }
  const std::string path = PathOfName(package.text);
  for (const std::string& root : roots_) {
    const std::string disk_path = JoinPath(root, path);
    if (disk_.Stat(disk_path) != Disk::Kind::kDirectory) continue;
    AddParents(root, package.text, package.place);
    std::vector<std::string> open;
    WalkPackage(disk_path, path, open, package.place);
    return;
  }
  diagnostics_.Error(DiagnosticId::kNoSuchModule, package.place,
                     "there is no package '" + package.text +
                         "' under the roots: " + DescribeRoots(),
                     "check the name, or add its root to \"roots\"");
}

void Collector::WalkPackage(const std::string& disk_directory, const std::string& directory,
                            std::vector<std::string>& open, const Place& place) {
  open.push_back(disk_directory);
  std::vector<DirectoryEntry> entries;
  std::string error;
  if (!disk_.ListDirectory(disk_directory, entries, error)) {
    diagnostics_.Error(DiagnosticId::kUnreadableFile, place,
                       "can't list '" + disk_directory + "': " + error);
  }
  for (const DirectoryEntry& entry : entries) {
    const std::string disk_path = JoinPath(disk_directory, entry.name);
    const std::string path = JoinName(directory, entry.name);
    if (!entry.is_directory) {
      AddWalkedFile(disk_path, path, place);
    } else if (!IsSkippedDirectory(entry.name) &&
               !(entry.is_link && IsOpen(open, disk_path, disk_))) {
      WalkPackage(disk_path, path, open, place);
    }
  }
  open.pop_back();
}

void Collector::AddWalkedFile(const std::string& disk_path, const std::string& path,
                              const Place& place) {
  if (FileNameOf(path).starts_with(".")) return;
  switch (KindOf(path)) {
    case FileKind::kSourceless: {
      const std::string source = disk_path.substr(0, disk_path.size() - 1);
      if (disk_.Stat(source) == Disk::Kind::kFile) return;  // a cache of the old kind, beside it
      RefuseModule(disk_path, path, place);
      return;
    }
    case FileKind::kExtension: RefuseModule(disk_path, path, place); return;
    case FileKind::kUnreachable:  // on disk no import finds it either: a template, a sample
      diagnostics_.Warning(DiagnosticId::kUnreachableName, place,
                           "no import can reach '" + disk_path + "'; it is taken as a data file");
      Add(path, disk_path, place);
      return;
    case FileKind::kModule:
    case FileKind::kData: Add(path, disk_path, place); return;
  }
}

void Collector::AddResources(const Located& pattern) {
  const std::string normal = NormalizePath(pattern.text);
  if (normal.starts_with("/") || normal.starts_with("..")) {
    diagnostics_.Error(DiagnosticId::kOutsideRoots, pattern.place,
                       "the resources '" + pattern.text + "' lie outside the roots",
                       "name them relative to a root", "the roots are: " + DescribeRoots());
    return;
  }
  const Located normalized{normal, pattern.place};
  const std::string directory(GlobDirectory(normal));
  bool matched = false;
  for (const std::string& root : roots_) {
    const std::string disk_directory = JoinPath(root, directory);
    if (disk_.Stat(disk_directory) != Disk::Kind::kDirectory) continue;
    std::vector<std::string> open;
    matched = WalkResources(disk_directory, directory, normalized, open) || matched;
  }
  if (!matched) {
    diagnostics_.Error(DiagnosticId::kUnmatchedPattern, pattern.place,
                       "no file matches the resources '" + pattern.text + "'",
                       "patterns are relative to a root; '**' crosses directories",
                       "the roots are: " + DescribeRoots());
  }
}

bool Collector::WalkResources(const std::string& disk_directory, const std::string& directory,
                              const Located& pattern, std::vector<std::string>& open) {
  open.push_back(disk_directory);
  std::vector<DirectoryEntry> entries;
  std::string error;
  if (!disk_.ListDirectory(disk_directory, entries, error)) {
    diagnostics_.Error(DiagnosticId::kUnreadableFile, pattern.place,
                       "can't list '" + disk_directory + "': " + error);
  }
  const bool crosses = pattern.text.find("**") != std::string::npos;
  const auto depth = [](const std::string& path) {
    return std::count(path.begin(), path.end(), '/');
  };
  bool matched = false;
  for (const DirectoryEntry& entry : entries) {
    const std::string path = JoinName(directory, entry.name);
    const std::string disk_path = JoinPath(disk_directory, entry.name);
    if (entry.is_directory) {
      if (IsSkippedDirectory(entry.name) || (!crosses && depth(path) >= depth(pattern.text))) {
        continue;
      }
      if (entry.is_link && IsOpen(open, disk_path, disk_)) continue;
      matched = WalkResources(disk_path, path, pattern, open) || matched;
    } else if (MatchesGlob(path, pattern.text) ||
               path == pattern.text) {  // a name that itself holds wildcard characters
      Add(path, disk_path, pattern.place);
      matched = true;
    }
  }
  open.pop_back();
  return matched;
}

}  // namespace pybundle
