#include "companions.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "distributions.h"
#include "module_name.h"
#include "parallel.h"
#include "workers.h"

namespace pybundle {
namespace {

/// What lies beside modules but is no data of a running program.
bool IsBuildArtefact(std::string_view name) {
  for (const std::string_view suffix : {".py", ".pyc", ".pyo", ".pyi", ".so", ".pyd", ".pyx", ".pxd",
                                        ".c", ".h", ".cpp", ".o", ".a"}) {
    if (name.ends_with(suffix)) return true;
  }
  return name.starts_with(".");
}

bool MayHoldData(const DirectoryEntry& entry) {
  return entry.is_directory && entry.name != "__pycache__" && !entry.name.starts_with(".");
}

struct Companion {
  SourceFile file;
  std::string error;  // of reading it
};

class Companions {
 public:
  Companions(Resolver& resolver, const Disk& disk, const std::vector<SourceFile>& files)
      : resolver_(resolver), disk_(disk) {
    for (const SourceFile& file : files) taken_.insert(file.path);
  }

  std::vector<Companion> Take() {
    // Metadata and data have nothing in common, and take about as long to find.
    const std::vector<Installed> installed = InstalledFiles();
    Later<std::vector<Companion>> metadata([this, &installed] {
      std::vector<Companion> found = FindDistributions(installed);
      for (Companion& each : found) Read(each);
      return found;
    });
    FindData();
    ParallelFor(found_.size(), [&](size_t i) { Read(found_[i]); });
    for (Companion& each : metadata.Get()) {
      if (taken_.insert(each.file.path).second) found_.push_back(std::move(each));
    }
    return std::move(found_);
  }

 private:
  void FindData() {
    std::vector<Portion> packages;
    std::vector<std::string> directories;  // below them
    for (const GraphModule& module : resolver_.modules()) {
      const bool is_own = module.listed && !module.third_party;
      if (!IsPackageFile(module.path) || is_own) continue;
      Portion& package = packages.emplace_back();
      package.directory = DirectoryOf(module.disk_path);
      package.path = DirectoryOf(module.path);
      for (const DirectoryEntry& entry : resolver_.finder().Entries(package.directory)) {
        if (MayHoldData(entry)) directories.push_back(JoinPath(package.directory, entry.name));
      }
    }
    resolver_.finder().Prefetch(directories);
    for (const Portion& package : packages) FindDataIn(package, 0);
  }

  void Read(Companion& companion) const {
    SourceFile& file = companion.file;
    if (!disk_.ReadShared(file.disk_path, file.bytes, companion.error)) return;
    if (file.path.ends_with(".dist-info/RECORD")) file.bytes = RecordOfBundle(file.bytes);
    LookAt(file, resolver_.literals());
  }

  void Add(const std::string& path, const std::string& disk_path) {
    if (taken_.insert(path).second) found_.push_back({{path, disk_path, {}}, {}});
  }

  /// The data files of a package: in its directory, and in those below that hold no modules, for
  /// those with modules are packages of their own.
  void FindDataIn(const Portion& portion, int depth) {
    constexpr int kDeepest = 64;  // deeper trees are circles of links
    const std::vector<DirectoryEntry>& entries = resolver_.finder().Entries(portion.directory);
    for (const DirectoryEntry& entry : entries) {
      if (!entry.is_directory && depth > 0 && entry.name.ends_with(".py")) return;
    }
    for (const DirectoryEntry& entry : entries) {
      if (entry.is_directory || IsBuildArtefact(entry.name)) continue;
      Add(portion.path + "/" + entry.name, JoinPath(portion.directory, entry.name));
    }
    for (const DirectoryEntry& entry : entries) {
      if (!MayHoldData(entry) || depth >= kDeepest) continue;
      Portion inner;
      inner.directory = JoinPath(portion.directory, entry.name);
      inner.path = portion.path + "/" + entry.name;
      FindDataIn(inner, depth + 1);
    }
  }

  /// What was taken from a search path.
  struct Installed {
    const Portion* portion;
    const std::vector<DirectoryEntry>* entries;
    std::vector<std::string_view> paths;
  };

  std::vector<Installed> InstalledFiles() {
    std::vector<Installed> all;
    for (const Portion& portion : resolver_.search_paths()) {
      const std::string prefix = portion.directory + "/";
      Installed installed{&portion, &resolver_.finder().Entries(portion.directory), {}};
      for (const GraphModule& module : resolver_.modules()) {
        const std::string_view disk_path = module.disk_path;
        if (module.third_party && disk_path.size() == prefix.size() + module.path.size() &&
            disk_path.starts_with(prefix) && disk_path.ends_with(module.path)) {
          installed.paths.push_back(module.path);
        }
      }
      if (!installed.paths.empty()) all.push_back(std::move(installed));
    }
    return all;
  }

  /// Name, version, entry points and licences of the third-party packages taken.
  std::vector<Companion> FindDistributions(const std::vector<Installed>& all) const {
    std::vector<Companion> found;
    for (const auto& [portion, entries, paths] : all) {
      for (std::string& path : DistributionFiles(portion->directory, *entries, paths, disk_)) {
        std::string disk_path = portion->directory + "/" + path;
        found.push_back({{std::move(path), std::move(disk_path), {}}, {}});
      }
    }
    return found;
  }

  Resolver& resolver_;
  const Disk& disk_;
  std::unordered_set<std::string> taken_;
  std::vector<Companion> found_;
};

}  // namespace

void TakeCompanions(Resolver& resolver, const Disk& disk, std::vector<SourceFile>& files,
                    Diagnostics& diagnostics) {
  for (Companion& companion : Companions(resolver, disk, files).Take()) {
    if (companion.error.empty()) {
      files.push_back(std::move(companion.file));
    } else {
      diagnostics.Error(DiagnosticId::kUnreadableFile, {companion.file.disk_path, 0, 0},
                        "can't read it: " + companion.error);
    }
  }
}

}  // namespace pybundle
