#include <algorithm>
#include <array>
#include <vector>

#include "line_tokens.h"
#include "logical_lines.h"
#include "minify_passes.h"

namespace pybundle {
namespace {

/// With these a statement isn't an annotated assignment, though a colon follows. `match` and `case`
/// may be names, too: then the annotation stays.
constexpr std::array<std::string_view, 3> kNoTargets = {"case", "lambda", "match"};

/// What may have statements behind its colon, on the same line.
constexpr std::array<std::string_view, 10> kHeads = {
    "async", "elif", "else", "except", "finally", "for", "if", "try", "while", "with"};

template <std::size_t n>
bool Contains(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Annotations {
 public:
  Annotations(std::string_view tokens, std::string_view text)
      : text_(text), lines_(tokens), tokens_(tokens) {}

  std::string Remove() {
    LogicalLine line;
    while (lines_.Next(&line)) {
      tokens_.Load(line);
      in_function_.resize(line.depth + 1);
      TakeLine(in_function_[line.depth]);
    }
    return edits_.Apply(text_);
  }

 private:
  void TakeLine(bool in_function) {
    std::size_t body = 0;
    const std::size_t head = tokens_.Is(0, "async") ? 1 : 0;
    if (tokens_.Is(head, "def")) {
      TakeSignature(head + 2);
      in_function = true;
      body = tokens_.HeaderEnd();
    } else if (tokens_.Is(0, "class")) {
      in_function = false;
      body = tokens_.HeaderEnd();
    } else if (Contains(kHeads, tokens_.Text(0))) {
      body = tokens_.HeaderEnd();
    }
    in_function_.push_back(in_function);  // of the lines one level deeper
    for (std::size_t begin = body; in_function && begin < tokens_.size();) {
      const std::size_t end = tokens_.Find(";", begin, tokens_.size());
      TakeStatement(begin, end);
      begin = end + 1;
    }
  }

  /// `i` is behind the function's name.
  void TakeSignature(std::size_t i) {
    if (tokens_.Is(i, "[")) i = tokens_.SkipBrackets(i, tokens_.size());
    const std::size_t behind = tokens_.SkipBrackets(i, tokens_.size());
    const std::size_t close = behind - 1;
    for (++i; i < close;) {
      const std::size_t end = tokens_.Find(",", i, close);
      const std::size_t value = tokens_.Find("=", i, end);
      const std::size_t colon = tokens_.Find(":", i, value);
      if (colon < value && IsWithoutEffect(colon, value)) {
        edits_.Remove(tokens_[colon - 1].end, tokens_[value - 1].end);
      }
      i = end + 1;
    }
    if (!tokens_.Is(behind, "->")) return;
    const std::size_t colon = tokens_.HeaderEnd() - 1;
    if (IsWithoutEffect(behind, colon)) edits_.Remove(tokens_[close].end, tokens_[colon - 1].end);
  }

  /// A statement of a function: `target: annotation` or `target: annotation = value`.
  void TakeStatement(std::size_t i, std::size_t end) {
    if (!tokens_.IsName(i) || Contains(kNoTargets, tokens_.Text(i))) return;
    for (++i; i < end && !tokens_.Is(i, ":");) {
      if (tokens_.Is(i, ".")) i += 2;
      else if (tokens_.Is(i, "[")) i = tokens_.SkipBrackets(i, end);
      else return;
    }
    if (i >= end) return;
    const std::size_t value = tokens_.Find("=", i, end);
    if (value == i + 1 || !IsWithoutEffect(i, value)) return;
    if (value < end) edits_.Remove(tokens_[i - 1].end, tokens_[value - 1].end);
    else edits_.Replace(tokens_[i + 1].begin, tokens_[value - 1].end, "0");
  }

  /// Whether the annotation in [begin, end) binds no name and makes no generator.
  bool IsWithoutEffect(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (tokens_.Is(i, ":=") || tokens_.Is(i, "yield") || tokens_.Is(i, "await")) return false;
    }
    return true;
  }

  std::string_view text_;
  LogicalLines lines_;
  LineTokens tokens_;
  std::vector<bool> in_function_ = {false};  // for each depth that is open
  Edits edits_;
};

}  // namespace

std::string RemoveAnnotations(std::string_view tokens, std::string_view text) {
  return Annotations(tokens, text).Remove();
}

}  // namespace pybundle
