#pragma once

#include <string>

#include "console.h"

namespace pybundle {

struct CheckOptions {
  std::string file;
  std::string host;
  ConsoleOptions console;
};

/// `pybundle check`: says whether a host would take a file, one of ours or any other.
int RunCheck(const CheckOptions& options);

}  // namespace pybundle
