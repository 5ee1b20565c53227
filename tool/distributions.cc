#include "distributions.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace pybundle {
namespace {

constexpr std::string_view kSuffix = ".dist-info";

std::string TopOf(std::string_view path) {
  const std::string_view top = path.substr(0, path.find('/'));
  return std::string(top.ends_with(".py") ? top.substr(0, top.size() - 3) : top);
}

/// The first field of each line of a RECORD: a path, quoted if it holds commas or quotes.
std::vector<std::string> RecordPaths(std::string_view record) {
  std::vector<std::string> paths;
  for (size_t begin = 0; begin < record.size();) {
    const size_t end = std::min(record.find_first_of("\r\n", begin), record.size());
    const std::string_view line = record.substr(begin, end - begin);
    begin = end + 1;
    if (line.empty()) continue;
    std::string path;
    if (line[0] != '"') {
      path = line.substr(0, line.find(','));
    } else {
      for (size_t i = 1; i < line.size() && (line[i] != '"' || line.substr(i, 2) == "\"\""); ++i) {
        if (line[i] == '"') ++i;
        path += line[i];
      }
    }
    paths.push_back(std::move(path));
  }
  return paths;
}

/// "PyYAML-6.0.dist-info" begins like "yaml" does not, but most names agree: those come first, so
/// that few RECORDs have to be read.
std::vector<std::string> SortByLikeness(std::vector<std::string> folders,
                                        const std::set<std::string>& tops) {
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
  for (size_t begin = 0; begin < record.size();) {
    const size_t end = std::min(record.find('\n', begin), record.size() - 1) + 1;
    const std::string_view line = record.substr(begin, end - begin);
    if (!line.starts_with("../") && line.find("/direct_url.json,") == std::string_view::npos) {
      kept += line;
    }
    begin = end;
  }
  return kept;
}

std::vector<std::string> DistributionFiles(const std::string& directory,
                                           const std::vector<std::string>& paths,
                                           const Disk& disk) {
  std::vector<std::string> found;
  if (paths.empty()) return found;
  const std::set<std::string> wanted(paths.begin(), paths.end());
  std::set<std::string> tops;
  for (const std::string& path : paths) tops.insert(TopOf(path));

  std::vector<DirectoryEntry> entries;
  std::string error;
  disk.ListDirectory(directory, entries, error);
  std::vector<std::string> folders;
  for (const DirectoryEntry& entry : entries) {
    if (entry.is_directory && entry.name.ends_with(kSuffix)) folders.push_back(entry.name);
  }
  std::set<std::string> open = tops;  // top-level names no distribution has been found for
  for (const std::string& folder : SortByLikeness(folders, tops)) {
    if (open.empty()) break;
    std::string record;
    if (!disk.ReadFile(JoinPath(directory, folder + "/RECORD"), record, error)) continue;
    const std::vector<std::string> listed = RecordPaths(record);
    bool is_wanted = false;
    for (const std::string& path : listed) {
      if (wanted.count(path) == 0) continue;
      is_wanted = true;
      open.erase(TopOf(path));
    }
    if (!is_wanted) continue;
    for (const std::string& path : listed) {
      if (path.starts_with(folder + "/") && !path.ends_with("/direct_url.json") &&
          disk.Stat(JoinPath(directory, path)) == Disk::Kind::kFile) {
        found.push_back(path);
      }
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace pybundle
