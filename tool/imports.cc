#include "imports.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <set>

#include "block_header.h"
#include "import_call.h"
#include "import_candidates.h"
#include "line_tokens.h"
#include "logical_lines.h"
#include "plain_import.h"

namespace pybundle {
namespace {

/// The stronger of two guards: they are declared in that order.
ImportGuard Stronger(ImportGuard a, ImportGuard b) {
  if (a == ImportGuard::kNone) return b;
  if (b == ImportGuard::kNone) return a;
  return std::min(a, b);
}

class Scanner {
 public:
  explicit Scanner(const SourceText& source)
      : text_(source.text()), is_copy_(source.is_masked()), cursor_(source), lines_(text_),
        tokens_(text_) {}

  ImportScan Run() {
    std::size_t candidate = FindImportCandidate(text_, 0);
    LogicalLine line;
    while (candidate < text_.size() || !waiting_.empty()) {
      if (!lines_.NextBehind(candidate, waiting_.size(), &line)) break;
      if (line.depth < waiting_.size()) CloseTries(line);
      lines_.KeepAsHeader(line);
      if (candidate >= line.end) continue;
      // Many are in comments and in strings, docstrings above all.
      const std::size_t behind = lines_.BehindLastString(std::max(candidate, line.begin));
      if (behind > candidate) {
        candidate = FindImportCandidate(text_, behind);
        if (candidate >= line.end) continue;
      }
      ScanLine(line);
      candidate = FindImportCandidate(text_, line.end);
    }
    lines_.Finish();
    scan_.problem = problem_ && (!lines_.problem() || problem_.begin <= lines_.problem().begin)
                        ? problem_
                        : lines_.problem();
    return std::move(scan_);
  }

 private:
  struct Known {
    std::size_t begin = std::string_view::npos;  // of the header's line
    BlockHeader header = BlockHeader::kPlain;
  };

  BlockHeader HeaderAt(std::size_t depth) {
    const LogicalLine line = lines_.HeaderAt(depth);
    Known& known = known_[depth];
    if (known.begin != line.begin) known = {line.begin, ClassifyHeader(text_, line)};
    return known.header;
  }

  /// The depth of the innermost try whose body holds what stands at `depth`, in the same function.
  std::optional<std::size_t> EnclosingTry(std::size_t depth) {
    while (depth-- > 0) {
      const BlockHeader header = HeaderAt(depth);
      if (header == BlockHeader::kTry) return depth;
      if (header == BlockHeader::kFunction) break;
    }
    return std::nullopt;
  }

  void Wait(std::size_t try_depth, const std::vector<std::size_t>& imports) {
    if (waiting_.size() <= try_depth) waiting_.resize(try_depth + 1);
    waiting_[try_depth].insert(waiting_[try_depth].end(), imports.begin(), imports.end());
  }

  /// `line` may be the except clause that imports in a try are waiting for, or the end of that
  /// statement; then the try around it may still handle them.
  void CloseTries(const LogicalLine& line) {
    while (line.depth < waiting_.size()) {
      const std::size_t depth = waiting_.size() - 1;
      std::vector<std::size_t> imports = std::move(waiting_.back());
      waiting_.pop_back();
      if (imports.empty()) continue;
      if (depth == line.depth) {
        if (FirstWord(text_, line) == "except") {
          if (!HandlesImportError(LineTokens(text_, line))) {
            waiting_.push_back(std::move(imports));
            return;
          }
          for (const std::size_t i : imports) {
            scan_.imports[i].guard = Stronger(scan_.imports[i].guard, ImportGuard::kTry);
          }
          continue;
        }
      }
      if (const auto outer = EnclosingTry(depth)) Wait(*outer, imports);
    }
  }

