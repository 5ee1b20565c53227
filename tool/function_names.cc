#include "function_names.h"

#include <algorithm>
#include <iterator>

namespace pybundle {
namespace {

constexpr std::string_view kKeywords[] = {
    "False", "None",   "True",  "and",   "as",     "assert", "async",    "await",  "break",
    "class", "continue", "def", "del",   "elif",   "else",   "except",   "finally", "for",
    "from",  "global", "if",    "import", "in",    "is",     "lambda",   "nonlocal", "not",
    "or",    "pass",   "raise", "return", "try",   "while",  "with",     "yield"};

constexpr std::string_view kSoftKeywords[] = {"_", "case", "match", "type"};

/// A function with one of these may see its variables, or a caller's, by their names. `query` is
/// pandas', whose expressions name the caller's variables.
constexpr std::string_view kLookers[] = {
    "_getframe", "currentframe", "dir",    "eval",  "exec",  "execfile",
    "f_locals",  "inspect",      "locals", "query", "stack", "vars"};

constexpr std::string_view kAugmented[] = {"%=", "&=",  "**=", "*=",  "+=",  "-=", "//=",
                                           "/=", "<<=", ">>=", "@=", "^=", "|="};

template <std::size_t n>
bool Contains(const std::string_view (&words)[n], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool BeginsFString(TokenKind kind) {
  return kind == TokenKind::kFStringStart || kind == TokenKind::kTStringStart;
}

bool EndsFString(TokenKind kind) {
  return kind == TokenKind::kFStringEnd || kind == TokenKind::kTStringEnd;
}

}  // namespace

bool IsKeyword(std::string_view name) {
  return Contains(kKeywords, name) || Contains(kSoftKeywords, name);
}

void FunctionNames::Begin(const LineTokens& line, std::size_t depth) {
  *this = {};
  line_ = &line;
  TakeDefinition(line.Is(0, "async") ? 1 : 0, depth, kOutside, true);
}

void FunctionNames::Add(const LineTokens& line, std::size_t depth) {
  line_ = &line;
  while (blocks_.size() > 1 && depth <= blocks_.back().depth) blocks_.pop_back();
  TakeLine(depth, blocks_.back().scope);
}

std::vector<FunctionNames::Use> FunctionNames::Changeable() const {
  for (const std::string_view name : all_) {
    // Python reads a name that isn't ASCII as its normal form, which may be another name's.
    const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii || Contains(kLookers, name)) return {};
  }
  std::set<std::string_view> kept = kept_;
  for (const Scope& scope : scopes_) {
    if (scope.kind == ScopeKind::kClass) kept.insert(scope.bound.begin(), scope.bound.end());
  }
  kept.insert("self");  // what is assigned to its attributes, a class lists for its readers
  for (const Use& use : uses_) {
    if (use.name.starts_with("__") || IsKeyword(use.name) || !IsVariable(use)) {
      kept.insert(use.name);
    }
  }
  std::vector<Use> uses;
  for (const Use& use : uses_) {
    if (kept.count(use.name) == 0) uses.push_back(use);
  }
  std::sort(uses.begin(), uses.end(),
            [](const Use& a, const Use& b) { return a.begin < b.begin; });
  return uses;
}

/// Whether a function or comprehension binds the name that stands there, as Python looks it up.
bool FunctionNames::IsVariable(const Use& use) const {
  for (std::size_t i = use.scope; i != kOutside; i = scopes_[i].parent) {
    const bool passed = scopes_[i].kind == ScopeKind::kClass && i != use.scope;
    if (!passed && scopes_[i].bound.count(use.name) != 0) return true;
  }
  return false;
}

std::size_t FunctionNames::NewScope(ScopeKind kind, std::size_t parent) {
  scopes_.push_back({kind, parent, {}});
  return scopes_.size() - 1;
}

void FunctionNames::AddUse(std::size_t i, std::size_t scope) {
  const std::string_view name = line_->Text(i);
  if (scope == kOutside) return;
  all_.insert(name);
  uses_.push_back({name, (*line_)[i].begin, scope});
}

void FunctionNames::Bind(std::size_t i, std::size_t scope) {
  scopes_[scope].bound.insert(line_->Text(i));
  AddUse(i, scope);
}

void FunctionNames::Keep(std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (line_->IsName(i)) kept_.insert(line_->Text(i));
  }
}

