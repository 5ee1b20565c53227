#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "imports.h"
#include "line_tokens.h"

namespace pybundle {

/// What a file calls importlib beside its name.
using ImportlibNames = std::set<std::string, std::less<>>;

/// Reads a call of import_module or __import__ whose name is token `i`: what it imports, without
/// offset, position and context, and the token at which it begins. Names that don't stand in the
/// source as they are go into `scan`. Nothing if there is no such call.
std::optional<Import> ReadImportCall(const LineTokens& tokens, std::size_t i,
                                     const ImportlibNames& names, ImportScan& scan,
                                     std::size_t* first);

}  // namespace pybundle
