#include "module_finder.h"

#include <algorithm>
#include <utility>

namespace pybundle {
namespace {

using Kind = FoundModule::Kind;

/// Whether `file` is the compiled form of module `name`: name.so, name.abi3.so, name.cpython-....so.
bool IsExtensionOf(std::string_view file, std::string_view name) {
  return file.size() > name.size() && file.starts_with(name) && file[name.size()] == '.';
}

bool HasFile(const ModuleFinder::Listing& listing, const std::string& name) {
  const auto found = listing.entries.find(name);
  return found != listing.entries.end() && !found->second;
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
      const bool is_extension = entry.name.ends_with(".so") || entry.name.ends_with(".pyd");
      if (is_extension && !entry.is_directory) found->second.extensions.push_back(entry.name);
      found->second.entries.emplace(std::move(entry.name), entry.is_directory);
    }
  }
  return found->second;
}

std::vector<std::string> ModuleFinder::ListedDirectories() const {
  std::vector<std::string> directories;
  for (const auto& [directory, listing] : listings_) {
    if (!listing.entries.empty()) directories.push_back(directory);
  }
  return directories;
}

FoundModule ModuleFinder::FindIn(const Portion& portion, const std::string& name) {
  FoundModule found;
  found.third_party = portion.third_party;
  const Listing& listing = List(portion.directory);
  const auto directory = listing.entries.find(name);
  const bool is_directory = directory != listing.entries.end() && directory->second;
  if (is_directory) {
    Portion inner{JoinPath(portion.directory, name), JoinName(portion.path, name),
                  portion.third_party};
    const bool is_package = HasFile(List(inner.directory), "__init__.py");
    if (is_package) {
      found.kind = Kind::kPackage;
      found.disk_path = JoinPath(inner.directory, "__init__.py");
      found.path = inner.path + "/__init__.py";
    } else {
      found.kind = Kind::kNamespace;
    }
    found.portions.push_back(std::move(inner));
    if (is_package) return found;
  }
  const bool is_module = HasFile(listing, name + ".py");
  const auto extension =
      std::find_if(listing.extensions.begin(), listing.extensions.end(),
                   [&](const std::string& file) { return IsExtensionOf(file, name); });
  if (is_module || extension != listing.extensions.end()) {
    const std::string file = is_module ? name + ".py" : *extension;
    found.kind = is_module ? Kind::kModule : Kind::kExtension;
    found.disk_path = JoinPath(portion.directory, file);
    found.path = JoinName(portion.path, file);
    found.portions.clear();
  }
  return found;
}

bool ModuleFinder::Has(const std::vector<Portion>& portions, const std::string& name) {
  return std::any_of(portions.begin(), portions.end(), [&](const Portion& portion) {
    const Listing& listing = List(portion.directory);
    return listing.entries.count(name) != 0 || listing.entries.count(name + ".py") != 0 ||
           !listing.extensions.empty();
  });
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
