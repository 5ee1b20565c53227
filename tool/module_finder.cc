#include "module_finder.h"

namespace pybundle {
namespace {

using Kind = FoundModule::Kind;

/// Whether `file` is the compiled form of module `name`: name.so, name.abi3.so, name.cpython-....so.
bool IsExtensionOf(std::string_view file, std::string_view name) {
  return file.size() > name.size() && file.starts_with(name) && file[name.size()] == '.' &&
         (file.ends_with(".so") || file.ends_with(".pyd"));
}

bool HasFile(const ModuleFinder::Listing& listing, const std::string& name) {
  const auto found = listing.find(name);
  return found != listing.end() && !found->second;
}

std::string JoinName(const std::string& directory, const std::string& name) {
  return directory.empty() ? name : directory + "/" + name;
}

}  // namespace

const ModuleFinder::Listing& ModuleFinder::List(const std::string& directory) {
  const auto [found, added] = listings_.try_emplace(directory);
  if (added) {
    std::vector<DirectoryEntry> entries;
    std::string error;
    disk_.ListDirectory(directory, entries, error);  // what is no directory has no modules
    for (DirectoryEntry& entry : entries) {
      found->second.emplace(std::move(entry.name), entry.is_directory);
    }
  }
  return found->second;
}

std::vector<std::string> ModuleFinder::ListedDirectories() const {
  std::vector<std::string> directories;
  for (const auto& [directory, listing] : listings_) {
    if (!listing.empty()) directories.push_back(directory);
  }
  return directories;
}

FoundModule ModuleFinder::FindIn(const Portion& portion, const std::string& name) {
  FoundModule found;
  found.third_party = portion.third_party;
  const Listing& listing = List(portion.directory);
  const auto directory = listing.find(name);
  const Portion inner{JoinPath(portion.directory, name), JoinName(portion.path, name),
                      portion.third_party};
  const bool is_directory = directory != listing.end() && directory->second;
  if (is_directory && HasFile(List(inner.directory), "__init__.py")) {
    found.kind = Kind::kPackage;
    found.disk_path = JoinPath(inner.directory, "__init__.py");
    found.path = inner.path + "/__init__.py";
    found.portions = {inner};
    return found;
  }
  if (HasFile(List(portion.directory), name + ".py")) {
    found.kind = Kind::kModule;
    found.disk_path = JoinPath(portion.directory, name + ".py");
    found.path = inner.path + ".py";
    return found;
  }
  for (const auto& [file, is_folder] : List(portion.directory)) {
    if (is_folder || !IsExtensionOf(file, name)) continue;
    // The smallest name, so that the answer does not depend on the order of a hash table.
    const std::string disk_path = JoinPath(portion.directory, file);
    if (found.kind != Kind::kExtension || disk_path < found.disk_path) {
      found.kind = Kind::kExtension;
      found.disk_path = disk_path;
      found.path = JoinName(portion.path, file);
    }
  }
  if (found.kind == Kind::kNothing && is_directory) {
    found.kind = Kind::kNamespace;
    found.portions = {inner};
  }
  return found;
}

FoundModule ModuleFinder::Find(const std::vector<Portion>& portions, const std::string& name) {
  FoundModule space;
  for (const Portion& portion : portions) {
    FoundModule found = FindIn(portion, name);
    if (found.kind == Kind::kNothing) continue;
    if (found.kind != Kind::kNamespace) return found;
    if (space.kind == Kind::kNothing) space = found;
    else space.portions.push_back(found.portions.front());
  }
  return space;
}

}  // namespace pybundle
