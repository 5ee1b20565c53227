#include "runtime_parts.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base64.h"
#include "compress.h"
#include "render.h"

namespace pybundle {
namespace {

/// The parts that set an entry going; each start needs one of them.
constexpr std::string_view kStarts[] = {"export", "library", "main", "script"};
/// The parts for a library, which may be run as a program, too.
constexpr std::string_view kLibrary[] = {"imported", "main", "parent"};
/// The parts for modules with names of their own.
constexpr std::string_view kIsolation[] = {"adoption", "agent",    "executions", "imports",
                                           "isolation", "lending", "registry", "signature"};

template <size_t n>
bool Contains(const std::string_view (&names)[n], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// The parts that stand behind the start, if at all.
constexpr std::string_view kAfterStart[] = {"bytecode", "bytecode_pieces", "code",
                                            "unrecorded"};

std::string_view StartOf(const Plan& plan) {
  if (plan.host->start == Start::kImport) return "library";
  return plan.host->start == Start::kExport || !plan.entry.attribute.empty() ? "export" : "main";
}

bool IsWithoutUse(const Plan& plan, std::string_view name) {
  const auto& unused = plan.parts_without_use;
  return std::find(unused.begin(), unused.end(), name) != unused.end();
}

/// The parts that stand directly behind hot.py: what every start of this bundle needs.
std::vector<std::string_view> StartParts(const Plan& plan) {
  const std::string_view start = StartOf(plan);
  const bool in_package = plan.entry.file.find('/') != std::string::npos;
  const bool has_parent = in_package || plan.isolate != "off" || plan.conflict == "isolate";
  const bool is_unusual = plan.isolate != "off" || plan.extract_resources;
  const bool has_code = plan.embeds_code || plan.bytecode_cache;
  if (start == "main" && !has_parent && !is_unusual && !has_code && plan.unrecorded.empty() &&
      plan.format != Format::kSmallest) {
    // It may come to its end without a bundled module; but a compressed one is read as they are.
    if (plan.format == Format::kSource) return {"script"};
    return {"finding", "script"};
  }
  std::vector<std::string_view> names;
  if (!plan.only_imports) names.push_back("finding");
  if (is_unusual) names.push_back("adapt");
  if (start == "main" && has_parent) names.push_back("parent");
  names.push_back(start);
  if (has_code) names.push_back("code");
  if (plan.bytecode_cache) names.push_back("bytecode_pieces");
  if (!plan.unrecorded.empty()) names.push_back("unrecorded");
  if (plan.only_imports) names.insert(names.end(), {"least_resources", "least_old_resources"});
  std::erase_if(names, [&](std::string_view name) { return IsWithoutUse(plan, name); });
  return names;
}

/// Parts that stand nowhere but in a bundle of the least runtime.
bool IsLeast(std::string_view name) { return name == "least" || name == "least_old_resources"; }

bool IsNeeded(const Plan& plan, std::string_view name) {
  if (IsWithoutUse(plan, name) || IsLeast(name) || plan.only_imports) return false;
  const std::vector<std::string_view> at_start = StartParts(plan);
  if (std::find(at_start.begin(), at_start.end(), name) != at_start.end()) return false;
  if (name == "omitted" || name == "least_resources") return plan.format == Format::kSmallest;
  if (name == "main" && at_start.back() == "script") return true;
  if (Contains(kLibrary, name)) return StartOf(plan) == "library";
  if (Contains(kStarts, name) || Contains(kAfterStart, name)) return false;
  if (Contains(kIsolation, name)) return plan.isolate != "off" || plan.conflict == "isolate";
  if (name == "bytecode_keep") return plan.bytecode_cache;
  if (name == "environment") return plan.conflict == "environment";
  if (name == "extraction") return plan.extract_resources;
  return true;
}

using Form = std::string_view RuntimeText::*;

/// How a bundle has what stands in it as text.
Form PlainForm(const Plan& plan) {
  switch (plan.format) {
    case Format::kSource: return &RuntimeText::readable;
    case Format::kCompact: return &RuntimeText::dense;
    case Format::kSmallest: break;
  }
  return &RuntimeText::least;
}

/// How it has what most starts don't need.
Form ColdForm(const Plan& plan) {
  if (!plan.host->may_compress) return &RuntimeText::readable;
  return plan.format == Format::kSmallest ? &RuntimeText::least : &RuntimeText::dense;
}

RuntimeText PartOf(const Runtime& runtime, std::string_view name) {
  for (const RuntimePart& part : runtime.cold) {
    if (part.name == name) return part.text;
  }
  return {};
}

ColdParts ColdTexts(const Plan& plan, const Runtime& runtime) {
  const bool is_text = !plan.host->may_compress || plan.format == Format::kSmallest;
  ColdParts cold;
  // need() of hot.py relies on its place.
  if (IsNeeded(plan, "finding")) {
    cold.plain.push_back(PartOf(runtime, "finding").*PlainForm(plan));
  }
  std::vector<std::string_view>& place = is_text ? cold.plain : cold.packed;
  for (const RuntimePart& part : runtime.cold) {
    if (part.name == "finding" || !IsNeeded(plan, part.name)) continue;
    place.push_back(part.text.*ColdForm(plan));
  }
  return cold;
}

/// Texts that most starts don't need, as one that they pass quickly.
std::string Pack(const std::vector<std::string_view>& texts, Format format) {
  if (texts.empty()) return "";
  std::string joined;
  for (const std::string_view text : texts) joined.append(joined.empty() ? "\n" : "\f\n").append(text);
  return ToBase64(ZlibCompress(joined, format == Format::kSource ? kQuick : kHardest));
}

/// hot.py and what stands behind it.
std::string JoinStart(const Plan& plan, const Runtime& runtime, Form form) {
  std::string text((plan.only_imports ? PartOf(runtime, "least") : runtime.hot).*form);
  for (const std::string_view name : StartParts(plan)) text.append(PartOf(runtime, name).*form);
  return text;
}

}  // namespace

std::string StartText(const Plan& plan, const Runtime& runtime) {
  return JoinStart(plan, runtime, PlainForm(plan));
}

std::string StartToCompile(const Plan& plan, const Runtime& runtime) {
  return JoinStart(plan, runtime, &RuntimeText::least);
}

RuntimeTexts WriteRuntime(const Plan& plan, const Runtime& runtime) {
  RuntimeTexts texts;
  std::string start = StartText(plan, runtime);
  if (plan.bytecode_cache) {
    texts.hot = PartOf(runtime, "bytecode").*PlainForm(plan);
    texts.warm = std::move(start);
  } else {
    texts.hot = std::move(start);
  }
  texts.cold = ColdTexts(plan, runtime);
  texts.packed = Pack(texts.cold.packed, plan.format);
  return texts;
}

}  // namespace pybundle
