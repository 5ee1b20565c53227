#include "bundle_reader.h"

#include <algorithm>
#include <cstdint>

#include "base64.h"
#include "compress.h"
#include "lexer.h"
#include "python_literal.h"
#include "source_text.h"

namespace pybundle {
namespace {

constexpr std::string_view kStart = "_pybundle = {";
constexpr std::string_view kInnerStart = "globals().update({";  // of format `smallest`

/// Offset of the assignment, npos if there is none at the start of a line.
size_t FindAssignment(std::string_view text) {
  for (size_t at = text.find(kStart); at != std::string_view::npos;
       at = text.find(kStart, at + 1)) {
    if (at == 0 || text[at - 1] == '\n') return at;
  }
  return std::string_view::npos;
}

std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::string WithCrlf(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    if (c == '\n') bytes += '\r';
    bytes += c;
  }
  return bytes;
}

std::string LastLine(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  const size_t newline = text.rfind('\n');
  return std::string(newline == std::string_view::npos ? text : text.substr(newline + 1));
}

/// The text in the stream of format `smallest`, whose expression begins at `at`; says what is wrong.
std::optional<std::string> Unpack(std::string_view text, size_t at, std::string& error) {
  Lexer lexer(text, at, text.size());
  std::vector<std::string_view> names;
  std::vector<std::string> strings;  // of the decompressor's module, the decoder's, and the stream
  Token token;
  while (strings.size() < 3 && lexer.Next(&token) && token.kind != TokenKind::kError) {
    if (token.kind == TokenKind::kName) names.push_back(lexer.Text(token));
    if (token.kind != TokenKind::kString) continue;
    if (!ParseLiteral(lexer.Text(token), strings.emplace_back())) break;
  }
  error = "the bundle's stream is damaged";
  if (strings.size() < 3 || names.empty()) return std::nullopt;
  const std::optional<std::string> stream =
      names.back() == "b85decode" ? FromBase85(strings[2]) : FromBase64(strings[2]);
  if (!stream) return std::nullopt;
  if (strings[0] == "zlib") return ZlibDecompress(*stream);
  if (HasLzma()) return LzmaDecompress(*stream);
  error = "the bundle is compressed by xz, and this pybundle was built without liblzma";
  return std::nullopt;
}

class Reader {
 public:
  /// `begin` is behind the brace of the dictionary, `is_whole` whether `text` is the bundle's own.
  Reader(std::string_view text, size_t begin, bool is_whole, const std::string& path,
         Diagnostics& diagnostics)
      : text_(text), is_whole_(is_whole), path_(path), diagnostics_(diagnostics),
        lexer_(text, begin, text.size()) {}

  std::optional<BundleContent> Read() {
    while (!failed_ && !ended_ && Take() && !Is("}")) ReadItem();
    if (!failed_ && !Is("}")) Fail("the bundle ends in the middle");
    if (failed_) return std::nullopt;
    content_.start = LastLine(text_);
    MatchIndex();
    if (failed_) return std::nullopt;
    return std::move(content_);
  }

 private:
  bool Take() {
    while (lexer_.Next(&token_)) {
      if (token_.kind != TokenKind::kNl && token_.kind != TokenKind::kComment &&
          token_.kind != TokenKind::kNewline) {
        return true;
      }
    }
    return false;
  }

  bool Is(std::string_view text) const { return lexer_.Text(token_) == text; }

  void Fail(const std::string& message) {
    if (failed_) return;
    failed_ = true;
    const Position position =
        is_whole_ ? SourceText(text_).PositionAt(token_.begin) : Position{0, 0};
    diagnostics_.Error(DiagnosticId::kDamagedBundle,
                       {path_, static_cast<uint32_t>(position.line),
                        static_cast<uint32_t>(position.column)},
                       message, "build the bundle again, or get an undamaged copy");
  }

  std::string TakeLiteral() {
    std::string bytes;
    if (token_.kind != TokenKind::kString || !ParseLiteral(lexer_.Text(token_), bytes)) {
      Fail("this is no literal that a bundle holds");
    }
    return bytes;
  }

  void ReadItem() {
    const std::string key = TakeLiteral();
    if (failed_ || !Take() || !Is(":") || !Take()) return Fail("a key of the bundle has no value");
    if (key == "files") {
      ReadFiles();
    } else if (key == "code") {
      ReadCode();
    } else if (key == "cold") {
      return SkipValue();
    } else if (token_.kind == TokenKind::kString) {
      const size_t size = token_.end - token_.begin;
      const std::string value = TakeLiteral();
      if (key == "hot" || key == "warm") content_.runtime_size += size;
      else content_.items[key] = value;
    } else {
      content_.items[key] = lexer_.Text(token_);  // True
    }
    if (!failed_ && Take() && !Is(",") && !Is("}")) Fail("a comma is missing here");
    if (!failed_ && Is("}")) ended_ = true;
  }

  /// Its content is nothing but the files' again, for interpreters.
  void ReadCode() {
    if (!Is("{")) return Fail("the bundle's code is no dictionary");
    while (!failed_ && Take() && !Is("}")) {
      content_.code.emplace_back(TakeLiteral(), 0);
      if (failed_ || !Take() || !Is(":") || !Take()) return Fail("the code has no value here");
      const size_t begin = token_.begin;
      while (!failed_ && !Is(")")) {
        if (!Take()) return Fail("the bundle ends in the middle of its code");
      }
      content_.code.back().second = token_.end - begin;
      if (!failed_ && (!Take() || !Is(","))) return Fail("a comma is missing here");
    }
    if (!failed_ && !Is("}")) Fail("the bundle ends in the middle of its code");
  }

