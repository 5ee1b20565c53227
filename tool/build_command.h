#pragma once

#include <string>

#include "console.h"

namespace pybundle {

struct BuildOptions {
  std::string manifest;
  std::string output;  ///< "-" for standard output
  ConsoleOptions console;
};

/// `pybundle build`: reads the manifest, makes the bundle and writes it. Returns the exit status.
int RunBuild(const BuildOptions& options);

}  // namespace pybundle
