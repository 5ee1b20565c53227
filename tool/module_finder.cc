#include "module_finder.h"

#include <algorithm>
#include <utility>

#include "parallel.h"

namespace pybundle {
namespace {

using Kind = FoundModule::Kind;

/// Whether `file` is the compiled form of module `name`: name.so, name.abi3.so, name.cpython-....so.
bool IsExtensionOf(std::string_view file, std::string_view name) {
  return file.size() > name.size() && file.starts_with(name) && file[name.size()] == '.';
}

std::string JoinName(const std::string& directory, std::string_view name) {
  return directory.empty() ? std::string(name) : std::string(directory).append("/").append(name);
}

/// What is no directory has no entries.
void Read(const Disk& disk, const std::string& directory, Listing& listing) {
  std::string error;
  disk.ListDirectory(directory, listing.entries, error);
}

void Index(Listing& listing) {
  listing.is_indexed = true;
  listing.modules.reserve(listing.entries.size());
  for (const DirectoryEntry& entry : listing.entries) {
    const std::string_view name = entry.name;
    if (entry.is_directory) {
      Candidates& candidates = listing.modules[name];
      candidates.is_directory = true;
      candidates.is_link = entry.is_link;
    } else if (name.ends_with(".py")) {
      listing.modules[name.substr(0, name.size() - 3)].is_module = true;
    } else if (name.ends_with(".so") || name.ends_with(".pyd")) {
      listing.extensions.push_back(name);
    }
  }
}

}  // namespace

Listing& ModuleFinder::Known(const std::string& directory) {
  const auto [found, is_new] = listings_.try_emplace(directory);
  if (is_new) Read(disk_, directory, found->second);
  return found->second;
}

const Listing& ModuleFinder::List(const Portion& portion) {
  if (portion.listing == nullptr) {
    Listing& listing = Known(portion.directory);
    if (!listing.is_indexed) Index(listing);
    portion.listing = &listing;
  }
  return *portion.listing;
}

const std::vector<DirectoryEntry>& ModuleFinder::Entries(const std::string& directory) {
  return Known(directory).entries;
}

void ModuleFinder::Prefetch(const std::vector<std::string>& directories) {
  std::vector<std::pair<const std::string, Listing>*> unknown;
  for (const std::string& directory : directories) {
    const auto [found, is_new] = listings_.try_emplace(directory);
    if (is_new) unknown.push_back(&*found);
  }
  constexpr size_t kWorthAThread = 6;
  ParallelFor(
      unknown.size(), [&](size_t i) { Read(disk_, unknown[i]->first, unknown[i]->second); },
      kWorthAThread);
}

std::vector<std::string> ModuleFinder::ListedDirectories() const {
  std::vector<std::string> directories;
  for (const auto& [directory, listing] : listings_) {
    if (!listing.entries.empty()) directories.push_back(directory);
  }
  return directories;
}

FoundModule ModuleFinder::FindIn(const Portion& portion, std::string_view name) {
  FoundModule found;
  found.third_party = portion.third_party;
  const Listing& listing = List(portion);
  const Candidates candidates = listing.Find(name);
  if (candidates.is_directory) {
    Portion inner{JoinPath(portion.directory, name), JoinName(portion.path, name),
                  portion.third_party, nullptr};
    found.is_linked = candidates.is_link;
    const bool is_package = List(inner).Find("__init__").is_module;
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
  const auto extension =
      std::find_if(listing.extensions.begin(), listing.extensions.end(),
                   [&](std::string_view file) { return IsExtensionOf(file, name); });
  if (candidates.is_module || extension != listing.extensions.end()) {
    const std::string file =
        candidates.is_module ? std::string(name).append(".py") : std::string(*extension);
    found.kind = candidates.is_module ? Kind::kModule : Kind::kExtension;
    found.disk_path = JoinPath(portion.directory, file);
    found.path = JoinName(portion.path, file);
    found.portions.clear();
  }
  return found;
}

bool ModuleFinder::Has(const std::vector<Portion>& portions, std::string_view name) {
  return std::any_of(portions.begin(), portions.end(), [&](const Portion& portion) {
    const Listing& listing = List(portion);
    return !listing.extensions.empty() || listing.modules.count(name) != 0;
  });
}

FoundModule ModuleFinder::Find(const std::vector<Portion>& portions, std::string_view name) {
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
