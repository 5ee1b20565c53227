#include "size_limits.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace pybundle {
namespace {

/// 1234567 as "1,234,567".
std::string WithCommas(size_t number) {
  std::string text = std::to_string(number);
  for (size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

size_t CountCharacters(std::string_view utf8) {
  return static_cast<size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string LargestFiles(const Rendering& rendering, const Plan& plan) {
  std::vector<size_t> order(plan.files.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return rendering.sizes[a] > rendering.sizes[b]; });
  order.resize(std::min<size_t>(order.size(), 5));
  std::string text;
  for (const size_t i : order) {
    text += (text.empty() ? "" : ", ") + plan.files[i].path + " (" +
            WithCommas(rendering.sizes[i]) + ")";
  }
  return text;
}

class LimitChecker {
 public:
  LimitChecker(const Rendering& rendering, const Plan& plan, Diagnostics& diagnostics)
      : rendering_(rendering), plan_(plan), diagnostics_(diagnostics) {}

  void Check(size_t limit, SizeUnit unit, const std::string& whose, const Place& place) {
    const bool characters = unit == SizeUnit::kCharacters;
    const size_t size = characters ? CountCharacters(rendering_.text) : rendering_.text.size();
    if (size <= limit) return;
    const std::string name = characters ? " characters" : " bytes";
    diagnostics_.Error(DiagnosticId::kTooLarge, place,
                       "the bundle has " + WithCommas(size) + name + ", " +
                           WithCommas(size - limit) + " more than the " + WithCommas(limit) +
                           " that " + whose,
                       "leave out modules and data that are not needed",
                       "the largest files in it: " + LargestFiles(rendering_, plan_));
  }

 private:
  const Rendering& rendering_;
  const Plan& plan_;
  Diagnostics& diagnostics_;
};

}  // namespace

void CheckLimits(const Rendering& rendering, const Plan& plan, const Manifest& manifest,
                 Diagnostics& diagnostics) {
  LimitChecker checker(rendering, plan, diagnostics);
  if (plan.host->unit != SizeUnit::kNone) {
    checker.Check(plan.host->limit, plan.host->unit,
                  "host '" + std::string(plan.host->name) + "' takes", manifest.host.place);
  }
  if (manifest.max_bytes) {
    checker.Check(manifest.max_bytes->value, SizeUnit::kBytes, "max_bytes allows",
                  manifest.max_bytes->place);
  }
  if (manifest.max_chars) {
    checker.Check(manifest.max_chars->value, SizeUnit::kCharacters, "max_chars allows",
                  manifest.max_chars->place);
  }
}

}  // namespace pybundle
