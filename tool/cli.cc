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
#include "help_page.h"
#include "hosts.h"
#include "imports_command.h"
#include "list_command.h"
#include "version.h"

namespace pybundle {
namespace {

void AddConsoleOptions(CLI::App& command, ConsoleOptions& options) {
  command.add_option("--color", options.color, "Color of messages.")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command.add_flag("-q,--quiet", options.quiet, "Say nothing but errors.");
}

/// An option that may be given several times, for one of the manifest's lists.
void AddList(CLI::App& command, const std::string& name, const std::string& value,
             std::vector<Located>& into, const std::string& help) {
  command
      .add_option_function<std::vector<std::string>>(
          name,
          [name, &into](const std::vector<std::string>& values) {
            for (const std::string& each : values)
              into.push_back({each, {name, 0, 0}});
          },
          help)
      ->type_name(value)
      ->take_all()
      ->expected(1)
      ->group("What goes in");
}

void AddText(CLI::App& command, const std::string& name, const std::string& value,
             std::optional<Located>& into, const std::string& help,
             const std::vector<std::string>& choices = {}) {
  CLI::Option* option = command.add_option_function<std::string>(
      name,
      [name, &into](const std::string& text) {
        into = Located{text, {name, 0, 0}};
      },
      help);
  option->type_name(value);
  if (!choices.empty()) option->check(CLI::IsMember(choices));
  option->group("How it is made");
}

void AddLimit(CLI::App& command, const std::string& name, std::optional<SizeLimit>& into,
              const std::string& help) {
  command
      .add_option_function<size_t>(
          name,
          [name, &into](size_t value) {
            into = SizeLimit{value, {name, 0, 0}};
          },
          help)
      ->check(CLI::PositiveNumber)
      ->type_name("NUMBER")
      ->group("How it is made");
}

std::vector<std::string> Hosts() {
  std::vector<std::string> hosts;
  for (const std::string_view name : HostNames())
    hosts.emplace_back(name);
  return hosts;
}

/// The options that say what a manifest says; they go with an entry, not with a manifest.
void AddContentOptions(CLI::App& command, BuildOptions& options) {
  Manifest& manifest = options.manifest;
  manifest.follow_imports = true;
  AddList(command, "--root", "DIR", manifest.roots,
          "Directory where module names begin. By default the script's own.");
  command
      .add_option_function<std::vector<std::string>>(
          "--module",
          [&manifest](const std::vector<std::string>& names) {
            for (const std::string& name : names) {
              manifest.modules.push_back({name, "", {"--module", 0, 0}});
            }
          },
          "Module to take besides, by its dotted name.")
      ->type_name("MODULE")
      ->take_all()
      ->expected(1)
      ->group("What goes in");
  AddList(command, "--package", "PACKAGE", manifest.packages,
          "Package to take as a whole tree, with its data files.");
  AddList(command, "--resource", "GLOB", manifest.resources,
          "Data files to take: a glob of paths under a root, where ** crosses directories.");
  command
      .add_flag_function(
          "--no-follow-imports", [&manifest](int64_t) { manifest.follow_imports = false; },
          "Take what is named, and nothing that it imports. Without this, imports are followed "
          "under the "
          "roots and the search paths.")
      ->group("What goes in");
  AddList(command, "--search-path", "DIR", manifest.search_paths,
          "Directory of third-party packages to follow imports into.");
  command
      .add_option("--python", options.interpreters,
                  "Interpreter whose sys.path is searched for third-party packages.")
      ->type_name("INTERPRETER")
      ->take_all()
      ->expected(1)
      ->group("What goes in");
  AddList(command, "--include", "GLOB", manifest.include,
          "Take these modules too, for imports that are computed: a glob of dotted names, such as "
          "'plugins.*'.");
  AddList(command, "--exclude", "GLOB", manifest.exclude,
          "Never take these modules: a glob of dotted names.");
  AddList(command, "--external", "GLOB", manifest.external,
          "Leave these modules to the environment, without a warning: a glob of dotted names.");

  command
      .add_option_function<std::string>(
          "--host",
          [&manifest](const std::string& host) {
            manifest.host = {host, {"--host", 0, 0}};
          },
          "What runs the bundle: its rules are kept, and its limits checked.")
      ->type_name("HOST")
      ->check(CLI::IsMember(Hosts()))
      ->group("How it is made");
  AddText(
      command, "--keep-lines", "REGEX", manifest.keep_lines,
      "Regular expression: the entry's top-level statements that it matches stand verbatim in the "
      "bundle, too, for hosts that look for them.");
  AddText(command, "--isolate", "HOW", manifest.isolate,
          "Whether each execution of a bundle in one process has modules of its own.",
          {"auto", "on", "full", "off"});
  AddText(command, "--conflict", "POLICY", manifest.conflict,
          "What to do if the process has imported another module of a bundled name before.",
          {"error", "isolate", "environment", "replace"});
  command
      .add_option_function<std::vector<std::string>>(
          "--precompile",
          [&manifest](const std::vector<std::string>& interpreters) {
            for (const std::string& interpreter : interpreters) {
              manifest.precompile.push_back({interpreter, {"--precompile", 0, 0}});
            }
          },
          "Interpreter that compiles the modules at build time, for its version; may be given for "
          "several. Elsewhere the bundle runs from source.")
      ->type_name("PYTHON")
      ->take_all()
      ->expected(1)
      ->group("How it is made");
  command
      .add_flag("--bytecode-cache", manifest.bytecode_cache,
                "Keep what the first run compiles beside Python's own caches, for later runs.")
      ->group("How it is made");
  AddText(command, "--only-recorded", "FILE", manifest.only_recorded,
          "Take only the modules that recorded runs imported: the file that they wrote.");
  AddText(command, "--target-python", "VERSIONS", manifest.python,
          "Versions of Python to support, such as '>=3.8'.");
  AddText(command, "--shebang", "LINE", manifest.shebang,
          "First line, such as '#!/usr/bin/env python3'; makes the file executable.");
  AddText(command, "--banner", "FILE", manifest.banner,
          "File whose text goes on top, as comments.");
  AddLimit(command, "--max-bytes", manifest.max_bytes, "Fail if the bundle is larger.");
  AddLimit(command, "--max-chars", manifest.max_chars, "Fail if the bundle has more characters.");
  command
      .add_option_function<std::string>(
          "--format",
          [&manifest](const std::string& name) {
            manifest.format = *FindFormat(name);
            manifest.format_place = {"--format", 0, 0};
          },
          "How files are stored: as text, compressed, or in the fewest bytes.")
      ->check(CLI::IsMember(FormatNames()))
      ->group("How it is made");
  command
      .add_option_function<std::vector<std::string>>(
          "--minify",
          [&manifest](const std::vector<std::string>& names) {
            if (!manifest.minify) manifest.minify.emplace();
            manifest.minify_place = {"--minify", 0, 0};
            for (const std::string& name : names) AddMinifyOption(name, *manifest.minify);
          },
          "Take these out of modules, separated by commas.")
      ->take_all()
      ->expected(1)
      ->delimiter(',')
      ->check(CLI::IsMember(MinifyNames()))
      ->group("How it is made");
  command
      .add_option_function<std::string>(
          "--charset",
          [&manifest](const std::string& name) {
            manifest.charset = name == "utf8" ? OutputCharset::kUtf8 : OutputCharset::kAscii;
          },
          "Characters of the bundle; utf8 keeps text that isn't ASCII readable.")
      ->type_name("CHARSET")
      ->check(CLI::IsMember({"ascii", "utf8"}))
      ->group("How it is made");
  command
      .add_flag("--extract-resources", manifest.extract_resources,
                "Write data files to a cache directory at the first run, for code that opens files "
                "beside "
                "__file__.")
      ->group("How it is made");
}

CLI::App& AddBuild(CLI::App& app, BuildOptions& options) {
  CLI::App& command =
      *app.add_subcommand("build", "Make a bundle: one .py file of a program and what it imports.");
  command
      .add_option("ENTRY", options.input,
                  "What to bundle: a script, a directory with a __main__.py, package.module, "
                  "package.module:function, or a manifest (*.json), which says all else itself.")
      ->required();
  command.add_option("-o,--output", options.output, "The bundle to write; - is standard output.")
      ->type_name("FILE")
      ->required();
  command
      .add_option("--depfile", options.depfile,
                  "Write what the bundle depends on, for Make and Ninja.")
      ->type_name("FILE");
  command.add_option("--metafile", options.metafile, "Write what went in and why, as JSON.")
      ->type_name("FILE");
  command
      .add_option("--report", options.report,
                  "Write the same as an HTML page: bytes by package, modules, what was left out.")
      ->type_name("FILE");
  command
      .add_option("--code-cache", options.code_cache,
                  "Directory that keeps what --precompile makes: later builds compile only what "
                  "changed.")
      ->type_name("DIR");
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
          "no-ID turns a warning or note off, error=ID makes it an error, error all warnings. The "
          "ID "
          "stands in brackets behind each message.")
      ->type_name("WHAT")
      ->take_all()
      ->expected(1);
  command.add_flag("-v,--verbose", options.console.verbose,
                   "Say of each module why it is in, and of each name left out why it is not.");
  AddConsoleOptions(command, options.console);
  AddContentOptions(command, options);
  command.footer(
      "Examples:\n"
      "  pybundle build main.py -o out.py\n"
      "      main.py and all that it imports from its directory\n"
      "  pybundle build main.py --python venv/bin/python -o out.py\n"
      "      and from a virtual environment\n"
      "  pybundle build src/bot --host kaggle --report out.html -o agent.py\n"
      "      a package as a Kaggle agent, and a page about what is in it\n"
      "  pybundle build app.json -o out.py\n"
      "      what a manifest says");
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
  CLI::App& command = *app.add_subcommand(
      "list", "Show what is in a bundle: kind, bytes, share and name of each file.");
  command.add_option("BUNDLE", options.bundle, "A file made by 'build'.")->required();
  AddConsoleOptions(command, options.console);
  return command;
}

CLI::App& AddExtract(CLI::App& app, ExtractOptions& options) {
  CLI::App& command = *app.add_subcommand("extract", "Get a bundle's files back, byte for byte.");
  command.add_option("BUNDLE", options.bundle, "A file made by 'build'.")->required();
  command
      .add_option("-o,--output", options.directory, "Where to: a directory that is new or empty.")
      ->type_name("DIR")
      ->required();
  AddConsoleOptions(command, options.console);
  return command;
}

CLI::App& AddCheck(CLI::App& app, CheckOptions& options) {
  CLI::App& command = *app.add_subcommand(
      "check", "Say whether a host would take a Python file, without running it.");
  command.add_option("FILE", options.file, "Any Python file, a bundle or not.")->required();
  command.add_option("--host", options.host, "The host whose rules and limits count.")
      ->type_name("HOST")
      ->required()
      ->check(CLI::IsMember(Hosts()));
  AddConsoleOptions(command, options.console);
  return command;
}

CLI::App& AddImports(CLI::App& app, ImportsOptions& options) {
  CLI::App& command =
      *app.add_subcommand("imports", "Print what files import, one JSON object a line.");
  command.add_option("FILE", options.files, "Python sources.")->required();
  AddConsoleOptions(command, options.console);
  return command;
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
  CLI::App app{"Turns a tree of Python modules into one .py file."};
  app.name("pybundle");
  app.set_version_flag("--version", "pybundle " + std::string(kVersion), "Print the version.");
  app.set_help_flag("-h,--help", "Print this page.");
  app.require_subcommand(1);
  app.formatter(std::make_shared<HelpPage>());

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

  // After the commands, which would inherit it.
  app.footer(
      "'pybundle COMMAND --help' explains a command.\n\n"
      "Exit status: 0 done, 1 the input is at fault, 2 the call is at fault.");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kCallFault;  // help and version end here, too
  }
  if (build.parsed() && IsManifest(build_options.input) && HasContentOptions(build)) {
    std::cerr
        << "pybundle build: what goes in is said by the manifest or by options, not by both\n";
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
