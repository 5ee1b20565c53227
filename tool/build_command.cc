#include "build_command.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "bundle.h"
#include "depfile.h"
#include "disk.h"
#include "embedded_runtime.h"
#include "interpreter.h"
#include "manifest.h"
#include "metafile.h"
#include "progress.h"
#include "report.h"
#include "until_exit.h"
#include "version.h"

namespace pybundle {
namespace {

/// Whether what is to be written would destroy an input, a bundle's own source perhaps, or another
/// output; says which.
bool WouldOverwrite(const BuildOptions& options, const Disk& disk, Diagnostics& diagnostics) {
  const std::pair<std::string, std::string> written[] = {{options.output, "-o"},
                                                         {options.metafile, "--metafile"},
                                                         {options.report, "--report"},
                                                         {options.depfile, "--depfile"}};
  const size_t before = diagnostics.all().size();
  std::set<std::string> names;
  for (const auto& [path, option] : written) {
    if (path.empty() || (path == "-" && option == "-o")) continue;
    const std::string hint = "choose another name with " + option;
    if (!names.insert(disk.Canonical(path)).second) {
      diagnostics.Error(DiagnosticId::kUnwritableOutput, {path, 0, 0},
                        "two of the files to write have this name", hint);
    } else if (disk.WasRead(path)) {
      diagnostics.Error(DiagnosticId::kUnwritableOutput, {path, 0, 0},
                        "the output is one of the bundle's own inputs, which it would overwrite",
                        hint);
    }
  }
  return diagnostics.all().size() != before;
}

void WriteBundle(const Bundle& bundle, const BuildOptions& options, Disk& disk,
                 Diagnostics& diagnostics) {
  const Place place{options.output, 0, 0};
  if (options.output == "-") {
    if (WriteToStandardOutput(bundle.text.Views())) return;
    diagnostics.Error(DiagnosticId::kUnwritableOutput, {"standard output", 0, 0},
                      "can't write the bundle");
    return;
  }
  std::string error;
  if (!disk.WriteFileAtomically(options.output, bundle.text.Views(), bundle.executable, error)) {
    diagnostics.Error(DiagnosticId::kUnwritableOutput, place, "can't write the bundle: " + error);
  }
}

/// For each module why it is in, and for each name left out why it is not.
void PrintDecisions(const Bundle& bundle) {
  const Graph& graph = bundle.graph;
  std::string text;
  for (const GraphModule& module : graph.modules) {
    text += "take " + module.name + " (" + module.disk_path + "): " + module.because;
    if (!module.imported_by.empty()) {
      text += " by " + DescribeImporter(graph, module.imported_by.front());
    }
    text += "\n";
  }
  for (const LeftOut& left : graph.left_out) {
    text += "leave " + left.name + ": " + left.because + ", imported by " +
            DescribeImporter(graph, left.first) + "\n";
  }
  for (const std::string& name : bundle.unreached) {
    text += "leave " + name + ": no import leads to it\n";
  }
  for (const SizeStep& step : bundle.steps) {
    const std::string bytes = std::to_string(step.bytes);
    text += std::string(bytes.size() < 10 ? 10 - bytes.size() : 0, ' ') + bytes + " bytes " +
            step.name + "\n";
  }
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void WriteBeside(const std::string& path, const std::string& text, Disk& disk,
                 Diagnostics& diagnostics) {
  std::string error;
  if (path.empty() || disk.WriteFileAtomically(path, text, false, error)) return;
  diagnostics.Error(DiagnosticId::kUnwritableOutput, {path, 0, 0}, "can't write it: " + error);
}

std::optional<Manifest> ReadManifest(const std::string& path, const Disk& disk,
                                     Diagnostics& diagnostics) {
  std::string text;
  std::string error;
  if (disk.ReadFile(path, text, error)) return ParseManifest(text, path, diagnostics);
  diagnostics.Error(DiagnosticId::kMissingFile, {path, 0, 0}, "can't read the manifest: " + error);
  return std::nullopt;
}

/// The manifest that the command line stands for. A script's own directory is its root, as Python
/// has it; of a directory with a __main__.py it is the one above.
Manifest ManifestOfEntry(const BuildOptions& options, const Disk& disk, Diagnostics& diagnostics) {
  Manifest manifest = options.manifest;
  std::string entry = options.input;
  while (entry.size() > 1 && entry.back() == '/') entry.pop_back();
  const bool is_directory = disk.Stat(entry) == Disk::Kind::kDirectory;
  const std::string file = entry.substr(0, entry.rfind(':'));
  if (manifest.roots.empty() && (is_directory || disk.Stat(file) == Disk::Kind::kFile)) {
    manifest.roots.push_back({std::string(DirectoryOf(file)), {}});
    if (manifest.roots.back().text.empty()) manifest.roots.back().text = ".";
  }
  if (is_directory) entry = FileNameOf(entry);
  manifest.entry = Located{entry, {options.input, 0, 0}};
  for (const std::string& interpreter : options.interpreters) {
    std::vector<std::string> directories;
    std::string error;
    if (!AskSearchPath(interpreter, directories, error)) {
      diagnostics.Error(DiagnosticId::kNoInterpreter, {}, error);
    }
    for (std::string& directory : directories) {
      manifest.search_paths.push_back({std::move(directory), {}});
    }
  }
  return manifest;
}

/// What compiles for the interpreters that the manifest names; nothing if it names none.
CodeMaker CodeMakerFor(const Manifest& manifest, const BuildOptions& options, Disk& disk) {
  if (manifest.precompile.empty()) return {};
  std::vector<std::string> installed;
  for (const Located& directory : manifest.search_paths) {
    installed.push_back(NormalizePath(JoinPath(manifest.directory, directory.text)));
  }
  std::string cache_file;
  if (!options.code_cache.empty()) {
    cache_file = JoinPath(options.code_cache, FileNameOf(options.output));
  }
  std::vector<Located> interpreters = manifest.precompile;
  for (Located& interpreter : interpreters) {  // a command has no directory
    if (interpreter.text.find('/') != std::string::npos) {
      interpreter.text = NormalizePath(JoinPath(manifest.directory, interpreter.text));
    }
  }
  return MakeCodeMaker(interpreters, installed, cache_file, disk);
}

/// Everything that a change of could change the bundle: files read, and directories walked.
std::vector<std::string> Dependencies(const Bundle& bundle, const BuildOptions& options,
                                      const Disk& disk) {
  std::vector<std::string> inputs;
  if (IsManifest(options.input)) inputs.push_back(options.input);
  inputs.insert(inputs.end(), bundle.disk_inputs.begin(), bundle.disk_inputs.end());
  for (const SourceFile& file : bundle.files) inputs.push_back(file.disk_path);
  inputs.insert(inputs.end(), bundle.graph.directories.begin(), bundle.graph.directories.end());
  for (std::string& input : inputs) input = disk.Canonical(input);
  std::sort(inputs.begin(), inputs.end());
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
  // Writing a file changes its directory: a rule that depends on it would never be up to date.
  for (const std::string& written :
       {options.output, options.metafile, options.report, options.depfile}) {
    if (!written.empty()) std::erase(inputs, std::string(DirectoryOf(disk.Canonical(written))));
  }
  return inputs;
}

}  // namespace

bool IsManifest(const std::string& input) { return input.ends_with(".json"); }

int RunBuild(const BuildOptions& options) {
  auto* const disk = &MakeUntilExit<ProgressDisk>(MakeRealDisk(), !options.console.quiet);
  Diagnostics diagnostics;
  const std::optional<Manifest> manifest =
      IsManifest(options.input) ? ReadManifest(options.input, *disk, diagnostics)
                                : ManifestOfEntry(options, *disk, diagnostics);
  auto& bundle = MakeUntilExit<std::optional<Bundle>>();
  if (manifest && !diagnostics.has_errors()) {
    bundle = MakeBundle(*manifest, EmbeddedRuntime(), kVersion, *disk, diagnostics,
                        CodeMakerFor(*manifest, options, *disk));
  }
  options.console.warnings.Apply(diagnostics);
  if (bundle && !diagnostics.has_errors() &&
      !WouldOverwrite(options, *disk, diagnostics)) {
    WriteBundle(*bundle, options, *disk, diagnostics);
    if (!options.metafile.empty() || !options.report.empty()) {
      const std::string metafile = RenderMetafile(*bundle);
      WriteBeside(options.metafile, metafile, *disk, diagnostics);
      if (!options.report.empty()) {
        WriteBeside(options.report, RenderReport(metafile), *disk, diagnostics);
      }
    }
    if (!options.depfile.empty()) {
      WriteBeside(options.depfile,
                  RenderDepfile(options.output, Dependencies(*bundle, options, *disk)), *disk,
                  diagnostics);
    }
  }
  disk->End();
  if (bundle && !diagnostics.has_errors() && options.console.verbose) PrintDecisions(*bundle);
  Print(diagnostics, options.console, *disk);
  return diagnostics.has_errors() ? kInputFault : kDone;
}

}  // namespace pybundle
