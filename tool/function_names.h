#pragma once

#include <cstddef>
#include <set>
#include <string_view>
#include <vector>

#include "line_tokens.h"

namespace pybundle {

/// The names in one function that is in no other, and in everything nested in it: lambdas,
/// comprehensions, functions and classes. Tells which are variables of these functions alone, so
/// that they could have other names. Feed it the lines, then ask.
///
/// In doubt a name is kept: what Python binds and isn't seen here leaves the name without a variable
/// to stand for, and what only seems to be a use makes no difference.
class FunctionNames {
 public:
  /// A name where it stands for a variable, in bytes of the text.
  struct Use {
    std::string_view name;
    std::size_t begin = 0;
    std::size_t scope = 0;
  };

  /// Takes the line `def ...` (or `async def ...`) that begins the function.
  void Begin(const LineTokens& line, std::size_t depth);
  /// Takes a line of the body, `depth` levels deep.
  void Add(const LineTokens& line, std::size_t depth);

  /// All names at all, also those that stand for no variable.
  const std::set<std::string_view>& all() const { return all_; }

  /// Every place of the names that may change, in order: each is bound by this function or a nested
  /// one wherever it stands; it is none of a parameter, function, class, imported module, or of a
  /// class's body; no statement `global` or `nonlocal` has it; and Python shows it nowhere as text,
  /// as f'{x=}' and annotations do. None at all if the function may look at its variables by name.
  std::vector<Use> Changeable() const;

 private:
  enum class ScopeKind { kFunction, kComprehension, kClass };
  struct Scope {
    ScopeKind kind;
    std::size_t parent;
    std::set<std::string_view> bound;
  };
  struct Block {
    std::size_t depth;  // of its head
    std::size_t scope;
  };

  std::size_t NewScope(ScopeKind kind, std::size_t parent);
  void TakeLine(std::size_t depth, std::size_t scope);
  void TakeDefinition(std::size_t head, std::size_t depth, std::size_t scope, bool outermost);
  void TakeClass(std::size_t depth, std::size_t scope);
  void TakeStatements(std::size_t begin, std::size_t scope);
  void TakeStatement(std::size_t begin, std::size_t end, std::size_t scope);
  void TakeImport(std::size_t begin, std::size_t end, std::size_t scope);
  void TakeAssignment(std::size_t begin, std::size_t end, std::size_t scope);
  void TakeParameters(std::size_t begin, std::size_t end, std::size_t outer, std::size_t scope);
  void TakeExpression(std::size_t begin, std::size_t end, std::size_t scope);
  void TakeBrackets(std::size_t begin, std::size_t end, std::size_t scope);
  void TakeTarget(std::size_t begin, std::size_t end, std::size_t scope);
  std::size_t TakeLambda(std::size_t begin, std::size_t end, std::size_t scope);
  std::size_t TakeFString(std::size_t begin, std::size_t end, std::size_t scope);
  void TakeField(std::size_t begin, std::size_t end, std::size_t scope, bool is_template);
  void AddUse(std::size_t i, std::size_t scope);
  void Bind(std::size_t i, std::size_t scope);
  void Keep(std::size_t begin, std::size_t end);
  bool IsTrailer(std::size_t i, std::size_t end) const;
  bool IsVariable(const Use& use) const;

  static constexpr std::size_t kOutside = static_cast<std::size_t>(-1);

  const LineTokens* line_ = nullptr;
  std::vector<Scope> scopes_;
  std::vector<Block> blocks_;
  std::vector<Use> uses_;
  std::set<std::string_view> all_;
  std::set<std::string_view> kept_;
};

/// Whether Python's grammar has this name as a keyword, also as one that may be a name elsewhere.
bool IsKeyword(std::string_view name);

}  // namespace pybundle
