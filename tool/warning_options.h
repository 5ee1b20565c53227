#pragma once

#include <set>
#include <string>
#include <string_view>

#include "diagnostics.h"

namespace pybundle {

/// What -W asks for: "no-ID" leaves warnings and notes of that id out, "error=ID" makes them errors,
/// "ID" shows them (as without), "error" makes all warnings errors. The last word on an id counts.
class WarningOptions {
 public:
  /// Takes the text behind one -W. False if it names no id there is.
  bool Add(std::string_view text);

  /// Changes the findings accordingly. Errors stay errors.
  void Apply(Diagnostics& diagnostics) const;

 private:
  std::set<DiagnosticId> off_;
  std::set<DiagnosticId> errors_;
  bool all_errors_ = false;
};

}  // namespace pybundle
