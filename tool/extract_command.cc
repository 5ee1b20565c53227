#include "extract_command.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "bundle_reader.h"
#include "disk.h"

namespace pybundle {
namespace {

/// Whether `path`, joined to a directory, stays below it on every system: no root, no drive, no
/// "..", no empty part, no backslash that Windows would take for a separator.
bool StaysInside(std::string_view path) {
  if (path.empty() || path.find(':') == 1) return false;
#ifdef _WIN32
  if (path.find_first_of("\\:") != std::string_view::npos) return false;
#endif
  for (size_t begin = 0; begin <= path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return path.find('\0') == std::string_view::npos;
}

bool IsNewOrEmpty(const Disk& disk, const std::string& directory) {
  std::vector<DirectoryEntry> entries;
  std::string error;
  switch (disk.Stat(directory)) {
    case Disk::Kind::kNothing: return true;
    case Disk::Kind::kDirectory:
      return disk.ListDirectory(directory, entries, error) && entries.empty();
    default: return false;
  }
}

void Extract(const BundleContent& content, const ExtractOptions& options, Disk& disk,
             Diagnostics& diagnostics) {
  const Place place{options.bundle, 0, 0};
  for (const EmbeddedFile& file : content.files) {
    if (StaysInside(file.path)) continue;
    diagnostics.Error(DiagnosticId::kDamagedBundle, place,
                      "the path '" + file.path + "' would lead outside of " + options.directory,
                      "no bundle that pybundle made holds such a path: don't trust this one");
  }
  if (!diagnostics.has_errors() && !IsNewOrEmpty(disk, options.directory)) {
    diagnostics.Error(DiagnosticId::kUnwritableOutput, {options.directory, 0, 0},
                      "this is not empty, and files in it could be overwritten",
                      "name a directory that is new or empty");
  }
  if (diagnostics.has_errors()) return;
  for (const EmbeddedFile& file : content.files) {
    const std::string path = JoinPath(options.directory, file.path);
    std::string error;
    if (disk.MakeDirectories(std::string(DirectoryOf(path)), error) &&
        disk.WriteFileAtomically(path, file.bytes, false, error)) {
      continue;
    }
    diagnostics.Error(DiagnosticId::kUnwritableOutput, {path, 0, 0}, "can't write it: " + error);
    return;
  }
}

}  // namespace

int RunExtract(const ExtractOptions& options) {
  const std::unique_ptr<Disk> disk = MakeRealDisk();
  Diagnostics diagnostics;
  std::string text;
  std::string error;
  if (!disk->ReadFile(options.bundle, text, error)) {
    diagnostics.Error(DiagnosticId::kMissingFile, {options.bundle, 0, 0},
                      "can't read the bundle: " + error);
  } else if (const auto content = ReadBundle(text, options.bundle, diagnostics)) {
    Extract(*content, options, *disk, diagnostics);
  }
  Print(diagnostics, options.console, *disk);
  return diagnostics.has_errors() ? kInputFault : kDone;
}

}  // namespace pybundle
