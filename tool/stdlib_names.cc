#include "stdlib_names.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace pybundle {
namespace {

struct Entry {
  std::string_view name;
  PythonVersions versions;
};

constexpr Entry kEntries[] = {
#include "stdlib_names.inc"
};

constexpr std::string_view kBlank = " \t";

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return "";
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

/// Reads a number off the front; -1 if there is none.
int TakeNumber(std::string_view& text) {
  int number = -1;
  while (!text.empty() && text[0] >= '0' && text[0] <= '9' && number < 10000) {
    number = (number < 0 ? 0 : number) * 10 + (text[0] - '0');
    text.remove_prefix(1);
  }
  return number;
}

/// One clause, ">=3.8.1" or "!=3.9.*": whether minor version `minor` can satisfy it in any of its
/// patch releases. -1 if it can't be read.
int Allows(std::string_view clause, int minor) {
  constexpr std::array<std::string_view, 8> kOperators = {"===", "==", "!=", ">=",
                                                          "<=",  "~=", ">",  "<"};
  const auto op = std::find_if(kOperators.begin(), kOperators.end(), [&](std::string_view candidate) {
    return clause.starts_with(candidate);
  });
  if (op == kOperators.end()) return -1;
  std::string_view rest = Trim(clause.substr(op->size()));
  const int major = TakeNumber(rest);
  if (major < 0) return -1;
  int wanted = -1;
  bool has_patch = false;
  if (rest.starts_with(".")) {
    rest.remove_prefix(1);
    if (rest != "*") {
      wanted = TakeNumber(rest);
      if (wanted < 0) return -1;
      has_patch = rest.size() > 1 && rest[0] == '.' && rest != ".*";
    }
  }
  // As sorted by (major, minor); a missing minor is any for ==, and 0 for the others.
  const int ours = 3 * 1000 + minor;
  const int theirs = major * 1000 + std::max(wanted, 0);
  const bool same = wanted < 0 ? major == 3 : ours == theirs;
  if (*op == "==" || *op == "===") return same ? 1 : 0;
  if (*op == "!=") return same && !has_patch ? 0 : 1;
  if (*op == ">=") return ours >= theirs ? 1 : 0;
  if (*op == "<=") return ours <= theirs ? 1 : 0;
  if (*op == "~=") return has_patch ? same : major == 3 && ours >= theirs;
  if (*op == ">") return ours > theirs || (ours == theirs && has_patch) ? 1 : 0;
  return ours < theirs || (ours == theirs && has_patch) ? 1 : 0;
}

}  // namespace

PythonVersions StandardLibraryVersions(std::string_view name) {
  const auto found = std::lower_bound(
      std::begin(kEntries), std::end(kEntries), name,
      [](const Entry& entry, std::string_view wanted) { return entry.name < wanted; });
  return found != std::end(kEntries) && found->name == name ? found->versions : 0;
}

bool ParseRequiresPython(std::string_view specifier, PythonVersions& versions) {
  versions = kAllVersions;
  while (!specifier.empty()) {
    const size_t comma = specifier.find(',');
    const std::string_view clause = Trim(specifier.substr(0, comma));
    specifier.remove_prefix(comma == std::string_view::npos ? specifier.size() : comma + 1);
    if (clause.empty()) continue;
    for (int minor = kOldestMinor; minor <= kNewestMinor; ++minor) {
      const int allows = Allows(clause, minor);
      if (allows < 0) return false;
      if (allows == 0) versions &= ~(1U << (minor - kOldestMinor));
    }
  }
  return true;
}

}  // namespace pybundle
