#include <optional>

#include "char_class.h"
#include "line_tokens.h"
#include "logical_lines.h"
#include "minify_passes.h"

namespace pybundle {
namespace {

class Docstrings {
 public:
  Docstrings(std::string_view tokens, std::string_view text)
      : lexed_(tokens), text_(text), lines_(tokens), tokens_(tokens) {}

  std::string Remove() {
    LogicalLine line;
    while (lines_.Next(&line)) {
      tokens_.Load(line);
      if (body_ && line.depth < body_->depth) EndBody();
      if (body_ && !TakeStrings(line)) body_.reset();
      StartBody(line);
    }
    if (body_) EndBody();
    return edits_.Apply(text_);
  }

 private:
  struct TextRange {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// A body of which nothing but strings was seen so far.
  struct Body {
    std::size_t depth = 0;
    bool is_module = false;
    TextRange last;  // the tokens of its last string, if one was removed
  };

  /// Whether token `i` is a string that may be a docstring.
  bool IsString(std::size_t i) const {
    if (i >= tokens_.size() || tokens_[i].kind != TokenKind::kString) return false;
    const std::string_view token = tokens_.Text(i);
    return !chars::ParseStringPrefix(token.substr(0, token.find_first_of("'\""))).bytes;
  }

  /// Behind the statement at `i` if it is nothing but a string, parentheses around it or not; else
  /// `i`. A semicolon belongs to it.
  std::size_t SkipString(std::size_t i) const {
    std::size_t p = i;
    std::size_t parentheses = 0;
    for (; tokens_.Is(p, "("); ++p) ++parentheses;
    if (!IsString(p)) return i;
    while (IsString(p)) ++p;
    for (; parentheses > 0 && tokens_.Is(p, ")"); ++p) --parentheses;
    if (parentheses > 0 || (p < tokens_.size() && !tokens_.Is(p, ";"))) return i;
    return p < tokens_.size() ? p + 1 : p;
  }

  /// Behind all such statements from `i` on.
  std::size_t SkipStrings(std::size_t i) const {
    for (std::size_t end = SkipString(i); end != i; end = SkipString(i)) i = end;
    return i;
  }

  /// Removes the strings that begin the line; true if it has nothing else.
  bool TakeStrings(const LogicalLine& line) {
    const std::size_t end = SkipStrings(0);
    if (end == 0 || FollowsBackslash()) return false;
    if (end < tokens_.size()) {
      edits_.Remove(tokens_[0].begin, tokens_[end].begin);
      return false;
    }
    body_->last = {tokens_[0].begin, tokens_[end - 1].end};
    const TextRange range = WithLine(line, body_->last);
    edits_.Remove(range.begin, range.end);
    return true;
  }

  /// The statement's physical lines, line end included, if nothing else is on them; else itself.
  TextRange WithLine(const LogicalLine& line, const TextRange& statement) const {
    std::size_t begin = statement.begin;
    while (begin > 0 && chars::Is(lexed_[begin - 1], chars::kBlank)) --begin;
    if (begin > 0 && lexed_[begin - 1] != '\n' && lexed_[begin - 1] != '\r') return statement;
    for (std::size_t at = statement.end; at < line.end; ++at) {
      if (!chars::Is(lexed_[at], chars::kBlank)) return statement;
    }
    std::size_t end = line.end;
    if (end < lexed_.size()) end += lexed_.substr(end, 2) == "\r\n" ? 2 : 1;
    return {begin, end};
  }

  /// Whether the line before the one on which the tokens begin goes on there.
  bool FollowsBackslash() const {
    std::size_t at = tokens_[0].begin;
    while (at > 0 && chars::Is(lexed_[at - 1], chars::kBlank)) --at;
    while (at > 0 && (lexed_[at - 1] == '\n' || lexed_[at - 1] == '\r')) --at;
    return at > 0 && lexed_[at - 1] == '\\';
  }

  /// A body needs a statement.
  void EndBody() {
    if (!body_->is_module && body_->last.end > 0) {
      edits_.ReplaceLastBy(body_->last.begin, body_->last.end, "pass");
    }
    body_.reset();
  }

  /// Looks whether the line is the head of a class or function.
  void StartBody(const LogicalLine& line) {
    const std::size_t head = tokens_.Is(0, "async") ? 1 : 0;
    if (!tokens_.Is(head, "def") && !tokens_.Is(0, "class")) return;
    const std::size_t begin = tokens_.HeaderEnd();
    if (begin == tokens_.size()) {
      body_ = Body{line.depth + 1, false, {}};
      return;
    }
    const std::size_t end = SkipStrings(begin);
    if (end == begin) return;
    if (end < tokens_.size()) edits_.Remove(tokens_[begin].begin, tokens_[end].begin);
    else edits_.Replace(tokens_[begin].begin, tokens_[end - 1].end, "pass");
  }

  std::string_view lexed_;
  std::string_view text_;
  LogicalLines lines_;
  LineTokens tokens_;
  std::optional<Body> body_ = Body{0, true, {}};
  Edits edits_;
};

}  // namespace

std::string RemoveDocstrings(std::string_view tokens, std::string_view text) {
  return Docstrings(tokens, text).Remove();
}

}  // namespace pybundle
