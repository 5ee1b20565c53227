#include "build_command.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "bundle.h"
#include "disk.h"
#include "embedded_runtime.h"
#include "manifest.h"
#include "version.h"

namespace pybundle {
namespace {

/// A bundle written over one of its own sources would destroy it.
bool IsInput(const Bundle& bundle, const BuildOptions& options, const Disk& disk) {
  const std::string output = disk.Canonical(options.output);
  return output == disk.Canonical(options.manifest) ||
         std::any_of(bundle.disk_inputs.begin(), bundle.disk_inputs.end(),
                     [&](const std::string& input) { return disk.Canonical(input) == output; });
}

void WriteBundle(const Bundle& bundle, const BuildOptions& options, Disk& disk,
                 Diagnostics& diagnostics) {
  const Place place{options.output, 0, 0};
  if (options.output == "-") {
    if (WriteToStandardOutput(bundle.text)) return;
    diagnostics.Error(DiagnosticId::kUnwritableOutput, {"standard output", 0, 0},
                      "can't write the bundle");
    return;
  }
  if (disk.Stat(options.output) == Disk::Kind::kFile && IsInput(bundle, options, disk)) {
    diagnostics.Error(DiagnosticId::kUnwritableOutput, place,
                      "the output is one of the bundle's own inputs, which it would overwrite",
                      "choose another name with -o");
    return;
  }
  std::string error;
  if (!disk.WriteFileAtomically(options.output, bundle.text, bundle.executable, error)) {
    diagnostics.Error(DiagnosticId::kUnwritableOutput, place, "can't write the bundle: " + error);
  }
}

}  // namespace

int RunBuild(const BuildOptions& options) {
  const std::unique_ptr<Disk> disk = MakeRealDisk();
  Diagnostics diagnostics;
  std::string text;
  std::string error;
  if (disk->ReadFile(options.manifest, text, error)) {
    std::optional<Bundle> bundle;
    if (const auto manifest = ParseManifest(text, options.manifest, diagnostics)) {
      bundle = MakeBundle(*manifest, EmbeddedRuntime(), kVersion, *disk, diagnostics);
    }
    if (bundle) WriteBundle(*bundle, options, *disk, diagnostics);
  } else {
    diagnostics.Error(DiagnosticId::kMissingFile, {options.manifest, 0, 0},
                      "can't read the manifest: " + error);
  }
  Print(diagnostics, options.console);
  return diagnostics.has_errors() ? kInputFault : kDone;
}

}  // namespace pybundle