void FunctionNames::TakeLine(std::size_t depth, std::size_t scope) {
  const LineTokens& line = *line_;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line.IsName(i)) all_.insert(line.Text(i));
  }
  const std::size_t head = line.Is(0, "async") ? 1 : 0;
  const std::string_view word = line.Text(head);
  const std::size_t body = line.HeaderEnd();
  if (word == "def") {
    TakeDefinition(head, depth, scope, false);
  } else if (word == "class") {
    TakeClass(depth, scope);
  } else if (word == "case" || (word == "type" && line.IsName(1))) {
    Keep(0, line.size());  // patterns bind names, and type parameters do
  } else if (word == "match" && line.size() > 2 && line.Is(line.size() - 1, ":")) {
    TakeExpression(1, line.size() - 1, scope);
  } else if (word == "for") {
    const std::size_t in = line.Find("in", head + 1, body);
    TakeTarget(head + 1, in, scope);
    TakeExpression(in + 1, body - 1, scope);
    TakeStatements(body, scope);
  } else if (word == "if" || word == "elif" || word == "else" || word == "while" ||
             word == "try" || word == "except" || word == "finally" || word == "with") {
    TakeExpression(head + 1, body - 1, scope);
    TakeStatements(body, scope);
  } else {
    TakeStatements(0, scope);
  }
}

void FunctionNames::TakeDefinition(std::size_t head, std::size_t depth, std::size_t outer,
                                   bool outermost) {
  const LineTokens& line = *line_;
  const std::size_t body = line.HeaderEnd();
  std::size_t i = head + 2;
  const std::size_t begin = i;
  if (line.Is(i, "[")) i = line.SkipBrackets(i, body);
  Keep(head + 1, i);  // its own name, and type parameters
  const std::size_t scope = NewScope(ScopeKind::kFunction, outer);
  const std::size_t close = line.SkipBrackets(i, body);
  TakeParameters(i + 1, close - 1, outer, scope);
  Keep(close, body);
  if (outermost) {
    for (std::size_t j = begin; j < line.size(); ++j) {
      if (line.IsName(j)) all_.insert(line.Text(j));
    }
  }
  blocks_.push_back({depth, scope});
  TakeStatements(body, scope);
}

void FunctionNames::TakeClass(std::size_t depth, std::size_t outer) {
  const std::size_t body = line_->HeaderEnd();
  const bool has_bases = line_->Is(2, "(");
  Keep(1, has_bases ? 2 : body);
  if (has_bases) TakeExpression(2, body - 1, outer);
  const std::size_t scope = NewScope(ScopeKind::kClass, outer);
  blocks_.push_back({depth, scope});
  TakeStatements(body, scope);
}

void FunctionNames::TakeStatements(std::size_t begin, std::size_t scope) {
  while (begin < line_->size()) {
    const std::size_t end = line_->Find(";", begin, line_->size());
    TakeStatement(begin, end, scope);
    begin = end + 1;
  }
}

void FunctionNames::TakeStatement(std::size_t begin, std::size_t end, std::size_t scope) {
  const std::string_view word = line_->Text(begin);
  if (word == "global" || word == "nonlocal" || (word == "type" && line_->IsName(begin + 1))) {
    Keep(begin, end);
  } else if (word == "import" || word == "from") {
    TakeImport(begin, end, scope);
  } else if (word == "del") {
    TakeTarget(begin + 1, end, scope);
  } else if (word == "@" || (word != "await" && Contains(kKeywords, word))) {
    TakeExpression(begin, end, scope);
  } else {
    TakeAssignment(begin, end, scope);
  }
}

