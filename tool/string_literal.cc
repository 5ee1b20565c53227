#include "string_literal.h"

#include <cstddef>

#include "byte_scan.h"
#include "char_class.h"
#include "utf8.h"

namespace pybundle {
namespace {

/// The value of up to `limit` digits at the start of `text`, which moves behind them; nothing if
/// there are fewer than `least`.
std::optional<char32_t> TakeDigits(std::string_view* text, unsigned base, std::size_t least,
                                   std::size_t limit) {
  char32_t value = 0;
  std::size_t count = 0;
  for (; count < limit && count < text->size(); ++count) {
    const char c = (*text)[count];
    if (!chars::Is(c, chars::kHexDigit)) break;
    const auto digit = static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    if (digit >= base) break;
    value = value * base + digit;
  }
  if (count < least) return std::nullopt;
  text->remove_prefix(count);
  return value;
}

/// Appends what the escape at the start of `text`, behind its backslash, stands for.
bool AppendEscape(std::string_view* text, std::string* value) {
  if (text->empty()) return false;
  const char c = text->front();
  if (c == '\n' || c == '\r') {
    text->remove_prefix(bytes::SkipLineEnd(*text, 0));
    return true;
  }
  if (c >= '0' && c <= '7') {
    AppendUtf8(*value, *TakeDigits(text, 8, 1, 3));
    return true;
  }
  text->remove_prefix(1);
  if (c == 'x' || c == 'u' || c == 'U') {
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : 8;
    const auto code = TakeDigits(text, 16, digits, digits);
    if (!code || *code >= 0x110000) return false;
    AppendUtf8(*value, *code);
    return true;
  }
  if (c == 'N') return false;
  constexpr std::string_view kNames = "\\'\"abfnrtv";
  constexpr std::string_view kValues = "\\'\"\a\b\f\n\r\t\v";
  const std::size_t name = kNames.find(c);
  if (name == std::string_view::npos) {
    value->push_back('\\');  // no escape at all: the backslash stays
    value->push_back(c);
  } else {
    value->push_back(kValues[name]);
  }
  return true;
}

}  // namespace

std::optional<std::string> EvaluateStringLiteral(std::string_view literal) {
  const std::size_t quote = literal.find_first_of("'\"");
  if (quote == std::string_view::npos) return std::nullopt;
  const auto prefix = chars::ParseStringPrefix(literal.substr(0, quote));
  if (!prefix.valid || prefix.bytes || prefix.formatted) return std::nullopt;
  literal.remove_prefix(quote);
  const bool triple = literal.size() >= 6 && literal[1] == literal[0] && literal[2] == literal[0];
  const std::size_t quotes = triple ? 3 : 1;
  if (literal.size() < 2 * quotes) return std::nullopt;
  std::string_view text = literal.substr(quotes, literal.size() - 2 * quotes);
  std::string value;
  while (!text.empty()) {
    const char c = text.front();
    if (c == '\\' && !prefix.raw) {
      text.remove_prefix(1);
      if (!AppendEscape(&text, &value)) return std::nullopt;
    } else if (c == '\r') {
      value.push_back('\n');
      text.remove_prefix(bytes::SkipLineEnd(text, 0));
    } else {
      value.push_back(c);
      text.remove_prefix(1);
    }
  }
  return value;
}

}  // namespace pybundle
