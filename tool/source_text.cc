#include "source_text.h"

#include <algorithm>

#include "byte_scan.h"
#include "char_class.h"
#include "lexer.h"
#include "utf8.h"

namespace pybundle {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The codec that a comment line names, or nothing. As CPython's get_coding_spec: `coding`, then
/// `:` or `=`, blanks, a name; the first that fits counts.
std::string_view FindCookie(std::string_view line) {
  std::size_t p = 0;
  while (p < line.size() && chars::Is(line[p], chars::kBlank))
    ++p;
  if (p == line.size() || line[p] != '#') return {};
  for (;;) {
    p = line.find("coding", p);
    if (p == std::string_view::npos) return {};
    p += 6;
    if (p == line.size() || (line[p] != ':' && line[p] != '=')) continue;
    ++p;
    while (p < line.size() && (line[p] == ' ' || line[p] == '\t'))
      ++p;
    std::size_t end = p;
    const auto in_name = [](char c) {
      return (chars::Is(c, chars::kNamePart) && static_cast<unsigned char>(c) < 0x80) || c == '-' ||
             c == '.';
    };
    while (end < line.size() && in_name(line[end]))
      ++end;
    if (end > p) return line.substr(p, end - p);
  }
}

/// Whether nothing but blanks and a comment stands in the line, so that the next may hold a cookie.
bool IsBlankOrComment(std::string_view line) {
  for (const char c : line) {
    if (c == '#') return true;
    if (!chars::Is(c, chars::kBlank)) return false;
  }
  return true;
}

/// The codec named on line 1 or 2 of `text`.
std::string_view ReadCookie(std::string_view text) {
  const std::size_t end = bytes::FindLineEnd(text, 0);
  const std::string_view first = text.substr(0, end);
  if (const auto cookie = FindCookie(first); !cookie.empty()) return cookie;
  if (end == text.size() || !IsBlankOrComment(first)) return {};
  const std::size_t begin = bytes::SkipLineEnd(text, end);
  return FindCookie(text.substr(begin, bytes::FindLineEnd(text, begin) - begin));
}

/// Lower case, `_` and blanks as `-`: codec names are equal if these are.
std::string Normalize(std::string_view codec) {
  std::string name;
  for (char c : codec) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    name += c == '_' ? '-' : c;
  }
  return name;
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

/// CPython calls these, and names that go on with `-`, simply utf-8.
bool IsPlainUtf8(std::string_view name) {
  return name == "utf-8" || StartsWith(name, "utf-8-");
}

bool NamesUtf8(std::string_view name) {
  return IsPlainUtf8(name) || name == "utf8" || name == "u8" || name == "utf" || name == "cp65001";
}

bool IsAscii(std::string_view name) {
  for (const std::string_view ascii : {"ascii", "us-ascii", "646", "us", "ansi-x3.4-1968",
                                       "ansi-x3.4-1986", "iso646-us", "iso-ir-6", "cp367"}) {
    if (name == ascii) return true;
  }
  return false;
}

bool IsNotAscii(std::string_view name) {
  for (const std::string_view prefix :
       {"utf-16", "utf16",  "u16",     "utf-32",   "utf32",     "u32",    "utf-7",
        "utf7",   "u7",     "iso2022", "iso-2022", "csiso2022", "hz",     "cp037",
        "cp273",  "cp424",  "cp500",   "cp875",    "cp1026",    "cp1140", "ebcdic",
        "ibm037", "ibm273", "ibm424",  "ibm500",   "ibm1026",   "ibm1140"}) {
    if (StartsWith(name, prefix)) return true;
  }
  return false;
}

/// Codecs in which the second byte of a pair may be ASCII.
bool IsDoubleByte(std::string_view name) {
  for (const std::string_view prefix :
       {"shift-jis",  "shiftjis", "sjis",  "s-jis", "shift-jisx", "shiftjisx", "sjisx",
        "csshiftjis", "cp932",    "932",   "ms932", "mskanji",    "ms-kanji",  "windows-31j",
        "gbk",        "936",      "cp936", "ms936", "gb18030",    "big5",      "csbig5",
        "cp950",      "950",      "ms950", "johab", "cp1361",     "ms1361",    "cp949",
        "949",        "ms949",    "uhc"}) {
    if (StartsWith(name, prefix)) return true;
  }
  return false;
}

/// `text` with both bytes of each pair replaced by bytes that mean nothing in Python: 0xFF, 0x80.
/// Single bytes from 0x80 become 0xFF. So characters are what isn't 0x80, as in UTF-8.
std::string MaskPairs(std::string_view text, bool kana_are_single) {
  std::string masked(text);
  for (std::size_t i = 0; i < masked.size(); ++i) {
    const auto c = static_cast<unsigned char>(masked[i]);
    if (c < 0x80) continue;
    masked[i] = '\xFF';
    // Shift JIS has one-byte kana between its leading bytes.
    const bool leads = c > 0x80 && c < 0xFF && !(kana_are_single && c >= 0xA0 && c <= 0xDF);
    if (leads && i + 1 < masked.size() && masked[i + 1] != '\n' && masked[i + 1] != '\r') {
      masked[++i] = '\x80';
    }
  }
  return masked;
}

/// How many characters of `text` begin in it.
std::size_t CountCharacters(std::string_view text, bool bytes_are_characters) {
  if (bytes_are_characters) return text.size();
  // Continuation bytes are 0x80 to 0xBF.
  return text.size() - bytes::Count(text, [](bytes::Chunk c) { return c.InRange('\x80', 0x3F); });
}

/// Whether this is ASCII without NUL, as most sources are: then nothing can be wrong with its bytes.
bool IsPlainAscii(std::string_view text) {
  using bytes::Chunk;
  constexpr std::size_t kBlock = 4 * Chunk::kSize;
  for (; text.size() >= kBlock; text.remove_prefix(kBlock)) {
    const auto ascii = [&](std::size_t i) {
      return Chunk::Load(text.data() + i * Chunk::kSize).InRange('\x01', 0x7E);
    };
    if (Mask(ascii(0) & ascii(1) & ascii(2) & ascii(3)) != Chunk::kAll) return false;
  }
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c != 0 && static_cast<unsigned char>(c) < 0x80; });
}

