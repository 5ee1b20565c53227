#pragma once

#include <string_view>

namespace pybundle {

/// Whether `path` matches `pattern` as a whole. Both use '/'. `*` and `?` stay inside one component,
/// `[abc]`, `[a-z]` and `[!a]` are one character of it, and a component `**` stands for any number
/// of components, none included.
bool MatchesGlob(std::string_view path, std::string_view pattern);

/// The leading components of `pattern` that hold no wildcard, without a final '/': the directory
/// below which all matches are. The last component never counts.
std::string_view GlobDirectory(std::string_view pattern);

}  // namespace pybundle
