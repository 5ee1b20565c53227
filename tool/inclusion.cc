#include "inclusion.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "module_name.h"

namespace pybundle {
namespace {

class Inclusion {
 public:
  Inclusion(const Located& pattern, Resolver& resolver, const Disk& disk)
      : pattern_(pattern.text), because_("included by " + pattern.text), resolver_(resolver),
        disk_(disk) {}

  /// How many modules match.
  size_t Run() {
    const std::string fixed = pattern_.substr(0, pattern_.find_first_of("*?["));
    std::vector<Portion> portions = resolver_.roots();
    portions.insert(portions.end(), resolver_.search_paths().begin(),
                    resolver_.search_paths().end());
    std::string prefix;
    const size_t dot = fixed.size() == pattern_.size() ? fixed.size() : fixed.rfind('.');
    if (dot != std::string::npos && dot > 0) {
      prefix = fixed.substr(0, dot);
      const Resolution& base = resolver_.Resolve(prefix, because_);
      portions = base.portions;
      if (MatchesName(prefix, pattern_) && base.kind == Resolution::Kind::kBundled) ++included_;
    }
    TakeBelow(portions, prefix);
    return included_;
  }

 private:
  /// Names of modules and packages in `portions`, sorted.
  std::vector<std::string_view> NamesIn(const std::vector<Portion>& portions) {
    std::vector<std::string_view> names;
    for (const Portion& portion : portions) {
      for (const auto& [name, candidates] : resolver_.finder().List(portion).modules) {
        if (name.find('.') == std::string_view::npos && name != "__init__" &&
            name != "__pycache__") {
          names.push_back(name);
        }
      }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }

  /// Whether this directory is one of those being walked, which only a circle of links brings about.
  bool IsOpen(const std::string& directory) const {
    const std::string canonical = disk_.Canonical(directory);
    return std::any_of(open_.begin(), open_.end(), [&](const std::string& open) {
      return disk_.Canonical(open) == canonical;
    });
  }

  void TakeBelow(const std::vector<Portion>& portions, const std::string& prefix) {
    for (const std::string_view part : NamesIn(portions)) {
      const std::string name =
          prefix.empty() ? std::string(part) : std::string(prefix).append(".").append(part);
      if (MatchesName(name, pattern_)) {
        const Resolution& resolution = resolver_.Resolve(name, because_);
        if (resolution.kind == Resolution::Kind::kBundled) {
          ++included_;
          if (!resolution.is_package) continue;  // most are modules: nothing is below them
        }
      }
      const FoundModule found = resolver_.finder().Find(portions, part);
      if (found.portions.empty() || resolver_.IsExcluded(name)) continue;
      const std::string& directory = found.portions.front().directory;
      if (found.is_linked && IsOpen(directory)) continue;
      open_.push_back(directory);
      TakeBelow(found.portions, name);
      open_.pop_back();
    }
  }

  const std::string& pattern_;
  const std::string because_;
  Resolver& resolver_;
  const Disk& disk_;
  std::vector<std::string> open_;  // directories being walked
  size_t included_ = 0;
};

}  // namespace

void IncludeModules(const Located& pattern, Resolver& resolver, const Disk& disk,
                    Diagnostics& diagnostics) {
  if (Inclusion(pattern, resolver, disk).Run() != 0) return;
  diagnostics.Error(DiagnosticId::kUnmatchedPattern, pattern.place,
                    "no module under the roots and search paths matches '" + pattern.text + "'");
}

}  // namespace pybundle
