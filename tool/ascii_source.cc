#include "ascii_source.h"

#include <algorithm>

#include "lexer.h"
#include "utf8.h"

namespace pybundle {
namespace {

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= ' ' && c < '\x7f') || c == '\n' || c == '\t';
  });
}

void AppendUnicodeEscape(std::string& out, char32_t code_point) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const int digits = code_point < 0x10000 ? 4 : 8;
  out += digits == 4 ? "\\u" : "\\U";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out += kDigits[(code_point >> shift) & 15];
  }
}

/// The text with everything but printable ASCII, LF and TAB escaped. A backslash before such a
/// character stands for itself, and must go on doing so in front of ours.
std::string Escape(std::string_view text) {
  std::string out;
  bool after_backslash = false;
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '\r') {  // CRLF and CR end lines of source as LF does
      if (at + 1 == text.size() || text[at + 1] != '\n') out += '\n';
      ++at;
      continue;
    }
    if (IsAscii(std::string_view(&c, 1))) {
      out += c;
      after_backslash = c == '\\' && !after_backslash;
      ++at;
      continue;
    }
    const Utf8Step step = DecodeUtf8(text, at);
    if (after_backslash) out += '\\';
    after_backslash = false;
    // What is no UTF-8 is taken as Latin-1, which nearly all such sources are.
    AppendUnicodeEscape(out, step.length == 0 ? static_cast<unsigned char>(c) : step.code_point);
    at += std::max<size_t>(step.length, 1);
  }
  return out;
}

/// Whether escapes mean something in this literal.
bool TakesEscapes(std::string_view literal) {
  const std::string_view prefix = literal.substr(0, literal.find_first_of("'\""));
  return prefix.find_first_of("rRbB") == std::string_view::npos;
}

std::string WithLf(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r') out += text[at];
    else if (at + 1 == text.size() || text[at + 1] != '\n') out += '\n';
  }
  return out;
}

}  // namespace

std::string ToAsciiComment(std::string_view text) { return Escape(text); }

std::optional<std::string> ToAsciiSource(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  std::string out;
  size_t copied = 0;
  Lexer lexer(text);
  for (Token token; lexer.Next(&token);) {
    const std::string between = WithLf(text.substr(copied, token.begin - copied));
    if (!IsAscii(between)) return std::nullopt;
    out += between;
    copied = token.end;
    const std::string_view piece = lexer.Text(token);
    const bool escapable = token.kind == TokenKind::kComment ||
                           (token.kind == TokenKind::kString && TakesEscapes(piece));
    const std::string plain = WithLf(piece);
    if (IsAscii(plain)) out += plain;
    else if (escapable) out += Escape(piece);
    else return std::nullopt;
  }
  const std::string rest = WithLf(text.substr(copied));
  if (!IsAscii(rest)) return std::nullopt;
  return out + rest;
}

}  // namespace pybundle
