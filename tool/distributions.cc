#include "distributions.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace pybundle {
namespace {

constexpr std::string_view kSuffix = ".dist-info";

using Names = std::set<std::string_view>;

std::string_view TopOf(std::string_view path) {
  const std::string_view top = path.substr(0, path.find('/'));
  return top.ends_with(".py") ? top.substr(0, top.size() - 3) : top;
}

/// Calls `use` with the first field of each line of a RECORD: a path, quoted if it holds commas or
/// quotes.
template <typename Use>
void ForEachPath(std::string_view record, const Use& use) {
  std::string unquoted;
  for (size_t begin = 0; begin < record.size();) {
    const size_t end = std::min(record.find('\n', begin), record.size());
    std::string_view line = record.substr(begin, end - begin);
    begin = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    if (line[0] != '"') {
      use(line.substr(0, line.find(',')));
      continue;
    }
    unquoted.clear();
    for (size_t i = 1; i < line.size() && (line[i] != '"' || line.substr(i, 2) == "\"\""); ++i) {
      if (line[i] == '"') ++i;
      unquoted += line[i];
    }
    use(std::string_view(unquoted));
  }
}

/// "PyYAML-6.0.dist-info" begins like "yaml" does not, but most names agree: those come first, so
/// that few RECORDs have to be read.
std::vector<std::string> SortByLikeness(std::vector<std::string> folders,
                                        const Names& tops) {
  const auto is_alike = [&](const std::string& folder) {
    std::string name = folder.substr(0, folder.find('-'));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
    return tops.count(name) != 0;
  };
  std::stable_partition(folders.begin(), folders.end(), is_alike);
  return folders;
}

}  // namespace

std::string RecordOfBundle(std::string_view record) {
  std::string kept;
  kept.reserve(record.size());
  constexpr std::string_view kUrl = "/direct_url.json,";
  size_t url = record.find(kUrl);
  for (size_t begin = 0; begin < record.size();) {
    const size_t end = std::min(record.find('\n', begin), record.size() - 1) + 1;
    const std::string_view line = record.substr(begin, end - begin);
    const bool names_url = url < end;
    if (names_url) url = record.find(kUrl, end);
    if (!names_url && !line.starts_with("../")) kept += line;
    begin = end;
  }
  return kept;
}

std::vector<std::string> DistributionFiles(const std::string& directory,
                                           const std::vector<DirectoryEntry>& entries,
                                           const std::vector<std::string_view>& paths,
                                           const Disk& disk) {
  std::vector<std::string> found;
  if (paths.empty()) return found;
  const std::unordered_set<std::string_view> wanted(paths.begin(), paths.end());
  Names tops;
  for (const std::string_view path : paths) tops.insert(TopOf(path));

  std::vector<std::string> folders;
  for (const DirectoryEntry& entry : entries) {
    if (entry.is_directory && entry.name.ends_with(kSuffix)) folders.push_back(entry.name);
  }
  Names open = tops;  // top-level names no distribution has been found for
  for (const std::string& folder : SortByLikeness(folders, tops)) {
    if (open.empty()) break;
    std::string record;
    std::string error;
    if (!disk.ReadFile(JoinPath(directory, folder + "/RECORD"), record, error)) continue;
    const std::string prefix = folder + "/";
    bool is_wanted = false;
    std::vector<std::string> metadata;
    ForEachPath(record, [&](std::string_view path) {
      if (path.starts_with(prefix)) {
        if (!path.ends_with("/direct_url.json")) metadata.emplace_back(path);
      } else if (wanted.count(path) != 0) {
        is_wanted = true;
        open.erase(TopOf(path));
      }
    });
    if (!is_wanted) continue;
    for (std::string& path : metadata) {
      if (disk.Stat(JoinPath(directory, path)) == Disk::Kind::kFile) {
        found.push_back(std::move(path));
      }
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace pybundle
