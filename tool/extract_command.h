#pragma once

#include <string>

#include "console.h"

namespace pybundle {

struct ExtractOptions {
  std::string bundle;
  std::string directory;
  ConsoleOptions console;
};

/// `pybundle extract`: writes the files of a bundle below a directory that is new or empty, byte for
/// byte as they were. Runs nothing of the bundle, and writes nothing if any of its paths would lead
/// outside.
int RunExtract(const ExtractOptions& options);

}  // namespace pybundle
