#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pybundle {

/// Replacements in a text, added from its beginning to its end.
class Edits {
 public:
  /// Replaces [begin, end); behind everything added before.
  void Replace(std::size_t begin, std::size_t end, std::string_view by) {
    edits_.push_back({begin, end, by});
  }
  void Remove(std::size_t begin, std::size_t end) { Replace(begin, end, ""); }

  /// Instead of the last replacement's text.
  void ReplaceLastBy(std::size_t begin, std::size_t end, std::string_view by) {
    edits_.back() = {begin, end, by};
  }

  std::string Apply(std::string_view text) const {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    for (const Edit& edit : edits_) {
      out.append(text, at, edit.begin - at).append(edit.by);
      at = edit.end;
    }
    return out.append(text, at);
  }

 private:
  struct Edit {
    std::size_t begin;
    std::size_t end;
    std::string_view by;  // a literal of ours
  };
  std::vector<Edit> edits_;
};

// Each takes a text twice: `tokens` is what the lexer reads (SourceText::text()), `text` has the
// same length and is what is written. The text has no bad tokens.

/// Without docstrings, and without further strings behind them, of which the first would become
/// one. A body that had nothing else becomes `pass`.
std::string RemoveDocstrings(std::string_view tokens, std::string_view text);

/// Without the annotations of parameters, results, and variables of functions. `x: int` alone makes
/// x a local variable, and so becomes `x: 0`. Those of classes and modules are data, and stay.
std::string RemoveAnnotations(std::string_view tokens, std::string_view text);

/// With shorter names for the variables of functions, where nothing but these functions can tell.
std::string RenameLocals(std::string_view tokens, std::string_view text);

/// Without comments and blank lines.
std::string RemoveComments(std::string_view tokens, std::string_view text);

/// With one blank for each level of indentation, no line breaks inside of statements, LF as line
/// end, and blanks only where tokens would grow together.
std::string RemoveWhiteSpace(std::string_view tokens, std::string_view text);

}  // namespace pybundle
