#include "import_call.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "char_class.h"
#include "string_literal.h"

namespace pybundle {
namespace {

class CallReader {
 public:
  CallReader(const LineTokens& tokens, const ImportlibNames& names, ImportScan& scan)
      : tokens_(tokens), names_(names), scan_(scan) {}

  std::optional<Import> Read(std::size_t i, std::size_t* first) {
    if (!tokens_.IsName(i) || !tokens_.Is(i + 1, "(")) return std::nullopt;
    const bool builtin = tokens_.Is(i, "__import__");
    if (!builtin && !tokens_.Is(i, "import_module")) return std::nullopt;
    if (!IsImportFunction(i)) return std::nullopt;
    const std::size_t close = tokens_.SkipBrackets(i + 1, tokens_.size()) - 1;
    std::vector<Argument> arguments;
    for (std::size_t begin = i + 2; begin < close;) {
      Argument argument{{}, begin, tokens_.Find(",", begin, close)};
      if (tokens_.IsName(begin) && tokens_.Is(begin + 1, "=")) {
        argument.keyword = tokens_.Text(begin);
        argument.begin += 2;
      }
      begin = argument.end + 1;
      arguments.push_back(argument);
    }
    *first = i > 1 && tokens_.Is(i - 1, ".") ? i - 2 : i;
    Import import;
    import.kind = ImportKind::kDynamic;
    import.unknown = true;
    const Argument* const name = FindArgument(arguments, 0, "name");
    if (name == nullptr) return import;
    auto module = Literal(name->begin, name->end);
    if (!module) return import;
    if (builtin) {
      import.unknown = !SetLevel(FindArgument(arguments, 4, "level"), &import);
      if (!import.unknown) SetNames(FindArgument(arguments, 3, "fromlist"), &import);
    } else {
      import.unknown = !SetPackage(FindArgument(arguments, 1, "package"), &*module, &import);
    }
    if (!import.unknown) import.module = Keep(std::move(*module));
    return import;
  }

 private:
  struct Argument {
    std::string_view keyword;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  std::string_view Keep(std::string name) {
    return scan_.made_names.emplace_front(std::move(name));
  }

  /// Whether the function name at `i` is importlib's or the builtin one, as far as names tell.
  bool IsImportFunction(std::size_t i) const {
    if (i == 0) return true;
    if (tokens_.Is(i - 1, "def") || tokens_.Is(i - 1, "class")) return false;
    if (!tokens_.Is(i - 1, ".")) return true;
    if (i < 2 || (i > 2 && tokens_.Is(i - 3, "."))) return false;
    const std::string_view object = tokens_.Text(i - 2);
    if (object == "importlib" || object == "builtins") return true;
    return names_.count(object) > 0;
  }

  /// The text of the string literals [i, end), or nothing if there is anything else.
  std::optional<std::string> Literal(std::size_t i, std::size_t end) const {
    if (i >= end) return std::nullopt;
    std::string value;
    for (; i < end; ++i) {
      if (tokens_[i].kind != TokenKind::kString) return std::nullopt;
      const auto part = EvaluateStringLiteral(tokens_.Text(i));
      if (!part) return std::nullopt;
      value += *part;
    }
    return value;
  }

  /// The argument at `position`, or given by `keyword`.
  static const Argument* FindArgument(const std::vector<Argument>& arguments, std::size_t position,
                                      std::string_view keyword) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (arguments[i].keyword.empty() ? i == position : arguments[i].keyword == keyword) {
        return &arguments[i];
      }
    }
    return nullptr;
  }

  /// __import__'s level, a number or absent.
  bool SetLevel(const Argument* level, Import* import) const {
    if (level == nullptr) return true;
    if (level->end != level->begin + 1) return false;
    const std::string_view digits = tokens_.Text(level->begin);
    if (digits.size() != 1 || !chars::Is(digits[0], chars::kDigit)) return false;
    import->level = static_cast<std::size_t>(digits[0] - '0');
    return true;
  }

  /// The strings of __import__'s fromlist, if it is a display of strings.
  void SetNames(const Argument* list, Import* import) {
    if (list == nullptr) return;
    for (std::size_t i = list->begin; i < list->end; ++i) {
      if (auto name = Literal(i, i + 1)) import->names.push_back({Keep(*std::move(name)), ""});
    }
  }

  /// Takes leading dots off `module`: they count from import_module's package.
  bool SetPackage(const Argument* package, std::string* module, Import* import) const {
    const std::size_t level = std::min(module->find_first_not_of('.'), module->size());
    if (level == 0) return true;
    module->erase(0, level);
    const bool own =
        package == nullptr ||
        (package->end == package->begin + 1 &&
         (tokens_.Is(package->begin, "__package__") || tokens_.Is(package->begin, "__name__")));
    if (own) {
      import->level = level;
      return true;
    }
    auto base = Literal(package->begin, package->end);
    if (!base) return false;
    for (std::size_t up = 1; up < level; ++up) {
      const std::size_t dot = base->rfind('.');
      if (dot == std::string::npos) return false;  // beyond the top: fails when it runs
      base->resize(dot);
    }
    if (!module->empty()) base->push_back('.');
    module->insert(0, *base);
    return true;
  }

  const LineTokens& tokens_;
  const ImportlibNames& names_;
  ImportScan& scan_;
};

}  // namespace

std::optional<Import> ReadImportCall(const LineTokens& tokens, std::size_t i,
                                     const ImportlibNames& names, ImportScan& scan,
                                     std::size_t* first) {
  return CallReader(tokens, names, scan).Read(i, first);
}

}  // namespace pybundle
