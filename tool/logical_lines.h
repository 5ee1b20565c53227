#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lexer.h"

namespace pybundle {

/// A logical line of Python: what stands between two NEWLINE tokens, comment lines before it left
/// out. Offsets in bytes of the text.
struct LogicalLine {
  std::size_t begin = 0;  ///< its first token
  std::size_t end = 0;    ///< its line end (behind a trailing comment), or the end of the text
  std::size_t depth = 0;  ///< how many indentations enclose it
};

/// Gives the logical lines of a text without making tokens: only brackets, quotes, comments,
/// backslashes and line ends are looked at, so that finding a few statements in much text is fast.
class LogicalLines {
 public:
  static constexpr std::size_t kMaxDepth = 100;  ///< LogicalLine::depth is below it

  /// `text` must outlive this and begins without a byte order mark.
  explicit LogicalLines(std::string_view text);

  /// The next line; false at the end of the text.
  bool Next(LogicalLine* line) { return NextBehind(0, 0, line); }

  /// The next line that ends behind `position` or is enclosed by less than `depth` indentations; false
  /// if there is none. Those before it are kept as headers.
  bool NextBehind(std::size_t position, std::size_t depth, LogicalLine* line);

  /// Goes over all lines that are left, where only problems matter.
  void Finish() {
    LogicalLine line;
    NextBehind(text_.size(), 0, &line);
  }

  /// Makes `line` the header of the deeper lines that may follow.
  void KeepAsHeader(const LogicalLine& line) {
    indent_[line.depth].begin = line.begin;
    indent_[line.depth].end = line.end;
  }

  /// The last line kept at `depth`: the header of the block that lies one deeper.
  LogicalLine HeaderAt(std::size_t depth) const {
    return {indent_[depth].begin, indent_[depth].end, depth};
  }

  /// Where the string ends that `position` lies in, if that is the last one met and has no replacement
  /// fields; else `position`.
  std::size_t BehindLastString(std::size_t position) const {
    return position >= string_begin_ && position < string_end_ ? string_end_ : position;
  }

  /// The first problem met so far. The lines behind it are a guess, but there are finitely many.
  const LexProblem& problem() const { return problem_; }

 private:
  static constexpr std::size_t kMaxBrackets = 200;

  struct Bracket {
    std::size_t begin;
    char closer;  // the character that closes it
  };
  struct Indent {
    std::size_t column;
    std::size_t narrow;
    std::size_t begin;  // of the last line kept there
    std::size_t end;
  };

  void LoadBlock(std::size_t position);
  bool SkipToContent(LogicalLine* line);
  void Indentation(std::size_t begin, std::size_t column, std::size_t narrow);
  std::size_t FindEnd(std::size_t position);
  std::size_t SkipString(std::size_t quote);
  std::size_t SkipBackslash(std::size_t backslash);
  void ReportBracket(std::size_t position, std::size_t brackets);
  void Report(LexError error, std::size_t begin, std::size_t end);

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t block_ = 0;   // where mask_ begins
  std::uint64_t mask_ = 0;  // bit i: text_[block_ + i] is structural
  std::size_t string_begin_ = 0;
  std::size_t string_end_ = 0;
  std::size_t indents_ = 1;
  LexProblem problem_;
  // Open brackets stand from 1 on: nothing closes what is at 0. One more than are open is written.
  Bracket bracket_[kMaxBrackets + 2];
  Indent indent_[kMaxDepth];
};

}  // namespace pybundle
