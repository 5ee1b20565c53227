#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "byte_facts.h"
#include "diagnostics.h"
#include "disk.h"
#include "manifest.h"
#include "python_literal.h"

namespace pybundle {

/// A file that goes into the bundle.
struct SourceFile {
  std::string path;       ///< in the bundle: relative to its import root, '/'-separated
  std::string disk_path;  ///< where it was read, for diagnostics
  SharedBytes bytes;
  std::optional<ByteFacts> facts{};  ///< of the bytes, where somebody has already looked at them
  /// For the bundle's format, where somebody has made it; else null.
  std::shared_ptr<const FileLiteral> literal{};
};

/// For which charset the literals of files are made as soon as these are read, while their bytes are
/// near the processor; nothing if the manifest has them changed or compressed first.
std::optional<OutputCharset> LiteralsAsRead(const Manifest& manifest);

/// Looks at the bytes of a file that was just read: facts and, for a charset, the literal.
void LookAt(SourceFile& file, std::optional<OutputCharset> literals);

/// Finds the files that a manifest asks for. Everything but `Read` only looks at names.
class Collector {
 public:
  Collector(const Manifest& manifest, const Disk& disk, Diagnostics& diagnostics);

  /// All that `modules`, `packages` and `resources` name.
  void AddManifest();

  /// The module `name`, with the `__init__.py` of each package above it, from the first root that
  /// has it. False (and nothing said) if none has.
  bool AddModule(const std::string& name, const Place& place);

  /// The same from the first search path that has it: a program that is installed is an entry too.
  bool AddInstalledModule(const std::string& name, const Place& place);

  /// The path in the bundle of the file at `path` (from the manifest's directory), "" if it stands
  /// under no root.
  std::string PathUnderRoots(const std::string& path) const;

  /// The file of module `name` among those added: "a/b/__init__.py" or "a/b.py", or "".
  std::string FileOf(const std::string& name) const;

  bool Has(const std::string& path) const { return files_.count(path) != 0; }
  bool HasDirectory(const std::string& path) const;

  /// The paths added so far, sorted.
  std::vector<std::string> Paths() const;

  /// The roots, normalized, from the working directory.
  const std::vector<std::string>& roots() const { return roots_; }

  /// The roots as they are, for messages: "src, lib".
  std::string DescribeRoots() const;

  /// Reads every file added, in the order of their paths.
  std::vector<SourceFile> Read();

 private:
  struct Item {
    std::string disk_path;
    Place place;
  };

  bool AddModuleFrom(const std::string& root, const std::string& name, const Place& place);
  void AddModuleItem(const ModuleItem& item);
  void AddPackage(const Located& package);
  void AddResources(const Located& pattern);
  void AddParents(const std::string& root, const std::string& name, const Place& place);
  void WarnOfMissingParents(const ModuleItem& item, const std::string& path);
  void WalkPackage(const std::string& disk_directory, const std::string& directory,
                   std::vector<std::string>& open, const Place& place);
  void AddWalkedFile(const std::string& disk_path, const std::string& path, const Place& place);
  bool WalkResources(const std::string& disk_directory, const std::string& directory,
                     const Located& pattern, std::vector<std::string>& open);
  bool RefuseModule(const std::string& disk_path, const std::string& path, const Place& place);
  void Add(const std::string& path, const std::string& disk_path, const Place& place);

  const Manifest& manifest_;
  const Disk& disk_;
  Diagnostics& diagnostics_;
  std::vector<std::string> roots_;     // normalized, from the working directory
  std::map<std::string, Item> files_;  // by path in the bundle
};

}  // namespace pybundle
