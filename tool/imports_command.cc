#include "imports_command.h"

#include <memory>

#include "disk.h"
#include "imports_json.h"
#include "source_text.h"

namespace pybundle {
namespace {

void AppendImports(std::string& out, const std::string& file, const std::string& bytes,
                   Diagnostics& diagnostics) {
  const SourceText source(bytes);
  const auto place = [&](size_t offset) {
    const Position position = source.PositionAt(offset);
    return Place{file, static_cast<uint32_t>(position.line), static_cast<uint32_t>(position.column)};
  };
  const ImportScan scan = ScanImports(source);
  for (const Import& import : scan.imports) out.append(ImportToJson(file, import)).append("\n");
  if (const auto problem = source.FindProblem()) {
    diagnostics.Error(DiagnosticId::kBadSource, place(problem->offset), problem->message);
  } else if (scan.problem) {
    diagnostics.Error(DiagnosticId::kBadSource, place(scan.problem.begin),
                      std::string(Describe(scan.problem.error)));
  }
}

}  // namespace

int RunImports(const ImportsOptions& options) {
  const std::unique_ptr<Disk> disk = MakeRealDisk();
  Diagnostics diagnostics;
  std::string out;
  for (const std::string& file : options.files) {
    std::string bytes;
    std::string error;
    if (disk->ReadFile(file, bytes, error)) {
      AppendImports(out, file, bytes, diagnostics);
    } else {
      diagnostics.Error(DiagnosticId::kUnreadableFile, {file, 0, 0}, "can't read it: " + error);
    }
    if (out.size() > (1U << 20)) {  // many files: neither hold all in memory nor write line by line
      WriteToStandardOutput({out});
      out.clear();
    }
  }
  WriteToStandardOutput({out});
  Print(diagnostics, options.console, *disk);
  return diagnostics.has_errors() ? kInputFault : kDone;
}

}  // namespace pybundle
