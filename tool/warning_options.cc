#include "warning_options.h"

#include <optional>

namespace pybundle {
namespace {

std::optional<DiagnosticId> FindId(std::string_view name) {
#define X(enumerator, text) \
  if (name == (text)) return DiagnosticId::enumerator;
  PYBUNDLE_DIAGNOSTICS(X)
#undef X
  return std::nullopt;
}

}  // namespace

bool WarningOptions::Add(std::string_view text) {
  if (text == "error") {
    all_errors_ = true;
    return true;
  }
  const bool off = text.starts_with("no-");
  const bool error = text.starts_with("error=");
  if (off) text.remove_prefix(3);
  if (error) text.remove_prefix(6);
  const std::optional<DiagnosticId> id = FindId(text);
  if (!id) return false;
  off_.erase(*id);
  errors_.erase(*id);
  if (off) off_.insert(*id);
  if (error) errors_.insert(*id);
  return true;
}

void WarningOptions::Apply(Diagnostics& diagnostics) const {
  Diagnostics changed;
  for (Diagnostic diagnostic : diagnostics.all()) {
    if (diagnostic.severity != Severity::kError) {
      if (off_.count(diagnostic.id) != 0) continue;
      const bool by_all = all_errors_ && diagnostic.severity == Severity::kWarning;
      if (by_all || errors_.count(diagnostic.id) != 0) diagnostic.severity = Severity::kError;
    }
    changed.Add(std::move(diagnostic));
  }
  diagnostics = std::move(changed);
}

}  // namespace pybundle
