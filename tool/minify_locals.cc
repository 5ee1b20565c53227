#include <algorithm>
#include <deque>
#include <map>
#include <string>

#include "function_names.h"
#include "line_tokens.h"
#include "logical_lines.h"
#include "minify_passes.h"

namespace pybundle {
namespace {

/// The names that a variable can have, shortest first: a to Z, then aa to ZZ and so on.
class ShortNames {
 public:
  /// The next name; never the same twice.
  std::string Next() {
    std::string name;
    for (std::size_t rest = count_++ + 1; rest > 0; rest = (rest - 1) / kLetters.size()) {
      name.insert(0, 1, kLetters[(rest - 1) % kLetters.size()]);
    }
    return name;
  }

 private:
  static constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::size_t count_ = 0;
};

class Locals {
 public:
  Locals(std::string_view tokens, std::string_view text)
      : text_(text), lines_(tokens), tokens_(tokens) {}

  std::string Rename() {
    LogicalLine line;
    while (lines_.Next(&line)) {
      tokens_.Load(line);
      if (in_function_ && line.depth <= depth_) EndFunction();
      if (in_function_) {
        names_.Add(tokens_, line.depth);
      } else if (tokens_.Is(tokens_.Is(0, "async") ? 1 : 0, "def")) {
        in_function_ = true;
        depth_ = line.depth;
        names_.Begin(tokens_, line.depth);
      }
    }
    if (in_function_) EndFunction();
    return edits_.Apply(text_);
  }

 private:
  void EndFunction() {
    in_function_ = false;
    const std::vector<FunctionNames::Use> uses = names_.Changeable();
    const std::map<std::string_view, std::string_view> chosen = Choose(uses);
    for (const FunctionNames::Use& use : uses) {
      const auto found = chosen.find(use.name);
      if (found == chosen.end()) continue;
      edits_.Replace(use.begin, use.begin + use.name.size(), found->second);
    }
  }

  /// The shortest names that the function doesn't have yet, for those that stand there most often.
  std::map<std::string_view, std::string_view> Choose(const std::vector<FunctionNames::Use>& uses) {
    std::map<std::string_view, std::size_t> counts;
    std::vector<std::string_view> order;
    for (const FunctionNames::Use& use : uses) {
      if (counts[use.name]++ == 0) order.push_back(use.name);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::string_view a, std::string_view b) {
      return counts[a] > counts[b];
    });
    std::map<std::string_view, std::string_view> chosen;
    ShortNames names;
    std::string name = names.Next();
    for (const std::string_view old : order) {
      while (names_.all().count(name) != 0 || IsKeyword(name)) name = names.Next();
      if (name.size() >= old.size()) continue;
      made_.push_back(name);
      chosen[old] = made_.back();
      name = names.Next();
    }
    return chosen;
  }

  std::string_view text_;
  LogicalLines lines_;
  LineTokens tokens_;
  FunctionNames names_;
  bool in_function_ = false;
  std::size_t depth_ = 0;         // of the function's head
  std::deque<std::string> made_;  // what the edits write
  Edits edits_;
};

}  // namespace

std::string RenameLocals(std::string_view tokens, std::string_view text) {
  return Locals(tokens, text).Rename();
}

}  // namespace pybundle