/// The offset of the first byte from `begin` on that isn't UTF-8, else the size.
std::size_t FindInvalidUtf8(std::string_view text, std::size_t begin) {
  for (std::size_t p = begin;;) {
    p = bytes::Find(text, p, [](bytes::Chunk c) { return c.InRange('\x80', 0x7F); });
    if (p == text.size()) return p;
    const std::size_t length = DecodeUtf8(text, p).length;
    if (length == 0) return p;
    p += length;
  }
}

/// The first such byte that isn't in a comment; `invalid` is the first of all.
std::size_t FindInvalidUtf8OutsideComments(std::string_view text, std::size_t invalid) {
  Lexer lexer(text);
  for (Token token; invalid < text.size() && lexer.Next(&token);) {
    if (token.begin > invalid || token.end <= invalid) continue;
    if (token.kind != TokenKind::kComment) break;
    invalid = FindInvalidUtf8(text, token.end);
  }
  return invalid;
}

}  // namespace

SourceText::SourceText(std::string_view bytes) : bytes_(bytes), plain_(bytes) {
  if (StartsWith(bytes, kByteOrderMark)) plain_.remove_prefix(kByteOrderMark.size());
  cookie_ = ReadCookie(plain_);
  if (cookie_.empty()) return;
  const std::string name = Normalize(cookie_);
  ascii_only_ = IsAscii(name);
  if (ascii_only_ || NamesUtf8(name)) return;
  if (IsNotAscii(name)) {
    charset_ = Charset::kNotAscii;
  } else if (IsDoubleByte(name)) {
    charset_ = Charset::kDoubleByte;
    const bool japanese = name.find("jis") != std::string::npos ||
                          name.find("932") != std::string::npos ||
                          name.find("kanji") != std::string::npos || name == "windows-31j";
    masked_ = MaskPairs(plain_, japanese);
  } else {
    charset_ = Charset::kSingleByte;
  }
}

