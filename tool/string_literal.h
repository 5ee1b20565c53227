#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pybundle {

/// The value of a string literal, prefix and quotes included, in UTF-8. Nothing for bytes, for
/// f-strings and t-strings, for characters by name (\N{...}) and for malformed escapes.
std::optional<std::string> EvaluateStringLiteral(std::string_view literal);

}  // namespace pybundle
