#include "block_header.h"

#include <cstddef>
#include <string_view>

#include "char_class.h"

namespace pybundle {
namespace {

/// Whether one of the names in [i, end) stands for an exception that a failing import raises.
bool CatchesImportError(const LineTokens& line, std::size_t i, std::size_t end) {
  for (; i < end; ++i) {
    if (line.Is(i, "ImportError") || line.Is(i, "ModuleNotFoundError") || line.Is(i, "Exception") ||
        line.Is(i, "BaseException")) {
      return true;
    }
  }
  return false;
}

/// `if TYPE_CHECKING:`, also as an attribute of typing, whatever typing is called.
bool IsTypeChecking(const LineTokens& line) {
  std::size_t i = 1;
  while (line.IsName(i) && line.Is(i + 1, "."))
    i += 2;
  return line.Is(i, "TYPE_CHECKING") && line.Is(i + 1, ":");
}

/// `with suppress(ImportError):`, also as an attribute of contextlib, or beside other managers.
bool SuppressesImportError(const LineTokens& line) {
  const std::size_t end = line.HeaderEnd();
  for (std::size_t i = 1; i < end; ++i) {
    if (line.Is(i, "suppress") && line.Is(i + 1, "(") &&
        CatchesImportError(line, i + 2, line.SkipBrackets(i + 1, end))) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool HandlesImportError(const LineTokens& line) {
  return line.Is(1, ":") || CatchesImportError(line, 1, line.HeaderEnd());
}

std::string_view FirstWord(std::string_view text, const LogicalLine& line) {
  std::size_t end = line.begin;
  if (!chars::Is(text[end], chars::kNameStart)) return {};
  while (end < line.end && chars::Is(text[end], chars::kNamePart)) ++end;
  const bool is_prefix = end < line.end && (text[end] == '"' || text[end] == '\'');
  return is_prefix ? std::string_view() : text.substr(line.begin, end - line.begin);
}

BlockHeader ClassifyHeader(std::string_view text, const LogicalLine& line) {
  const std::string_view word = FirstWord(text, line);
  if (word == "def") return BlockHeader::kFunction;
  if (word == "class") return BlockHeader::kClass;
  if (word == "try") return BlockHeader::kTry;
  if (word == "else" || word == "for" || word == "while" || word == "match" || word == "case") {
    return BlockHeader::kCondition;
  }
  // The others are told apart by tokens, which take time, where a name in them may matter.
  const std::string_view whole = text.substr(line.begin, line.end - line.begin);
  const auto holds = [whole](std::string_view name) {
    return whole.find(name) != std::string_view::npos;
  };
  if (word == "if" || word == "elif") {
    const bool is_typing = holds("TYPE_CHECKING") && IsTypeChecking(LineTokens(text, line));
    return is_typing ? BlockHeader::kTypeChecking : BlockHeader::kCondition;
  }
  if (word == "except") {
    return HandlesImportError(LineTokens(text, line)) ? BlockHeader::kExceptImport
                                                      : BlockHeader::kCondition;
  }
  if (word == "with") {
    return holds("suppress") && SuppressesImportError(LineTokens(text, line))
               ? BlockHeader::kSuppress
               : BlockHeader::kPlain;
  }
  if (word == "async") {
    const LineTokens tokens(text, line);
    if (tokens.size() > 1) return ClassifyHeader(text, {tokens[1].begin, line.end, line.depth});
  }
  return BlockHeader::kPlain;
}

}  // namespace pybundle
