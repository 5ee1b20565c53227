#include "line_tokens.h"

#include <algorithm>

namespace pybundle {

void LineTokens::Load(const LogicalLine& line) {
  tokens_.clear();
  problem_ = {};
  Lexer lexer(text_, line.begin, line.end);
  Token token;
  while (lexer.Next(&token)) {
    if (token.kind == TokenKind::kComment || token.kind == TokenKind::kNl ||
        token.kind == TokenKind::kNewline) {
      continue;
    }
    if (token.kind == TokenKind::kError && !problem_) {
      problem_ = {token.error, token.begin, token.end};
    }
    tokens_.push_back(token);
  }
}

int LineTokens::Nesting(std::size_t i) const {
  if (tokens_[i].kind != TokenKind::kOperator) return 0;
  const char c = text_[tokens_[i].begin];
  return c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
}

std::size_t LineTokens::SkipBrackets(std::size_t i, std::size_t end) const {
  int depth = 0;
  for (; i < end; ++i) {
    depth += Nesting(i);
    if (depth == 0) return i + 1;
  }
  return end;
}

/// Behind the colon of the lambda at `i`, at most `end`. Its defaults may hold further lambdas.
std::size_t LineTokens::SkipLambdaHead(std::size_t i, std::size_t end) const {
  std::size_t lambdas = 0;
  for (; i < end; ++i) {
    if (Is(i, "lambda")) {
      ++lambdas;
    } else if (Is(i, ":")) {
      if (--lambdas == 0) return i + 1;
    } else if (Nesting(i) > 0) {
      i = SkipBrackets(i, end) - 1;
    }
  }
  return end;
}

std::size_t LineTokens::Find(std::string_view text, std::size_t i, std::size_t end) const {
  for (; i < end; ++i) {
    if (Is(i, text)) return i;
    if (Nesting(i) > 0) {
      i = SkipBrackets(i, end) - 1;
    } else if (Is(i, "lambda")) {
      i = SkipLambdaHead(i, end) - 1;
    }
  }
  return end;
}

std::size_t LineTokens::HeaderEnd() const {
  return std::min(Find(":", 0, size()) + 1, size());
}

}  // namespace pybundle
