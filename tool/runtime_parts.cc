#include "runtime_parts.h"

#include <algorithm>
#include <iterator>

#include "minify.h"
#include "render.h"

namespace pybundle {
namespace {

/// The parts that set an entry going; each start needs exactly one of them.
constexpr std::string_view kStarts[] = {"export", "library", "main"};
/// The parts for a library, which may be run as a program, too.
constexpr std::string_view kLibrary[] = {"imported", "main"};
/// The parts for modules with names of their own.
constexpr std::string_view kIsolation[] = {"adoption", "agent",    "executions", "imports",
                                           "isolation", "lending", "registry", "signature"};

template <size_t n>
bool Contains(const std::string_view (&names)[n], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// The parts that stand behind the start, if at all.
constexpr std::string_view kAfterStart[] = {"bytecode", "code", "unrecorded"};

std::string_view StartOf(const Plan& plan) {
  if (plan.host->start == Start::kImport) return "library";
  return plan.host->start == Start::kExport || !plan.entry.attribute.empty() ? "export" : "main";
}

bool IsNeeded(const Plan& plan, std::string_view name) {
  const auto& unused = plan.parts_without_use;
  if (std::find(unused.begin(), unused.end(), name) != unused.end()) return false;
  if (name == "least" || plan.only_imports) return false;
  if (name == "omitted" || name == "least_resources") return plan.format == Format::kSmallest;
  if (Contains(kLibrary, name)) return StartOf(plan) == "library";
  if (Contains(kStarts, name) || Contains(kAfterStart, name)) return false;
  if (Contains(kIsolation, name)) return plan.isolate != "off" || plan.conflict == "isolate";
  if (name == "bytecode_keep") return plan.bytecode_cache;
  if (name == "extraction") return plan.extract_resources;
  return true;
}

std::string Written(const Plan& plan, std::string_view text) {
  if (plan.format == Format::kSource) return std::string(text);
  return Minify(text, {true, true, true, true});
}

std::string_view PartOf(const Runtime& runtime, std::string_view name) {
  for (const RuntimePart& part : runtime.cold) {
    if (part.name == name) return part.text;
  }
  return {};
}

}  // namespace

std::string StartText(const Plan& plan, const Runtime& runtime) {
  std::vector<std::string_view> names = {StartOf(plan)};
  if (plan.embeds_code || plan.bytecode_cache) names.push_back("code");
  if (!plan.unrecorded.empty()) names.push_back("unrecorded");
  const auto& unused = plan.parts_without_use;
  if (plan.only_imports &&
      std::find(unused.begin(), unused.end(), "least_resources") == unused.end()) {
    names.push_back("least_resources");
  }
  std::string text(plan.only_imports ? PartOf(runtime, "least") : runtime.hot);
  for (const std::string_view name : names) {
    const std::string_view part = PartOf(runtime, name);
    if (!part.empty()) text.append("\n\n").append(part);
  }
  return Written(plan, text);
}

std::string HotText(const Plan& plan, const Runtime& runtime) {
  return plan.bytecode_cache ? Written(plan, PartOf(runtime, "bytecode"))
                             : StartText(plan, runtime);
}

std::vector<std::string> ColdTexts(const Plan& plan, const Runtime& runtime) {
  std::vector<std::string> texts;
  for (const RuntimePart& part : runtime.cold) {
    if (IsNeeded(plan, part.name)) texts.push_back(Written(plan, part.text));
  }
  return texts;
}

}  // namespace pybundle
