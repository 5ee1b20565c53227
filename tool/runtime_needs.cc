#include "runtime_needs.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "module_name.h"
#include "python_literal.h"

namespace pybundle {
namespace {

constexpr PythonVersions kOldResources = 1U << (9 - kOldestMinor);  // whose files() asks no reader

constexpr PythonVersions kOldErrors = (1U << (13 - kOldestMinor)) - 1;  // whose own hooks err

bool IsModule(const SourceFile& file) { return KindOf(file.path) == FileKind::kModule; }

/// Whether a module has the word anywhere in its text: who uses a library names it.
bool Mention(const Plan& plan, std::string_view word) {
  return std::any_of(plan.files.begin(), plan.files.end(), [&](const SourceFile& file) {
    return IsModule(file) && std::string_view(file.bytes).find(word) != std::string_view::npos;
  });
}

/// Whether `least` and what it is given do for this part, too.
bool InLeast(std::string_view part) {
  return part == "errors" || part == "hooked" || part == "least_old_resources" ||
         part == "least_resources" || part == "old_resources";
}

/// Whether there are modules in a directory that is no package.
bool HasNamespacePackage(const Plan& plan) {
  std::set<std::string_view> packages;
  for (const SourceFile& file : plan.files) {
    if (IsPackageFile(file.path)) packages.insert(DirectoryOf(file.path));
  }
  return std::any_of(plan.files.begin(), plan.files.end(), [&](const SourceFile& file) {
    if (!IsModule(file)) return false;
    for (std::string_view folder = DirectoryOf(file.path); !folder.empty() && folder != ".";
         folder = DirectoryOf(folder)) {
      if (packages.count(folder) == 0) return true;
    }
    return false;
  });
}

bool HasEncodedFile(const Plan& plan) {
  return std::any_of(plan.files.begin(), plan.files.end(), [&](const SourceFile& file) {
    const TextTraits traits = Examine(file.bytes);
    return PrepareFileLiteral(file.path, file.bytes, traits, plan.charset).encoding !=
           Encoding::kText;
  });
}

/// Whether a text has a line end for str that is none for Python's grammar.
bool HasOddLineEnd(std::string_view text) {
  return text.find_first_of("\v\f\x1c\x1d\x1e") != std::string_view::npos ||
         text.find("\xc2\x85") != std::string_view::npos ||
         text.find("\xe2\x80\xa8") != std::string_view::npos ||
         text.find("\xe2\x80\xa9") != std::string_view::npos ||
         text.find('\x85') != std::string_view::npos;  // in single-byte encodings
}

/// Who reads a distribution's metadata names one of these, or what does it for him.
constexpr std::string_view kMetadataReaders[] = {"metadata",    "pkg_resources",  "entry_points",
                                                 "entrypoints", "version_option", "dist-info",
                                                 "stevedore",   "pluggy"};

}  // namespace

bool IsMetadata(const SourceFile& file) {
  return file.path.find(".dist-info/") != std::string::npos ||
         file.path.find(".egg-info") != std::string::npos;
}

bool ReadsMetadata(const Plan& plan) {
  return std::any_of(std::begin(kMetadataReaders), std::end(kMetadataReaders),
                     [&](std::string_view word) { return Mention(plan, word); });
}

RuntimeNeeds FindNeeds(const Plan& plan) {
  const auto any_file = [&](auto matches) {
    return std::any_of(plan.files.begin(), plan.files.end(), matches);
  };
  const bool resources =
      any_file([](const SourceFile& file) { return !IsModule(file) && !IsMetadata(file); }) &&
      Mention(plan, "resources");
  const bool portions = HasNamespacePackage(plan);
  const bool pkg_resources = Mention(plan, "pkg_resources");
  const bool walks = Mention(plan, "pkgutil");

  RuntimeNeeds needs;
  needs.only_imports = plan.host->start != Start::kImport && plan.isolate == "off" &&
                       !plan.bytecode_cache && plan.unrecorded.empty();
  const auto leave_out = [&](std::string_view part, bool used) {
    if (!used) needs.without_use.push_back(part);
    else if (!InLeast(part)) needs.only_imports = false;
  };
  leave_out("conflicts", plan.conflict != "error" || plan.isolate != "off");
  leave_out("decoding", HasEncodedFile(plan));
  leave_out("distributions", any_file(IsMetadata));
  leave_out("entries", portions || walks);
  leave_out("errors", plan.host->start != Start::kExport && (plan.versions & kOldErrors) != 0);
  const bool old_resources = resources && (plan.versions & kOldResources) != 0;
  const bool hooks = Mention(plan, "inspect") || Mention(plan, "linecache");
  leave_out("directory", plan.extract_resources);
  leave_out("hooked", hooks || old_resources);
  leave_out("hooks", hooks);
  // Metadata and namespaces need resources with parents and several folders.
  const bool whole_resources = any_file(IsMetadata) || pkg_resources || (resources && portions);
  leave_out("least_old_resources", old_resources);
  leave_out("least_resources", resources && !whole_resources);
  leave_out("lines", any_file([](const SourceFile& file) { return HasOddLineEnd(file.bytes); }));
  leave_out("lineage", plan.host->start == Start::kImport);
  leave_out("listing", walks || whole_resources);
  leave_out("namespaces", portions);
  leave_out("old_resources", old_resources);
  leave_out("pkg_resources", pkg_resources);
  leave_out("record", false);  // to be recorded is what other formats are for
  leave_out("refusals", false);
  leave_out("resources", whole_resources);  // least_resources is for reading alone, and half as long
  return needs;
}

}  // namespace pybundle
