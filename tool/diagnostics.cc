#include "diagnostics.h"

#include <algorithm>
#include <utility>

namespace pybundle {
namespace {

std::string_view ToString(Severity severity) {
  switch (severity) {
    case Severity::kError: return "error";
    case Severity::kWarning: return "warning";
    case Severity::kNote: return "note";
  }
  return "error";
}

std::string_view ColorOf(Severity severity) {
  switch (severity) {
    case Severity::kError: return "\033[1;31m";
    case Severity::kWarning: return "\033[1;35m";
    case Severity::kNote: return "\033[1;36m";
  }
  return "";
}

/// Values from files may hold line breaks and other control characters: a finding stays one line,
/// and can't send a terminal anything.
std::string OneLine(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string line;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      line += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      line.append("\\x").append(1, kDigits[byte >> 4]).append(1, kDigits[byte & 15]);
    } else {
      line += c;
    }
  }
  return line;
}

/// A further line of a diagnostic, indented so that it reads as a part of it.
void AppendDetail(std::string& out, std::string_view label, std::string_view text) {
  if (text.empty()) return;
  out.append("  ").append(label).append(": ").append(OneLine(text)).append("\n");
}

/// Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b`.
size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substitution = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::string_view ToString(DiagnosticId id) {
  switch (id) {
#define X(enumerator, text) \
  case DiagnosticId::enumerator: return text;
    PYBUNDLE_DIAGNOSTICS(X)
#undef X
  }
  return "";
}

void Diagnostics::Error(DiagnosticId id, Place place, std::string message, std::string hint,
                        std::string note) {
  ++errors_;
  all_.push_back({Severity::kError, id, std::move(place), std::move(message), std::move(note),
                  std::move(hint)});
}

void Diagnostics::Warning(DiagnosticId id, Place place, std::string message, std::string hint,
                          std::string note) {
  all_.push_back({Severity::kWarning, id, std::move(place), std::move(message), std::move(note),
                  std::move(hint)});
}

void Diagnostics::Note(DiagnosticId id, Place place, std::string message) {
  all_.push_back({Severity::kNote, id, std::move(place), std::move(message), "", ""});
}

void Diagnostics::Add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::kError) ++errors_;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::Append(const Diagnostics& other) {
  all_.insert(all_.end(), other.all_.begin(), other.all_.end());
  errors_ += other.errors_;
}

std::string Render(const Diagnostic& diagnostic, bool color, std::string_view excerpt) {
  std::string out;
  const Place& place = diagnostic.place;
  out += place.file.empty() ? "pybundle" : OneLine(place.file);
  if (place.line != 0) out += ":" + std::to_string(place.line);
  if (place.line != 0 && place.column != 0) out += ":" + std::to_string(place.column);
  out += ": ";
  if (color) out += ColorOf(diagnostic.severity);
  out.append(ToString(diagnostic.severity)).append(": ");
  if (color) out += "\033[0m";
  out.append(OneLine(diagnostic.message)).append(" [").append(ToString(diagnostic.id)).append("]\n");
  out += excerpt;
  AppendDetail(out, "note", diagnostic.note);
  AppendDetail(out, "hint", diagnostic.hint);
  return out;
}

std::string_view NearestName(std::string_view word,
                             const std::vector<std::string_view>& candidates) {
  std::string_view nearest;
  size_t best = std::max<size_t>(1, word.size() / 3) + 1;
  for (std::string_view candidate : candidates) {
    const size_t distance = EditDistance(word, candidate);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace pybundle
