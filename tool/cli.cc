#include "cli.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "build_command.h"
#include "check_command.h"
#include "console.h"
#include "extract_command.h"
#include "hosts.h"
#include "imports_command.h"
#include "list_command.h"
#include "version.h"

namespace pybundle {
namespace {

void AddConsoleOptions(CLI::App& command, ConsoleOptions& options) {
  command.add_option("--color", options.color, "Color of messages.")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command.add_flag("-q,--quiet", options.quiet, "Say nothing but errors.");
}

/// An option that may be given several times, for one of the manifest's lists.
void AddList(CLI::App& command, const std::string& name, std::vector<Located>& into,
             const std::string& help) {
  command
      .add_option_function<std::vector<std::string>>(
          name,
          [name, &into](const std::vector<std::string>& values) {
            for (const std::string& value : values) into.push_back({value, {name, 0, 0}});
          },
          help)
      ->take_all()
      ->expected(1)
      ->group("What goes in");
}

void AddText(CLI::App& command, const std::string& name, std::optional<Located>& into,
             const std::string& help, const std::vector<std::string>& choices = {}) {
  CLI::Option* option = command.add_option_function<std::string>(
      name, [name, &into](const std::string& value) { into = Located{value, {name, 0, 0}}; }, help);
  if (!choices.empty()) option->check(CLI::IsMember(choices));
  option->group("How it is made");
}

void AddLimit(CLI::App& command, const std::string& name, std::optional<SizeLimit>& into,
              const std::string& help) {
  command
      .add_option_function<size_t>(
          name, [name, &into](size_t value) { into = SizeLimit{value, {name, 0, 0}}; }, help)
      ->check(CLI::PositiveNumber)
      ->group("How it is made");
}

std::vector<std::string> Hosts() {
  std::vector<std::string> hosts;
  for (const std::string_view name : HostNames()) hosts.emplace_back(name);
  return hosts;
}

/// The options that say what a manifest says; they go with an entry, not with a manifest.
void AddContentOptions(CLI::App& command, BuildOptions& options) {
  Manifest& manifest = options.manifest;
  manifest.follow_imports = true;
  AddList(command, "--root", manifest.roots, "Directory where module names begin.");
  command
      .add_option_function<std::vector<std::string>>(
          "--module",
          [&manifest](const std::vector<std::string>& names) {
            for (const std::string& name : names) {
              manifest.modules.push_back({name, "", {"--module", 0, 0}});
            }
          },
          "Module to take, by its dotted name.")
      ->take_all()
      ->expected(1)
      ->group("What goes in");
  AddList(command, "--package", manifest.packages, "Package to take as a whole tree.");
  AddList(command, "--resource", manifest.resources, "Data files to take: a glob under a root.");
  command
      .add_flag_function(
          "--no-follow-imports", [&manifest](int64_t) { manifest.follow_imports = false; },
          "Take what is named, and nothing that it imports.")
      ->group("What goes in");
  AddList(command, "--search-path", manifest.search_paths,
          "Directory of third-party packages to follow imports into.");
  command
      .add_option("--python", options.interpreters,
                  "Interpreter whose sys.path is searched for third-party packages.")
      ->take_all()
      ->expected(1)
      ->group("What goes in");
  AddList(command, "--include", manifest.include, "Take these modules too: a glob of names.");
  AddList(command, "--exclude", manifest.exclude, "Never take these: a glob of names.");
  AddList(command, "--external", manifest.external, "Leave these to the environment: a glob.");

  command
      .add_option_function<std::string>(
          "--host",
          [&manifest](const std::string& host) { manifest.host = {host, {"--host", 0, 0}}; },
          "What runs the bundle.")
      ->check(CLI::IsMember(Hosts()))
      ->group("How it is made");
  AddText(command, "--keep-lines", manifest.keep_lines,
          "Regular expression: top-level statements of the entry to keep verbatim.");
  AddText(command, "--isolate", manifest.isolate, "Own names for the modules of each execution.",
          {"auto", "on", "full", "off"});
  AddText(command, "--conflict", manifest.conflict,
          "If another module has a bundled one's name already.",
          {"error", "isolate", "environment", "replace"});
  AddText(command, "--target-python", manifest.python, "Versions to support, as in \">=3.8\".");
  AddText(command, "--shebang", manifest.shebang, "First line; makes the file executable.");
  AddText(command, "--banner", manifest.banner, "File whose text goes on top, as comments.");
  AddLimit(command, "--max-bytes", manifest.max_bytes, "Fail if the bundle is larger.");
  AddLimit(command, "--max-chars", manifest.max_chars, "Fail if the bundle has more characters.");
  command
      .add_option_function<std::string>(
          "--charset",
          [&manifest](const std::string& name) {
            manifest.charset = name == "utf8" ? OutputCharset::kUtf8 : OutputCharset::kAscii;
          },
          "ascii, or utf8, which keeps other text readable.")
      ->check(CLI::IsMember({"ascii", "utf8"}))
      ->group("How it is made");
  command
      .add_flag("--extract-resources", manifest.extract_resources,
                "Write data files to a cache at the first run, for code that opens them.")
      ->group("How it is made");
}

CLI::App& AddBuild(CLI::App& app, BuildOptions& options) {
  CLI::App& command = *app.add_subcommand("build", "Make a bundle.");
  command
      .add_option("ENTRY", options.input,
                  "What to bundle: a script, a directory with a __main__.py, package.module, "
                  "package.module:function, or a manifest (*.json).")
      ->required();
  command.add_option("-o,--output", options.output, "The bundle; - is standard output.")
      ->required();
  command.add_option("--depfile", options.depfile, "What the bundle depends on, for Make and Ninja.");
  command.add_option("--metafile", options.metafile, "What went in and why, as JSON.");
  command.add_option("--report", options.report, "The same as a page to look at (HTML).");
  command
      .add_option_function<std::vector<std::string>>(
          "-W",
          [&options](const std::vector<std::string>& values) {
            for (const std::string& value : values) {
              if (!options.console.warnings.Add(value)) {
                throw CLI::ValidationError("-W", "there is no message '" + value + "'");
              }
            }
          },
          "no-ID leaves a message out, error=ID makes it an error, error all warnings.")
      ->take_all()
      ->expected(1);
  command.add_flag("-v,--verbose", options.console.verbose, "Say of each module why it is in.");
  AddConsoleOptions(command, options.console);
  AddContentOptions(command, options);
  return command;
}

/// With a manifest, options that say the same things would leave unclear what counts.
bool HasContentOptions(const CLI::App& build) {
  for (const CLI::Option* option : build.get_options()) {
    const std::string& group = option->get_group();
    if (option->count() > 0 && (group == "What goes in" || group == "How it is made")) return true;
  }
  return false;
}

CLI::App& AddList(CLI::App& app, ListOptions& options) {
  CLI::App& command = *app.add_subcommand("list", "Show what is in a bundle.");
  command.add_option("BUNDLE", options.bundle, "A file made by 'build'.")->required();
  AddConsoleOptions(command, options.console);
  return command;
}

CLI::App& AddExtract(CLI::App& app, ExtractOptions& options) {
  CLI::App& command = *app.add_subcommand("extract", "Get a bundle's files back, byte for byte.");
  command.add_option("BUNDLE", options.bundle, "A file made by 'build'.")->required();
  command.add_option("-o,--output", options.directory, "A directory that is new or empty.")
      ->required();
  AddConsoleOptions(command, options.console);
  return command;
}

CLI::App& AddCheck(CLI::App& app, CheckOptions& options) {
  CLI::App& command =
      *app.add_subcommand("check", "Say whether a host would take a Python file.");
  command.add_option("FILE", options.file, "Any Python file, a bundle or not.")->required();
  command.add_option("--host", options.host, "The host.")
      ->required()
      ->check(CLI::IsMember(Hosts()));
  AddConsoleOptions(command, options.console);
  return command;
}

CLI::App& AddImports(CLI::App& app, ImportsOptions& options) {
  CLI::App& command = *app.add_subcommand(
      "imports", "Print what files import, one JSON object a line.");
  command.add_option("FILE", options.files, "Python sources.")->required();
  AddConsoleOptions(command, options.console);
  return command;
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
  CLI::App app{"Turns a tree of Python modules into one .py file."};
  app.name("pybundle");
  app.set_version_flag("--version", "pybundle " + std::string(kVersion));
  app.require_subcommand(1);

  BuildOptions build_options;
  ImportsOptions imports_options;
  const CLI::App& build = AddBuild(app, build_options);
  ListOptions list_options;
  ExtractOptions extract_options;
  CheckOptions check_options;
  const CLI::App& list = AddList(app, list_options);
  const CLI::App& extract = AddExtract(app, extract_options);
  const CLI::App& check = AddCheck(app, check_options);
  const CLI::App& imports = AddImports(app, imports_options);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kCallFault;  // help and version end here, too
  }
  if (build.parsed() && IsManifest(build_options.input) && HasContentOptions(build)) {
    std::cerr << "pybundle build: what goes in is said by the manifest or by options, not by both\n";
    return kCallFault;
  }
  if (build.parsed()) return RunBuild(build_options);
  if (list.parsed()) return RunList(list_options);
  if (extract.parsed()) return RunExtract(extract_options);
  if (check.parsed()) return RunCheck(check_options);
  if (imports.parsed()) return RunImports(imports_options);
  return kCallFault;
}

}  // namespace pybundle
