#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pybundle {

struct Plan;

/// A file of tool/runtime/ in the forms that bundles have it in. For a start each byte of a bundle
/// counts, even those of a part that it doesn't need.
struct RuntimeText {
  std::string_view readable;  ///< without comments and docstrings
  std::string_view dense;     ///< and without white space that isn't needed
  std::string_view least;     ///< and with short names of variables
};

/// A file of tool/runtime/cold/.
struct RuntimePart {
  std::string_view name;  ///< without ".py"
  RuntimeText text;
};

/// The Python that bundles are made of (tool/runtime/).
struct Runtime {
  RuntimeText hot;
  std::vector<RuntimePart> cold;
};

/// The parts that a bundle may need later, in the runtime's order.
struct ColdParts {
  std::vector<std::string_view> plain;   ///< as text
  std::vector<std::string_view> packed;  ///< of which most starts need none
};

/// What sets the planned bundle going: hot.py, then the part for its kind of entry, then those for
/// what else it has.
std::string StartText(const Plan& plan, const Runtime& runtime);

/// The same for an interpreter to compile: with short names, which take less time to be read, too.
std::string StartToCompile(const Plan& plan, const Runtime& runtime);

/// The runtime as a bundle has it.
struct RuntimeTexts {
  std::string hot;     ///< what the bundle executes first
  std::string warm;    ///< with `bytecode_cache`: what sets it going, which else is `hot`
  ColdParts cold;      ///< text for hosts that forbid code which can't be read, and in `smallest`
  std::string packed;  ///< cold.packed as it stands in the bundle; "" if there is none
};

/// Packing them takes as long as all else that a small bundle needs. Of the plan only what the
/// manifest and the entry say matters, and what a recording does: none of the files.
RuntimeTexts WriteRuntime(const Plan& plan, const Runtime& runtime);

}  // namespace pybundle
