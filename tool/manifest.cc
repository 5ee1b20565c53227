#include "manifest.h"

#include <cmath>
#include <regex>
#include <unordered_map>
#include <utility>

#include "disk.h"
#include "json_tree.h"
#include "stdlib_names.h"

namespace pybundle {
namespace {

using Type = JsonValue::Type;

/// Reads one manifest; each key has a function of its own, so that the list of keys is one table.
class Reader {
 public:
  Reader(Manifest& manifest, Diagnostics& diagnostics)
      : manifest_(manifest), diagnostics_(diagnostics) {}

  void Read(const JsonValue& root) {
    if (!Is(root, Type::kObject)) return;
    bool has_version = false;
    for (const auto& [key, value] : root.members) {
      const auto reader = Readers().find(key);
      if (reader == Readers().end()) {
        UnknownKey(key, value);
        continue;
      }
      has_version = has_version || key == "pybundle";
      (this->*reader->second)(value);
    }
    if (!has_version) {
      diagnostics_.Error(DiagnosticId::kBadManifest, root.place,
                         "the manifest does not say its version",
                         "begin it with \"pybundle\": 1");
    }
  }

 private:
  using KeyReader = void (Reader::*)(const JsonValue&);

  static const std::unordered_map<std::string_view, KeyReader>& Readers() {
    static const std::unordered_map<std::string_view, KeyReader> readers = {
        {"$schema", &Reader::ReadSchema},
        {"pybundle", &Reader::ReadVersion},
        {"entry", &Reader::ReadEntry},
        {"host", &Reader::ReadHost},
        {"roots", &Reader::ReadRoots},
        {"modules", &Reader::ReadModules},
        {"packages", &Reader::ReadPackages},
        {"resources", &Reader::ReadResources},
        {"shebang", &Reader::ReadShebang},
        {"banner", &Reader::ReadBanner},
        {"format", &Reader::ReadFormat},
        {"extract_resources", &Reader::ReadExtractResources},
        {"follow_imports", &Reader::ReadFollowImports},
        {"search_paths", &Reader::ReadSearchPaths},
        {"include", &Reader::ReadInclude},
        {"exclude", &Reader::ReadExclude},
        {"external", &Reader::ReadExternal},
        {"python", &Reader::ReadPython},
        {"charset", &Reader::ReadCharset},
        {"minify", &Reader::ReadMinify},
        {"precompile", &Reader::ReadPrecompile},
        {"bytecode_cache", &Reader::ReadBytecodeCache},
        {"only_recorded", &Reader::ReadOnlyRecorded},
        {"keep_lines", &Reader::ReadKeepLines},
        {"isolate", &Reader::ReadIsolate},
        {"conflict", &Reader::ReadConflict},
        {"max_bytes", &Reader::ReadMaxBytes},
        {"max_chars", &Reader::ReadMaxChars},
    };
    return readers;
  }

  void UnknownKey(const std::string& key, const JsonValue& value) {
    std::vector<std::string_view> known;
    for (const auto& [name, reader] : Readers()) known.push_back(name);
    const std::string_view nearest = NearestName(key, known);
    std::string hint = "docs/manifest.md lists the keys";
    if (!nearest.empty()) hint = "did you mean \"" + std::string(nearest) + "\"?";
    diagnostics_.Error(DiagnosticId::kUnknownKey, value.place,
                       value.pointer + ": there is no such key", hint);
  }

  bool Is(const JsonValue& value, Type type) {
    if (value.type == type) return true;
    diagnostics_.Error(DiagnosticId::kWrongType, value.place,
                       (value.pointer.empty() ? "the manifest" : value.pointer) + ": must be " +
                           std::string(DescribeType(type)) + ", not " +
                           std::string(DescribeType(value.type)));
    return false;
  }

  /// A string that says something; paths and names are never empty.
  bool IsText(const JsonValue& value) {
    if (!Is(value, Type::kString)) return false;
    if (!value.string.empty() && value.string.find('\0') == std::string::npos) return true;
    diagnostics_.Error(DiagnosticId::kBadManifest, value.place,
                       value.pointer + (value.string.empty() ? ": must not be empty"
                                                             : ": must not hold a NUL"));
    return false;
  }

  void ReadText(const JsonValue& value, std::optional<Located>& into) {
    if (IsText(value)) into = Located{value.string, value.place};
  }

  void ReadTexts(const JsonValue& value, std::vector<Located>& into) {
    if (!Is(value, Type::kArray)) return;
    for (const JsonValue& item : value.items) {
      if (IsText(item)) into.push_back({item.string, item.place});
    }
  }