/// Only `as` gives a module or what is in one a name that the import needn't have.
void FunctionNames::TakeImport(std::size_t begin, std::size_t end, std::size_t scope) {
  const std::size_t import = line_->Find("import", begin, end);
  std::size_t i = import + 1;
  if (line_->Is(i, "(")) {
    ++i;
    --end;
  }
  while (i < end) {
    const std::size_t next = line_->Find(",", i, end);
    const std::size_t as = line_->Find("as", i, next);
    if (as < next) Bind(as + 1, scope);
    else Keep(i, next);
    i = next + 1;
  }
}

void FunctionNames::TakeAssignment(std::size_t begin, std::size_t end, std::size_t scope) {
  for (std::size_t i = begin; i < end && !line_->Is(i, "lambda"); ++i) {
    if (line_->Nesting(i) > 0) {
      i = line_->SkipBrackets(i, end) - 1;
    } else if (line_->Is(i, "=")) {
      TakeTarget(begin, i, scope);
      begin = i + 1;
    } else if ((*line_)[i].kind == TokenKind::kOperator && Contains(kAugmented, line_->Text(i))) {
      TakeTarget(begin, i, scope);
      begin = i + 1;
      break;
    } else if (line_->Is(i, ":")) {
      const std::size_t value = line_->Find("=", i, end);
      // `(x): int` alone doesn't bind x, unlike `x: int`.
      if (value == end && i > begin + 1) TakeExpression(begin, i, scope);
      else TakeTarget(begin, i, scope);
      Keep(i, value);
      begin = value + 1;
      break;
    }
  }
  TakeExpression(begin, end, scope);
}

/// Parameters keep their names: a caller may use them. Defaults are evaluated outside.
void FunctionNames::TakeParameters(std::size_t begin, std::size_t end, std::size_t outer,
                                   std::size_t scope) {
  while (begin < end) {
    const std::size_t next = line_->Find(",", begin, end);
    const std::size_t value = line_->Find("=", begin, next);
    for (std::size_t i = begin; i < value; ++i) {
      if (!line_->IsName(i)) continue;
      scopes_[scope].bound.insert(line_->Text(i));
      Keep(i, value);  // the annotation, too
      break;
    }
    if (outer != kOutside) TakeExpression(value + 1, next, outer);
    begin = next + 1;
  }
}

bool FunctionNames::IsTrailer(std::size_t i, std::size_t end) const {
  return i < end && (line_->Is(i, ".") || line_->Is(i, "(") || line_->Is(i, "["));
}

void FunctionNames::TakeExpression(std::size_t begin, std::size_t end, std::size_t scope) {
  const LineTokens& line = *line_;
  for (std::size_t i = begin; i < end; ++i) {
    if (line.Nesting(i) > 0) {
      const std::size_t behind = line.SkipBrackets(i, end);
      TakeBrackets(i + 1, behind - 1, scope);
      i = behind - 1;
    } else if (BeginsFString(line[i].kind)) {
      i = TakeFString(i, end, scope) - 1;
    } else if (line.Is(i, "lambda")) {
      i = TakeLambda(i, end, scope) - 1;
    } else if (line.Is(i, "as")) {
      const std::size_t next = line.Find(",", i, end);
      TakeTarget(i + 1, next, scope);
      i = next - 1;
    } else if (line.IsName(i) && !Contains(kKeywords, line.Text(i))) {
      const bool attribute = i > 0 && line.Is(i - 1, ".");
      if (attribute || line.Is(i + 1, "=")) continue;  // or the name of an argument
      if (line.Is(i + 1, ":=")) {
        std::size_t function = scope;
        while (scopes_[function].kind == ScopeKind::kComprehension &&
               scopes_[function].parent != kOutside) {
          function = scopes_[function].parent;
        }
        scopes_[function].bound.insert(line.Text(i));
      }
      AddUse(i, scope);
    }
  }
}

