#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics.h"

namespace pybundle {

/// A JSON value that knows where it stands, which nlohmann::json does not tell.
struct JsonValue {
  enum class Type : uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

  Type type = Type::kNull;
  bool boolean = false;
  double number = 0;
  std::string string;
  std::vector<JsonValue> items;                             ///< of an array
  std::vector<std::pair<std::string, JsonValue>> members;   ///< of an object, in the text's order
  std::string pointer;                                      ///< RFC 6901, "" for the whole
  Place place;
};

/// "a string", "an array", ...: what a user calls a value of this type.
std::string_view DescribeType(JsonValue::Type type);

/// Parses a whole JSON text. Syntax errors and duplicate keys go to `diagnostics`; the result is
/// empty if there was one. `file` is only a name.
std::optional<JsonValue> ParseJson(std::string_view text, const std::string& file,
                                   Diagnostics& diagnostics);

}  // namespace pybundle
