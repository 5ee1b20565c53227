#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collect.h"
#include "entry.h"
#include "hosts.h"

namespace pybundle {

/// All that stands in a bundle, in the order in which it stands there.
struct Plan {
  const Host* host = nullptr;
  Entry entry;
  std::string shebang;  ///< the first line, without its line end; "" for none
  std::string banner;   ///< a text that goes on top as comments; "" for none
  bool extract_resources = false;
  std::vector<SourceFile> files;  ///< sorted by path, no path twice
};

/// The Python that goes into every bundle (tool/runtime/).
struct Runtime {
  std::string_view hot;
  std::string_view cold;
};

/// The bundle's text, in the format of docs/architecture.md. `version` is the tool's own.
std::string Render(const Plan& plan, const Runtime& runtime, std::string_view version);

}  // namespace pybundle
