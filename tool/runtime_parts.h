#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pybundle {

struct Plan;

/// A file of tool/runtime/cold/.
struct RuntimePart {
  std::string_view name;  ///< without ".py"
  std::string_view text;
};

/// The Python that bundles are made of (tool/runtime/).
struct Runtime {
  std::string_view hot;
  std::vector<RuntimePart> cold;
};

/// The parts that a bundle may need later, in the runtime's order.
struct ColdParts {
  std::vector<std::string> plain;   ///< as text
  std::vector<std::string> packed;  ///< of which most starts need none
};

// All without comments, and shorter still where nobody is to read them.

/// What sets the planned bundle going: hot.py, then the part for its kind of entry, then those for
/// what else it has.
std::string StartText(const Plan& plan, const Runtime& runtime);

/// What the bundle executes first: that text, or what looks for its code in a cache.
std::string HotText(const Plan& plan, const Runtime& runtime);

/// The parts that the planned bundle may need later. They are text for hosts that forbid code which
/// can't be read, and where all of a bundle is packed.
ColdParts ColdTexts(const Plan& plan, const Runtime& runtime);

}  // namespace pybundle