  void ReadSchema(const JsonValue& value) { Is(value, Type::kString); }  // for editors only

  void ReadVersion(const JsonValue& value) {
    if (!Is(value, Type::kNumber) || value.number == 1) return;
    diagnostics_.Error(DiagnosticId::kBadManifest, value.place,
                       value.pointer + ": this pybundle reads version 1 of the format only");
  }

  void ReadEntry(const JsonValue& value) { ReadText(value, manifest_.entry); }
  void ReadHost(const JsonValue& value) {
    if (IsText(value)) manifest_.host = {value.string, value.place};
  }
  void ReadRoots(const JsonValue& value) { ReadTexts(value, manifest_.roots); }
  void ReadPackages(const JsonValue& value) { ReadTexts(value, manifest_.packages); }
  void ReadResources(const JsonValue& value) { ReadTexts(value, manifest_.resources); }
  void ReadFollowImports(const JsonValue& value) {
    if (Is(value, Type::kBoolean)) manifest_.follow_imports = value.boolean;
  }
  void ReadSearchPaths(const JsonValue& value) { ReadTexts(value, manifest_.search_paths); }
  void ReadInclude(const JsonValue& value) { ReadTexts(value, manifest_.include); }
  void ReadExclude(const JsonValue& value) { ReadTexts(value, manifest_.exclude); }
  void ReadExternal(const JsonValue& value) { ReadTexts(value, manifest_.external); }
  void ReadPython(const JsonValue& value) {
    ReadText(value, manifest_.python);
    PythonVersions versions = 0;
    if (value.type != Type::kString || ParseRequiresPython(value.string, versions)) return;
    diagnostics_.Error(DiagnosticId::kBadManifest, value.place,
                       value.pointer + ": is no version specifier: '" + value.string + "'",
                       "write it as requires-python is written: \">=3.8\"");
  }
  void ReadPrecompile(const JsonValue& value) { ReadTexts(value, manifest_.precompile); }
  void ReadBytecodeCache(const JsonValue& value) {
    if (Is(value, Type::kBoolean)) manifest_.bytecode_cache = value.boolean;
  }
  void ReadOnlyRecorded(const JsonValue& value) { ReadText(value, manifest_.only_recorded); }
  void ReadBanner(const JsonValue& value) { ReadText(value, manifest_.banner); }

  void ReadShebang(const JsonValue& value) {
    ReadText(value, manifest_.shebang);
    if (value.type == Type::kString && value.string.find('\n') != std::string::npos) {
      diagnostics_.Error(DiagnosticId::kBadManifest, value.place,
                         value.pointer + ": must be one line");
    }
  }

  using Choices = std::vector<std::string_view>;

  /// A string that must be one of `choices`.
  template <class Names>
  bool IsOneOf(const JsonValue& value, const Names& choices) {
    if (!IsText(value)) return false;
    std::string all;
    for (const std::string_view choice : choices) {
      if (value.string == choice) return true;
      all.append(all.empty() ? "" : ", ").append(choice);
    }
    diagnostics_.Error(DiagnosticId::kBadManifest, value.place,
                       value.pointer + ": there is no \"" + value.string + "\"",
                       "the choices are: " + all);
    return false;
  }

  void ReadFormat(const JsonValue& value) {
    if (!IsOneOf(value, FormatNames())) return;
    manifest_.format = *FindFormat(value.string);
    manifest_.format_place = value.place;
  }

  void ReadMinify(const JsonValue& value) {
    if (!Is(value, Type::kArray)) return;
    manifest_.minify.emplace();
    manifest_.minify_place = value.place;
    for (const JsonValue& item : value.items) {
      if (IsOneOf(item, MinifyNames())) AddMinifyOption(item.string, *manifest_.minify);
    }
  }

  void ReadCharset(const JsonValue& value) {
    if (!IsOneOf(value, Choices{"ascii", "utf8"})) return;
    manifest_.charset = value.string == "utf8" ? OutputCharset::kUtf8 : OutputCharset::kAscii;
  }

  void ReadIsolate(const JsonValue& value) {
    if (IsOneOf(value, Choices{"auto", "on", "full", "off"})) ReadText(value, manifest_.isolate);
  }

  void ReadConflict(const JsonValue& value) {
    if (IsOneOf(value, Choices{"error", "isolate", "environment", "replace"})) {
      ReadText(value, manifest_.conflict);
    }
  }

