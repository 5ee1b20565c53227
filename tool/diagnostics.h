#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pybundle {

/// Every diagnostic the tool can give: enumerator, and the id users see in brackets and pass to -W.
/// A new one gets a line here and a test on its text.
#define PYBUNDLE_DIAGNOSTICS(X)              \
  X(kBadJson, "bad-json")                    \
  X(kBadManifest, "bad-manifest")            \
  X(kUnknownKey, "unknown-key")              \
  X(kDuplicateKey, "duplicate-key")          \
  X(kWrongType, "wrong-type")                \
  X(kMissingFile, "missing-file")            \
  X(kUnreadableFile, "unreadable-file")      \
  X(kUnwritableOutput, "unwritable-output")  \
  X(kNoSuchModule, "no-such-module")         \
  X(kDuplicateModule, "duplicate-module")    \
  X(kOutsideRoots, "outside-roots")          \
  X(kUnreachableName, "unreachable-name")    \
  X(kCompiledExtension, "compiled-extension") \
  X(kSourcelessModule, "sourceless-module")  \
  X(kBadSource, "bad-source")                \
  X(kBadPath, "bad-path")                    \
  X(kMissingParent, "missing-parent")        \
  X(kBadEntry, "bad-entry")                  \
  X(kChosenEntry, "chosen-entry")            \
  X(kUnknownHost, "unknown-host")            \
  X(kWrongEntryShape, "wrong-entry-shape")   \
  X(kCannotKeep, "cannot-keep")              \
  X(kTooLarge, "too-large")                  \
  X(kNothingToBundle, "nothing-to-bundle")   \
  X(kUnmatchedPattern, "unmatched-pattern")  \
  X(kDamagedBundle, "damaged-bundle")        \
  X(kRefusedByHost, "refused-by-host")       \
  X(kUndecided, "undecided")                 \
  X(kMissingImport, "missing-import")        \
  X(kExternal, "external")                   \
  X(kDynamicImport, "dynamic-import")        \
  X(kPureFallback, "pure-fallback")          \
  X(kSmallest, "smallest")                   \
  X(kNoInterpreter, "no-interpreter")        \
  X(kInvalidSyntax, "invalid-syntax")        \
  X(kStaleRecording, "stale-recording")

enum class DiagnosticId : uint8_t {
#define X(enumerator, text) enumerator,
  PYBUNDLE_DIAGNOSTICS(X)
#undef X
};

/// The id as users write it, e.g. "missing-file".
std::string_view ToString(DiagnosticId id);

enum class Severity : uint8_t { kError, kWarning, kNote };

/// Where something stands. `line` and `column` count from 1; 0 means that there is none to name.
struct Place {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
};

/// One finding: what is wrong, where, and what to do about it.
struct Diagnostic {
  Severity severity = Severity::kError;
  DiagnosticId id = DiagnosticId::kBadManifest;
  Place place;
  std::string message;
  std::string note;  ///< further facts, may be empty
  std::string hint;  ///< what to do, may be empty
};

/// All findings of a run, in the order in which they were found. Nothing is printed here.
class Diagnostics {
 public:
  void Error(DiagnosticId id, Place place, std::string message, std::string hint = "",
             std::string note = "");
  void Warning(DiagnosticId id, Place place, std::string message, std::string hint = "",
               std::string note = "");
  void Note(DiagnosticId id, Place place, std::string message);
  void Add(Diagnostic diagnostic);
  void Append(const Diagnostics& other);

  bool has_errors() const { return errors_ > 0; }
  const std::vector<Diagnostic>& all() const { return all_; }

 private:
  std::vector<Diagnostic> all_;
  size_t errors_ = 0;
};

/// "file:line:col: error: message [id]", then `excerpt` (excerpt.h), then "  note: ..." and
/// "  hint: ..." lines; ends in '\n'.
std::string Render(const Diagnostic& diagnostic, bool color, std::string_view excerpt = "");

/// The name of `candidates` nearest to `word`, or "" when none is near enough to be a slip of the
/// keyboard (edit distance at most a third of the word's length, at least 1).
std::string_view NearestName(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace pybundle
