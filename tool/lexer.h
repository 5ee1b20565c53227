#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pybundle {

/// What a token is, named as in Python's `token` and `tokenize` modules. Keywords are names: which
/// of them are keywords depends on the version and, for soft ones, on the parser.
enum class TokenKind : std::uint8_t {
  kEndMarker,
  kName,
  kNumber,
  kString,
  kFStringStart,   ///< prefix and opening quotes, of 3.12's tokens
  kFStringMiddle,  ///< literal text, also of a format specification; `{{` stays as written
  kFStringEnd,
  kTStringStart,
  kTStringMiddle,
  kTStringEnd,
  kOperator,
  kComment,
  kNewline,  ///< ends a logical line; empty if the file ends without one
  kNl,       ///< any other line end
  kIndent,
  kDedent,
  kError,
};

/// Why text is no token.
enum class LexError : std::uint8_t {
  kNone,
  kUnterminatedString,
  kUnterminatedTripleQuotedString,
  kUnterminatedFString,
  kUnclosedReplacementField,
  kSingleClosingBrace,
  kInvalidCharacter,
  kInvalidNumber,
  kAfterBackslash,
  kEndAfterBackslash,
  kUnmatchedBracket,
  kMismatchedBracket,
  kUnclosedBracket,
  kTooManyBrackets,
  kTooManyFStrings,
  kBadDedent,
  kInconsistentTabs,
  kTooManyIndents,
};

/// One line for a person, without position: "unterminated string literal".
std::string_view Describe(LexError error);

/// A piece of the text: [begin, end) in bytes.
struct Token {
  TokenKind kind = TokenKind::kEndMarker;
  LexError error = LexError::kNone;  ///< of a kError token
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A problem at [begin, end) of the text.
struct LexProblem {
  LexError error = LexError::kNone;
  std::size_t begin = 0;
  std::size_t end = 0;

  explicit operator bool() const { return error != LexError::kNone; }
};

/// Gives the tokens of Python 3.8 to 3.14 one by one, comments and line ends included; white space
/// and backslash-newlines lie between tokens. f-strings are lexed as 3.12 does: whatever an older
/// version accepts ends at the same quote. Text is UTF-8 or any encoding whose ASCII bytes mean
/// ASCII; bytes from 0x80 belong to names, whether Unicode allows them there isn't checked.
///
/// Bad text gives kError tokens, and lexing goes on behind it. What was never closed is told where
/// it ends, but the token points back at where it opened. Linear in the text, allocates nothing,
/// and nests as deep as CPython: 200 brackets, 100 indents, 150 f-strings.
class Lexer {
 public:
  /// All of `text`, which must outlive the lexer and begins without a byte order mark.
  explicit Lexer(std::string_view text);

  /// Only text[begin, end), as the inside of a logical line: no kIndent, no kDedent.
  Lexer(std::string_view text, std::size_t begin, std::size_t end);

  /// The next token; false when there is none, then `token` is the kEndMarker.
  bool Next(Token* token);

  std::string_view Text(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }

  /// How many brackets and replacement fields are open behind the last token.
  std::size_t depth() const { return depth_; }

  /// The f-string or t-string whose prefix begins at `begin` ends before the returned position;
  /// `problem` is set if it is broken.
  static std::size_t SkipFString(std::string_view text, std::size_t begin, LexProblem* problem);

 private:
  static constexpr std::size_t kMaxBrackets = 200;
  static constexpr std::size_t kMaxIndents = 100;
  static constexpr std::size_t kMaxFStrings = 150;

  struct Bracket {
    std::size_t begin;
    char kind;  // the character, or 'f' for a replacement field, 's' in its format specification
  };
  struct FString {
    std::size_t begin;
    std::size_t depth;  // brackets open where it began
    char quote;
    bool triple;
    bool raw;
    bool is_template;
  };
  struct Indent {
    std::size_t column;  // tabs to multiples of 8
    std::size_t narrow;  // tabs as one, to find ambiguous mixtures as CPython does
  };

  bool InLiteralPart() const {
    return fstrings_ > 0 &&
           (depth_ == fstring_[fstrings_ - 1].depth || bracket_[depth_ - 1].kind == 's');
  }
  bool Emit(Token* token, TokenKind kind, std::size_t end);
  bool EmitError(Token* token, LexError error, std::size_t begin, std::size_t end);
  bool LexLineStart(Token* token);
  bool LexEnd(Token* token);
  bool LexToken(Token* token);
  bool LexName(Token* token);
  bool LexString(Token* token, std::size_t quote);
  bool LexFStringStart(Token* token, std::size_t quote, bool raw, bool is_template);
  bool LexLiteralPart(Token* token);
  bool LexNumber(Token* token);
  bool LexOperator(Token* token);
  bool LexOpening(Token* token, char kind);
  bool LexClosing(Token* token);
  char At(std::size_t position) const { return position < text_.size() ? text_[position] : '\0'; }

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t begin_ = 0;  // of the token being lexed
  std::size_t depth_ = 0;
  std::size_t fstrings_ = 0;
  std::size_t indents_ = 1;
  std::size_t pending_dedents_ = 0;
  bool at_line_start_ = false;
  bool line_has_tokens_ = false;
  bool is_line_ = false;
  // Only the first depth_, fstrings_ and indents_ entries mean something; the rest is never set,
  // because lexing one line must not cost kilobytes of zeros.
  Bracket bracket_[kMaxBrackets];
  FString fstring_[kMaxFStrings];
  Indent indent_[kMaxIndents];
};

}  // namespace pybundle