  void ReadKeepLines(const JsonValue& value) {
    if (!IsText(value)) return;
    try {
      const std::regex regex(value.string);
      manifest_.keep_lines = Located{value.string, value.place};
    } catch (const std::regex_error& error) {
      diagnostics_.Error(DiagnosticId::kBadManifest, value.place,
                         value.pointer + ": is no regular expression: " + error.what());
    }
  }

  void ReadLimit(const JsonValue& value, std::optional<SizeLimit>& into) {
    if (!Is(value, Type::kNumber)) return;
    constexpr double kLargest = 9007199254740992.0;  // up to here a double is exact
    if (value.number >= 1 && value.number <= kLargest &&
        value.number == std::floor(value.number)) {
      into = SizeLimit{static_cast<size_t>(value.number), value.place};
      return;
    }
    diagnostics_.Error(DiagnosticId::kBadManifest, value.place,
                       value.pointer + ": must be a whole number from 1");
  }

  void ReadMaxBytes(const JsonValue& value) { ReadLimit(value, manifest_.max_bytes); }
  void ReadMaxChars(const JsonValue& value) { ReadLimit(value, manifest_.max_chars); }

  void ReadExtractResources(const JsonValue& value) {
    if (Is(value, Type::kBoolean)) manifest_.extract_resources = value.boolean;
  }

  void ReadModules(const JsonValue& value) {
    if (!Is(value, Type::kArray)) return;
    for (const JsonValue& item : value.items) ReadModule(item);
  }

  void ReadModule(const JsonValue& value) {
    if (value.type == Type::kString) {
      if (IsText(value)) manifest_.modules.push_back({value.string, "", value.place});
      return;
    }
    if (value.type != Type::kObject) {
      diagnostics_.Error(DiagnosticId::kWrongType, value.place,
                         value.pointer + ": must be a string or an object, not " +
                             std::string(DescribeType(value.type)));
      return;
    }
    ModuleItem module{"", "", value.place};
    for (const auto& [key, member] : value.members) {
      std::string* into = key == "name" ? &module.name : key == "path" ? &module.path : nullptr;
      if (into == nullptr) {
        diagnostics_.Error(DiagnosticId::kUnknownKey, member.place,
                           member.pointer + ": there is no such key",
                           "a module has a \"name\" and a \"path\"");
      } else if (IsText(member)) {
        *into = member.string;
      }
    }
    if (value.members.empty()) {
      diagnostics_.Error(DiagnosticId::kBadManifest, value.place,
                         value.pointer + ": says neither a name nor a path");
    } else {
      manifest_.modules.push_back(std::move(module));
    }
  }

  Manifest& manifest_;
  Diagnostics& diagnostics_;
};

}  // namespace

const std::vector<std::string>& FormatNames() {
  static const std::vector<std::string> names = {"source", "compact", "smallest"};
  return names;
}

std::optional<Format> FindFormat(std::string_view name) {
  constexpr Format kFormats[] = {Format::kSource, Format::kCompact, Format::kSmallest};
  for (size_t i = 0; i < FormatNames().size(); ++i) {
    if (FormatNames()[i] == name) return kFormats[i];
  }
  return std::nullopt;
}

const std::vector<std::string>& MinifyNames() {
  static const std::vector<std::string> names = {"comments", "docstrings", "annotations",
                                                 "indentation", "rename_locals"};
  return names;
}

bool AddMinifyOption(std::string_view name, MinifyOptions& options) {
  constexpr bool MinifyOptions::*kOptions[] = {&MinifyOptions::comments, &MinifyOptions::docstrings,
                                               &MinifyOptions::annotations,
                                               &MinifyOptions::indentation,
                                               &MinifyOptions::rename_locals};
  for (size_t i = 0; i < MinifyNames().size(); ++i) {
    if (MinifyNames()[i] != name) continue;
    options.*kOptions[i] = true;
    return true;
  }
  return false;
}

std::optional<Manifest> ParseManifest(std::string_view text, const std::string& path,
                                      Diagnostics& diagnostics) {
  Diagnostics found;
  Manifest manifest;
  manifest.directory = DirectoryOf(path);
  manifest.place = {path, 0, 0};
  if (const std::optional<JsonValue> root = ParseJson(text, path, found)) {
    Reader(manifest, found).Read(*root);
  }
  diagnostics.Append(found);
  if (found.has_errors()) return std::nullopt;
  return manifest;
}

}  // namespace pybundle
