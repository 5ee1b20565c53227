#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "pieces.h"
#include "shared_bytes.h"
#include "text_traits.h"

namespace pybundle {

/// Which characters the bundle's own text may hold.
enum class OutputCharset : uint8_t { kAscii, kUtf8 };

/// How a file's bytes are written down.
enum class Encoding : uint8_t {
  kText,    ///< the literal's text, encoded as UTF-8 with surrogateescape, is the bytes
  kCrlf,    ///< the same, after every LF became CRLF
  kBase64,  ///< base64 in lines
  kZlib,    ///< the same of a zlib stream
};

/// What the header line of an embedded file says after the path: "", " [crlf]", " [base64]", " [zlib]".
std::string_view HeaderSuffix(Encoding encoding);

/// How a file's literal looks; all that takes time to find out.
struct FileLiteral {
  Encoding encoding = Encoding::kText;
  std::string_view raw_quotes;  ///< of a raw literal, which holds the bytes as they are; else empty
  Pieces text;                  ///< the whole literal, unless it is a raw one; all of it shared
};

/// Decides on the triple-quoted `str` literal that stands for the header line (`path` and the
/// encoding's suffix), LF, and `bytes`. Text that is UTF-8 without control characters stays
/// readable; of anything else the shorter of escaped text and base64 is taken. Raw where the text
/// allows, else with escapes; either way the text's lines are the literal's lines. ASCII only (with
/// kUtf8: and characters that are seen as they are), no control character but LF and TAB, no line
/// that a host could take for its own syntax at column 0. Valid on Python 2.7 and every 3. `traits` are
/// those of the bytes.
FileLiteral PrepareFileLiteral(std::string_view path, const SharedBytes& bytes,
                               const TextTraits& traits, OutputCharset charset);

/// The shorter of that literal and one that holds the bytes compressed. No TAB and no blank at the
/// end of a line stands in it.
FileLiteral PrepareCompactLiteral(std::string_view path, const SharedBytes& bytes,
                                  const TextTraits& traits, OutputCharset charset);

/// The same for several to use. Most are raw, and those with the same quotes are one.
std::shared_ptr<const FileLiteral> Share(FileLiteral literal);

/// Appends that literal.
void AppendFileLiteral(Pieces& out, std::string_view path, const SharedBytes& bytes,
                       const FileLiteral& literal);

/// Appends a literal of the same kind, in ASCII, for LF and `text` (any bytes: those that are not
/// UTF-8 become surrogate escapes).
void AppendTextLiteral(std::string& out, std::string_view text);

/// The bytes that a literal written by one of these functions stands for, line ends read as Python
/// reads them. False if `literal`, prefix and quotes included, is none of theirs.
bool ParseLiteral(std::string_view literal, std::string& bytes);

/// Appends a one-line literal in single quotes with everything but printable ASCII escaped.
void AppendShortLiteral(std::string& out, std::string_view text);

}  // namespace pybundle
