#include "function_shape.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "imports.h"
#include "module_name.h"
#include "source_text.h"
#include "statements.h"

namespace pybundle {
namespace {

constexpr std::string_view kWrapIt =
    "export a plain function that calls it: def agent(observation, configuration): ...";

class FunctionFinder {
 public:
  FunctionFinder(const std::vector<SourceFile>& files, Diagnostics& diagnostics)
      : files_(files), diagnostics_(diagnostics) {}

  /// Judges what `name` is at the end of the module at `path`. `steps` bounds chains of imports,
  /// which may be circles.
  void Judge(const std::string& path, const std::string& name, int steps) {
    const SourceFile* file = FileAt(path);
    if (file == nullptr || steps == 0) {
      Refuse("'" + name + "' can't be followed to its definition", "");
      return;
    }
    const SourceText source(file->bytes);
    const ModuleOutline outline = OutlineModule(source);
    JudgeName(*file, source, outline, name, outline.statements.size(), steps);
  }

  void set_place(Place place) { place_ = std::move(place); }

 private:
  const SourceFile* FileAt(const std::string& path) const {
    const auto found = std::lower_bound(
        files_.begin(), files_.end(), path,
        [](const SourceFile& file, const std::string& wanted) { return file.path < wanted; });
    return found != files_.end() && found->path == path ? &*found : nullptr;
  }

  std::string FileOf(const std::string& module) const {
    const std::string base = PathOfName(module);
    for (const char* suffix : {"/__init__.py", ".py"}) {
      if (FileAt(base + suffix) != nullptr) return base + suffix;
    }
    return "";
  }

  void Refuse(const std::string& message, std::string_view note) {
    diagnostics_.Error(DiagnosticId::kWrongEntryShape, place_, message, std::string(kWrapIt),
                       std::string(note));
  }

  /// What `name` is after the first `end` statements of a module.
  void JudgeName(const SourceFile& file, const SourceText& source, const ModuleOutline& outline,
                 const std::string& name, size_t end, int steps) {
    const Statement* binding = nullptr;
    for (size_t i = 0; i < end; ++i) {
      const auto& names = outline.statements[i].names;
      if (std::find(names.begin(), names.end(), name) == names.end()) continue;
      binding = &outline.statements[i];
    }
    if (binding == nullptr) {
      Refuse("'" + name + "' can't be followed to its definition in " + file.disk_path,
             "it may come from a star import");
      return;
    }
    place_ = {file.disk_path, static_cast<uint32_t>(binding->position.line),
              static_cast<uint32_t>(binding->position.column)};
    const std::string_view text = source.text().substr(
        binding->range.begin, binding->range.end - binding->range.begin);
    switch (binding->kind) {
      case StatementKind::kFunction: JudgeFunction(*binding, name); return;
      case StatementKind::kAsyncFunction:
        Refuse("'" + name + "' is a coroutine function",
               "Kaggle would take the coroutine that a call returns for the action");
        return;
      case StatementKind::kClass:
        Refuse("'" + name + "' is a class, not a function",
               "Kaggle reads __code__ of what it calls, which a class does not have");
        return;
      case StatementKind::kImport: JudgeImport(file, text, name, steps); return;
      case StatementKind::kAssignment:
        JudgeAssignment(file, source, outline, text, name,
                        static_cast<size_t>(binding - outline.statements.data()), steps);
        return;
      default:
        Refuse("what '" + name + "' is depends on conditions that only running can decide", "");
    }
  }

  void JudgeFunction(const Statement& function, const std::string& name) {
    if (function.decorated) {
      Refuse("'" + name + "' is decorated, so what is exported is what its decorator returns",
             "a usual wrapper takes (*args, **kwargs), and Kaggle calls such a one without any "
             "argument");
      return;
    }
    size_t positional = 0;
    for (const Parameter& parameter : function.parameters) {
      const bool is_positional = parameter.kind == ParameterKind::kPositionalOnly ||
                                 parameter.kind == ParameterKind::kPositionalOrKeyword;
      if (is_positional && ++positional > 2 && !parameter.has_default) {
        Refuse("'" + name + "' needs an argument for its parameter '" +
                   std::string(parameter.name) + "'",
               "Kaggle passes the observation and the configuration, no more");
        return;
      }
      if (parameter.kind == ParameterKind::kVarPositional && positional == 0) {
        Refuse("'" + name + "' takes its arguments by *" + std::string(parameter.name),
               "Kaggle passes as many arguments as there are named positional parameters: here "
               "none");
        return;
      }
      if (parameter.kind == ParameterKind::kKeywordOnly && !parameter.has_default) {
        Refuse("'" + name + "' needs the keyword argument '" + std::string(parameter.name) + "'",
               "Kaggle passes positional arguments only");
        return;
      }
    }
  }

  void JudgeImport(const SourceFile& file, std::string_view text, const std::string& name,
                   int steps) {
    const SourceText statement(text);
    const ImportScan scan = ScanImports(statement);
    for (const Import& import : scan.imports) {
      if (import.kind != ImportKind::kFrom) continue;
      for (const ImportedName& imported : import.names) {
        if ((imported.asname.empty() ? imported.name : imported.asname) != name) continue;
        const std::string module = AbsoluteName(ModuleNameOf(file.path), IsPackageFile(file.path),
                                                import.level, import.module);
        const std::string original(imported.name);
        if (FileOf(module).empty() || !FileOf(module + "." + original).empty()) break;
        Judge(FileOf(module), original, steps - 1);
        return;
      }
    }
    Refuse("the import of '" + name + "' leads to no function in the bundle", "");
  }

  void JudgeAssignment(const SourceFile& file, const SourceText& source,
                       const ModuleOutline& outline, std::string_view text,
                       const std::string& name, size_t index, int steps) {
    // Only `a = b` and `a = lambda ...`: what any other expression gives is known when it has run.
    const size_t equals = text.find('=');
    std::string_view value = equals == std::string_view::npos ? "" : text.substr(equals + 1);
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) {
      value.remove_prefix(1);
    }
    while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
    const bool is_name =
        !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
          return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                 (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
        });
    if (is_name && steps > 0) {
      JudgeName(file, source, outline, std::string(value), index, steps - 1);
    } else if (!value.starts_with("lambda") || value.substr(6).find_first_of(" :\t") != 0) {
      Refuse("'" + name + "' is the result of an expression, which need not be a function",
             "Kaggle reads __code__ of what it calls, which functools.partial and instances do not "
             "have");
    }
  }

  const std::vector<SourceFile>& files_;
  Diagnostics& diagnostics_;
  Place place_;
};

}  // namespace

void CheckExportedFunction(const Entry& entry, const std::vector<SourceFile>& files,
                           const Manifest& manifest, Diagnostics& diagnostics) {
  constexpr int kSteps = 32;
  FunctionFinder finder(files, diagnostics);
  finder.set_place(manifest.entry ? manifest.entry->place : manifest.place);
  finder.Judge(entry.file, entry.attribute, kSteps);
}

}  // namespace pybundle
