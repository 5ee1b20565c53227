#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "disk.h"

namespace pybundle {

/// What stands in a directory under one name of a module.
struct Candidates {
  bool is_module = false;     ///< NAME.py
  bool is_directory = false;  ///< NAME
  bool is_link = false;       ///< the directory is a symbolic link
};

/// What is in a directory; empty for what is none.
struct Listing {
  std::vector<DirectoryEntry> entries;                       ///< sorted
  bool is_indexed = false;                                   ///< what follows is there
  std::unordered_map<std::string_view, Candidates> modules;  ///< by names of modules
  std::vector<std::string_view> extensions;                  ///< compiled modules, sorted

  /// What may be module `name`.
  Candidates Find(std::string_view name) const {
    const auto found = modules.find(name);
    return found == modules.end() ? Candidates{} : found->second;
  }
};

/// A directory in which modules are looked for.
struct Portion {
  std::string directory;  ///< on disk
  std::string path;       ///< in the bundle: "" for a root, "p/q" for a package's directory
  bool third_party = false;
  mutable const Listing* listing = nullptr;  ///< for the finder, which looks here again and again
};

/// What stands under one name in a directory, as the import system sees it.
struct FoundModule {
  enum class Kind : uint8_t { kNothing, kModule, kPackage, kNamespace, kExtension };

  Kind kind = Kind::kNothing;
  std::string disk_path;          ///< of the file; for a namespace package none
  std::string path;               ///< of the file in the bundle
  std::vector<Portion> portions;  ///< where a package's sub-modules are looked for
  bool third_party = false;
  bool is_linked = false;         ///< its directory is a symbolic link
};

/// Looks modules up in directories as FileFinder does, with one listing of each directory: asking
/// for every candidate's name would be several system calls a module.
class ModuleFinder {
 public:
  explicit ModuleFinder(const Disk& disk) : disk_(disk) {}

  /// The module `name` (one component) in the first of `portions` that has it: a regular package,
  /// then a module, then a compiled one. Directories without `__init__.py` add up to a namespace
  /// package, which anything else anywhere in `portions` goes before. Source goes before a compiled
  /// module of the same name: a bundle can only hold the one.
  FoundModule Find(const std::vector<Portion>& portions, std::string_view name);

  /// Whether one of `portions` may have a module of that name: quicker than Find, and right if false.
  bool Has(const std::vector<Portion>& portions, std::string_view name);

  const Listing& List(const Portion& portion);

  /// All that is in a directory, sorted; nothing in what is none.
  const std::vector<DirectoryEntry>& Entries(const std::string& directory);

  /// Lists directories that will be asked about, on all cores.
  void Prefetch(const std::vector<std::string>& directories);

  /// Every directory listed so far, unsorted: a file added to one of them may change the answer.
  std::vector<std::string> ListedDirectories() const;

 private:
  Listing& Known(const std::string& directory);
  FoundModule FindIn(const Portion& portion, std::string_view name);

  const Disk& disk_;
  std::unordered_map<std::string, Listing> listings_;
};

}  // namespace pybundle
