#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pybundle {

/// Appends `text` as a JSON string. Bytes that aren't UTF-8 become U+FFFD: a replacement character
/// is better than no text.
void AppendJsonString(std::string_view text, std::string* out);

/// Writes JSON value by value, one space of indentation a level: for texts of many megabytes, of
/// which no tree is ever made.
class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(out) {}

  void BeginObject() { Begin('{'); }
  void EndObject() { End('}'); }
  void BeginArray() { Begin('['); }
  void EndArray() { End(']'); }

  /// Of an object's next member; its value follows.
  void Key(std::string_view key);

  void String(std::string_view value);
  void Number(size_t value);
  void Bool(bool value);

  void Member(std::string_view key, std::string_view value) {
    Key(key);
    String(value);
  }
  void Member(std::string_view key, size_t value) {
    Key(key);
    Number(value);
  }

 private:
  void Begin(char bracket);
  void End(char bracket);
  void Separate();
  void BreakLine();

  std::string* out_;
  size_t depth_ = 0;
  bool is_first_ = true;   // in its object or array
  bool after_key_ = false;
};

}  // namespace pybundle
