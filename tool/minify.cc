#include "minify.h"

#include "lexer.h"
#include "minify_passes.h"
#include "source_text.h"

namespace pybundle {
namespace {

bool IsReadable(const SourceText& source) {
  if (source.charset() == Charset::kNotAscii || source.FindProblem()) return false;
  Lexer lexer(source.text());
  Token token;
  while (lexer.Next(&token)) {
    if (token.kind == TokenKind::kError) return false;
  }
  return true;
}

using Pass = std::string (*)(std::string_view tokens, std::string_view text);

/// Runs one pass over a source, byte order mark and double-byte encodings minded.
void Run(Pass pass, std::string& bytes) {
  const SourceText source(bytes);
  const std::size_t mark = source.has_byte_order_mark() ? 3 : 0;
  bytes = bytes.substr(0, mark) + pass(source.text(), std::string_view(bytes).substr(mark));
}

/// The cookie's comment as short as it may be, "" where the encoding is the default anyway.
std::string CookieLine(const SourceText& source) {
  if (source.cookie().empty() || source.charset() == Charset::kUtf8) return "";
  return "#coding:" + std::string(source.cookie()) + "\n";
}

}  // namespace

std::string Minify(std::string_view bytes, const MinifyOptions& options) {
  const SourceText source(bytes);
  if (!options.any() || !IsReadable(source)) return std::string(bytes);
  std::string out(bytes);
  if (options.docstrings) Run(RemoveDocstrings, out);
  if (options.annotations) Run(RemoveAnnotations, out);
  if (options.comments) {
    Run(RemoveComments, out);
    out.insert(0, CookieLine(source));
  }
  if (options.rename_locals) Run(RenameLocals, out);
  if (options.indentation) Run(RemoveWhiteSpace, out);
  if (!options.comments && SourceText(out).cookie() != source.cookie()) {
    out.insert(0, "\n\n");  // a comment came so far up that it would be taken for the encoding
  }
  return out;
}

}  // namespace pybundle