  /// The imports of a line that is a plain statement.
  bool ScanPlainLine(const LogicalLine& line) {
    const std::size_t first = scan_.imports.size();
    const std::string_view text = text_.substr(line.begin, line.end - line.begin);
    if (is_copy_ || !ReadPlainImport(text, scan_.imports)) return false;
    const Position position = cursor_.At(line.begin);
    for (std::size_t i = first; i < scan_.imports.size(); ++i) {
      Import& import = scan_.imports[i];
      import.offset = line.begin;
      import.position = position;
      NoteImportlib(import);
    }
    AddContext(line, false, first);
    return true;
  }

  /// Remembers what else the file calls importlib.
  void NoteImportlib(const Import& import) {
    if (import.kind != ImportKind::kImport || import.module != "importlib") return;
    if (!import.asname.empty()) importlib_names_.insert(std::string(import.asname));
  }

  /// All imports of a line that may have some.
  void ScanLine(const LogicalLine& line) {
    if (ScanPlainLine(line)) return;
    tokens_.Load(line);
    if (tokens_.problem() && !problem_) problem_ = tokens_.problem();
    int nesting = 0;
    bool statement_start = true;
    bool in_suite = false;  // behind `if x:` on the same line
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const std::size_t first = scan_.imports.size();
      if (statement_start && tokens_.Is(i, "import")) {
        i = ScanImport(i);
      } else if (statement_start && tokens_.Is(i, "from")) {
        i = ScanFrom(i);
      } else {
        ScanCall(i);
      }
      if (scan_.imports.size() > first) AddContext(line, in_suite, first);
      if (i >= tokens_.size()) break;
      nesting += tokens_.Nesting(i);
      const bool colon = nesting == 0 && tokens_.Is(i, ":");
      in_suite = in_suite || colon;
      statement_start = colon || (nesting == 0 && tokens_.Is(i, ";"));
    }
  }

  Import& Add(Import import, std::size_t token) {
    import.offset = tokens_[token].begin;
    import.position = cursor_.At(import.offset);
    return scan_.imports.emplace_back(std::move(import));
  }

  Import& Add(ImportKind kind, std::size_t token) {
    Import import;
    import.kind = kind;
    return Add(std::move(import), token);
  }

  /// A name that lives as long as the scan.
  std::string_view Keep(std::string name) {
    return scan_.made_names.emplace_front(std::move(name));
  }

  /// The text of a token, which mostly lives long enough where it stands.
  std::string_view NameAt(std::size_t i) {
    return is_copy_ ? Keep(std::string(tokens_.Text(i))) : tokens_.Text(i);
  }

  /// NAME (. NAME)* from `i` on; the index behind it.
  std::size_t DottedName(std::size_t i, std::string_view* name) {
    const std::size_t first = i;
    std::size_t size = 0;
    while (tokens_.IsName(i)) {
      size += tokens_.Text(i++).size();
      if (!tokens_.Is(i, ".")) break;
      ++size;
      ++i;
    }
    if (i == first) return i;
    const std::size_t begin = tokens_[first].begin;
    if (!is_copy_ && tokens_[i - 1].end - begin == size) {  // nothing between the tokens
      *name = text_.substr(begin, size);
      return i;
    }
    std::string joined;
    for (std::size_t part = first; part < i; ++part) joined += tokens_.Text(part);
    *name = Keep(std::move(joined));
    return i;
  }

  /// `as NAME` at `i`, if it is there; the index behind it.
  std::size_t AsName(std::size_t i, std::string_view* name) {
    if (!tokens_.Is(i, "as")) return i;
    *name = NameAt(i + 1);
    return i + 2;
  }

  /// The statement at `i`; the index of the first token behind it.
  std::size_t ScanImport(std::size_t statement) {
    std::size_t i = statement;
    do {
      std::string_view module;
      std::string_view asname;
      i = AsName(DottedName(i + 1, &module), &asname);
      if (module.empty()) return i;
      Import& import = Add(ImportKind::kImport, statement);
      import.module = module;
      import.asname = asname;
      NoteImportlib(import);
    } while (tokens_.Is(i, ","));
    return i;
  }

