#include "logical_lines.h"

#include <array>
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

enum class Structure : std::uint8_t {
  kNone,
  kBracket,
  kLineEnd,
  kQuote,
  kComment,
  kBackslash,
  kInvalid,
};

constexpr std::array<Structure, 256> kStructure = [] {
  std::array<Structure, 256> table{};
  table['('] = table['['] = table['{'] = Structure::kBracket;
  table[')'] = table[']'] = table['}'] = Structure::kBracket;
  table['\n'] = table['\r'] = Structure::kLineEnd;
  table['"'] = table['\''] = Structure::kQuote;
  table['#'] = Structure::kComment;
  table['\\'] = Structure::kBackslash;
  table['$'] = Structure::kInvalid;
  return table;
}();

/// What closes an opening bracket; 0 for every other byte.
constexpr std::array<char, 256> kCloser = [] {
  std::array<char, 256> table{};
  table['('] = ')';
  table['['] = ']';
  table['{'] = '}';
  return table;
}();

/// Whether the quote at `quote` opens an f-string or t-string, and where its prefix begins.
bool IsFormatted(std::string_view text, std::size_t quote, std::size_t* begin) {
  if (quote == 0 || !chars::Is(text[quote - 1], chars::kNameStart)) return false;
  std::size_t p = quote - 1;
  while (p > 0 && quote - p < 3 && chars::Is(text[p - 1], chars::kNamePart))
    --p;
  *begin = p;
  return chars::ParseStringPrefix(text.substr(p, quote - p)).formatted;
}

}  // namespace

LogicalLines::LogicalLines(std::string_view text) : text_(text) {
  indent_[0] = {0, 0, 0, 0};
  bracket_[0] = {0, '\0'};
  LoadBlock(0);
}

void LogicalLines::Report(LexError error, std::size_t begin, std::size_t end) {
  if (!problem_) problem_ = {error, begin, end};
}

void LogicalLines::LoadBlock(std::size_t position) {
  block_ = position;
  if (text_.size() - position >= kBlockSize) {
    mask_ = StructuralMask(text_.data() + position);
  } else {
    char last[kBlockSize] = {};
    text_.copy(last, kBlockSize, position);
    mask_ = StructuralMask(last);
  }
}

bool LogicalLines::NextBehind(std::size_t position, std::size_t depth, LogicalLine* line) {
  while (SkipToContent(line)) {
    line->end = FindEnd(line->begin);
    position_ = line->end < text_.size() ? bytes::SkipLineEnd(text_, line->end) : line->end;
    if (line->end > position || line->depth < depth) return true;
    KeepAsHeader(*line);
  }
  return false;
}

/// Moves over blank and comment lines, to the first token of the next line.
inline bool LogicalLines::SkipToContent(LogicalLine* line) {
  const std::string_view text = text_;
  std::size_t p = position_;
  for (;;) {
    const IndentColumns columns = MeasureIndent(text, &p);
    if (p == text.size()) {
      position_ = p;
      return false;
    }
    const char c = text[p];
    if (c == '\n') {
      ++p;
    } else if (c == '#' || c == '\r') {
      const std::size_t end = c == '#' ? bytes::FindLineEnd(text, p) : p;
      p = end < text.size() ? bytes::SkipLineEnd(text, end) : end;
    } else {
      line->begin = p;
      const Indent& top = indent_[indents_ - 1];
      if (columns.column != top.column || columns.narrow != top.narrow) {
        Indentation(p, columns.column, columns.narrow);
      }
      line->depth = indents_ - 1;
      return true;
    }
  }
}

