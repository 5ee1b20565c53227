#include "list_command.h"

#include <algorithm>
#include <memory>

#include "bundle_reader.h"
#include "disk.h"
#include "module_name.h"

namespace pybundle {
namespace {

std::string_view KindName(const std::string& path) {
  if (KindOf(path) != FileKind::kModule) return "resource";
  return IsPackageFile(path) ? "package" : "module";
}

/// `part` of `whole` as "12.3%".
std::string Share(size_t part, size_t whole) {
  const size_t tenths = whole == 0 ? 0 : (part * 1000 + whole / 2) / whole;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

void AppendRow(std::string& out, size_t width, std::string_view name, std::string_view kind,
               const std::string& bytes, const std::string& share) {
  const auto pad = [&out](size_t have, size_t want) {
    if (have < want) out.append(want - have, ' ');
  };
  out += name;
  pad(name.size(), width);
  out.append("  ").append(kind);
  pad(kind.size(), 8);
  pad(bytes.size(), 11);
  out += bytes;
  pad(share.size(), 8);
  out.append(share).append("\n");
}

/// The cache tag says more to people than the magic number.
std::string CodeTitle(const std::string& key) {
  return "(code for " + key.substr(0, key.find(' ')) + ")";
}

std::string Table(const BundleContent& content, size_t total) {
  constexpr std::string_view kRuntime = "(runtime)";
  size_t width = kRuntime.size();
  for (const EmbeddedFile& file : content.files) width = std::max(width, file.path.size());
  for (const auto& [key, size] : content.code) width = std::max(width, CodeTitle(key).size());
  std::string out;
  AppendRow(out, width, "name", "kind", "bytes", "share");
  for (const EmbeddedFile& file : content.files) {
    const bool is_module = KindOf(file.path) == FileKind::kModule;
    AppendRow(out, width, is_module ? ModuleNameOf(file.path) : file.path, KindName(file.path),
              std::to_string(file.bytes.size()), Share(file.size, total));
  }
  for (const auto& [key, size] : content.code) {
    AppendRow(out, width, CodeTitle(key), "", std::to_string(size), Share(size, total));
  }
  AppendRow(out, width, kRuntime, "", std::to_string(content.runtime_size),
            Share(content.runtime_size, total));
  AppendRow(out, width, "(whole file)", "", std::to_string(total), "100.0%");
  return out;
}

}  // namespace

int RunList(const ListOptions& options) {
  const std::unique_ptr<Disk> disk = MakeRealDisk();
  Diagnostics diagnostics;
  std::string text;
  std::string error;
  if (!disk->ReadFile(options.bundle, text, error)) {
    diagnostics.Error(DiagnosticId::kMissingFile, {options.bundle, 0, 0},
                      "can't read the bundle: " + error);
  } else if (const auto content = ReadBundle(text, options.bundle, diagnostics)) {
    WriteToStandardOutput({Table(*content, text.size())});
  }
  Print(diagnostics, options.console, *disk);
  return diagnostics.has_errors() ? kInputFault : kDone;
}

}  // namespace pybundle
