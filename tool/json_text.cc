#include "json_text.h"

#include "utf8.h"

namespace pybundle {

void AppendJsonString(std::string_view text, std::string* out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto stands = [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; };
  out->push_back('"');
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && stands(text[end])) ++end;
    out->append(text, i, end - i);
    i = end;
    if (i == text.size()) break;
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x80) {
      const std::size_t length = DecodeUtf8(text, i).length;
      out->append(length == 0 ? "\xEF\xBF\xBD" : text.substr(i, length));
      i += length == 0 ? 1 : length;
      continue;
    }
    out->push_back('\\');
    if (c == '"' || c == '\\') {
      out->push_back(text[i]);
    } else {
      out->append("u00");
      out->push_back(kHex[c >> 4]);
      out->push_back(kHex[c & 15]);
    }
    ++i;
  }
  out->push_back('"');
}

void JsonWriter::Key(std::string_view key) {
  Separate();
  AppendJsonString(key, out_);
  out_->append(": ");
  after_key_ = true;
}

void JsonWriter::String(std::string_view value) {
  Separate();
  AppendJsonString(value, out_);
}

void JsonWriter::Number(size_t value) {
  Separate();
  out_->append(std::to_string(value));
}

void JsonWriter::Bool(bool value) {
  Separate();
  out_->append(value ? "true" : "false");
}

void JsonWriter::Begin(char bracket) {
  Separate();
  out_->push_back(bracket);
  ++depth_;
  is_first_ = true;
}

void JsonWriter::End(char bracket) {
  --depth_;
  if (!is_first_) BreakLine();
  out_->push_back(bracket);
  is_first_ = false;
}

/// What goes before a value, or before the key of one.
void JsonWriter::Separate() {
  if (after_key_) {
    after_key_ = false;
  } else if (depth_ > 0) {
    if (!is_first_) out_->push_back(',');
    BreakLine();
  }
  is_first_ = false;
}

void JsonWriter::BreakLine() {
  out_->push_back('\n');
  out_->append(depth_, ' ');
}

}  // namespace pybundle
