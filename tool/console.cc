#include "console.h"

#include <cstdio>
#include <cstdlib>
#include <map>

#include "excerpt.h"

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
  return IsTerminal();
}

/// The lines of files that findings are about; each file is read once.
class Excerpts {
 public:
  explicit Excerpts(const Disk& disk) : disk_(disk) {}

  std::string Of(const Place& place) {
    if (place.line == 0) return "";
    const auto [found, is_new] = texts_.try_emplace(place.file);
    std::string error;
    if (is_new && disk_.Stat(place.file) == Disk::Kind::kFile &&
        !disk_.ReadFile(place.file, found->second, error)) {
      found->second.clear();
    }
    return Excerpt(found->second, place.line, place.column);
  }

 private:
  const Disk& disk_;
  std::map<std::string, std::string> texts_;
};

}  // namespace

bool IsTerminal() {
#ifdef _WIN32
  return false;  // not every console there knows escape sequences
#else
  return ::isatty(STDERR_FILENO) == 1;
#endif
}

void Print(const Diagnostics& diagnostics, const ConsoleOptions& options, const Disk& disk) {
  const bool color = WantsColor(options.color);
  std::string text;
  Excerpts excerpts(disk);
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (options.quiet && diagnostic.severity != Severity::kError) continue;
    text += Render(diagnostic, color, excerpts.Of(diagnostic.place));
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
