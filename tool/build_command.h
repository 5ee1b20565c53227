#pragma once

#include <string>
#include <vector>

#include "console.h"
#include "manifest.h"

namespace pybundle {

struct BuildOptions {
  std::string input;   ///< a manifest (*.json), or an entry
  std::string output;  ///< "-" for standard output
  std::string depfile;
  std::string metafile;
  std::string report;
  std::string code_cache;  ///< directory for code that earlier builds made; "" for none
  /// What the command line says in place of a manifest; used when `input` is an entry.
  Manifest manifest;
  std::vector<std::string> interpreters;  ///< whose sys.path are search paths, too
  ConsoleOptions console;
};

/// Whether `input` names a manifest.
bool IsManifest(const std::string& input);

/// `pybundle build`: makes the bundle and writes it, with what was asked for beside it. Returns the
/// exit status.
int RunBuild(const BuildOptions& options);

}  // namespace pybundle
