#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "collect.h"
#include "entry.h"
#include "head.h"
#include "hosts.h"
#include "stdlib_names.h"
#include "pieces.h"
#include "precompile.h"
#include "runtime_parts.h"

namespace pybundle {

/// All that stands in a bundle, in the order in which it stands there.
struct Plan {
  const Host* host = nullptr;
  Entry entry;
  Head head;
  std::string banner;  ///< a text that goes on top as comments; "" for none
  OutputCharset charset = OutputCharset::kAscii;
  Format format = Format::kSource;
  bool extract_resources = false;
  std::string isolate;   ///< "auto", "on", "full" or "off"
  std::string conflict;  ///< "error", "isolate", "environment" or "replace"
  std::vector<SourceFile> files;  ///< sorted by path, no path twice
  std::vector<size_t> first_used;  ///< indices of files: modules that a start is known to import, in that order
  bool embeds_code = false;        ///< for interpreters that the manifest names
  std::vector<CodeSet> code;
  bool bytecode_cache = false;
  std::vector<std::string> unrecorded;  ///< "a/b": modules and packages that were left out
  /// Parts of the runtime that have no use in this bundle; of format `smallest` alone.
  std::vector<std::string_view> parts_without_use;
  bool only_imports = false;  ///< so that `least` is the runtime; of format `smallest` alone
  PythonVersions versions = kAllVersions;  ///< that the bundle is for
};

/// A bundle's text, and how much of it each of the plan's files takes, in bytes and in their order.
struct Rendering {
  Pieces text;
  std::vector<size_t> sizes;
};

/// Lines of `text` as comments, in ASCII.
void AppendComments(std::string& out, std::string_view text);

/// A statement that raises, with a message, on interpreters older than 3.8.
std::string VersionCheck(const Plan& plan);

/// What stands between the braces of the bundle's dictionary. Appends to `sizes` how much of it each
/// of the plan's files takes, and makes their literals where nobody has.
void AppendItems(Pieces& out, std::vector<size_t>& sizes, Plan& plan, const RuntimeTexts& texts,
                 std::string_view version);

/// The lines that set the entry going, after the runtime has been executed. Errors of the user's
/// code show at most one of them.
std::string StartLines(const Plan& plan);

/// The bundle's text, in the format of docs/architecture.md. `version` is the tool's own.
Rendering Render(Plan& plan, const RuntimeTexts& texts, std::string_view version);

}  // namespace pybundle
