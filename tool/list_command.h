#pragma once

#include <string>

#include "console.h"

namespace pybundle {

struct ListOptions {
  std::string bundle;
  ConsoleOptions console;
};

/// `pybundle list`: a table of what is in a bundle: name, kind, bytes, share. Runs nothing of it.
int RunList(const ListOptions& options);

}  // namespace pybundle
