#pragma once

#include <string>
#include <vector>

#include "collect.h"
#include "diagnostics.h"
#include "hosts.h"
#include "manifest.h"

namespace pybundle {

/// What of the entry stands verbatim, at column 0, above everything of ours: for people, and for
/// hosts that read a file before they run it. Each part ends in LF or is empty.
struct Head {
  std::string shebang;
  std::string comments;   ///< licence, PEP 723's block, #SBATCH lines
  std::string docstring;
  std::string statements; ///< what keep_lines asks for, and the __future__ imports it needs
};

/// Takes the head out of the entry's source. `files` is all that is bundled: a kept statement must
/// not import any of it, because it runs before the runtime does.
Head MakeHead(const SourceFile& entry, const std::vector<SourceFile>& files,
              const Manifest& manifest, const Host& host, Diagnostics& diagnostics);

}  // namespace pybundle
