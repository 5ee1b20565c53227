#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics.h"
#include "graph.h"
#include "imports.h"
#include "resolver.h"

namespace pybundle {

/// Whether a program is prepared for this import to fail, or may never reach it.
bool IsOptional(const Import& import);

/// Collects what is imported but not bundled, and says in the end what of it matters.
class LeftOutImports {
 public:
  LeftOutImports(Resolver& resolver, Diagnostics& diagnostics)
      : resolver_(resolver), diagnostics_(diagnostics) {}

  /// `name` is not bundled; only its first import is kept.
  void Leave(const std::string& name, const std::string& because, const ImportedBy& by);

  /// An import of a compiled module, which is needed unless the import may fail.
  void LeaveExtension(const std::string& name, const Import& import, const ImportedBy& by);

  /// An import of what should be in the bundle and doesn't exist.
  void LeaveMissing(const std::string& name, const Resolution& resolution, const Import& import,
                    const ImportedBy& by);

  /// An import whose module only the running program knows.
  void AddUnknown(const Place& place) { unknown_imports_.push_back(place); }

  /// Once all imports are followed: errors for what is needed, warnings for what nobody knows.
  void Report();

  /// By name.
  std::map<std::string, LeftOut>& all() { return left_out_; }

 private:
  /// How much it matters that a name is unknown.
  enum class Need : uint8_t { kForeseen, kPerhaps, kNeeded };

  /// The import of an unknown top-level name that matters most, the first of several.
  struct Unknown {
    Need need = Need::kForeseen;
    ImportedBy by;
  };

  Need NeedOf(const ImportedBy& by) const;
  Place PlaceOf(const ImportedBy& by) const;
  bool MayBeMade(const std::string& name);
  void ReportFallback(const std::string& name, const ImportedBy& by);
  void ReportNeeded();
  std::vector<bool> NeededModules() const;
  std::string Chain(size_t module) const;
  void ReportUnknown();
  std::string PathFilesNote();

  Resolver& resolver_;
  Diagnostics& diagnostics_;
  std::map<std::string, LeftOut> left_out_;
  std::map<std::string, Unknown> unknown_;  // by top-level name
  std::set<std::string> reported_extensions_;
  std::vector<std::pair<std::string, ImportedBy>> wanted_extensions_;  // without a fallback
  std::vector<Place> unknown_imports_;
};

}  // namespace pybundle
