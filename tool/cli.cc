#include "cli.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#else
#include <unistd.h>
#endif

#include "bundle.h"
#include "disk.h"
#include "embedded_runtime.h"
#include "manifest.h"
#include "version.h"

namespace pybundle {
namespace {

constexpr int kDone = 0;
constexpr int kInputFault = 1;
constexpr int kCallFault = 2;

struct BuildOptions {
  std::string manifest;
  std::string output;
  std::string color = "auto";
  bool quiet = false;
};

bool WantsColor(const std::string& when) {
  if (when != "auto") return when == "always";
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
#ifdef _WIN32
  return false;
#else
  return ::isatty(STDERR_FILENO) == 1;
#endif
}

void Print(const Diagnostics& diagnostics, const BuildOptions& options) {
  const bool color = WantsColor(options.color);
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (options.quiet && diagnostic.severity != Severity::kError) continue;
    std::cerr << Render(diagnostic, color);
  }
}

void WriteToStandardOutput(const std::string& text) {
#ifdef _WIN32
  _setmode(_fileno(stdout), _O_BINARY);  // the bundle's line ends are LF everywhere
#endif
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

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

int Build(const BuildOptions& options) {
  const std::unique_ptr<Disk> disk = MakeRealDisk();
  Diagnostics diagnostics;
  std::string text;
  std::string error;
  if (!disk->ReadFile(options.manifest, text, error)) {
    diagnostics.Error(DiagnosticId::kMissingFile, {options.manifest, 0, 0},
                      "can't read the manifest: " + error);
    Print(diagnostics, options);
    return kInputFault;
  }
  std::optional<Bundle> bundle;
  if (const auto manifest = ParseManifest(text, options.manifest, diagnostics)) {
    bundle = MakeBundle(*manifest, EmbeddedRuntime(), kVersion, *disk, diagnostics);
  }
  if (bundle && options.output == "-") {
    WriteToStandardOutput(bundle->text);
  } else if (bundle) {
    WriteBundle(*bundle, options, *disk, diagnostics);
  }
  Print(diagnostics, options);
  return diagnostics.has_errors() ? kInputFault : kDone;
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
  CLI::App app{"Turns a tree of Python modules into one .py file."};
  app.name("pybundle");
  app.set_version_flag("--version", "pybundle " + std::string(kVersion));
  app.require_subcommand(1);

  BuildOptions build_options;
  CLI::App* build = app.add_subcommand("build", "Make a bundle.");
  build->add_option("MANIFEST", build_options.manifest, "What goes in: a JSON file.")->required();
  build->add_option("-o,--output", build_options.output, "The bundle; - is standard output.")
      ->required();
  build->add_option("--color", build_options.color, "Color of messages.")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  build->add_flag("-q,--quiet", build_options.quiet, "Say nothing but errors.");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kCallFault;  // help and version end here, too
  }
  return Build(build_options);
}

}  // namespace pybundle
