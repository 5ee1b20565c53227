#include "char_class.h"
#include "lexer.h"
#include "minify_passes.h"

namespace pybundle {
namespace {

bool BeginsFString(TokenKind kind) {
  return kind == TokenKind::kFStringStart || kind == TokenKind::kTStringStart;
}

bool EndsFString(TokenKind kind) {
  return kind == TokenKind::kFStringEnd || kind == TokenKind::kTStringEnd;
}

/// The lexer's tokens with each f-string as one: white space in it may be text, as in f'{x = }'.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : lexer_(text) {}

  bool Next(Token* token) {
    if (!lexer_.Next(token)) return false;
    if (!BeginsFString(token->kind)) return true;
    Token part = *token;
    for (std::size_t open = 1; open > 0 && lexer_.Next(&part);) {
      if (BeginsFString(part.kind)) ++open;
      if (EndsFString(part.kind)) --open;
    }
    *token = {TokenKind::kString, LexError::kNone, token->begin, part.end};
    return true;
  }

  /// Whether a bracket is open behind the last token.
  bool in_brackets() const { return lexer_.depth() > 0; }

 private:
  Lexer lexer_;
};

bool IsIndentation(TokenKind kind) {
  return kind == TokenKind::kIndent || kind == TokenKind::kDedent;
}

/// Whether two tokens would be read as others without a blank between them.
bool NeedBlank(TokenKind kind, std::string_view left, std::string_view right) {
  const char last = left.back();
  const char first = right.front();
  if (chars::Is(last, chars::kNamePart) && chars::Is(first, chars::kNamePart)) return true;
  if (kind == TokenKind::kNumber) return first == '.' || last == '.';
  const bool quote = first == '\'' || first == '"';
  if (kind == TokenKind::kString) {
    return first == last && left.find(first) + 2 == left.size();  // '' 'a' would begin with '''
  }
  return kind == TokenKind::kName && quote && chars::ParseStringPrefix(left).valid;
}

/// `token` with LF for CR LF and CR, as Python reads them.
void AppendWithLf(std::string& out, std::string_view token) {
  for (std::size_t at = 0; at < token.size(); ++at) {
    if (token[at] != '\r') out += token[at];
    else if (at + 1 == token.size() || token[at + 1] != '\n') out += '\n';
  }
}

}  // namespace

std::string RemoveComments(std::string_view tokens, std::string_view text) {
  std::string out;
  out.reserve(text.size());
  Tokens lexer(tokens);
  Token token;
  std::size_t written = 0;  // of the text; what follows lies before the token
  bool has_content = false;
  while (lexer.Next(&token)) {
    if (IsIndentation(token.kind)) continue;
    if (token.kind == TokenKind::kNl || token.kind == TokenKind::kNewline) {
      if (has_content) out.append(text, token.begin, token.end - token.begin);
      has_content = false;
    } else if (token.kind != TokenKind::kComment) {
      out.append(text, written, token.end - written);
      has_content = true;
    }
    written = token.end;
  }
  return out;
}

std::string RemoveWhiteSpace(std::string_view tokens, std::string_view text) {
  std::string out;
  out.reserve(text.size());
  Tokens lexer(tokens);
  Token token;
  std::size_t depth = 0;
  bool at_line_start = true;
  bool after_comment = false;
  TokenKind kind = TokenKind::kNl;  // of the token before, on the same line
  std::string_view before;
  while (lexer.Next(&token)) {
    const std::string_view word = text.substr(token.begin, token.end - token.begin);
    switch (token.kind) {
      case TokenKind::kIndent:
        ++depth;
        break;
      case TokenKind::kDedent:
        --depth;
        break;
      case TokenKind::kNl:
        if (lexer.in_brackets() && !after_comment) break;
        [[fallthrough]];
      case TokenKind::kNewline:
        if (!word.empty()) out += '\n';
        at_line_start = true;
        after_comment = false;
        break;
      default:
        if (at_line_start) out.append(depth, ' ');
        else if (token.kind == TokenKind::kComment) out.append("  ");
        else if (NeedBlank(kind, before, word)) out += ' ';
        AppendWithLf(out, word);
        kind = token.kind;
        before = word;
        at_line_start = false;
        after_comment = token.kind == TokenKind::kComment;
    }
  }
  return out;
}

}  // namespace pybundle
