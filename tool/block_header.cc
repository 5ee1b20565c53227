#include "block_header.h"

#include <cstddef>
#include <string_view>

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

}  // namespace

bool HandlesImportError(const LineTokens& line) {
  return line.Is(1, ":") || CatchesImportError(line, 1, line.HeaderEnd());
}

BlockHeader ClassifyHeader(const LineTokens& line) {
  const std::size_t keyword = line.Is(0, "async") ? 1 : 0;
  if (!line.IsName(keyword)) return BlockHeader::kPlain;
  const std::string_view word = line.Text(keyword);
  if (word == "def") return BlockHeader::kFunction;
  if (word == "class") return BlockHeader::kClass;
  if (word == "try") return BlockHeader::kTry;
  if (word == "except") {
    return HandlesImportError(line) ? BlockHeader::kExceptImport : BlockHeader::kCondition;
  }
  if (word == "if" || word == "elif") {
    return IsTypeChecking(line) ? BlockHeader::kTypeChecking : BlockHeader::kCondition;
  }
  if (word == "else" || word == "for" || word == "while" || word == "match" || word == "case") {
    return BlockHeader::kCondition;
  }
  if (word == "with") {
    const std::size_t end = line.HeaderEnd();
    for (std::size_t i = 1; i < end; ++i) {
      if (line.Is(i, "suppress") && line.Is(i + 1, "(") &&
          CatchesImportError(line, i + 2, line.SkipBrackets(i + 1, end))) {
        return BlockHeader::kSuppress;
      }
    }
  }
  return BlockHeader::kPlain;
}

}  // namespace pybundle
