#pragma once

#include <cstdint>

#include "line_tokens.h"

namespace pybundle {

/// What the header of a block says about the imports in it.
enum class BlockHeader : std::uint8_t {
  kUnknown,       ///< not looked at yet
  kPlain,
  kFunction,
  kClass,
  kTry,
  kSuppress,      ///< a with that suppresses the errors of failing imports
  kExceptImport,  ///< an except clause that handles them
  kCondition,
  kTypeChecking,
};

/// The kind of the header whose tokens are `line`.
BlockHeader ClassifyHeader(const LineTokens& line);

/// Whether an except clause handles a failing import.
bool HandlesImportError(const LineTokens& line);

}  // namespace pybundle
