#include "cli.h"

#include <CLI/CLI.hpp>
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

CLI::App& AddBuild(CLI::App& app, BuildOptions& options) {
  CLI::App& command = *app.add_subcommand("build", "Make a bundle.");
  command.add_option("MANIFEST", options.manifest, "What goes in: a JSON file.")->required();
  command.add_option("-o,--output", options.output, "The bundle; - is standard output.")
      ->required();
  AddConsoleOptions(command, options.console);
  return command;
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
  std::vector<std::string> hosts;
  for (const std::string_view name : HostNames()) hosts.emplace_back(name);
  command.add_option("--host", options.host, "The host.")->required()->check(CLI::IsMember(hosts));
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
  if (build.parsed()) return RunBuild(build_options);
  if (list.parsed()) return RunList(list_options);
  if (extract.parsed()) return RunExtract(extract_options);
  if (check.parsed()) return RunCheck(check_options);
  if (imports.parsed()) return RunImports(imports_options);
  return kCallFault;
}

}  // namespace pybundle
