#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "lexer.h"
#include "source_text.h"

namespace pybundle {

/// A range of the text, in bytes.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool empty() const { return begin == end; }
};

/// Parameter kinds, named as in Python's `inspect.Parameter`.
enum class ParameterKind {
  kPositionalOnly,
  kPositionalOrKeyword,
  kVarPositional,
  kKeywordOnly,
  kVarKeyword,
};

struct Parameter {
  std::string_view name;
  ParameterKind kind = ParameterKind::kPositionalOrKeyword;
  bool has_default = false;
};

enum class StatementKind {
  kDocstring,  ///< the module's docstring: the first statement, a lone string
  kImport,     ///< import and from, also from __future__
  kFunction,   ///< def
  kAsyncFunction,
  kClass,
  kAssignment,  ///< =, annotated, augmented, and the `type` statement
  kCompound,    ///< if, for, while, try, with, async for, async with, match: with all its clauses
  kOther,       ///< expressions, del, assert, raise, pass, global
};

/// A top-level statement.
struct Statement {
  StatementKind kind = StatementKind::kOther;
  TextRange range;             ///< from its first decorator to its last line, without line end
  std::size_t head = 0;        ///< offset of `def`, `async`, `class`; else range.begin
  Position position;           ///< of `head`
  std::size_t first_line = 1;  ///< of range, from 1
  std::size_t last_line = 1;
  bool decorated = false;
  /// The names it binds in the module, in order, repetitions included; "*" for a star import. Of a
  /// compound statement those of all its branches, but not of functions and classes inside.
  std::vector<std::string_view> names;
  std::vector<Parameter> parameters;  ///< of a function
};

/// A module's top level.
struct ModuleOutline {
  TextRange leading_comments;          ///< shebang and comment lines before the first statement
  std::optional<TextRange> docstring;  ///< the string literal or literals
  std::vector<Statement> statements;   ///< in order
  LexProblem problem;                  ///< the first; what is behind it is a guess
};

/// The outline of a module; the views in it point into `source.text()`.
ModuleOutline OutlineModule(const SourceText& source);

/// The last function that a top-level `def` makes (`async def` too), or null. Definitions inside
/// if or try don't count: whether they run can't be known.
const Statement* LastFunction(const ModuleOutline& outline);

}  // namespace pybundle
