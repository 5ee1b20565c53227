#include "python_literal.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base64.h"
#include "compress.h"
#include "text_traits.h"
#include "utf8.h"

namespace pybundle {
namespace {

constexpr std::string_view kTripleSingle = "'''";
constexpr std::string_view kTripleDouble = "\"\"\"";

/// Characters beyond ASCII that every editor shows as they are: no controls, no line separators, no
/// marks of byte order or direction.
bool IsVisible(char32_t c) {
  return c >= 0xA0 && c != 0xAD && !(c >= 0x200B && c <= 0x200F) && !(c >= 0x2028 && c <= 0x202E) &&
         !(c >= 0x2060 && c <= 0x206F) && c != 0xFEFF && !(c >= 0xFFF0 && c <= 0xFFFF) &&
         !(c >= 0xE000 && c <= 0xF8FF);
}

/// Whether a text that isn't plain may stand in the output as it is.
bool MayStand(std::string_view text, OutputCharset charset) {
  if (charset == OutputCharset::kAscii) return false;
  for (size_t at = 0; at < text.size();) {
    const Utf8Step step = DecodeUtf8(text, at);
    const bool stands = step.length == 1 ? IsPlain(text[at])
                                         : step.length > 1 && IsVisible(step.code_point);
    if (!stands) return false;
    at += step.length;
  }
  return true;
}

/// Whether `text` has a TAB, or a blank at the end of a line.
bool HasStrayBlanks(std::string_view text) {
  return text.find('\t') != std::string_view::npos || text.find(" \n") != std::string_view::npos;
}

void AppendHex(std::string& out, uint32_t value, int digits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += kDigits[(value >> shift) & 15];
}

void AppendEscape(std::string& out, char32_t code_point) {
  if (code_point == '\r') {
    out += "\\r";
  } else if (code_point < 0x100) {
    out += "\\x";
    AppendHex(out, code_point, 2);
  } else if (code_point < 0x10000) {
    out += "\\u";
    AppendHex(out, code_point, 4);
  } else {
    out += "\\U";
    AppendHex(out, code_point, 8);
  }
}

/// How many bytes the character at `at` has if it may stand beside others as it is, else 0.
size_t LengthIfStanding(std::string_view text, size_t at, OutputCharset charset) {
  if (IsPlain(text[at])) return text[at] == '\\' ? 0 : 1;
  if (charset == OutputCharset::kAscii) return 0;
  const Utf8Step step = DecodeUtf8(text, at);
  return step.length > 1 && IsVisible(step.code_point) ? step.length : 0;
}

/// Appends the escape of the character at `at` and returns its length in bytes. A byte that is not
/// UTF-8 becomes the lone surrogate that Python's surrogateescape gives it.
size_t AppendEscapeOf(std::string& out, std::string_view text, size_t at) {
  if (text[at] == '\\') {
    out += "\\\\";
    return 1;
  }
  const Utf8Step step = DecodeUtf8(text, at);
  AppendEscape(out, step.length == 0 ? 0xDC00U + static_cast<unsigned char>(text[at])
                                     : step.code_point);
  return std::max<size_t>(step.length, 1);
}

/// Takes escaped text into a string.
class StringOutput {
 public:
  explicit StringOutput(std::string& text) : text_(text) {}
  void AddRun(std::string_view run) { text_ += run; }
  std::string& made() { return text_; }

 private:
  std::string& text_;
};

/// Takes escaped text into pieces: long runs of the bytes are not copied.
class PiecesOutput {
 public:
  PiecesOutput(Pieces& out, const SharedBytes& bytes) : out_(out), bytes_(bytes) {}
  ~PiecesOutput() { Flush(); }
  PiecesOutput(const PiecesOutput&) = delete;
  PiecesOutput& operator=(const PiecesOutput&) = delete;

  void AddRun(std::string_view run) {
    constexpr size_t kWorthAPiece = 512;
    if (run.size() < kWorthAPiece) {
      made_ += run;
      return;
    }
    Flush();
    out_.AppendShared(bytes_.Part(run));
  }
  std::string& made() { return made_; }

 private:
  void Flush() {
    if (!made_.empty()) out_.Append(made_);
    made_.clear();
  }

