#pragma once

#include <cstddef>
#include <deque>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "collect.h"
#include "diagnostics.h"
#include "disk.h"
#include "graph.h"
#include "manifest.h"
#include "module_finder.h"
#include "module_scanner.h"
#include "stdlib_names.h"

namespace pybundle {

/// What a dotted name leads to.
struct Resolution {
  enum class Kind : uint8_t {
    kBundled,    ///< a module of the bundle
    kNamespace,  ///< a namespace package: directories only
    kExtension,  ///< a compiled module, left to the environment
    kOutside,    ///< left to the environment: standard library, external, unknown, excluded
    kMissing,    ///< a part of something bundled that doesn't exist
  };

  Kind kind = Kind::kMissing;
  std::vector<Portion> portions;  ///< where sub-modules are looked for
  size_t module = 0;              ///< index of a bundled one
  bool is_package = false;
  std::string because;            ///< why it is outside, or missing
  const Resolution* parent = nullptr;  ///< of the package above, where ResolvePath was asked
};

/// From names to modules: which of them are in the bundle so far, and what any other name leads to.
/// A name that leads to a module takes it in, to be scanned from then on.
class Resolver {
 public:
  /// All arguments but the roots must outlive this. A search path that isn't there is an error.
  Resolver(const Manifest& manifest, const std::vector<std::string>& roots,
           PythonVersions versions, const Disk& disk, Diagnostics& diagnostics);

  /// Takes in a module that was listed.
  void AddListed(const SourceFile& file);

  /// What `name` leads to; if that is a module not yet in the bundle, it is taken, `because` of what
  /// is said. The answer stays where it is and as it is.
  const Resolution& Resolve(std::string_view name, std::string_view because);

  /// The same for `name` and before it all packages above, which are then its parents.
  const Resolution& ResolvePath(std::string_view name, std::string_view because);

  /// What was found out about `name`, null if nobody asked.
  const Resolution* Known(std::string_view name) const;

  /// The index of the bundled package that `name` lies in; false if there is none.
  bool FindParent(std::string_view name, size_t* module) const;

  bool IsExcluded(const std::string& name) const;

  /// In the order in which they were taken.
  std::deque<GraphModule>& modules() { return modules_; }
  const std::deque<GraphModule>& modules() const { return modules_; }

  /// The file of a module, when it has been scanned.
  ScannedModule& Scan(size_t module) { return scanner_.Get(module); }

  /// For which charset files are written down as they are read; nothing if they are changed first.
  std::optional<OutputCharset> literals() const { return literals_; }

  /// The same of the first module that is left, which leaves; then Scan is over.
  ScannedModule TakeFirstScan() { return scanner_.TakeFirst(); }

  /// Nobody will ask for a name any more; of many modules they take much memory.
  void ForgetNames() { resolutions_.clear(); }

  /// No module will be scanned any more.
  void StopScanning() { scanner_.Stop(); }

  ModuleFinder& finder() { return finder_; }
  const std::vector<Portion>& roots() const { return roots_; }
  const std::vector<Portion>& search_paths() const { return search_paths_; }
  /// The files of the compiled modules, by name.
  const std::map<std::string, std::string>& extensions() const { return extensions_; }

 private:
  /// So that a name can be looked up wherever it stands.
  struct NameHash {
    using is_transparent = void;
    size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
  };

  bool IsInstalled(const SourceFile& file) const;
  void Register(GraphModule module);
  Resolution ResolveAnew(const std::string& name, std::string_view because);
  Resolution ResolveTop(const std::string& name, std::string_view because);
  Resolution Take(const std::string& name, FoundModule found, std::string_view because);

  const Manifest& manifest_;
  const PythonVersions versions_;
  const std::optional<OutputCharset> literals_;
  ModuleFinder finder_;
  std::vector<Portion> roots_;
  std::vector<Portion> search_paths_;
  std::vector<Portion> all_portions_;  // roots, then search paths
  std::deque<GraphModule> modules_;  // elements stay where they are
  std::unordered_map<std::string, Resolution, NameHash, std::equal_to<>> resolutions_;
  std::map<std::string, std::string> extensions_;
  ModuleScanner scanner_;  // its numbers are those of modules_
};

/// "a" of "a.b", "" of "a".
std::string_view ParentOf(std::string_view name);

}  // namespace pybundle
