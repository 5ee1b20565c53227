#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pybundle {

/// A place in a file, both from 1; the column counts characters, not bytes.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// How bytes from 0x80 are to be read.
enum class Charset {
  kUtf8,        ///< no cookie, or one that means UTF-8 or ASCII
  kSingleByte,  ///< every byte is a character: Latin-1 and its like, and codecs we don't know
  kDoubleByte,  ///< Shift JIS, GBK, Big5 and their like: the second byte may look like ASCII
  kNotAscii,    ///< UTF-16, UTF-7, ISO-2022...: CPython can't read such sources, or we can't
};

/// What is wrong with a file before its first token.
struct SourceProblem {
  std::size_t offset = 0;  ///< in bytes of the text()
  std::string message;
};

/// A source file's bytes as text that can be lexed: byte order mark removed, encoding known by
/// PEP 263's rules as CPython's tokenizer applies them. Holds views only, `bytes` must outlive it;
/// double-byte encodings alone make a copy, of the same length, in which no second byte looks like
/// a quote or backslash. So offsets are the file's, less 3 where there is a mark.
class SourceText {
 public:
  explicit SourceText(std::string_view bytes);

  std::string_view bytes() const { return bytes_; }
  /// The bytes to lex.
  std::string_view text() const { return masked_ ? std::string_view(*masked_) : plain_; }
  /// Whether that is a copy.
  bool is_masked() const { return masked_.has_value(); }
  bool has_byte_order_mark() const { return plain_.size() != bytes_.size(); }
  /// The cookie's codec as written, empty without a cookie.
  std::string_view cookie() const { return cookie_; }
  Charset charset() const { return charset_; }

  /// What no interpreter would read: a byte order mark beside another cookie, a cookie for a codec
  /// that isn't a superset of ASCII, a NUL, bytes that aren't the UTF-8 or ASCII they should be.
  /// Bytes in comments are no problem where CPython's import doesn't mind them: without a cookie, or
  /// with one that says utf-8 in just that spelling. Linear in the text,
  /// unless somebody knows that it `is_ascii` without NUL.
  std::optional<SourceProblem> FindProblem(bool is_ascii = false) const;

  /// Where `offset` of the text() is. Linear: for many places use a LineCursor.
  Position PositionAt(std::size_t offset) const;

 private:
  std::string_view bytes_;
  std::string_view plain_;
  std::string_view cookie_;
  std::optional<std::string> masked_;
  Charset charset_ = Charset::kUtf8;
  bool ascii_only_ = false;
};

/// Positions of offsets that mostly ascend: all of a file's in one pass. Line ends are LF, CR LF
/// and CR.
class LineCursor {
 public:
  explicit LineCursor(const SourceText& source);

  Position At(std::size_t offset);

 private:
  void Pass(std::string_view passed);

  std::string_view text_;
  bool bytes_are_characters_;
  std::size_t offset_ = 0;      // everything before it is counted
  std::size_t line_ = 1;        // of offset_
  std::size_t column_ = 1;      // of offset_
  std::size_t line_begin_ = 0;  // where that line begins
};

}  // namespace pybundle