std::optional<SourceProblem> SourceText::FindProblem(bool is_ascii) const {
  const std::size_t cookie_at =
      cookie_.empty() ? 0 : static_cast<std::size_t>(cookie_.data() - plain_.data());
  if (has_byte_order_mark() && !cookie_.empty() && !IsPlainUtf8(Normalize(cookie_))) {
    return SourceProblem{
        cookie_at, "encoding '" + std::string(cookie_) + "' contradicts the UTF-8 byte order mark"};
  }
  if (charset_ == Charset::kNotAscii) {
    return SourceProblem{cookie_at, "encoding '" + std::string(cookie_) +
                                        "' cannot be read: its ASCII characters are not ASCII"};
  }
  if (is_ascii || IsPlainAscii(plain_)) return std::nullopt;
  const std::size_t nul = plain_.find('\0');
  std::size_t invalid = plain_.size();
  if (ascii_only_) {
    invalid = bytes::Find(plain_, 0, [](bytes::Chunk c) { return c.InRange('\x80', 0x7F); });
  } else if (charset_ == Charset::kUtf8) {
    invalid = FindInvalidUtf8(plain_, 0);
    // Where no codec is named, or in these words, CPython's compiler leaves comments undecoded.
    if (invalid < plain_.size() && (cookie_.empty() || IsPlainUtf8(Normalize(cookie_)))) {
      invalid = FindInvalidUtf8OutsideComments(plain_, invalid);
    }
  }
  if (nul != std::string_view::npos && nul < invalid) {
    return SourceProblem{nul, "source code cannot contain null bytes"};
  }
  if (invalid == plain_.size()) return std::nullopt;
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(plain_[invalid]);
  std::string message = "byte 0x";
  message += kHex[byte >> 4];
  message += kHex[byte & 15];
  message += ascii_only_ ? " is not ASCII, which the encoding cookie promises" : " is not UTF-8";
  if (cookie_.empty()) message += ", and there is no encoding cookie";
  return SourceProblem{invalid, message};
}

Position SourceText::PositionAt(std::size_t offset) const {
  return LineCursor(*this).At(offset);
}

LineCursor::LineCursor(const SourceText& source)
    : text_(source.text()),
      bytes_are_characters_(source.charset() == Charset::kSingleByte ||
                            source.charset() == Charset::kNotAscii) {}

Position LineCursor::At(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < line_begin_) {
    offset_ = line_begin_ = 0;
    line_ = column_ = 1;
  } else if (offset < offset_) {
    offset_ = line_begin_;
    column_ = 1;
  }
  if (offset > offset_) {
    Pass(text_.substr(offset_, offset - offset_));
    const std::size_t counted = std::max(offset_, line_begin_);
    if (counted == line_begin_) column_ = 1;
    column_ += CountCharacters(text_.substr(counted, offset - counted), bytes_are_characters_);
    offset_ = offset;
  }
  return {line_, column_};
}

/// Counts the line ends in `passed`, which begins at offset_.
void LineCursor::Pass(std::string_view passed) {
  line_ += bytes::Count(passed, [](bytes::Chunk c) { return c.Equal('\n'); });
  // A CR is a line end of its own unless LF follows: that one is counted already.
  for (std::size_t i = passed.find('\r'); i != std::string_view::npos; i = passed.find('\r', i + 1)) {
    const std::size_t next = offset_ + i + 1;
    if (next == text_.size() || text_[next] != '\n') ++line_;
  }
  for (std::size_t i = passed.size(); i > 0; --i) {
    if (passed[i - 1] != '\n' && passed[i - 1] != '\r') continue;
    // The first half of a CR LF ends nothing.
    const std::size_t next = offset_ + i;
    if (passed[i - 1] == '\r' && next < text_.size() && text_[next] == '\n') continue;
    line_begin_ = next;
    break;
  }
}

}  // namespace pybundle