  std::size_t ScanFrom(std::size_t statement) {
    std::size_t i = statement + 1;
    std::size_t level = 0;
    for (;; ++i) {
      if (tokens_.Is(i, ".")) {
        level += 1;
      } else if (tokens_.Is(i, "...")) {
        level += 3;
      } else {
        break;
      }
    }
    std::string_view module;
    if (!tokens_.Is(i, "import")) i = DottedName(i, &module);
    if (!tokens_.Is(i, "import")) return i;
    Import& import = Add(ImportKind::kFrom, statement);
    import.module = module;
    import.level = level;
    ++i;
    if (tokens_.Is(i, "*")) {
      import.names.push_back({"*", ""});
      return i + 1;
    }
    const bool parenthesized = tokens_.Is(i, "(");
    if (parenthesized) ++i;
    import.names.reserve((tokens_.size() - std::min(i, tokens_.size())) / 2 + 1);  // with commas
    while (tokens_.IsName(i)) {
      ImportedName name;
      name.name = NameAt(i);
      i = AsName(i + 1, &name.asname);
      import.names.push_back(name);
      if (!tokens_.Is(i, ",")) break;
      ++i;
    }
    return parenthesized && tokens_.Is(i, ")") ? i + 1 : i;
  }

  /// A call of import_module or __import__ whose name is at `i`.
  void ScanCall(std::size_t i) {
    std::size_t first = i;
    std::optional<Import> import = ReadImportCall(tokens_, i, importlib_names_, scan_, &first);
    if (import) Add(*std::move(import), first);
  }

  /// Scope and guards of the imports from index `first` on, which stand in `line`, behind its colon
  /// if `in_suite`.
  void AddContext(const LogicalLine& line, bool in_suite, std::size_t first) {
    ImportScope scope = ImportScope::kModule;
    ImportGuard guard = ImportGuard::kNone;
    const std::size_t blocks = line.depth + (in_suite ? 1 : 0);
    for (std::size_t depth = blocks; depth-- > 0;) {
      switch (HeaderAt(depth)) {
        case BlockHeader::kFunction:
          scope = ImportScope::kFunction;
          break;
        case BlockHeader::kClass:
          if (scope == ImportScope::kModule) scope = ImportScope::kClass;
          break;
        case BlockHeader::kSuppress:
          if (scope != ImportScope::kFunction) guard = Stronger(guard, ImportGuard::kTry);
          break;
        case BlockHeader::kExceptImport:
          guard = Stronger(guard, ImportGuard::kExcept);
          break;
        case BlockHeader::kCondition:
          guard = Stronger(guard, ImportGuard::kCondition);
          break;
        case BlockHeader::kTypeChecking:
          guard = Stronger(guard, ImportGuard::kTypeChecking);
          break;
        case BlockHeader::kTry:
        case BlockHeader::kPlain:
          break;
      }
    }
    for (std::size_t i = first; i < scan_.imports.size(); ++i) {
      scan_.imports[i].scope = scope;
      scan_.imports[i].guard = guard;
    }
    if (const auto depth = EnclosingTry(blocks)) {
      std::vector<std::size_t> added(scan_.imports.size() - first);
      std::iota(added.begin(), added.end(), first);
      Wait(*depth, added);
    }
  }

  std::string_view text_;
  const bool is_copy_;  // of the bytes, which lives shorter than they do
  LineCursor cursor_;
  LogicalLines lines_;
  LineTokens tokens_;
  ImportScan scan_;
  LexProblem problem_;
  ImportlibNames importlib_names_;
  /// Indexed by the depth of a try: the imports in its body. As long as that statement goes on.
  std::vector<std::vector<std::size_t>> waiting_;
  Known known_[LogicalLines::kMaxDepth];  // of the last header asked for at each depth
};

}  // namespace

ImportScan ScanImports(const SourceText& source) {
  return Scanner(source).Run();
}

}  // namespace pybundle
