#pragma once

#include <bit>
#include <cstddef>
#include <string_view>

#include "byte_scan.h"
#include "lexer.h"

/// What the token lexer and the faster line scan must agree on: where strings without replacement
/// fields end, and how wide an indentation is.
namespace pybundle {

struct StringEnd {
  std::size_t position;  ///< behind the closing quotes, or where the text or line ends
  LexError error;        ///< kNone if the string is closed
};

/// The string whose opening quote is at `quote`. Raw strings end like others: a backslash keeps the
/// quote behind it from closing either.
inline StringEnd FindStringEnd(std::string_view text, std::size_t quote) {
  const char c = text[quote];
  std::size_t p = quote + 1;
  if (p + 1 < text.size() && text[p] == c && text[p + 1] == c) {
    p += 2;
    for (;;) {
      p = bytes::Find(text, p, [c](bytes::Chunk b) { return b.Equal(c) | b.Equal('\\'); });
      if (p == text.size()) return {p, LexError::kUnterminatedTripleQuotedString};
      if (text[p] == '\\') {
        p += p + 1 < text.size() ? 2 : 1;
      } else if (p + 2 < text.size() && text[p + 1] == c && text[p + 2] == c) {
        return {p + 3, LexError::kNone};
      } else {
        ++p;
      }
    }
  }
  for (;;) {
    p = bytes::Find(text, p, [c](bytes::Chunk b) {
      return b.Equal(c) | b.Equal('\\') | b.Equal('\n') | b.Equal('\r');
    });
    if (p == text.size()) return {p, LexError::kUnterminatedString};
    if (text[p] == c) return {p + 1, LexError::kNone};
    if (text[p] != '\\') return {p, LexError::kUnterminatedString};
    ++p;
    if (p < text.size()) p = bytes::SkipLineEnd(text, p);  // any character, CR LF as one
  }
}

struct IndentColumns {
  std::size_t column = 0;  ///< tabs go to the next multiple of 8
  std::size_t narrow = 0;  ///< tabs count as one
};

/// The indentation that begins at `*position`, which moves behind it. A form feed starts counting
/// anew; of an indentation broken by a backslash the first part counts.
inline IndentColumns MeasureIndent(std::string_view text, std::size_t* position) {
  IndentColumns columns;
  IndentColumns broken;
  std::size_t p = *position;
  if (p + bytes::Chunk::kSize <= text.size()) {  // mostly there are a few blanks, and that's all
    const bytes::Lanes blanks = bytes::Chunk::Load(text.data() + p).Equal(' ');
    const auto count = static_cast<std::size_t>(std::countr_one(Mask(blanks)));
    columns = {count, count};
    p += count;
    if (p < text.size() && text[p] > ' ' && text[p] != '\\') {
      *position = p;
      return columns;
    }
  }
  for (; p < text.size(); ++p) {
    const char c = text[p];
    if (c == ' ') {
      ++columns.column;
      ++columns.narrow;
    } else if (c == '\t') {
      columns.column = (columns.column / 8 + 1) * 8;
      ++columns.narrow;
    } else if (c == '\f') {
      columns = {};
    } else if (c == '\\' && p + 1 < text.size() && (text[p + 1] == '\n' || text[p + 1] == '\r') &&
               bytes::SkipLineEnd(text, p + 1) < text.size()) {
      if (broken.column == 0) broken = {columns.column, columns.column};  // as CPython does
      p = bytes::SkipLineEnd(text, p + 1) - 1;
    } else {
      break;
    }
  }
  *position = p;
  return broken.column != 0 ? broken : columns;
}

}  // namespace pybundle
