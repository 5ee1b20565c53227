#include "console.h"

#include <cstdio>
#include <cstdlib>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#else
#include <unistd.h>
#endif

namespace pybundle {
namespace {

bool WantsColor(const std::string& when) {
  if (when != "auto") return when == "always";
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
#ifdef _WIN32
  return false;
#else
  return ::isatty(STDERR_FILENO) == 1;
#endif
}

}  // namespace

void Print(const Diagnostics& diagnostics, const ConsoleOptions& options) {
  const bool color = WantsColor(options.color);
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (options.quiet && diagnostic.severity != Severity::kError) continue;
    text += Render(diagnostic, color);
  }
  std::fwrite(text.data(), 1, text.size(), stderr);
}

bool WriteToStandardOutput(const std::vector<std::string_view>& pieces) {
#ifdef _WIN32
  _setmode(_fileno(stdout), _O_BINARY);
#endif
  for (const std::string_view piece : pieces) {
    if (std::fwrite(piece.data(), 1, piece.size(), stdout) != piece.size()) return false;
  }
  return std::fflush(stdout) == 0;
}

}  // namespace pybundle