  Pieces& out_;
  const SharedBytes& bytes_;
  std::string made_;
};

/// The inside of a '''-literal with escapes. The output already ends with the opening quotes or with
/// a part of the same literal. With `host_syntax` some line may begin as such, the first one included.
template <typename Output>
void AppendEscaped(Output&& out, std::string_view text, bool host_syntax, OutputCharset charset) {
  size_t run = 0;  // from here to `at` all stands as it is
  size_t at = 0;
  const auto end_run = [&] {
    if (at > run) out.AddRun(text.substr(run, at - run));
  };
  const auto mind_line_start = [&] {
    if (!host_syntax || !BeginsHostSyntax(text.substr(at))) return;
    end_run();
    AppendEscape(out.made(), static_cast<unsigned char>(text[at]));
    run = ++at;
  };
  mind_line_start();
  for (int quotes = 0; at < text.size();) {
    const size_t next = FindNextToLookAt(text, at, host_syntax);
    if (next > at) quotes = 0;
    at = next;
    if (at == text.size()) break;
    const char c = text[at];
    quotes = c == '\'' ? quotes + 1 : 0;
    if (c == '\'' && (quotes == 3 || at + 1 == text.size())) {
      // The third quote in a row would end the literal, and so would one at the very end.
      end_run();
      out.made() += "\\'";
      quotes = 0;
      run = ++at;
    } else if (const size_t length = LengthIfStanding(text, at, charset); length > 0) {
      at += length;
      if (c == '\n') mind_line_start();
    } else {
      end_run();
      run = at += AppendEscapeOf(out.made(), text, at);
    }
  }
  end_run();
}

/// A literal's text in two parts, so that big contents are not copied together: a first line with its
/// end, and what is behind it.
struct TwoPartText {
  std::string_view first;
  std::string_view rest;
  TextTraits traits;  // of the rest
};

/// The quotes of a raw literal, "" if there can be none.
std::string_view RawQuotes(const TwoPartText& text, OutputCharset charset) {
  const auto [first, rest, traits] = text;
  if (traits.host_syntax || (!traits.plain && !MayStand(rest, charset)) ||
      (!Examine(first).plain && !MayStand(first, charset))) {
    return "";
  }
  const char last = rest.empty() ? '\n' : rest.back();
  const auto fits = [last, first = first](std::string_view quotes, bool in_rest) {
    return !in_rest && last != '\\' && last != quotes[0] &&
           first.find(quotes) == std::string_view::npos;
  };
  if (fits(kTripleSingle, traits.triple_single)) return kTripleSingle;
  return fits(kTripleDouble, rest.find(kTripleDouble) != std::string_view::npos) ? kTripleDouble : "";
}

void AppendEscapedLiteral(std::string& out, const TwoPartText& text, OutputCharset charset) {
  out.reserve(out.size() + text.first.size() + text.rest.size() + text.rest.size() / 8 + 64);
  out += kTripleSingle;
  AppendEscaped(StringOutput(out), text.first, false, charset);
  AppendEscaped(StringOutput(out), text.rest, text.traits.host_syntax, charset);
  out += kTripleSingle;
}

/// The same of a file, whose unescaped parts are not copied.
void AppendEscapedBytes(Pieces& out, std::string_view header, const SharedBytes& bytes,
                        const TextTraits& traits, OutputCharset charset) {
  std::string begin(kTripleSingle);
  AppendEscaped(StringOutput(begin), header, false, charset);
  out.Append(begin);
  AppendEscaped(PiecesOutput(out, bytes), bytes, traits.host_syntax, charset);
  out.Append(kTripleSingle);
}

/// The literal of a file's bytes as they are.
void AppendRawBytes(Pieces& out, std::string_view header, const SharedBytes& bytes,
                    std::string_view quotes) {
  out.Append(std::string("r").append(quotes).append(header));
  out.AppendShared(bytes);
  out.Append(quotes);
}

void AppendLiteral(std::string& out, std::string_view first, std::string_view rest,
                   OutputCharset charset) {
  const TwoPartText text{first, rest, Examine(rest)};
  const std::string_view quotes = RawQuotes(text, charset);
  if (quotes.empty()) AppendEscapedLiteral(out, text, charset);
  else out.append("r").append(quotes).append(first).append(rest).append(quotes);
}

size_t EscapedLength(std::string_view bytes) {
  size_t length = 0;
  for (size_t at = 0; at < bytes.size();) {
    const unsigned char c = static_cast<unsigned char>(bytes[at]);
    const Utf8Step step = DecodeUtf8(bytes, at);
    at += std::max<size_t>(step.length, 1);
    if (IsPlain(static_cast<char>(c))) length += c == '\\' ? 2 : 1;
    else if (step.length == 0 || step.code_point >= 0x100) length += step.length == 4 ? 10 : 6;
    else length += 4;
  }
  return length;
}

/// Control characters that text files hold on purpose: TAB, LF, VT, FF, CR.
bool IsTextControl(unsigned char c) { return c >= '\t' && c <= '\r'; }

/// Whether this is UTF-8 without any other control characters.
bool IsReadable(std::string_view bytes) {
  for (size_t at = FindNotPlain(bytes, 0); at < bytes.size(); at = FindNotPlain(bytes, at)) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    const size_t length = DecodeUtf8(bytes, at).length;
    if (length == 0 || (byte < 0x80 && !IsTextControl(byte))) return false;
    at += length;
  }
  return true;
}

/// The lines of a text that ends all of them in CRLF, with LF; nothing if it does not.
std::optional<std::string> LinesOfCrlf(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  size_t begin = 0;
  for (size_t end = bytes.find('\r'); end != std::string_view::npos; end = bytes.find('\r', begin)) {
    const std::string_view line = bytes.substr(begin, end - begin);
    if (bytes.substr(end, 2) != "\r\n" || line.find('\n') != std::string_view::npos) return {};
    text.append(line).append("\n");
    begin = end + 2;
  }
  const std::string_view last = bytes.substr(begin);
  if (begin == 0 || last.find('\n') != std::string_view::npos) return {};
  return text.append(last);
}

/// Whether base64 of it is shorter than any text that stands for it could be read.
bool IsBinary(std::string_view bytes) {
  return !IsReadable(bytes) && EscapedLength(bytes) > bytes.size() / 3 * 4 + 4;
}

/// The first line of a file's literal.
std::string Header(std::string_view path, Encoding encoding) {
  return std::string(path).append(HeaderSuffix(encoding)).append("\n");
}

/// The value of `digits` as a hexadecimal number, or -1.
int64_t HexValue(std::string_view digits) {
  int64_t value = 0;
  for (const char c : digits) {
    int digit = 0;
    if (c >= '0' && c <= '9') digit = c - '0';
    else if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    else return -1;
    value = value * 16 + digit;
  }
  return value;
}

/// Reads the escape whose backslash stands at `at`; returns its length, 0 if it is none of ours.
size_t ParseEscape(std::string_view text, size_t at, std::string& bytes) {
  const char kind = at + 1 < text.size() ? text[at + 1] : '\0';
  constexpr std::string_view kSimple = "\\'nrt";
  constexpr std::string_view kMeaning = "\\'\n\r\t";
  const size_t simple = kSimple.find(kind);
  if (kind != '\0' && simple != std::string_view::npos) {
    bytes += kMeaning[simple];
    return 2;
  }
  const size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  if (digits == 0 || at + 2 + digits > text.size()) return 0;
  const int64_t value = HexValue(text.substr(at + 2, digits));
  if (value < 0 || value > 0x10FFFF) return 0;
  const bool is_byte = value >= 0xDC80 && value <= 0xDCFF;  // surrogateescape
  if (is_byte) bytes += static_cast<char>(value - 0xDC00);
  else AppendUtf8(bytes, static_cast<char32_t>(value));
  return 2 + digits;
}

}  // namespace