  void ReadFiles() {
    if (!Is("(")) return Fail("the bundle's files are no tuple");
    while (!failed_ && Take() && !Is(")")) {
      EmbeddedFile file;
      file.size = token_.end - token_.begin;
      file.bytes = TakeLiteral();
      places_.push_back(token_);
      content_.files.push_back(std::move(file));
      if (!Take() || !Is(",")) return Fail("a comma is missing here");
    }
    if (!failed_ && !Is(")")) Fail("the bundle ends in the middle of its files");
  }

  /// Moves over a part of the runtime, which is an expression of any kind.
  void SkipValue() {
    const size_t begin = token_.begin;
    size_t end = begin;
    for (size_t depth = 0; depth > 0 || (!Is(",") && !Is("}")); end = token_.end, Take()) {
      if (token_.kind == TokenKind::kEndMarker) return;  // which is told of as the bundle's end
      if (Is("(") || Is("[") || Is("{")) ++depth;
      if ((Is(")") || Is("]") || Is("}")) && depth > 0) --depth;
    }
    content_.runtime_size += end - begin;
    ended_ = Is("}");
  }

  /// Headers are read with the paths of the index in hand, so that no path can be misread.
  void MatchIndex() {
    std::string index = content_.items["index"];
    content_.items.erase("index");
    if (!index.empty()) index.erase(0, 1);  // the newline it begins with
    const std::vector<std::string_view> lines = SplitLines(index);
    if (lines.size() < content_.files.size()) return Fail("the bundle's index is too short");
    for (size_t i = 0; i < content_.files.size() && !failed_; ++i) {
      token_ = places_[i];
      Decode(content_.files[i], lines[i]);
    }
  }

  void Decode(EmbeddedFile& file, std::string_view path) {
    const size_t end = file.bytes.find('\n');
    if (end == std::string::npos || !std::string_view(file.bytes).starts_with(path)) {
      return Fail("the file's header is not the one of the index, '" + std::string(path) + "'");
    }
    const std::string suffix = file.bytes.substr(path.size(), end - path.size());
    std::string body = file.bytes.substr(end + 1);
    file.path = path;
    if (suffix == HeaderSuffix(Encoding::kText)) {
      file.bytes = std::move(body);
    } else if (suffix == HeaderSuffix(Encoding::kCrlf)) {
      file.encoding = "crlf";
      file.bytes = WithCrlf(body);
    } else if (suffix == HeaderSuffix(Encoding::kBase64)) {
      file.encoding = "base64";
      std::optional<std::string> bytes = FromBase64(body);
      if (!bytes) return Fail("the base64 of '" + file.path + "' is damaged");
      file.bytes = *std::move(bytes);
    } else if (suffix == HeaderSuffix(Encoding::kZlib)) {
      file.encoding = "zlib";
      const std::optional<std::string> stream = FromBase64(body);
      std::optional<std::string> bytes = stream ? ZlibDecompress(*stream) : std::nullopt;
      if (!bytes) return Fail("the zlib stream of '" + file.path + "' is damaged");
      file.bytes = *std::move(bytes);
    } else {
      Fail("'" + file.path + "' has an encoding that this pybundle doesn't know:" + suffix);
    }
  }

  std::string_view text_;
  bool is_whole_;
  std::string path_;
  Diagnostics& diagnostics_;
  Lexer lexer_;
  Token token_;
  std::vector<Token> places_;  // of the files' literals
  BundleContent content_;
  bool failed_ = false;
  bool ended_ = false;
};

}  // namespace

bool LooksLikeBundle(std::string_view text) {
  return FindAssignment(text) != std::string_view::npos;
}

std::optional<BundleContent> ReadBundle(std::string_view text, const std::string& path,
                                        Diagnostics& diagnostics) {
  if (!LooksLikeBundle(text)) {
    diagnostics.Error(DiagnosticId::kDamagedBundle, {path, 0, 0},
                      "this is no bundle: no line begins with '" + std::string(kStart) + "'");
    return std::nullopt;
  }
  const size_t begin = FindAssignment(text) + kStart.size();
  if (!text.substr(begin).starts_with("}")) {
    return Reader(text, begin, true, path, diagnostics).Read();
  }
  std::string error;
  const std::optional<std::string> inner = Unpack(text, begin + 1, error);
  const size_t start = inner ? inner->find(kInnerStart) : std::string::npos;
  if (start == std::string::npos) {
    diagnostics.Error(DiagnosticId::kDamagedBundle, {path, 0, 0}, error,
                      "build the bundle again, or get an undamaged copy");
    return std::nullopt;
  }
  std::optional<BundleContent> content =
      Reader(*inner, start + kInnerStart.size(), false, path, diagnostics).Read();
  if (!content) return std::nullopt;
  // All share one stream: each file's part of it is as large as its part of what is in it.
  const auto share = [&](size_t size) { return size * text.size() / inner->size(); };
  for (EmbeddedFile& file : content->files) file.size = share(file.size);
  content->runtime_size = share(content->runtime_size);
  content->start = LastLine(text);
  return content;
}

}  // namespace pybundle