/// What stands between brackets: a comprehension has a scope of its own, in which all is evaluated
/// but the first iterable.
void FunctionNames::TakeBrackets(std::size_t begin, std::size_t end, std::size_t scope) {
  const LineTokens& line = *line_;
  std::size_t clause = line.Find("for", begin, end);
  if (clause == end) return TakeExpression(begin, end, scope);
  const std::size_t inner = NewScope(ScopeKind::kComprehension, scope);
  TakeExpression(begin, clause, inner);
  for (bool first = true; clause < end; first = false) {
    const std::size_t in = line.Find("in", clause, end);
    TakeTarget(clause + 1, in, inner);
    const std::size_t next = line.Find("for", in, end);
    const std::size_t condition = line.Find("if", in, next);
    TakeExpression(in + 1, condition, first ? scope : inner);
    TakeExpression(condition, next, inner);
    clause = next;
  }
}

/// What is assigned to: a name is bound, unless an attribute or item of it is assigned to.
void FunctionNames::TakeTarget(std::size_t begin, std::size_t end, std::size_t scope) {
  const LineTokens& line = *line_;
  for (std::size_t i = begin; i < end; ++i) {
    std::size_t behind = i + 1;
    if (line.Nesting(i) > 0) {
      behind = line.SkipBrackets(i, end);
      if (IsTrailer(behind, end)) TakeBrackets(i + 1, behind - 1, scope);
      else TakeTarget(i + 1, behind - 1, scope);
    } else if (BeginsFString(line[i].kind)) {
      behind = TakeFString(i, end, scope);
    } else if (!line.IsName(i) || Contains(kKeywords, line.Text(i))) {
      continue;
    } else if (IsTrailer(behind, end)) {
      AddUse(i, scope);
    } else {
      Bind(i, scope);
    }
    while (IsTrailer(behind, end)) {
      if (line.Is(behind, ".")) {
        behind += 2;
        continue;
      }
      const std::size_t close = line.SkipBrackets(behind, end);
      TakeBrackets(behind + 1, close - 1, scope);
      behind = close;
    }
    i = behind - 1;
  }
}

/// Returns where the lambda at `begin` ends.
std::size_t FunctionNames::TakeLambda(std::size_t begin, std::size_t end, std::size_t scope) {
  const std::size_t colon = line_->Find(":", begin + 1, end);
  const std::size_t inner = NewScope(ScopeKind::kFunction, scope);
  TakeParameters(begin + 1, colon, scope, inner);
  std::size_t behind = end;
  for (const std::string_view word : {",", ":", "as", "from"}) {
    behind = std::min(behind, line_->Find(word, colon + 1, end));
  }
  TakeExpression(colon + 1, behind, inner);
  return behind;
}

/// Returns where the f-string at `begin` ends.
std::size_t FunctionNames::TakeFString(std::size_t begin, std::size_t end, std::size_t scope) {
  const bool is_template = (*line_)[begin].kind == TokenKind::kTStringStart;
  for (std::size_t i = begin + 1; i < end; ++i) {
    if (EndsFString((*line_)[i].kind)) return i + 1;
    if (line_->Nesting(i) <= 0) continue;
    const std::size_t behind = line_->SkipBrackets(i, end);
    TakeField(i + 1, behind - 1, scope, is_template);
    i = behind - 1;
  }
  return end;
}

/// A replacement field: an expression, `=` perhaps, a conversion, a format with fields in it.
void FunctionNames::TakeField(std::size_t begin, std::size_t end, std::size_t scope,
                              bool is_template) {
  const std::size_t format = line_->Find(":", begin, end);
  const std::size_t expression = line_->Find("!", begin, format);
  const bool shows_text = expression > begin && line_->Is(expression - 1, "=");
  if (shows_text || is_template) Keep(begin, expression);
  TakeExpression(begin, expression, scope);
  for (std::size_t i = format; i < end; ++i) {
    if (line_->Nesting(i) <= 0) continue;
    const std::size_t behind = line_->SkipBrackets(i, end);
    TakeField(i + 1, behind - 1, scope, is_template);
    i = behind - 1;
  }
}

}  // namespace pybundle
