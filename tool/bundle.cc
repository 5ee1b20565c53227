#include "bundle.h"

#include <algorithm>
#include <set>
#include <utility>

#include "collect.h"
#include "entry.h"
#include "function_shape.h"
#include "head.h"
#include "hosts.h"
#include "minify.h"
#include "module_name.h"
#include "parallel.h"
#include "reachable.h"
#include "recording.h"
#include "runtime_needs.h"
#include "size_limits.h"
#include "smallest.h"
#include "workers.h"

namespace pybundle {
namespace {

const Host* TakeHost(const Manifest& manifest, Diagnostics& diagnostics) {
  const Host* host = FindHost(manifest.host.text);
  if (host != nullptr) return host;
  const std::vector<std::string_view> names = HostNames();
  std::string all;
  for (const std::string_view name : names) all.append(all.empty() ? "" : ", ").append(name);
  const std::string_view nearest = NearestName(manifest.host.text, names);
  diagnostics.Error(DiagnosticId::kUnknownHost, manifest.host.place,
                    "there is no host '" + manifest.host.text + "'",
                    nearest.empty() ? "" : "did you mean '" + std::string(nearest) + "'?",
                    "the hosts are: " + all);
  return nullptr;
}

std::string ReadBanner(const Manifest& manifest, const Disk& disk, Bundle& bundle,
                       Diagnostics& diagnostics) {
  std::string text;
  if (!manifest.banner) return text;
  const std::string path = NormalizePath(JoinPath(manifest.directory, manifest.banner->text));
  std::string error;
  if (!disk.ReadFile(path, text, error)) {
    diagnostics.Error(DiagnosticId::kMissingFile, manifest.banner->place,
                      "can't read the banner '" + path + "': " + error);
  }
  bundle.disk_inputs.push_back(path);
  return text;
}

void KeepRecorded(const Manifest& manifest, const std::string& entry, const Disk& disk,
                  Bundle& bundle, Plan& plan, Diagnostics& diagnostics) {
  const std::string path =
      NormalizePath(JoinPath(manifest.directory, manifest.only_recorded->text));
  std::string text;
  std::string error;
  if (!disk.ReadFile(path, text, error)) {
    diagnostics.Error(DiagnosticId::kMissingFile, manifest.only_recorded->place,
                      "can't read the recording '" + path + "': " + error,
                      "run a bundle of all modules with PYBUNDLE_RECORD set to its path");
    return;
  }
  bundle.disk_inputs.push_back(path);
  Selection selection = SelectRecorded(text, path, entry, plan.files, diagnostics);
  KeepInGraph(selection.files, bundle.graph);
  plan.files = std::move(selection.files);
  plan.first_used = std::move(selection.first_used);
  plan.unrecorded = std::move(selection.left_out);
}

std::vector<SourceFile>::const_iterator FileAt(const std::vector<SourceFile>& files,
                                               const std::string& path) {
  return std::find_if(files.begin(), files.end(),
                      [&](const SourceFile& file) { return file.path == path; });
}

/// The versions a bundle is for: what the manifest says, else PEP 723's block of the entry, else all.
PythonVersions TargetVersions(const Manifest& manifest, std::string_view entry) {
  PythonVersions versions = kAllVersions;
  if (manifest.python) {
    ParseRequiresPython(manifest.python->text, versions);
    return versions;
  }
  constexpr std::string_view kKey = "\n# requires-python = \"";
  const size_t block = entry.find("# /// script");
  const size_t key = block == std::string_view::npos ? block : entry.find(kKey, block);
  if (key == std::string_view::npos) return versions;
  const size_t begin = key + kKey.size();
  if (!ParseRequiresPython(entry.substr(begin, entry.find('"', begin) - begin), versions)) {
    return kAllVersions;  // whoever runs the block will say what is wrong with it
  }
  return versions;
}

/// Refuses what contradicts itself or the host's rules.
void CheckFormat(const Manifest& manifest, const Host& host, Diagnostics& diagnostics) {
  if (manifest.format == Format::kSmallest && !manifest.precompile.empty()) {
    diagnostics.Error(DiagnosticId::kBadManifest, manifest.format_place,
                      "format 'smallest' has no room for precompiled code",
                      "leave 'precompile' out, or use 'compact'");
  }
  if (host.may_compress) return;
  const std::string forbids = "host '" + std::string(host.name) + "' forbids code that can't be read";
  if (manifest.format != Format::kSource) {
    diagnostics.Error(DiagnosticId::kRefusedByHost, manifest.format_place,
                      forbids + ", as compressed files can't", "leave the format at 'source'");
  }
  if (manifest.minify && manifest.minify->indentation) {
    diagnostics.Error(DiagnosticId::kRefusedByHost, manifest.minify_place,
                      forbids + " easily, as sources without their white space can't",
                      "leave 'indentation' out");
  }
}

void MinifyModules(std::vector<SourceFile>& files, const MinifyOptions& options) {
  if (!options.any()) return;
  ParallelFor(files.size(), [&](size_t i) {
    if (KindOf(files[i].path) != FileKind::kModule) return;
    files[i].bytes = Minify(files[i].bytes, options);
    files[i].facts.reset();
    files[i].literal.reset();
  });
}

/// The bundle in the fewest bytes, each step of which is recorded. `listed` is what the manifest
/// lists, before unreached modules were left out.
Rendering MakeSmallest(Plan& plan, std::vector<SourceFile>& listed, const Manifest& manifest,
                       const Runtime& runtime, std::string_view version, Bundle& bundle,
                       Diagnostics& diagnostics) {
  const auto step = [&](std::string name) {
    const Rendering rendering = Render(plan, WriteRuntime(plan, runtime), version);
    bundle.steps.push_back({std::move(name), rendering.text.size()});
  };
  plan.format = Format::kSource;
  if (!bundle.unreached.empty()) {
    // What following imports has added is there with and without the unreached modules.
    std::vector<SourceFile> reached = plan.files;
    const std::set<std::string> unreached(bundle.unreached.begin(), bundle.unreached.end());
    for (SourceFile& file : listed) {
      if (unreached.count(ModuleNameOf(file.path)) != 0) plan.files.push_back(std::move(file));
    }
    step("as source");
    plan.files = std::move(reached);
    step("with reachable modules only");
  } else {
    step("as source");
  }
  const bool asked_for_metadata =
      std::any_of(manifest.resources.begin(), manifest.resources.end(),
                  [](const Located& each) { return each.text.find("-info") != std::string::npos; });
  if (!asked_for_metadata && !ReadsMetadata(plan) &&
      std::erase_if(plan.files, IsMetadata) > 0) {
    KeepInGraph(plan.files, bundle.graph);
    step("without metadata");
  }
  MinifyModules(plan.files, manifest.minify.value_or(SafeOptions(plan.files)));
  step("minified");
  plan.format = Format::kSmallest;
  const RuntimeNeeds needs = FindNeeds(plan);
  plan.parts_without_use = needs.without_use;
  plan.only_imports = needs.only_imports;
  Rendering rendering = RenderSmallest(plan, runtime, version, bundle.steps);
  std::string text;
  for (const SizeStep& each : bundle.steps) {
    text.append(text.empty() ? "" : ", ").append(std::to_string(each.bytes) + " " + each.name);
  }
  diagnostics.Note(DiagnosticId::kSmallest, manifest.format_place, "bytes: " + text);
  if (!bundle.unreached.empty()) {
    diagnostics.Note(DiagnosticId::kSmallest, manifest.format_place,
                     std::to_string(bundle.unreached.size()) +
                         " modules are left out because no import leads to them; --verbose names "
                         "them, and \"include\" takes them in");
  }
  return rendering;
}

/// What the manifest, or its host, says of the bundle as a whole.
void TakeSettings(const Manifest& manifest, Plan& plan) {
  plan.charset = manifest.charset;
  plan.format = manifest.format;
  plan.extract_resources = manifest.extract_resources;
  plan.bytecode_cache = manifest.bytecode_cache;
  // It would take three times as much of the smallest runtime as all else.
  plan.isolate = manifest.format == Format::kSmallest ? "off" : std::string(plan.host->isolate);
  if (manifest.isolate) plan.isolate = manifest.isolate->text;
  plan.conflict = manifest.conflict ? manifest.conflict->text : "error";
}

std::string ShebangLine(const std::string& text) {
  return (text.starts_with("#!") ? text : std::string("#!").append(text)) + "\n";
}

}  // namespace

std::optional<Bundle> MakeBundle(const Manifest& manifest, const Runtime& runtime,
                                 std::string_view version, const Disk& disk,
                                 Diagnostics& diagnostics, const CodeMaker& make_code) {
  Bundle bundle;
  Plan plan;
  plan.host = TakeHost(manifest, diagnostics);
  if (plan.host != nullptr) CheckFormat(manifest, *plan.host, diagnostics);
  plan.banner = ReadBanner(manifest, disk, bundle, diagnostics);

  Collector files(manifest, disk, diagnostics);
  files.AddManifest();
  std::optional<Entry> entry;
  // A file that was refused above would only be missed again here.
  if (plan.host != nullptr && !diagnostics.has_errors()) {
    entry = FindEntry(manifest, *plan.host, files, diagnostics);
  }
  if (!entry) return std::nullopt;
  plan.entry = *std::move(entry);
  plan.embeds_code = static_cast<bool>(make_code);
  TakeSettings(manifest, plan);
  std::optional<Later<RuntimeTexts>> texts;
  if (plan.format != Format::kSmallest && !manifest.only_recorded) {
    // While the first files are read, there is a core without work.
    texts.emplace([plan, &runtime] { return WriteRuntime(plan, runtime); });
  }
  plan.files = files.Read();
  if (diagnostics.has_errors()) return std::nullopt;
  plan.versions = TargetVersions(manifest, FileAt(plan.files, plan.entry.file)->bytes);
  std::vector<SourceFile> listed;
  if (manifest.format == Format::kSmallest) {
    listed = plan.files;
    bundle.unreached = KeepReachable(manifest, plan.entry, files.roots(), plan.versions, disk,
                                     plan.files, diagnostics);
  }
  if (manifest.follow_imports) {
    bundle.graph =
        FollowImports(manifest, files.roots(), plan.versions, disk, plan.files, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
  } else {
    bundle.graph = ListedGraph(plan.files);
  }

  if (manifest.only_recorded) {
    KeepRecorded(manifest, plan.entry.file, disk, bundle, plan, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
  }

  const auto source = FileAt(plan.files, plan.entry.file);
  CheckAttribute(plan.entry, manifest, *plan.host, *source, diagnostics);
  if (plan.host->start == Start::kExport && !diagnostics.has_errors()) {
    CheckExportedFunction(plan.entry, plan.files, manifest, diagnostics);
  }
  plan.head = MakeHead(*source, plan.files, manifest, *plan.host, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  if (manifest.shebang) plan.head.shebang = ShebangLine(manifest.shebang->text);
  bundle.executable = !plan.head.shebang.empty();
  Rendering rendering;
  if (plan.format == Format::kSmallest) {
    // Not all of them will stay.
    for (const SourceFile& file : plan.files) bundle.disk_inputs.push_back(file.disk_path);
    rendering = MakeSmallest(plan, listed, manifest, runtime, version, bundle, diagnostics);
  } else {
    MinifyModules(plan.files, manifest.minify.value_or(MinifyOptions{}));
    if (make_code) plan.code = make_code(plan, runtime, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    rendering = Render(plan, texts ? texts->Get() : WriteRuntime(plan, runtime), version);
  }
  CheckLimits(rendering, plan, manifest, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  bundle.text = std::move(rendering.text);
  bundle.sizes = std::move(rendering.sizes);
  bundle.entry = plan.entry;
  bundle.files = std::move(plan.files);
  return bundle;
}

}  // namespace pybundle
