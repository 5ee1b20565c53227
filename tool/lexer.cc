#include "lexer.h"

#include "byte_scan.h"
#include "char_class.h"
#include "string_scan.h"

namespace pybundle {

using chars::Is;
using chars::kBlank;
using chars::kDigit;
using chars::kHexDigit;
using chars::kNamePart;
using chars::kNameStart;

std::string_view Describe(LexError error) {
  switch (error) {
    case LexError::kNone:
      return "no problem";
    case LexError::kUnterminatedString:
      return "unterminated string literal";
    case LexError::kUnterminatedTripleQuotedString:
      return "unterminated triple-quoted string literal";
    case LexError::kUnterminatedFString:
      return "unterminated f-string literal";
    case LexError::kUnclosedReplacementField:
      return "f-string: expecting '}'";
    case LexError::kSingleClosingBrace:
      return "f-string: single '}' is not allowed";
    case LexError::kInvalidCharacter:
      return "invalid character";
    case LexError::kInvalidNumber:
      return "invalid number literal";
    case LexError::kAfterBackslash:
      return "unexpected character after line continuation character";
    case LexError::kEndAfterBackslash:
      return "unexpected end of file after backslash";
    case LexError::kUnmatchedBracket:
      return "unmatched closing bracket";
    case LexError::kMismatchedBracket:
      return "closing bracket does not match the opening one";
    case LexError::kUnclosedBracket:
      return "bracket was never closed";
    case LexError::kTooManyBrackets:
      return "too many nested brackets (more than 200)";
    case LexError::kTooManyFStrings:
      return "too many nested f-strings (more than 150)";
    case LexError::kBadDedent:
      return "unindent does not match any outer indentation level";
    case LexError::kInconsistentTabs:
      return "inconsistent use of tabs and spaces in indentation";
    case LexError::kTooManyIndents:
      return "too many levels of indentation (more than 100)";
  }
  return "unknown problem";
}

Lexer::Lexer(std::string_view text) : text_(text), at_line_start_(true) {
  indent_[0] = {0, 0};
}

Lexer::Lexer(std::string_view text, std::size_t begin, std::size_t end)
    : text_(text.substr(0, end)), position_(begin), is_line_(true) {
  indent_[0] = {0, 0};
}

bool Lexer::Emit(Token* token, TokenKind kind, std::size_t end) {
  *token = {kind, LexError::kNone, begin_, end};
  position_ = end;
  return true;
}

bool Lexer::EmitError(Token* token, LexError error, std::size_t begin, std::size_t end) {
  *token = {TokenKind::kError, error, begin, end};
  return true;
}

bool Lexer::Next(Token* token) {
  if (InLiteralPart()) return LexLiteralPart(token);
  if (pending_dedents_ > 0) {
    --pending_dedents_;
    begin_ = position_;
    return Emit(token, TokenKind::kDedent, position_);
  }
  if (at_line_start_) {
    at_line_start_ = false;
    if (LexLineStart(token)) return true;
  }
  for (;;) {
    while (position_ < text_.size() && Is(text_[position_], kBlank))
      ++position_;
    begin_ = position_;
    if (position_ == text_.size()) return LexEnd(token);
    if (text_[position_] != '\\') return LexToken(token);
    // A backslash joins lines; anything else behind it is an error that covers the backslash.
    ++position_;
    if (position_ == text_.size()) {
      return EmitError(token, LexError::kEndAfterBackslash, begin_, position_);
    }
    if (text_[position_] != '\n' && text_[position_] != '\r') {
      return EmitError(token, LexError::kAfterBackslash, begin_, position_);
    }
    position_ = bytes::SkipLineEnd(text_, position_);
    if (position_ == text_.size() && !is_line_) {
      return EmitError(token, LexError::kEndAfterBackslash, begin_, position_);
    }
  }
}

/// Indentation. True if it made a token; a blank or comment line makes none, but stays at the start
/// of a line.
bool Lexer::LexLineStart(Token* token) {
  begin_ = position_;
  const IndentColumns columns = MeasureIndent(text_, &position_);
  if (position_ == text_.size()) return false;
  const char c = text_[position_];
  if (c == '#' || c == '\n' || c == '\r') return false;

  const Indent& top = indent_[indents_ - 1];
  if (columns.column == top.column) {
    if (columns.narrow == top.narrow) return false;
    return EmitError(token, LexError::kInconsistentTabs, position_, position_);
  }
  if (columns.column > top.column) {
    if (indents_ == kMaxIndents) {
      return EmitError(token, LexError::kTooManyIndents, position_, position_);
    }
    const bool ambiguous = columns.narrow <= top.narrow;
    indent_[indents_++] = {columns.column, columns.narrow};
    if (ambiguous) return EmitError(token, LexError::kInconsistentTabs, position_, position_);
    return Emit(token, TokenKind::kIndent, position_);
  }
  while (columns.column < indent_[indents_ - 1].column) {
    --indents_;
    ++pending_dedents_;
  }
  const Indent& found = indent_[indents_ - 1];
  if (columns.column != found.column) {
    return EmitError(token, LexError::kBadDedent, position_, position_);
  }
  if (columns.narrow != found.narrow) {
    return EmitError(token, LexError::kInconsistentTabs, position_, position_);
  }
  --pending_dedents_;
  begin_ = position_;
  return Emit(token, TokenKind::kDedent, position_);
}

/// At the end of the text: what is still open, one token a call.
bool Lexer::LexEnd(Token* token) {
  if (fstrings_ > 0) {
    const FString& outer = fstring_[0];
    depth_ = outer.depth;
    fstrings_ = 0;
    return EmitError(token, LexError::kUnterminatedFString, outer.begin, text_.size());
  }
  if (depth_ > 0) {
    const std::size_t opening = bracket_[depth_ - 1].begin;
    depth_ = 0;
    return EmitError(token, LexError::kUnclosedBracket, opening, opening + 1);
  }
  if (line_has_tokens_) {
    line_has_tokens_ = false;
    return Emit(token, TokenKind::kNewline, position_);
  }
  if (indents_ > 1) {
    --indents_;
    return Emit(token, TokenKind::kDedent, position_);
  }
  Emit(token, TokenKind::kEndMarker, position_);
  return false;
}

bool Lexer::LexToken(Token* token) {
  const char c = text_[position_];
  if (c == '\n' || c == '\r') {
    const std::size_t end = bytes::SkipLineEnd(text_, position_);
    if (depth_ > 0) return Emit(token, TokenKind::kNl, end);
    const bool logical = line_has_tokens_;
    line_has_tokens_ = false;
    at_line_start_ = !is_line_;
    return Emit(token, logical ? TokenKind::kNewline : TokenKind::kNl, end);
  }
  if (c == '#') return Emit(token, TokenKind::kComment, bytes::FindLineEnd(text_, position_));
  line_has_tokens_ = true;
  if (Is(c, kNameStart)) return LexName(token);
  if (Is(c, kDigit) || (c == '.' && Is(At(position_ + 1), kDigit))) return LexNumber(token);
  if (c == '"' || c == '\'') return LexString(token, position_);
  return LexOperator(token);
}

bool Lexer::LexName(Token* token) {
  std::size_t end = position_ + 1;
  while (end < text_.size() && Is(text_[end], kNamePart))
    ++end;
  const char next = At(end);
  if ((next == '"' || next == '\'') && end - position_ <= 2) {
    const auto prefix = chars::ParseStringPrefix(text_.substr(position_, end - position_));
    if (prefix.formatted) return LexFStringStart(token, end, prefix.raw, prefix.is_template);
    if (prefix.valid) return LexString(token, end);
  }
  return Emit(token, TokenKind::kName, end);
}

bool Lexer::LexString(Token* token, std::size_t quote) {
  const StringEnd end = FindStringEnd(text_, quote);
  position_ = end.position;
  if (end.error != LexError::kNone) return EmitError(token, end.error, begin_, end.position);
  return Emit(token, TokenKind::kString, end.position);
}

bool Lexer::LexFStringStart(Token* token, std::size_t quote, bool raw, bool is_template) {
  const char c = text_[quote];
  const bool triple = At(quote + 1) == c && At(quote + 2) == c;
  position_ = quote + (triple ? 3 : 1);
  if (fstrings_ == kMaxFStrings) {
    return EmitError(token, LexError::kTooManyFStrings, begin_, position_);
  }
  fstring_[fstrings_++] = {begin_, depth_, c, triple, raw, is_template};
  return Emit(token, is_template ? TokenKind::kTStringStart : TokenKind::kFStringStart, position_);
}

/// Inside an f-string, outside its expressions: literal text, or the bracket or quote that ends it.
bool Lexer::LexLiteralPart(Token* token) {
  const FString string = fstring_[fstrings_ - 1];
  const bool in_format = depth_ > string.depth;
  const TokenKind middle =
      string.is_template ? TokenKind::kTStringMiddle : TokenKind::kFStringMiddle;
  begin_ = position_;
  std::size_t p = position_;
  for (;;) {
    const char c = At(p);
    if (p == text_.size()) {
      position_ = p;
      return LexEnd(token);
    }
    if (c == string.quote) {
      const std::size_t length = string.triple ? 3 : 1;
      if (string.triple && (At(p + 1) != c || At(p + 2) != c)) {
        ++p;
        continue;
      }
      if (p > begin_) return Emit(token, middle, p);
      --fstrings_;
      depth_ = string.depth;
      if (in_format) {
        position_ = p + length;
        return EmitError(token, LexError::kUnclosedReplacementField, p, position_);
      }
      return Emit(token, string.is_template ? TokenKind::kTStringEnd : TokenKind::kFStringEnd,
                  p + length);
    }
    if ((c == '\n' || c == '\r') && !string.triple) {
      if (in_format) {  // 3.12: the specification ends here, the field goes on
        bracket_[depth_ - 1].kind = 'f';
        if (p > begin_) return Emit(token, middle, p);
        return Next(token);
      }
      --fstrings_;
      depth_ = string.depth;
      position_ = p;
      return EmitError(token, LexError::kUnterminatedFString, string.begin, p);
    }
    if (c == '\\') {
      ++p;
      const char escaped = At(p);
      if (escaped == '{' || escaped == '}' || p == text_.size()) continue;
      if (escaped == 'N' && At(p + 1) == '{' && !string.raw) {  // \N{EN DASH}
        p += 2;
        while (Is(At(p), kNamePart) || At(p) == ' ' || At(p) == '-')
          ++p;
        if (At(p) == '}') ++p;
        continue;
      }
      p = bytes::SkipLineEnd(text_, p);
      continue;
    }
    if (c == '{') {
      if (!in_format && At(p + 1) == '{') {
        p += 2;
        continue;
      }
      if (p > begin_) return Emit(token, middle, p);
      return LexOpening(token, 'f');
    }
    if (c == '}') {
      if (!in_format && At(p + 1) == '}') {
        p += 2;
        continue;
      }
      if (p > begin_) return Emit(token, middle, p);
      if (in_format) return LexClosing(token);
      position_ = p + 1;
      return EmitError(token, LexError::kSingleClosingBrace, p, p + 1);
    }
    ++p;
  }
}

/// Digits of `kind` up to `last`, in groups joined by single underscores; false if one is empty.
static bool SkipDigitGroups(std::string_view text, std::size_t* p, std::uint8_t kind, char last) {
  for (;;) {
    const std::size_t begin = *p;
    while (*p < text.size() && Is(text[*p], kind) && text[*p] <= last)
      ++*p;
    if (*p == begin) return false;
    if (*p == text.size() || text[*p] != '_') return true;
    ++*p;
  }
}

bool Lexer::LexNumber(Token* token) {
  std::size_t p = position_;
  bool valid = true;
  const char base = static_cast<char>(At(p + 1) | 0x20);
  if (At(p) == '0' && (base == 'x' || base == 'o' || base == 'b')) {
    p += At(p + 2) == '_' ? 3 : 2;
    const char last = base == 'x' ? 'f' : base == 'o' ? '7' : '1';
    valid = SkipDigitGroups(text_, &p, kHexDigit, last);
  } else {
    bool integer = true;
    if (At(p) != '.') valid = SkipDigitGroups(text_, &p, kDigit, '9');
    const std::string_view whole = text_.substr(position_, p - position_);
    if (At(p) == '.') {
      integer = false;
      ++p;
      if (Is(At(p), kDigit)) valid = SkipDigitGroups(text_, &p, kDigit, '9') && valid;
    }
    if (At(p) == 'e' || At(p) == 'E') {
      const std::size_t sign = At(p + 1) == '+' || At(p + 1) == '-' ? 1 : 0;
      if (Is(At(p + 1 + sign), kDigit)) {
        integer = false;
        p += 1 + sign;
        valid = SkipDigitGroups(text_, &p, kDigit, '9') && valid;
      }
    }
    if (At(p) == 'j' || At(p) == 'J') {
      integer = false;
      ++p;
    }
    if (integer && whole[0] == '0' && whole.find_first_not_of("0_") != std::string_view::npos) {
      valid = false;  // 00 is a number, 01 isn't
    }
  }
  // `1if x else 2` is allowed, `1st` isn't: CPython looks for the same keywords.
  if (Is(At(p), kNamePart)) {
    const std::string_view rest = text_.substr(p);
    bool keyword = false;
    for (const std::string_view word : {"and", "else", "for", "if", "in", "is", "not", "or"}) {
      keyword = keyword || rest.substr(0, word.size()) == word;
    }
    if (!keyword) {
      valid = false;
      while (Is(At(p), kNamePart))
        ++p;
    }
  }
  if (valid) return Emit(token, TokenKind::kNumber, p);
  position_ = p;
  return EmitError(token, LexError::kInvalidNumber, begin_, p);
}

bool Lexer::LexOperator(Token* token) {
  const char c = text_[position_];
  const char next = At(position_ + 1);
  const bool field = depth_ > 0 && bracket_[depth_ - 1].kind == 'f';
  std::size_t length = 1;
  switch (c) {
    case '(':
    case '[':
    case '{':
      return LexOpening(token, c);
    case ')':
    case ']':
    case '}':
      return LexClosing(token);
    case ':':
      if (field) {
        bracket_[depth_ - 1].kind = 's';
      } else if (next == '=') {
        length = 2;
      }
      break;
    case ',':
    case ';':
    case '~':
      break;
    case '.':
      if (next == '.' && At(position_ + 2) == '.') length = 3;
      break;
    case '!':
      if (next == '=') {
        length = 2;
      } else if (!field) {
        ++position_;
        return EmitError(token, LexError::kInvalidCharacter, begin_, position_);
      }
      break;
    case '*':
    case '/':
    case '>':
    case '<':
      if (next == c) {
        length = At(position_ + 2) == '=' ? 3 : 2;
      } else if (next == '=' || (c == '<' && next == '>')) {
        length = 2;
      }
      break;
    case '-':
      if (next == '>' || next == '=') length = 2;
      break;
    case '+':
    case '%':
    case '&':
    case '|':
    case '^':
    case '@':
    case '=':
      if (next == '=') length = 2;
      break;
    default:
      ++position_;
      return EmitError(token, LexError::kInvalidCharacter, begin_, position_);
  }
  return Emit(token, TokenKind::kOperator, position_ + length);
}

bool Lexer::LexOpening(Token* token, char kind) {
  if (depth_ == kMaxBrackets) {
    ++position_;
    return EmitError(token, LexError::kTooManyBrackets, begin_, position_);
  }
  bracket_[depth_++] = {position_, kind};
  return Emit(token, TokenKind::kOperator, position_ + 1);
}

bool Lexer::LexClosing(Token* token) {
  const char c = text_[position_];
  const std::size_t base = fstrings_ > 0 ? fstring_[fstrings_ - 1].depth : 0;
  if (depth_ == base) {
    ++position_;
    return EmitError(token, LexError::kUnmatchedBracket, begin_, position_);
  }
  const char open = bracket_[depth_ - 1].kind;
  const char expected = open == '(' ? ')' : open == '[' ? ']' : '}';
  if (c != expected) {
    ++position_;
    return EmitError(token, LexError::kMismatchedBracket, begin_, position_);
  }
  --depth_;
  return Emit(token, TokenKind::kOperator, position_ + 1);
}

std::size_t Lexer::SkipFString(std::string_view text, std::size_t begin, LexProblem* problem) {
  Lexer lexer(text, begin, text.size());
  Token token;
  do {
    if (!lexer.Next(&token)) break;
    if (token.kind == TokenKind::kError && !*problem) {
      *problem = {token.error, token.begin, token.end};
    }
  } while (lexer.fstrings_ > 0);
  return lexer.position_;
}

}  // namespace pybundle
