#pragma once

#include <cstdint>
#include <string_view>

#include "line_tokens.h"

namespace pybundle {

/// What the header of a block says about the imports in it.
enum class BlockHeader : std::uint8_t {
  kPlain,
  kFunction,
  kClass,
  kTry,
  kSuppress,      ///< a with that suppresses the errors of failing imports
  kExceptImport,  ///< an except clause that handles them
  kCondition,
  kTypeChecking,
};

/// The kind of the header `line` of `text`.
BlockHeader ClassifyHeader(std::string_view text, const LogicalLine& line);

/// The name or keyword that `line` of `text` begins with; empty if it begins otherwise, or with a
/// string's prefix.
std::string_view FirstWord(std::string_view text, const LogicalLine& line);

/// Whether an except clause handles a failing import.
bool HandlesImportError(const LineTokens& line);

}  // namespace pybundle
