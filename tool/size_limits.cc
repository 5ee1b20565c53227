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

size_t CountCharacters(const std::vector<std::string_view>& utf8) {
  std::ptrdiff_t count = 0;
  for (const std::string_view piece : utf8) {
    count += std::count_if(piece.begin(), piece.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    });
  }
  return static_cast<size_t>(count);
}

size_t CountBytes(const std::vector<std::string_view>& pieces) {
  size_t count = 0;
  for (const std::string_view piece : pieces) count += piece.size();
  return count;
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

/// An error if the joined `text` is larger than `limit`; `whose` ends the sentence that names the limit.
void CheckOne(const std::vector<std::string_view>& text, size_t limit, SizeUnit unit, const std::string& whose,
              const Place& place, const std::string& note, Diagnostics& diagnostics) {
  const bool characters = unit == SizeUnit::kCharacters;
  const size_t size = characters ? CountCharacters(text) : CountBytes(text);
  if (unit == SizeUnit::kNone || size <= limit) return;
  const std::string name = characters ? " characters" : " bytes";
  diagnostics.Error(DiagnosticId::kTooLarge, place,
                    "the file has " + WithCommas(size) + name + ", " + WithCommas(size - limit) +
                        " more than the " + WithCommas(limit) + " that " + whose,
                    "leave out modules and data that are not needed", note);
}

std::string WhatHostTakes(const Host& host) {
  return "host '" + std::string(host.name) + "' takes";
}

}  // namespace

void CheckLimits(const Rendering& rendering, const Plan& plan, const Manifest& manifest,
                 Diagnostics& diagnostics) {
  const std::string note = "the largest files in it: " + LargestFiles(rendering, plan);
  const std::vector<std::string_view> text = rendering.text.Views();
  const auto check = [&](size_t limit, SizeUnit unit, const std::string& whose,
                         const Place& place) {
    CheckOne(text, limit, unit, whose, place, note, diagnostics);
  };
  check(plan.host->limit, plan.host->unit, WhatHostTakes(*plan.host), manifest.host.place);
  if (manifest.max_bytes) {
    check(manifest.max_bytes->value, SizeUnit::kBytes, "max_bytes allows",
          manifest.max_bytes->place);
  }
  if (manifest.max_chars) {
    check(manifest.max_chars->value, SizeUnit::kCharacters, "max_chars allows",
          manifest.max_chars->place);
  }
}

void CheckSize(std::string_view text, const Host& host, const Place& place,
               Diagnostics& diagnostics) {
  CheckOne({text}, host.limit, host.unit, WhatHostTakes(host), place, "", diagnostics);
}

}  // namespace pybundle
