#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diagnostics.h"
#include "disk.h"
#include "warning_options.h"

namespace pybundle {

/// What the commands give back to the shell.
inline constexpr int kDone = 0;
inline constexpr int kInputFault = 1;
inline constexpr int kCallFault = 2;

/// How findings are shown.
struct ConsoleOptions {
  std::string color = "auto";  ///< "auto", "always" or "never"
  bool quiet = false;          ///< errors only
  bool verbose = false;        ///< each decision, too
  WarningOptions warnings;
};

/// Whether standard error is a terminal.
bool IsTerminal();

/// Prints findings to standard error, with the lines that they are about, which it reads from
/// `disk`. In "auto" they are coloured on a terminal, unless NO_COLOR is set to something
/// (no-color.org).
void Print(const Diagnostics& diagnostics, const ConsoleOptions& options, const Disk& disk);

/// Writes the joined pieces to standard output as they are, on Windows too. False if that failed.
bool WriteToStandardOutput(const std::vector<std::string_view>& pieces);

}  // namespace pybundle
