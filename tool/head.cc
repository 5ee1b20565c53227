#include "head.h"

#include <algorithm>
#include <optional>
#include <regex>
#include <set>

#include "ascii_source.h"
#include "imports.h"
#include "module_name.h"
#include "source_text.h"
#include "statements.h"
#include "utf8.h"

namespace pybundle {
namespace {

constexpr std::string_view kBlockStart = "# /// ";
constexpr std::string_view kBlockEnd = "# ///";

/// The line that begins at `at`, without its end, and where the next one begins.
struct Line {
  std::string_view text;
  size_t next;
};

Line LineAt(std::string_view text, size_t at) {
  const size_t end = std::min(text.find_first_of("\r\n", at), text.size());
  size_t next = std::min(end + 1, text.size());
  if (text.substr(end, 2) == "\r\n") ++next;
  return {text.substr(at, end - at), next};
}

bool IsComment(std::string_view line) { return line.starts_with("#"); }

/// Comments at column 0 of `range`, as ASCII or UTF-8. The shebang and the encoding cookie are left
/// out: the one is written first, and the other is not true of the bundle.
std::string TakeComments(std::string_view text, TextRange range, std::string_view cookie,
                         bool keep_unicode) {
  std::string out;
  int number = 0;
  for (size_t at = range.begin; at < range.end;) {
    const Line line = LineAt(text, at);
    const bool is_first = at == 0;
    at = line.next;
    ++number;
    const bool is_cookie = number <= 2 && !cookie.empty() &&
                           line.text.find("coding") != std::string_view::npos &&
                           line.text.find(cookie) != std::string_view::npos;
    if (is_cookie || (is_first && line.text.starts_with("#!"))) continue;
    const bool as_is = keep_unicode && IsUtf8(line.text);
    out.append(as_is ? std::string(line.text) : ToAsciiComment(line.text)).append("\n");
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out == "\n" ? "" : out;
}

/// PEP 723's blocks of comments that stand below the leading ones: tools find them anywhere.
std::string TakeScriptBlocks(std::string_view text, size_t from, bool keep_unicode) {
  std::string out;
  for (size_t at = from; at < text.size();) {
    const Line first = LineAt(text, at);
    const size_t begin = at;
    at = first.next;
    if (!first.text.starts_with(kBlockStart)) continue;
    size_t end = 0;
    for (size_t next = at; next < text.size();) {
      const Line line = LineAt(text, next);
      if (!IsComment(line.text)) break;
      next = line.next;
      if (line.text == kBlockEnd) end = next;
    }
    if (end == 0) continue;
    out += "\n" + TakeComments(text, {begin, end}, "", keep_unicode);
    at = end;
  }
  return out;
}

class HeadMaker {
 public:
  HeadMaker(const SourceFile& entry, const std::vector<SourceFile>& files, const Manifest& manifest,
            const Host& host, Diagnostics& diagnostics)
      : files_(files), manifest_(manifest), host_(host), diagnostics_(diagnostics),
        source_(entry.bytes), outline_(OutlineModule(source_)), file_(entry.disk_path) {}

  Head Make() {
    const std::string_view text = source_.text();
    const bool unicode = manifest_.charset == OutputCharset::kUtf8;
    Head head;
    if (text.starts_with("#!")) head.shebang = ToAsciiComment(LineAt(text, 0).text) + "\n";
    head.comments = TakeComments(text, outline_.leading_comments, source_.cookie(), unicode) +
                    TakeScriptBlocks(text, outline_.leading_comments.end, unicode);
    if (outline_.docstring) {
      const TextRange range = *outline_.docstring;
      // A docstring that can't be said in ASCII is left out: main's own code sets it anyway.
      const auto docstring = Say(text.substr(range.begin, range.end - range.begin));
      if (docstring) head.docstring = *docstring + "\n";
    }
    head.statements = ScannedImports() + KeptStatements();
    if (!host_.needed_words.empty()) {
      head.comments.append("# ").append(host_.needed_words).append("\n");
    }
    return head;
  }

 private:
  std::optional<std::string> Say(std::string_view piece) const {
    if (manifest_.charset == OutputCharset::kUtf8 && IsUtf8(piece) &&
        piece.find('\r') == std::string_view::npos) {
      return std::string(piece);
    }
    return ToAsciiSource(piece);
  }

  Place PlaceOf(const Statement& statement) const {
    return {file_, static_cast<uint32_t>(statement.position.line),
            static_cast<uint32_t>(statement.position.column)};
  }

  std::string_view TextOf(const Statement& statement) const {
    return source_.text().substr(statement.range.begin,
                                 statement.range.end - statement.range.begin);
  }

  std::string KeptStatements() {
    const std::string pattern =
        manifest_.keep_lines ? manifest_.keep_lines->text : std::string(host_.keep_lines);
    if (pattern.empty()) return "";
    const std::regex regex(pattern);  // the manifest's reader has tried it
    std::string future;
    std::string kept;
    for (const Statement& statement : outline_.statements) {
      const std::string_view text = TextOf(statement);
      const bool is_future = text.starts_with("from __future__");
      const std::string_view first = LineAt(text, 0).text;
      if (!is_future && !std::regex_search(first.begin(), first.end(), regex)) continue;
      if (!is_future && ImportsBundled(statement)) continue;
      const auto said = Say(text);
      if (said) {
        (is_future ? future : kept).append(*said).append("\n");
      } else {
        diagnostics_.Error(DiagnosticId::kCannotKeep, PlaceOf(statement),
                           "this statement can't be kept verbatim in ASCII",
                           "build with \"charset\": \"utf8\"");
      }
    }
    if (kept.empty() && manifest_.keep_lines) {
      diagnostics_.Warning(DiagnosticId::kUnmatchedPattern, manifest_.keep_lines->place,
                           "keep_lines matches no top-level statement of " + file_);
    }
    return kept.empty() ? "" : future + kept;  // alone, __future__ means nothing to our own lines
  }

  /// Says so if a kept import is of a bundled module, which nothing could find up there.
  bool ImportsBundled(const Statement& statement) {
    if (statement.kind != StatementKind::kImport) return false;
    const SourceText piece(TextOf(statement));
    for (const Import& import : ScanImports(piece).imports) {
      const std::string top(import.module.substr(0, import.module.find('.')));
      const bool bundled =
          import.level > 0 || std::any_of(files_.begin(), files_.end(), [&](const auto& file) {
            return file.path.starts_with(top + "/") || file.path == top + ".py";
          });
      if (!bundled) continue;
      diagnostics_.Error(DiagnosticId::kCannotKeep, PlaceOf(statement),
                         "this import is of a bundled module, so it can't be kept verbatim above "
                         "the bundle's own code",
                         "let keep_lines leave it out");
      return true;
    }
    return false;
  }

  /// Lines for a scanner that collects imports of its own package from the file's text.
  std::string ScannedImports() const {
    if (host_.scanned_imports.empty()) return "";
    const std::string prefix = std::string(host_.scanned_imports) + ".";
    std::set<std::string> lines;
    for (const SourceFile& file : files_) {
      if (KindOf(file.path) != FileKind::kModule) continue;
      const SourceText source(file.bytes);
      for (const Import& import : ScanImports(source).imports) {
        if (import.level != 0 || import.unknown || !import.module.starts_with(prefix)) continue;
        const std::string module(import.module);
        if (import.kind != ImportKind::kFrom) {
          lines.insert("    import " + module + "\n");
          continue;
        }
        for (const ImportedName& name : import.names) {
          lines.insert("    from " + module + " import " + std::string(name.name) + "\n");
        }
      }
    }
    if (lines.empty()) return "";
    std::string text = "if False:  # for the host's scanner: what the bundled modules import\n";
    for (const std::string& line : lines) text += line;
    return text;
  }

  const std::vector<SourceFile>& files_;
  const Manifest& manifest_;
  const Host& host_;
  Diagnostics& diagnostics_;
  const SourceText source_;
  const ModuleOutline outline_;
  const std::string file_;
};

}  // namespace

Head MakeHead(const SourceFile& entry, const std::vector<SourceFile>& files,
              const Manifest& manifest, const Host& host, Diagnostics& diagnostics) {
  return HeadMaker(entry, files, manifest, host, diagnostics).Make();
}

}  // namespace pybundle
