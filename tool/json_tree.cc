// The only file that includes nlohmann/json: it turns the library's events into a tree whose values
// know their places, and everything above reads the tree.
#include "json_tree.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

namespace pybundle {
namespace {

/// An input iterator that leaves word of how far the parser has read: the library's events carry no
/// positions of their own.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** reached) : at_(at), reached_(reached) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    if (reached_ != nullptr) *reached_ = at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** reached_;
};

/// More than any manifest needs, and so little that recursion over the tree is safe.
constexpr size_t kMaxDepth = 64;

std::string EscapePointer(std::string_view key) {
  std::string escaped;
  for (const char c : key) {
    if (c == '~') escaped += "~0";
    else if (c == '/') escaped += "~1";
    else escaped += c;
  }
  return escaped;
}

class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(std::string_view text, const std::string& file, Diagnostics& diagnostics)
      : text_(text), file_(file), diagnostics_(diagnostics), reached_(text.data()) {}

  const char** reached() { return &reached_; }
  JsonValue Take() { return std::move(root_); }

  bool null() override {
    Add(JsonValue::Type::kNull, TokenStart());
    return true;
  }
  bool boolean(bool value) override {
    Add(JsonValue::Type::kBoolean, TokenStart()).boolean = value;
    return true;
  }
  bool number_integer(number_integer_t value) override {
    Add(JsonValue::Type::kNumber, TokenStart()).number = static_cast<double>(value);
    return true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    Add(JsonValue::Type::kNumber, TokenStart()).number = static_cast<double>(value);
    return true;
  }
  bool number_float(number_float_t value, const string_t&) override {
    Add(JsonValue::Type::kNumber, TokenStart()).number = value;
    return true;
  }
  bool string(string_t& value) override {
    Add(JsonValue::Type::kString, StringStart()).string = std::move(value);
    return true;
  }
  bool binary(binary_t&) override { return false; }  // not in JSON text
  bool start_object(std::size_t) override {
    return Open(JsonValue::Type::kObject);
  }
  bool key(string_t& name) override {
    JsonValue& object = *open_.back();
    const Place place = PlaceOf(StringStart());
    for (const auto& [existing, value] : object.members) {
      if (existing == name) {
        diagnostics_.Error(DiagnosticId::kDuplicateKey, place,
                           "the key \"" + name + "\" stands twice in one object",
                           "remove one of the two",
                           "the first is at line " + std::to_string(value.place.line));
      }
    }
    key_ = std::move(name);
    return true;
  }
  bool end_object() override { return Close(); }
  bool start_array(std::size_t) override {
    return Open(JsonValue::Type::kArray);
  }
  bool end_array() override { return Close(); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    // The library's text repeats its own position; what follows the last ": " is the reason.
    std::string reason = error.what();
    const size_t colon = reason.find("syntax error");
    if (colon != std::string::npos) reason = reason.substr(colon);
    const size_t offset = position == 0 ? 0 : position - 1;
    diagnostics_.Error(DiagnosticId::kBadJson, PlaceOf(std::min(offset, text_.size())),
                       "not valid JSON: " + reason,
                       "JSON has neither comments nor trailing commas");
    return false;
  }

 private:
  JsonValue& Add(JsonValue::Type type, size_t offset) {
    JsonValue value;
    value.type = type;
    value.place = PlaceOf(offset);
    JsonValue* stored = &root_;
    if (!open_.empty()) {
      JsonValue& parent = *open_.back();
      if (parent.type == JsonValue::Type::kArray) {
        value.pointer = parent.pointer + "/" + std::to_string(parent.items.size());
        stored = &parent.items.emplace_back(std::move(value));
      } else {
        value.pointer = parent.pointer + "/" + EscapePointer(key_);
        stored = &parent.members.emplace_back(key_, std::move(value)).second;
      }
    } else {
      root_ = std::move(value);
    }
    return *stored;
  }

  bool Open(JsonValue::Type type) {
    JsonValue& value = Add(type, BracketStart());
    if (open_.size() == kMaxDepth) {
      diagnostics_.Error(DiagnosticId::kBadJson, value.place,
                         "values are nested more than " + std::to_string(kMaxDepth) + " deep");
      return false;
    }
    open_.push_back(&value);
    return true;
  }

  bool Close() {
    open_.pop_back();
    return true;
  }

  size_t Reached() const { return static_cast<size_t>(reached_ - text_.data()); }

  /// Offset of the bracket that was just read.
  size_t BracketStart() const { return Reached() == 0 ? 0 : Reached() - 1; }

  /// Offset of the opening quote of the string that was just read: the nearest quote before the
  /// closing one that no odd run of backslashes escapes.
  size_t StringStart() const {
    size_t at = BracketStart();
    while (at > 0) {
      --at;
      if (text_[at] != '"') continue;
      size_t slashes = 0;
      while (slashes < at && text_[at - 1 - slashes] == '\\') ++slashes;
      if (slashes % 2 == 0) break;
    }
    return at;
  }

  /// Offset of the literal or number that was just read; the parser may be one character past it.
  size_t TokenStart() const {
    constexpr std::string_view kToken = "+-.0123456789Eaeflnrstu";
    size_t at = Reached();
    while (at > 0 && (at == text_.size() || kToken.find(text_[at]) == std::string_view::npos)) --at;
    while (at > 0 && kToken.find(text_[at - 1]) != std::string_view::npos) --at;
    return at;
  }

  /// Offsets only grow, so lines are counted once.
  Place PlaceOf(size_t offset) {
    if (offset < counted_) {
      counted_ = 0;
      line_ = 1;
      line_start_ = 0;
    }
    for (; counted_ < offset && counted_ < text_.size(); ++counted_) {
      if (text_[counted_] == '\n') {
        ++line_;
        line_start_ = counted_ + 1;
      }
    }
    uint32_t column = 1;
    for (size_t i = line_start_; i < offset && i < text_.size(); ++i) {
      if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) ++column;  // characters, not bytes
    }
    return {file_, line_, column};
  }

  std::string_view text_;
  std::string file_;
  Diagnostics& diagnostics_;
  const char* reached_;
  JsonValue root_;
  std::vector<JsonValue*> open_;  // stable: a parent does not grow while its child is open
  std::string key_;
  size_t counted_ = 0;
  uint32_t line_ = 1;
  size_t line_start_ = 0;
};

}  // namespace

std::string_view DescribeType(JsonValue::Type type) {
  switch (type) {
    case JsonValue::Type::kNull: return "null";
    case JsonValue::Type::kBoolean: return "true or false";
    case JsonValue::Type::kNumber: return "a number";
    case JsonValue::Type::kString: return "a string";
    case JsonValue::Type::kArray: return "an array";
    case JsonValue::Type::kObject: return "an object";
  }
  return "";
}

std::optional<JsonValue> ParseJson(std::string_view text, const std::string& file,
                                   Diagnostics& diagnostics) {
  Diagnostics found;
  TreeBuilder builder(text, file, found);
  const bool parsed = nlohmann::json::sax_parse(
      CountingIterator(text.data(), builder.reached()),
      CountingIterator(text.data() + text.size(), nullptr), &builder);
  diagnostics.Append(found);
  if (!parsed || found.has_errors()) return std::nullopt;
  return builder.Take();
}

}  // namespace pybundle
