#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lexer.h"
#include "logical_lines.h"

namespace pybundle {

/// The tokens of one logical line without comments and line ends, to be looked at by index. Indices
/// behind the last token are allowed where a text is asked for: nothing is there.
class LineTokens {
 public:
  explicit LineTokens(std::string_view text) : text_(text) {}
  LineTokens(std::string_view text, const LogicalLine& line) : text_(text) { Load(line); }

  /// Replaces the tokens by those of `line`.
  void Load(const LogicalLine& line);

  std::size_t size() const { return tokens_.size(); }
  const Token& operator[](std::size_t i) const { return tokens_[i]; }
  /// The first token that is an error.
  const LexProblem& problem() const { return problem_; }

  std::string_view Text(std::size_t i) const {
    if (i >= tokens_.size()) return {};
    return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }
  bool IsName(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == TokenKind::kName;
  }
  /// Whether token `i` is this name or operator. Asked so often that it had better be inline.
  bool Is(std::size_t i, std::string_view text) const {
    if (i >= tokens_.size()) return false;
    const Token& token = tokens_[i];
    return token.end - token.begin == text.size() && text_[token.begin] == text[0] &&
           text_.substr(token.begin, text.size()) == text &&
           (token.kind == TokenKind::kName || token.kind == TokenKind::kOperator);
  }
  /// +1, -1 or 0: how the token changes the nesting of brackets.
  int Nesting(std::size_t i) const;
  /// Behind the bracket that closes the one at `i`, at most `end`.
  std::size_t SkipBrackets(std::size_t i, std::size_t end) const;
  /// The first token in [i, end) that is `text`, outside of brackets and lambda parameters; else
  /// `end`.
  std::size_t Find(std::string_view text, std::size_t i, std::size_t end) const;
  /// Where the header of a compound statement ends: behind its colon, else the size.
  std::size_t HeaderEnd() const;

 private:
  std::size_t SkipLambdaHead(std::size_t i, std::size_t end) const;

  std::string_view text_;
  std::vector<Token> tokens_;
  LexProblem problem_;
};

}  // namespace pybundle
