#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

#include "lexer.h"
#include "source_text.h"

namespace pybundle {

enum class ImportKind : std::uint8_t {
  kImport,   ///< import a.b as c
  kFrom,     ///< from .a import b as c, d
  kDynamic,  ///< importlib.import_module("a.b"), __import__("a.b")
};

/// When an import runs.
enum class ImportScope : std::uint8_t {
  kModule,
  kClass,     ///< in a class body, which runs when its module does
  kFunction,  ///< in a function, perhaps never; also in a class inside of a function
};

/// What an import depends on: of all statements around it the first of these, in this order. A try
/// counts only inside the same function.
enum class ImportGuard : std::uint8_t {
  kNone,
  kTypeChecking,  ///< if TYPE_CHECKING: never at run time
  kTry,           ///< failing is foreseen: a try that handles ImportError, or a suppress() of it
  kExcept,        ///< such a handler: the other choice
  kCondition,     ///< if, elif, else, for, while, case, another handler
};

struct ImportedName {
  std::string_view name;    ///< "*" for all
  std::string_view asname;  ///< empty if there is none
};

/// One module that a file asks for. `import a, b` makes two, `from` makes one. Names lie in the
/// source's bytes, or in the scan that they belong to.
struct Import {
  ImportKind kind = ImportKind::kImport;
  ImportScope scope = ImportScope::kModule;
  ImportGuard guard = ImportGuard::kNone;
  /// A dynamic import whose module only the running program knows; `module` is empty.
  bool unknown = false;
  /// Dotted, without leading dots; of a relative import possibly empty. Of a dynamic import the
  /// literal, which need not be identifiers.
  std::string_view module;
  /// Leading dots. Dynamic imports with package=__package__ or __name__ count as relative; where
  /// `package` is a literal, `module` is resolved and the level is 0.
  std::size_t level = 0;
  std::vector<ImportedName> names;  ///< of `from`, and of __import__'s fromlist
  std::string_view asname;          ///< of `import a as b`
  std::size_t offset = 0;  ///< of the statement or call in the text
  Position position;       ///< of the same
};

/// The imports of a file in the order in which they stand there.
struct ImportScan {
  std::vector<Import> imports;
  /// Names that don't stand in the source as they are.
  std::forward_list<std::string> made_names;
  /// The first token that is broken, as far as finding imports has to know tokens: quotes,
  /// brackets, indentation, and the statements that import. Imports behind it are a guess.
  LexProblem problem;
};

/// The bytes of `source` must outlive the scan; `source` itself need not.
ImportScan ScanImports(const SourceText& source);

}  // namespace pybundle