/// The line that begins at `begin` is indented otherwise than the one before.
void LogicalLines::Indentation(std::size_t begin, std::size_t column, std::size_t narrow) {
  if (column > indent_[indents_ - 1].column) {
    if (narrow <= indent_[indents_ - 1].narrow) {
      Report(LexError::kInconsistentTabs, begin, begin);
    }
    if (indents_ < kMaxDepth) {
      indent_[indents_++] = {column, narrow, begin, begin};
    } else {
      Report(LexError::kTooManyIndents, begin, begin);
    }
  } else {
    while (column < indent_[indents_ - 1].column)
      --indents_;
    const Indent& found = indent_[indents_ - 1];
    if (column != found.column) {
      Report(LexError::kBadDedent, begin, begin);
    } else if (narrow != found.narrow) {
      Report(LexError::kInconsistentTabs, begin, begin);
    }
  }
}

/// Where the logical line whose first token is at `position` ends.
inline std::size_t LogicalLines::FindEnd(std::size_t position) {
  const char* const data = text_.data();
  const std::size_t size = text_.size();
  std::size_t brackets = 0;
  while (position < size) {
    if (position - block_ >= kBlockSize) LoadBlock(position);
    const std::size_t block = block_;
    std::uint64_t mask = mask_ & (~std::uint64_t{0} << (position - block));
    position = block + kBlockSize;
    for (; mask != 0; mask &= mask - 1) {
      const std::size_t p = block + static_cast<std::size_t>(std::countr_zero(mask));
      const char c = data[p];
      const Structure structure = kStructure[static_cast<unsigned char>(c)];
      if (structure == Structure::kBracket) {
        // Whether it opens or closes is hard to foretell for a processor, so that it is no branch.
        const char closer = kCloser[static_cast<unsigned char>(c)];
        const bool opens = closer != '\0';
        const bool fits = opens ? brackets < kMaxBrackets : bracket_[brackets].closer == c;
        if (!fits) {
          ReportBracket(p, brackets);
          continue;
        }
        bracket_[brackets + 1] = {p, closer};
        brackets = opens ? brackets + 1 : brackets - 1;
        continue;
      }
      if (structure == Structure::kLineEnd) {
        if (brackets == 0) return p;
        continue;
      }
      if (structure == Structure::kNone) continue;
      if (structure == Structure::kQuote) {
        position = SkipString(p);
      } else if (structure == Structure::kComment) {
        position = bytes::FindLineEnd(text_, p);
      } else if (structure == Structure::kBackslash) {
        position = SkipBackslash(p);
      } else {
        position = p + 1;
        Report(LexError::kInvalidCharacter, p, position);
      }
      break;
    }
  }
  if (brackets > 0) {
    const std::size_t opening = bracket_[brackets].begin;
    Report(LexError::kUnclosedBracket, opening, opening + 1);
  }
  return size;
}

std::size_t LogicalLines::SkipString(std::size_t quote) {
  std::size_t begin = quote;
  if (IsFormatted(text_, quote, &begin)) return Lexer::SkipFString(text_, begin, &problem_);
  const StringEnd end = FindStringEnd(text_, quote);
  if (end.error != LexError::kNone) Report(end.error, quote, end.position);
  string_begin_ = quote;
  string_end_ = end.position;
  return end.position;
}

std::size_t LogicalLines::SkipBackslash(std::size_t backslash) {
  const std::size_t next = backslash + 1;
  if (next == text_.size()) {
    Report(LexError::kEndAfterBackslash, backslash, next);
    return next;
  }
  if (text_[next] != '\n' && text_[next] != '\r') {
    Report(LexError::kAfterBackslash, backslash, next);
    return next;
  }
  const std::size_t end = bytes::SkipLineEnd(text_, next);
  if (end == text_.size()) Report(LexError::kEndAfterBackslash, backslash, next);
  return end;
}

/// A bracket that doesn't fit where `brackets` are open. What is broken changes nothing.
void LogicalLines::ReportBracket(std::size_t position, std::size_t brackets) {
  const LexError error = kCloser[static_cast<unsigned char>(text_[position])] != '\0'
                             ? LexError::kTooManyBrackets
                         : brackets == 0 ? LexError::kUnmatchedBracket
                                         : LexError::kMismatchedBracket;
  Report(error, position, position + 1);
}

}  // namespace pybundle
