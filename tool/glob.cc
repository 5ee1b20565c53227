#include "glob.h"

namespace pybundle {
namespace {

/// Takes one `[...]` off `pattern` and says whether `c` is in it. A bracket that is never closed
/// stands for itself.
bool TakeBracket(std::string_view& pattern, char c) {
  const size_t close = pattern.find(']', 2);  // a ']' right after '[' is a member
  if (close == std::string_view::npos) {
    pattern.remove_prefix(1);
    return c == '[';
  }
  std::string_view set = pattern.substr(1, close - 1);
  pattern.remove_prefix(close + 1);
  const bool negated = set[0] == '!';
  if (negated) set.remove_prefix(1);
  bool found = false;
  for (size_t i = 0; i < set.size(); ++i) {
    if (i + 2 < set.size() && set[i + 1] == '-') {
      found = found || (set[i] <= c && c <= set[i + 2]);
      i += 2;
    } else {
      found = found || set[i] == c;
    }
  }
  return found != negated;
}

/// One component against one component's pattern. Linear but for `*`, of which only the last one
/// seen is ever tried again.
bool MatchesComponent(std::string_view name, std::string_view pattern) {
  std::string_view retry_pattern;
  std::string_view retry_name;
  bool can_retry = false;
  for (;;) {
    if (!pattern.empty() && pattern[0] == '*') {
      pattern.remove_prefix(1);
      retry_pattern = pattern;
      retry_name = name;
      can_retry = true;
      continue;
    }
    if (name.empty() && pattern.empty()) return true;
    bool matched = false;
    if (!name.empty() && !pattern.empty()) {
      if (pattern[0] == '[') {
        matched = TakeBracket(pattern, name[0]);
      } else {
        matched = pattern[0] == '?' || pattern[0] == name[0];
        pattern.remove_prefix(1);
      }
      name.remove_prefix(1);
    }
    if (matched) continue;
    if (!can_retry || retry_name.empty()) return false;
    retry_name.remove_prefix(1);
    name = retry_name;
    pattern = retry_pattern;
  }
}

/// Takes the first component off `path`.
std::string_view TakeComponent(std::string_view& path) {
  const size_t slash = path.find('/');
  const std::string_view component = path.substr(0, slash);
  path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  return component;
}

}  // namespace

bool MatchesGlob(std::string_view path, std::string_view pattern) {
  std::string_view retry_path;
  std::string_view retry_pattern;
  bool can_retry = false;
  for (;;) {
    std::string_view rest = pattern;
    if (!pattern.empty() && TakeComponent(rest) == "**") {
      pattern = rest;
      retry_path = path;
      retry_pattern = rest;
      can_retry = true;
      if (pattern.empty()) return true;
      continue;
    }
    if (path.empty() && pattern.empty()) return true;
    if (!path.empty() && !pattern.empty() &&
        MatchesComponent(TakeComponent(path), TakeComponent(pattern))) {
      continue;
    }
    if (!can_retry || retry_path.empty()) return false;
    TakeComponent(retry_path);
    path = retry_path;
    pattern = retry_pattern;
  }
}

std::string_view GlobDirectory(std::string_view pattern) {
  const size_t wildcard = pattern.find_first_of("*?[");
  const size_t slash = pattern.substr(0, wildcard).rfind('/');
  return slash == std::string_view::npos ? "" : pattern.substr(0, slash);
}

}  // namespace pybundle
