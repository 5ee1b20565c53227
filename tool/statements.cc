#include "statements.h"

#include <algorithm>

#include "byte_scan.h"
#include "line_tokens.h"
#include "logical_lines.h"

namespace pybundle {
namespace {

using Names = std::vector<std::string_view>;

bool IsAnyOf(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// `+=` and its like.
bool IsAugmented(std::string_view op) {
  return op.size() >= 2 && op.back() == '=' && !IsAnyOf(op, {"==", "!=", "<=", ">=", ":="});
}

/// The names that assigning to the targets [i, end) binds: not attributes, not subscripts.
void AddTargets(const LineTokens& line, std::size_t i, std::size_t end, Names* names) {
  while (i < end) {
    if (!line.IsName(i)) {
      ++i;  // a bracket, comma or star
      continue;
    }
    const std::size_t name = i++;
    bool plain = true;
    while (i < end && (line.Is(i, ".") || line.Is(i, "(") || line.Is(i, "["))) {
      plain = false;
      i = line.Is(i, ".") ? i + 2 : line.SkipBrackets(i, end);
    }
    if (plain) names->push_back(line.Text(name));
  }
}

/// The targets behind each `as` of a with or except clause.
void AddAsTargets(const LineTokens& line, std::size_t i, std::size_t end, Names* names) {
  for (; i < end; ++i) {
    if (!line.Is(i, "as")) continue;
    std::size_t last = i + 1;
    while (last < end && !line.Is(last, ",") && !line.Is(last, ":") && line.Nesting(last) >= 0) {
      last = line.Nesting(last) > 0 ? line.SkipBrackets(last, end) : last + 1;
    }
    AddTargets(line, i + 1, last, names);
    i = last - 1;
  }
}

void AddImported(const LineTokens& line, std::size_t i, std::size_t end, Names* names) {
  const bool from = line.Is(i, "from");
  if (from) {
    i = line.Find("import", i, end);
    if (line.Is(i + 1, "*")) {
      names->push_back("*");
      return;
    }
  }
  std::size_t bound = end;  // the name that the current entry binds
  for (++i; i <= end; ++i) {
    if (i == end || line.Is(i, ",") || line.Is(i, ")")) {
      if (bound != end) names->push_back(line.Text(bound));
      bound = end;
    } else if (line.Is(i, "as")) {
      bound = ++i;
    } else if (line.IsName(i) && bound == end) {
      bound = i;  // of a.b.c the first
    }
  }
}

void AddWalruses(const LineTokens& line, std::size_t i, std::size_t end, Names* names) {
  for (; i + 1 < end; ++i) {
    if (line.IsName(i) && line.Is(i + 1, ":=")) names->push_back(line.Text(i));
  }
}

/// The kind of the simple statement [i, end) and the names it binds.
StatementKind SimpleStatement(const LineTokens& line, std::size_t i, std::size_t end,
                              Names* names) {
  if (line.Is(i, "import") || line.Is(i, "from")) {
    AddImported(line, i, end, names);
    return StatementKind::kImport;
  }
  if (line.Is(i, "type") && line.IsName(i + 1) && i + 2 < end) {
    names->push_back(line.Text(i + 1));
    return StatementKind::kAssignment;
  }
  AddWalruses(line, i, end, names);
  if (IsAnyOf(line.Text(i), {"assert", "return", "raise", "del", "global"})) {
    return StatementKind::kOther;
  }
  const std::size_t colon = line.Find(":", i, end);
  std::size_t equals = line.Find("=", i, end);
  if (colon < equals) {
    if (equals < end) AddTargets(line, i, colon, names);
    return StatementKind::kAssignment;
  }
  if (equals < end) {
    for (std::size_t begin = i; equals < end; equals = line.Find("=", begin, end)) {
      AddTargets(line, begin, equals, names);
      begin = equals + 1;
    }
    return StatementKind::kAssignment;
  }
  for (std::size_t op = i + 1; op < end; ++op) {
    if (line[op].kind == TokenKind::kOperator && IsAugmented(line.Text(op))) {
      AddTargets(line, i, op, names);
      return StatementKind::kAssignment;
    }
  }
  return StatementKind::kOther;
}

/// `def`, `class` or `async def`: the index of its name, else 0.
std::size_t DefinitionName(const LineTokens& line) {
  if ((line.Is(0, "def") || line.Is(0, "class")) && line.IsName(1)) return 1;
  if (line.Is(0, "async") && line.Is(1, "def") && line.IsName(2)) return 2;
  return 0;
}

bool IsCompoundHead(const LineTokens& line) {
  if (line.Is(0, "async")) return line.Is(1, "for") || line.Is(1, "with");
  return line.IsName(0) && IsAnyOf(line.Text(0), {"if", "for", "while", "try", "with"});
}

bool IsClause(const LineTokens& line) {
  return line.IsName(0) && IsAnyOf(line.Text(0), {"elif", "else", "except", "finally"});
}

/// The names that a line inside (or heading) a compound statement binds.
void AddLine(const LineTokens& line, Names* names) {
  if (const std::size_t name = DefinitionName(line)) {
    names->push_back(line.Text(name));
    return;
  }
  std::size_t begin = 0;
  const bool soft = line.Is(0, "case") && line.HeaderEnd() > 2;
  if (IsCompoundHead(line) || IsClause(line) || soft) {
    const std::size_t end = line.HeaderEnd();
    const std::size_t keyword = line.Is(0, "async") ? 1 : 0;
    if (line.Is(keyword, "for")) {
      AddTargets(line, keyword + 1, line.Find("in", keyword + 1, end), names);
    } else if (line.Is(keyword, "with") || line.Is(0, "except") || soft) {
      AddAsTargets(line, keyword + 1, end, names);
    }
    AddWalruses(line, 0, end, names);
    begin = end;
  }
  while (begin < line.size()) {
    const std::size_t end = line.Find(";", begin, line.size());
    SimpleStatement(line, begin, end, names);
    begin = end + 1;
  }
}

/// The parameters between the parentheses of a def whose name is at `name`.
std::vector<Parameter> ParseParameters(const LineTokens& line, std::size_t name) {
  std::vector<Parameter> parameters;
  std::size_t i = name + 1;
  if (line.Is(i, "[")) i = line.SkipBrackets(i, line.size());  // type parameters
  if (!line.Is(i, "(")) return parameters;
  const std::size_t close = line.SkipBrackets(i, line.size()) - 1;
  ParameterKind kind = ParameterKind::kPositionalOrKeyword;
  for (++i; i < close; ++i) {
    const std::size_t end = line.Find(",", i, close);
    if (line.Is(i, "/")) {
      for (Parameter& parameter : parameters)
        parameter.kind = ParameterKind::kPositionalOnly;
    } else if (line.Is(i, "*")) {
      if (line.IsName(i + 1)) {
        parameters.push_back({line.Text(i + 1), ParameterKind::kVarPositional, false});
      }
      kind = ParameterKind::kKeywordOnly;
    } else if (line.Is(i, "**")) {
      parameters.push_back({line.Text(i + 1), ParameterKind::kVarKeyword, false});
    } else if (line.IsName(i)) {
      parameters.push_back({line.Text(i), kind, line.Find("=", i, end) < end});
    }
    i = end;
  }
  return parameters;
}

/// Whether [i, end) is nothing but text, as a docstring is.
bool IsPlainString(const LineTokens& line, std::size_t i, std::size_t end) {
  bool any = false;
  for (; i < end; ++i) {
    if (line[i].kind == TokenKind::kString) {
      const std::string_view text = line.Text(i);
      if (text.substr(0, text.find_first_of("'\"")).find_first_of("bB") != std::string_view::npos) {
        return false;
      }
      any = true;
    } else if (!line.Is(i, "(") && !line.Is(i, ")")) {
      return false;
    }
  }
  return any;
}

/// Collects statements line by line.
class Outliner {
 public:
  explicit Outliner(const SourceText& source)
      : text_(source.text()), cursor_(source), lines_(text_) {}

  ModuleOutline Run() {
    LogicalLine line;
    bool first = true;
    while (lines_.Next(&line)) {
      if (first) outline_.leading_comments = LeadingComments(line.begin);
      first = false;
      if (line.depth == 0 || outline_.statements.empty()) {
        TopLevel(line);
      } else {
        Nested(line);
      }
    }
    if (first) outline_.leading_comments = LeadingComments(text_.size());
    outline_.problem = lines_.problem() ? lines_.problem() : problem_;
    return std::move(outline_);
  }

 private:
  /// From the start of the text to the end of the last comment before `end`.
  TextRange LeadingComments(std::size_t end) const {
    TextRange range;
    for (std::size_t p = 0; p < end;) {
      const std::size_t line_end = bytes::FindLineEnd(text_, p);
      if (text_.substr(p, line_end - p).find('#') != std::string_view::npos && line_end <= end) {
        range.end = line_end;
      }
      if (line_end == text_.size()) break;
      p = bytes::SkipLineEnd(text_, line_end);
    }
    return range;
  }

  Statement& Start(StatementKind kind, TextRange range, std::size_t head) {
    Statement statement;
    statement.kind = kind;
    statement.range = range;
    if (decorators_begin_) {
      statement.range.begin = *decorators_begin_;
      statement.decorated = true;
      decorators_begin_.reset();
    }
    statement.head = head;
    statement.first_line = cursor_.At(statement.range.begin).line;
    statement.position = cursor_.At(head);
    statement.last_line = cursor_.At(range.end).line;
    outline_.statements.push_back(std::move(statement));
    return outline_.statements.back();
  }

  void Extend(const LogicalLine& line) {
    Statement& statement = outline_.statements.back();
    statement.range.end = line.end;
    statement.last_line = cursor_.At(line.end).line;
  }

  void TopLevel(const LogicalLine& line) {
    const LineTokens tokens(text_, line);
    if (!problem_) problem_ = tokens.problem();
    skip_below_.reset();
    const TextRange range{line.begin, line.end};
    if (tokens.Is(0, "@")) {
      if (!decorators_begin_) decorators_begin_ = line.begin;
      return;
    }
    if (const std::size_t name = DefinitionName(tokens)) {
      const bool is_class = tokens.Is(0, "class");
      Statement& statement = Start(is_class    ? StatementKind::kClass
                                   : name == 2 ? StatementKind::kAsyncFunction
                                               : StatementKind::kFunction,
                                   range, line.begin);
      statement.names.push_back(tokens.Text(name));
      if (!is_class) statement.parameters = ParseParameters(tokens, name);
      return;
    }
    decorators_begin_.reset();
    if (IsClause(tokens) && !outline_.statements.empty() &&
        outline_.statements.back().kind == StatementKind::kCompound) {
      Extend(line);
      AddLine(tokens, &outline_.statements.back().names);
      return;
    }
    if (IsCompoundHead(tokens)) {
      AddLine(tokens, &Start(StatementKind::kCompound, range, line.begin).names);
      return;
    }
    for (std::size_t begin = 0; begin < tokens.size();) {
      const std::size_t end = tokens.Find(";", begin, tokens.size());
      if (end > begin) SimpleTopLevel(tokens, begin, end, line.end);
      begin = end + 1;
    }
  }

  void SimpleTopLevel(const LineTokens& tokens, std::size_t begin, std::size_t end,
                      std::size_t line_end) {
    // The last statement of a line keeps the comment behind it.
    const TextRange range{tokens[begin].begin,
                          end == tokens.size() ? line_end : tokens[end - 1].end};
    const bool docstring = outline_.statements.empty() && IsPlainString(tokens, begin, end);
    Statement& statement = Start(StatementKind::kOther, range, range.begin);
    if (docstring) {
      statement.kind = StatementKind::kDocstring;
      outline_.docstring = TextRange{tokens[begin].begin, tokens[end - 1].end};
    } else {
      statement.kind = SimpleStatement(tokens, begin, end, &statement.names);
    }
  }

  void Nested(const LogicalLine& line) {
    decorators_begin_.reset();  // an indented line behind them is an error
    Extend(line);
    Statement& statement = outline_.statements.back();
    const bool definition = statement.kind == StatementKind::kFunction ||
                            statement.kind == StatementKind::kAsyncFunction ||
                            statement.kind == StatementKind::kClass;
    if (definition) return;
    // Where an indented block follows, `match` was a keyword and `match x: ...` no annotation.
    statement.kind = StatementKind::kCompound;
    if (skip_below_ && line.depth > *skip_below_) return;
    skip_below_.reset();
    const LineTokens tokens(text_, line);
    if (!problem_) problem_ = tokens.problem();
    if (DefinitionName(tokens) != 0) skip_below_ = line.depth;
    AddLine(tokens, &statement.names);
  }

  std::string_view text_;
  LineCursor cursor_;
  LogicalLines lines_;
  ModuleOutline outline_;
  LexProblem problem_;
  std::optional<std::size_t> decorators_begin_;
  std::optional<std::size_t> skip_below_;  // a definition's depth, while in its body
};

}  // namespace

ModuleOutline OutlineModule(const SourceText& source) {
  return Outliner(source).Run();
}

const Statement* LastFunction(const ModuleOutline& outline) {
  for (auto it = outline.statements.rbegin(); it != outline.statements.rend(); ++it) {
    if (it->kind == StatementKind::kFunction || it->kind == StatementKind::kAsyncFunction) {
      return &*it;
    }
  }
  return nullptr;
}

}  // namespace pybundle
