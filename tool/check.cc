#include "check.h"

#include <algorithm>
#include <vector>

#include "bundle_reader.h"
#include "function_shape.h"
#include "size_limits.h"
#include "source_text.h"
#include "statements.h"
#include "utf8.h"

namespace pybundle {
namespace {

class Checker {
 public:
  Checker(std::string_view bytes, const std::string& path, const Host& host,
          Diagnostics& diagnostics)
      : bytes_(bytes), path_(path), host_(host), diagnostics_(diagnostics), source_(bytes),
        outline_(OutlineModule(source_)) {}

  void Check() {
    CheckSize(bytes_, host_, {path_, 0, 0}, diagnostics_);
    CheckText();
    if (diagnostics_.has_errors()) return;
    if (host_.start == Start::kExport) CheckAgent();
    if (host_.name == "blender") CheckBlender();
    if (!host_.needed_words.empty()) CheckWords();
    if (!host_.scanned_imports.empty()) {
      Note("imports of " + std::string(host_.scanned_imports) +
           " are sent along only where they stand as plain lines in this file");
    }
  }

 private:
  Place At(size_t offset) const {
    const Position position = source_.PositionAt(offset);
    return {path_, static_cast<uint32_t>(position.line), static_cast<uint32_t>(position.column)};
  }

  void Error(Place place, const std::string& message, const std::string& hint = "") {
    diagnostics_.Error(DiagnosticId::kRefusedByHost, std::move(place), message, hint);
  }

  void Note(const std::string& message) {
    diagnostics_.Note(DiagnosticId::kUndecided, {path_, 0, 0}, message);
  }

  void CheckText() {
    if (const auto problem = source_.FindProblem()) {
      Error(At(problem->offset), problem->message);
    } else if (outline_.problem) {
      Error(At(outline_.problem.begin), std::string(Describe(outline_.problem.error)));
    } else if (host_.start == Start::kRun && source_.charset() == Charset::kUtf8 &&
               !IsUtf8(bytes_)) {
      Error({path_, 0, 0}, "a comment is not UTF-8: Python would import the file, but runs none such",
            "save it as UTF-8");
    }
    if (host_.start != Start::kExport) return;
    if (source_.has_byte_order_mark()) {
      Error({path_, 1, 1}, "the file begins with a byte order mark, a syntax error to Kaggle",
            "save it as UTF-8 without one");
    }
    if (!IsUtf8(bytes_)) {
      Error({path_, 0, 0},
            "the file is not UTF-8: Kaggle would run its path as if that were source",
            "save it as UTF-8");
    }
  }

  /// Kaggle takes the last callable in the order in which names were first bound.
  void CheckAgent() {
    if (LooksLikeBundle(bytes_)) {
      CheckBundledAgent();
      return;
    }
    std::vector<std::string_view> names;
    bool decidable = true;
    for (const Statement& statement : outline_.statements) {
      for (const std::string_view name : statement.names) {
        if (name == "*") decidable = false;
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      }
      if (statement.kind == StatementKind::kCompound && !statement.names.empty()) decidable = false;
    }
    while (!names.empty()) {
      const Statement& last = LastBinding(names.back());
      const bool is_module = last.kind == StatementKind::kImport && !IsFrom(last);
      if (!is_module && !IsPlainValue(last)) break;
      names.pop_back();
    }
    if (names.empty()) {
      Error({path_, 0, 0}, "the file binds no callable at its top level, so there is no agent",
            "define one: def agent(observation, configuration): ...");
      return;
    }
    const std::string agent(names.back());
    if (!decidable) {
      Note("which name is bound last depends on running the file; it seems to be '" + agent + "'");
    }
    diagnostics_.Note(DiagnosticId::kChosenEntry, At(LastBinding(agent).head),
                      "Kaggle would take '" + agent + "' as the agent");
    const std::vector<SourceFile> files = {{"main.py", path_, std::string(bytes_)}};
    CheckExportedFunction({"main", agent, "main.py"}, files, Manifest{}, diagnostics_);
  }