bool ParseLiteral(std::string_view literal, std::string& bytes) {
  const bool raw = literal.starts_with("r");
  if (raw) literal.remove_prefix(1);
  const bool triple = literal.starts_with(kTripleSingle) || literal.starts_with(kTripleDouble);
  const size_t quotes = triple ? 3 : 1;
  if (literal.size() < 2 * quotes || (!triple && literal[0] != '\'')) return false;
  literal = literal.substr(quotes, literal.size() - 2 * quotes);
  bytes.reserve(literal.size());
  for (size_t at = 0; at < literal.size();) {
    const size_t next = std::min(literal.find_first_of(raw ? "\r" : "\\\r", at), literal.size());
    bytes += literal.substr(at, next - at);
    at = next;
    if (at == literal.size()) break;
    if (literal[at] == '\r') {  // CRLF and CR in a source file are LF to Python
      if (at + 1 == literal.size() || literal[at + 1] != '\n') bytes += '\n';
      ++at;
      continue;
    }
    const size_t length = ParseEscape(literal, at, bytes);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string_view HeaderSuffix(Encoding encoding) {
  switch (encoding) {
    case Encoding::kText: return "";
    case Encoding::kCrlf: return " [crlf]";
    case Encoding::kBase64: return " [base64]";
    case Encoding::kZlib: return " [zlib]";
  }
  return "";
}

FileLiteral PrepareFileLiteral(std::string_view path, const SharedBytes& bytes,
                               const TextTraits& traits, OutputCharset charset) {
  FileLiteral literal;
  std::string header = Header(path, Encoding::kText);
  literal.raw_quotes = RawQuotes({header, bytes, traits}, charset);
  if (!literal.raw_quotes.empty()) return literal;
  std::optional<std::string> made;  // what stands for the bytes, if others do
  if (!traits.plain && IsBinary(bytes)) {
    literal.encoding = Encoding::kBase64;
    made = ToBase64(bytes);
  } else if (!traits.plain) {
    made = LinesOfCrlf(bytes);
    if (made) literal.encoding = Encoding::kCrlf;
  }
  header = Header(path, literal.encoding);
  Pieces text;
  if (made) {
    const SharedBytes content(*std::move(made));
    const TextTraits of_content = Examine(content);
    const std::string_view quotes = RawQuotes({header, content, of_content}, charset);
    if (quotes.empty()) AppendEscapedBytes(text, header, content, of_content, charset);
    else AppendRawBytes(text, header, content, quotes);
  } else {
    AppendEscapedBytes(text, header, bytes, traits, charset);
  }
  literal.text.Append(std::move(text));  // which shares what was made
  return literal;
}

FileLiteral PrepareCompactLiteral(std::string_view path, const SharedBytes& bytes,
                                  const TextTraits& traits, OutputCharset charset) {
  FileLiteral compressed;
  compressed.encoding = Encoding::kZlib;
  std::string stream;
  AppendLiteral(stream, Header(path, Encoding::kZlib), ToBase64(ZlibCompress(bytes)), charset);
  compressed.text.AppendShared(std::move(stream));
  if (bytes.size() > compressed.text.size()) return compressed;
  FileLiteral plain = PrepareFileLiteral(path, bytes, traits, charset);
  Pieces whole;
  AppendFileLiteral(whole, path, bytes, plain);
  const bool is_smaller = whole.size() <= compressed.text.size();
  return is_smaller && !HasStrayBlanks(whole.ToString()) ? plain : compressed;
}

std::shared_ptr<const FileLiteral> Share(FileLiteral literal) {
  using Shared = std::shared_ptr<const FileLiteral>;
  static const Shared raw_single = std::make_shared<FileLiteral>(
      FileLiteral{Encoding::kText, kTripleSingle, {}});
  static const Shared raw_double = std::make_shared<FileLiteral>(
      FileLiteral{Encoding::kText, kTripleDouble, {}});
  if (literal.encoding == Encoding::kText) {
    if (literal.raw_quotes == kTripleSingle) return raw_single;
    if (literal.raw_quotes == kTripleDouble) return raw_double;
  }
  return std::make_shared<FileLiteral>(std::move(literal));
}

void AppendFileLiteral(Pieces& out, std::string_view path, const SharedBytes& bytes,
                       const FileLiteral& literal) {
  if (literal.raw_quotes.empty()) {
    out.AppendShared(literal.text);
    return;
  }
  AppendRawBytes(out, Header(path, literal.encoding), bytes, literal.raw_quotes);
}

void AppendTextLiteral(std::string& out, std::string_view text) {
  AppendLiteral(out, "\n", text, OutputCharset::kAscii);
}

void AppendShortLiteral(std::string& out, std::string_view text) {
  out += '\'';
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '\'') {
      out += "\\'";
      ++at;
    } else if (c == '\n' || c == '\t') {
      out += c == '\n' ? "\\n" : "\\t";
      ++at;
    } else if (LengthIfStanding(text, at, OutputCharset::kAscii) > 0) {
      out += c;
      ++at;
    } else {
      at += AppendEscapeOf(out, text, at);
    }
  }
  out += '\'';
}

}  // namespace pybundle
