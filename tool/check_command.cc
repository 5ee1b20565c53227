#include "check_command.h"

#include <memory>

#include "check.h"
#include "disk.h"
#include "hosts.h"

namespace pybundle {

int RunCheck(const CheckOptions& options) {
  const std::unique_ptr<Disk> disk = MakeRealDisk();
  Diagnostics diagnostics;
  std::string text;
  std::string error;
  if (disk->ReadFile(options.file, text, error)) {
    CheckFile(text, options.file, *FindHost(options.host), diagnostics);
  } else {
    diagnostics.Error(DiagnosticId::kMissingFile, {options.file, 0, 0}, "can't read it: " + error);
  }
  Print(diagnostics, options.console, *disk);
  return diagnostics.has_errors() ? kInputFault : kDone;
}

}  // namespace pybundle