  void CheckBundledAgent() {
    auto content = ReadBundle(bytes_, path_, diagnostics_);
    if (!content) return;
    if (content->start.find("'export'") == std::string::npos) {
      Error({path_, 0, 0}, "the bundle was built for another host: it exports no function",
            "build it with host kaggle");
      return;
    }
    std::vector<SourceFile> files;
    for (EmbeddedFile& file : content->files) {
      files.push_back({file.path, path_ + "/" + file.path, std::move(file.bytes)});
    }
    std::string base = content->items["entry"];
    std::replace(base.begin(), base.end(), '.', '/');
    const bool is_package = std::any_of(files.begin(), files.end(), [&](const SourceFile& file) {
      return file.path == base + "/__init__.py";
    });
    CheckExportedFunction({content->items["entry"], content->items["attribute"],
                           base + (is_package ? "/__init__.py" : ".py")},
                          files, Manifest{}, diagnostics_);
  }

  const Statement& LastBinding(std::string_view name) const {
    const Statement* last = nullptr;
    for (const Statement& statement : outline_.statements) {
      const auto& names = statement.names;
      if (std::find(names.begin(), names.end(), name) != names.end()) last = &statement;
    }
    return *last;
  }

  std::string_view TextOf(const Statement& statement) const {
    return source_.text().substr(statement.range.begin,
                                 statement.range.end - statement.range.begin);
  }

  bool IsFrom(const Statement& statement) const { return TextOf(statement).starts_with("from"); }

  /// Whether an assignment is of a literal, which can't be called.
  bool IsPlainValue(const Statement& statement) const {
    if (statement.kind != StatementKind::kAssignment) return false;
    const std::string_view text = TextOf(statement);
    const size_t equals = text.find('=');
    const size_t value = text.find_first_not_of(" \t", equals + 1);
    return equals != std::string_view::npos && value != std::string_view::npos &&
           std::string_view("'\"[{-.0123456789").find(text[value]) != std::string_view::npos &&
           text.find_first_of("(lambda") == std::string_view::npos;
  }

  /// Blender reads the file line by line up to the one that begins with bl_info.
  void CheckBlender() {
    size_t at = bytes_.starts_with("bl_info") ? 0 : bytes_.find("\nbl_info");
    if (at == std::string_view::npos) {
      Error({path_, 0, 0}, "no line begins with bl_info, so Blender does not list the add-on",
            "assign a literal at column 0: bl_info = {...}");
      return;
    }
    if (at != 0) ++at;
    const std::string_view line = bytes_.substr(at, bytes_.find('\n', at) - at);
    const size_t brace = line.find('{');
    const size_t equals = line.find('=');
    const bool is_literal = equals != std::string_view::npos && brace != std::string_view::npos &&
                            line.find_first_not_of(" \t", equals + 1) == brace &&
                            line.find_first_not_of(" \t", 7) == equals;
    if (!is_literal) {
      Error(At(at), "Blender parses this assignment alone, and it is no plain dictionary",
            "write bl_info = {...} with literal values only");
    }
  }

  void CheckWords() {
    const auto has = [&](std::string_view word) {
      return std::search(bytes_.begin(), bytes_.end(), word.begin(), word.end(),
                         [](char a, char b) { return (a | 0x20) == b; }) != bytes_.end();
    };
    std::string_view words = host_.needed_words;
    while (!words.empty()) {
      const std::string_view word = words.substr(0, words.find(' '));
      words.remove_prefix(std::min(words.size(), word.size() + 1));
      if (has(word)) continue;
      Error({path_, 0, 0},
            "the file's text does not hold the word '" + std::string(word) +
                "', without which host '" + std::string(host_.name) + "' passes over it",
            "put it into a comment");
    }
  }

  std::string_view bytes_;
  const std::string& path_;
  const Host& host_;
  Diagnostics& diagnostics_;
  const SourceText source_;
  const ModuleOutline outline_;
};

}  // namespace

void CheckFile(std::string_view bytes, const std::string& path, const Host& host,
               Diagnostics& diagnostics) {
  Checker(bytes, path, host, diagnostics).Check();
}

}  // namespace pybundle
