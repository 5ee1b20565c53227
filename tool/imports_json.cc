#include "imports_json.h"

#include "json_text.h"

namespace pybundle {
namespace {

void AppendJsonStringOrNull(std::string_view text, std::string* out) {
  if (text.empty()) {
    out->append("null");
  } else {
    AppendJsonString(text, out);
  }
}

}  // namespace

std::string DescribeContext(const Import& import) {
  std::string context = import.scope == ImportScope::kFunction ? "function"
                        : import.scope == ImportScope::kClass  ? "class"
                                                               : "module";
  switch (import.guard) {
    case ImportGuard::kNone:
      break;
    case ImportGuard::kTypeChecking:
      context += " type_checking";
      break;
    case ImportGuard::kTry:
      context += " try";
      break;
    case ImportGuard::kExcept:
      context += " except";
      break;
    case ImportGuard::kCondition:
      context += " condition";
      break;
  }
  return context;
}

std::string ImportToJson(std::string_view file, const Import& import) {
  std::string json = "{\"file\": ";
  AppendJsonString(file, &json);
  json += ", \"line\": " + std::to_string(import.position.line);
  json += ", \"column\": " + std::to_string(import.position.column);
  json += ", \"kind\": ";
  json += import.kind == ImportKind::kImport ? "\"import\""
          : import.kind == ImportKind::kFrom ? "\"from\""
                                             : "\"dynamic\"";
  json += ", \"module\": ";
  AppendJsonStringOrNull(import.module, &json);
  json += ", \"level\": " + std::to_string(import.level);
  json += ", \"names\": ";
  if (import.kind == ImportKind::kFrom || !import.names.empty()) {
    json += '[';
    for (const ImportedName& name : import.names) {
      if (json.back() != '[') json += ", ";
      json += '[';
      AppendJsonString(name.name, &json);
      json += ", ";
      AppendJsonStringOrNull(name.asname, &json);
      json += ']';
    }
    json += ']';
  } else {
    json += "null";
  }
  json += ", \"asname\": ";
  AppendJsonStringOrNull(import.asname, &json);
  json += ", \"context\": \"" + DescribeContext(import) + "\"}";
  return json;
}

}  // namespace pybundle
