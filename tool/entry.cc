#include "entry.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "module_name.h"
#include "source_text.h"
#include "statements.h"

namespace pybundle {
namespace {

/// An entry as written, in its parts.
struct Written {
  std::string target;  // a dotted name or a path
  std::string attribute;
  bool is_path = false;
};

Written Split(const std::string& text) {
  Written written{text, "", false};
  const size_t colon = text.rfind(':');
  // A colon before a slash belongs to a drive.
  if (colon != std::string::npos && text.find_first_of("/\\", colon) == std::string::npos) {
    written.target = text.substr(0, colon);
    written.attribute = text.substr(colon + 1);
  }
  written.is_path =
      written.target.ends_with(".py") || written.target.find('/') != std::string::npos;
  return written;
}

Place EntryPlace(const Manifest& manifest) {
  return manifest.entry ? manifest.entry->place : manifest.place;
}

/// Whether the file at `path` can be the entry if none is named: to run, it has to say so by its
/// name; a library is the one package or module there is.
bool IsCandidate(const std::string& path, Start start) {
  const auto depth = std::count(path.begin(), path.end(), '/');
  if (start == Start::kImport) {
    return depth == 0 ? KindOf(path) == FileKind::kModule
                      : depth == 1 && path.ends_with("/__init__.py");
  }
  return path == "main.py" || path == "__main__.py" ||
         (path.ends_with("/__main__.py") && depth == 1 && start == Start::kRun);
}

std::optional<std::string> GuessModule(const Manifest& manifest, const Host& host,
                                       const Collector& files, Diagnostics& diagnostics) {
  std::vector<std::string> candidates;
  for (const std::string& path : files.Paths()) {
    if (IsCandidate(path, host.start)) candidates.push_back(path);
  }
  if (candidates.size() == 1) return ModuleNameOf(candidates[0]);
  std::string found;
  for (const std::string& path : candidates) found += (found.empty() ? "" : ", ") + path;
  diagnostics.Error(DiagnosticId::kBadEntry, manifest.place,
                    !candidates.empty()
                        ? "there is no entry, and more than one module to choose from"
                    : host.start == Start::kImport
                        ? "there is no entry, and no package or module at the top"
                        : "there is no entry, and neither main.py nor <package>/__main__.py",
                    "say which with \"entry\": \"package.module\" (CMake: ENTRY)",
                    found.empty() ? "" : "candidates: " + found);
  return std::nullopt;
}

/// The dotted name of the module whose source file the entry names.
std::optional<std::string> ModuleAtPath(const std::string& path, const Manifest& manifest,
                                        const Collector& files, Diagnostics& diagnostics) {
  const std::string relative = files.PathUnderRoots(path);
  if (relative.empty()) {
    diagnostics.Error(DiagnosticId::kOutsideRoots, EntryPlace(manifest),
                      "the entry '" + path + "' stands under no root",
                      "add its import root to \"roots\" (CMake: BASE_DIRS)",
                      "the roots are: " + files.DescribeRoots());
    return std::nullopt;
  }
  if (KindOf(relative) != FileKind::kModule) {
    diagnostics.Error(DiagnosticId::kBadEntry, EntryPlace(manifest),
                      "the entry '" + path + "' is no Python module");
    return std::nullopt;
  }
  return ModuleNameOf(relative);
}

/// The file of `module`, which is added if it wasn't yet.
std::string TakeFile(const std::string& module, const Manifest& manifest, Collector& files) {
  const std::string path = files.FileOf(module);
  if (!path.empty()) return path;
  if (!files.AddModule(module, EntryPlace(manifest)) && manifest.follow_imports) {
    files.AddInstalledModule(module, EntryPlace(manifest));
  }
  return files.FileOf(module);
}

}  // namespace

std::optional<Entry> FindEntry(const Manifest& manifest, const Host& host, Collector& files,
                               Diagnostics& diagnostics) {
  Entry entry;
  if (!manifest.entry) {
    const std::optional<std::string> module = GuessModule(manifest, host, files, diagnostics);
    if (!module) return std::nullopt;
    entry.module = *module;
  } else {
    const Written written = Split(manifest.entry->text);
    entry.attribute = written.attribute;
    if (written.is_path) {
      const std::optional<std::string> module =
          ModuleAtPath(written.target, manifest, files, diagnostics);
      if (!module) return std::nullopt;
      entry.module = *module;
    } else if (IsDottedName(written.target)) {
      entry.module = written.target;
    } else {
      diagnostics.Error(DiagnosticId::kBadEntry, EntryPlace(manifest),
                        "the entry '" + manifest.entry->text + "' names no module",
                        "write package.module, package.module:function or the path of a file");
      return std::nullopt;
    }
  }

  if (host.start == Start::kImport && !entry.attribute.empty()) {
    diagnostics.Error(DiagnosticId::kBadEntry, EntryPlace(manifest),
                      "host '" + std::string(host.name) + "' imports the bundle, and calls nothing",
                      "name the package or module alone: \"entry\": \"" + entry.module + "\"");
    return std::nullopt;
  }
  entry.file = TakeFile(entry.module, manifest, files);
  const bool runs = host.start == Start::kRun && entry.attribute.empty();
  if (entry.file.empty() && !(runs && files.HasDirectory(PathOfName(entry.module)))) {
    diagnostics.Error(DiagnosticId::kBadEntry, EntryPlace(manifest),
                      "the entry's module '" + entry.module + "' is not in the bundle",
                      "check the name, or list the module",
                      "the roots are: " + files.DescribeRoots());
    return std::nullopt;
  }
  if (runs && (entry.file.empty() || IsPackageFile(entry.file))) {
    const std::string package = entry.module;
    entry.module += ".__main__";
    entry.file = TakeFile(entry.module, manifest, files);
    if (entry.file.empty()) {
      diagnostics.Error(DiagnosticId::kBadEntry, EntryPlace(manifest),
                        "the entry '" + package + "' is a package without a __main__.py",
                        "name the module to run, or a function: " + package + ":function");
      return std::nullopt;
    }
  }
  return entry;
}

void CheckAttribute(Entry& entry, const Manifest& manifest, const Host& host,
                    const SourceFile& source, Diagnostics& diagnostics) {
  const bool exports = host.start == Start::kExport;
  if (!exports && entry.attribute.empty()) return;
  const SourceText text(source.bytes);
  const ModuleOutline outline = OutlineModule(text);

  if (entry.attribute.empty()) {
    const Statement* function = LastFunction(outline);
    if (function == nullptr) {
      diagnostics.Error(DiagnosticId::kBadEntry, {source.disk_path, 1, 1},
                        "the module defines no function that host '" + std::string(host.name) +
                            "' could call",
                        "define one at the top level, or name it: \"entry\": \"" + entry.module +
                            ":function\"");
      return;
    }
    entry.attribute = function->names.front();
    diagnostics.Note(DiagnosticId::kChosenEntry,
                     {source.disk_path, static_cast<uint32_t>(function->position.line),
                      static_cast<uint32_t>(function->position.column)},
                     "the entry is '" + entry.attribute + "', the last function of " +
                         entry.module);
    return;
  }

  const std::string first = entry.attribute.substr(0, entry.attribute.find('.'));
  std::vector<std::string_view> names;
  for (const Statement& statement : outline.statements) {
    for (const std::string_view name : statement.names) {
      if (name == first || name == "*") return;  // a star may bring anything
      names.push_back(name);
    }
  }
  const std::string_view nearest = NearestName(first, names);
  diagnostics.Error(DiagnosticId::kBadEntry, EntryPlace(manifest),
                    "the module '" + entry.module + "' (" + source.disk_path +
                        ") has no top-level name '" + first + "'",
                    nearest.empty() ? "" : "did you mean '" + std::string(nearest) + "'?");
}

}  // namespace pybundle
