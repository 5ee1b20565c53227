// Prints the top-level statements of files, for comparison with Python's ast: for each file a line
// with its path, then a line per statement: KIND FIRST_LINE LAST_LINE NAME... and for functions
// `|` PARAMETER..., with the kind's number before and `=` behind where there is a default.

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "source_text.h"
#include "statements.h"

namespace {

using pybundle::StatementKind;

const char* NameOf(StatementKind kind) {
  switch (kind) {
    case StatementKind::kDocstring:
      return "docstring";
    case StatementKind::kImport:
      return "import";
    case StatementKind::kFunction:
      return "def";
    case StatementKind::kAsyncFunction:
      return "async";
    case StatementKind::kClass:
      return "class";
    case StatementKind::kAssignment:
      return "assignment";
    case StatementKind::kCompound:
      return "compound";
    case StatementKind::kOther:
      return "other";
  }
  return "";
}

void Print(const pybundle::Statement& statement) {
  std::printf("%s %zu %zu", NameOf(statement.kind), statement.first_line, statement.last_line);
  std::string line;
  for (const std::string_view name : statement.names)
    line.append(" ").append(name);
  if (statement.kind == StatementKind::kFunction ||
      statement.kind == StatementKind::kAsyncFunction) {
    line += " |";
    for (const pybundle::Parameter& parameter : statement.parameters) {
      line.append(" ").append(1, static_cast<char>('0' + static_cast<int>(parameter.kind)));
      line.append(parameter.name).append(parameter.has_default ? "=" : "");
    }
  }
  std::printf("%s\n", line.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const pybundle::SourceText source(bytes);
    std::printf("%s\n", argv[i]);
    const pybundle::ModuleOutline outline = pybundle::OutlineModule(source);
    for (const pybundle::Statement& statement : outline.statements)
      Print(statement);
  }
  return 0;
}
