#include "logical_lines.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "byte_scan.h"
#include "char_class.h"
#include "string_scan.h"

namespace pybundle {
namespace {

using bytes::Chunk;

constexpr std::size_t kBlockSize = 64;

/// Bytes at which a line's structure can change, and a few that can't but cost less to look at than
/// to tell apart: \n to \r, " to ) and, bit 0x20 aside, { to }.
std::uint32_t StructuralMask(Chunk chunk) {
  return Mask(chunk.InRange('\n', 3) | chunk.InRange('"', 7) |
              chunk.WithBits(0x20).InRange('{', 2));
}

std::uint64_t StructuralMask(const char* block) {
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < kBlockSize; i += Chunk::kSize) {
    mask |= static_cast<std::uint64_t>(StructuralMask(Chunk::Load(block + i))) << i;
  }
  return mask;
}

/// Whether the quote at `quote` opens an f-string or t-string, and where its prefix begins.
bool IsFormatted(std::string_view text, std::size_t quote, std::size_t* begin) {
  std::size_t p = quote;
  while (p > 0 && quote - p < 3 && chars::Is(text[p - 1], chars::kNamePart)) --p;
  if (p == quote) return false;
  *begin = p;
  return chars::ParseStringPrefix(text.substr(p, quote - p)).formatted;
}

}  // namespace

LogicalLines::LogicalLines(std::string_view text) : text_(text) { indent_[0] = {0, 0}; }

void LogicalLines::Report(LexError error, std::size_t begin, std::size_t end) {
  if (!problem_) problem_ = {error, begin, end};
}

/// The first structural byte at or after `position`, else the text's size.
std::size_t LogicalLines::FindStructural(std::size_t position) {
  for (;;) {
    const std::size_t offset = position - block_;
    if (offset < block_size_) {
      if (const std::uint64_t rest = mask_ >> offset) {
        return position + static_cast<std::size_t>(std::countr_zero(rest));
      }
      position = block_ + block_size_;
    }
    if (position >= text_.size()) return text_.size();
    block_ = position;
    block_size_ = std::min(kBlockSize, text_.size() - position);
    if (block_size_ == kBlockSize) {
      mask_ = StructuralMask(text_.data() + position);
    } else {
      char last[kBlockSize] = {};
      std::memcpy(last, text_.data() + position, block_size_);
      mask_ = StructuralMask(last);
    }
  }
}

bool LogicalLines::Next(LogicalLine* line) {
  if (!SkipToContent(line)) return false;
  line->end = FindEnd(line->begin);
  position_ = line->end < text_.size() ? bytes::SkipLineEnd(text_, line->end) : line->end;
  return true;
}

/// Moves over blank and comment lines, to the first token of the next line.
bool LogicalLines::SkipToContent(LogicalLine* line) {
  for (;;) {
    const IndentColumns columns = MeasureIndent(text_, &position_);
    if (position_ == text_.size()) return false;
    const char c = text_[position_];
    if (c != '#' && c != '\n' && c != '\r') {
      line->begin = position_;
      Indentation(line, columns.column, columns.narrow);
      return true;
    }
    const std::size_t end = bytes::FindLineEnd(text_, position_);
    if (end == text_.size()) {
      position_ = end;
      return false;
    }
    position_ = bytes::SkipLineEnd(text_, end);
  }
}

void LogicalLines::Indentation(LogicalLine* line, std::size_t column, std::size_t narrow) {
  if (column > indent_[indents_ - 1].column) {
    if (narrow <= indent_[indents_ - 1].narrow) {
      Report(LexError::kInconsistentTabs, line->begin, line->begin);
    }
    if (indents_ < kMaxDepth) {
      indent_[indents_++] = {column, narrow};
    } else {
      Report(LexError::kTooManyIndents, line->begin, line->begin);
    }
  } else {
    while (column < indent_[indents_ - 1].column) --indents_;
    const Indent& found = indent_[indents_ - 1];
    if (column != found.column) {
      Report(LexError::kBadDedent, line->begin, line->begin);
    } else if (narrow != found.narrow) {
      Report(LexError::kInconsistentTabs, line->begin, line->begin);
    }
  }
  line->depth = indents_ - 1;
}

/// Where the logical line that goes on at `position` ends.
std::size_t LogicalLines::FindEnd(std::size_t position) {
  for (;;) {
    position = FindStructural(position);
    if (position == text_.size()) break;
    switch (text_[position]) {
      case '\n':
      case '\r':
        if (brackets_ == 0) return position;
        ++position;
        break;
      case '#': position = bytes::FindLineEnd(text_, position); break;
      case '"':
      case '\'': position = SkipString(position); break;
      case '(':
      case '[':
      case '{': Open(position++); break;
      case ')':
      case ']':
      case '}': Close(position++); break;
      case '\\':
        ++position;
        if (position < text_.size() && (text_[position] == '\n' || text_[position] == '\r')) {
          position = bytes::SkipLineEnd(text_, position);
          if (position == text_.size()) {
            Report(LexError::kEndAfterBackslash, position - 1, position);
          }
        } else {
          Report(LexError::kAfterBackslash, position - 1, position);
        }
        break;
      case '$':
        Report(LexError::kInvalidCharacter, position, position + 1);
        ++position;
        break;
      default: ++position;
    }
  }
  if (brackets_ > 0) {
    const std::size_t opening = bracket_[brackets_ - 1].begin;
    Report(LexError::kUnclosedBracket, opening, opening + 1);
    brackets_ = 0;
  }
  return text_.size();
}

std::size_t LogicalLines::SkipString(std::size_t quote) {
  std::size_t begin = quote;
  if (IsFormatted(text_, quote, &begin)) return Lexer::SkipFString(text_, begin, &problem_);
  const StringEnd end = FindStringEnd(text_, quote);
  if (end.error != LexError::kNone) Report(end.error, quote, end.position);
  return end.position;
}

void LogicalLines::Open(std::size_t position) {
  if (brackets_ == std::size(bracket_)) {
    Report(LexError::kTooManyBrackets, position, position + 1);
    return;
  }
  bracket_[brackets_++] = {position, text_[position]};
}

void LogicalLines::Close(std::size_t position) {
  if (brackets_ == 0) {
    Report(LexError::kUnmatchedBracket, position, position + 1);
    return;
  }
  const char open = bracket_[brackets_ - 1].kind;
  if (text_[position] != (open == '(' ? ')' : open == '[' ? ']' : '}')) {
    Report(LexError::kMismatchedBracket, position, position + 1);
    return;
  }
  --brackets_;
}

}  // namespace pybundle
