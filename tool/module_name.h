#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pybundle {

/// How a file in an import root looks to Python's import system.
enum class FileKind {
  kModule,       ///< `m.py` or `p/__init__.py`, reachable by an import
  kUnreachable,  ///< ends in .py, but has a dot in its stem or in a directory
  kExtension,    ///< a compiled module (.so, .pyd)
  kSourceless,   ///< a .pyc that would be imported itself
  kData,         ///< anything else
};

/// What kind of file stands at `path`, relative to its root.
FileKind KindOf(std::string_view path);

/// The dotted name of the module at `path`: "a/b.py" and "a/b/__init__.py" are "a.b".
std::string ModuleNameOf(std::string_view path);

/// Whether `path` is a package's `__init__.py`.
bool IsPackageFile(std::string_view path);

/// "a.b" as "a/b".
std::string PathOfName(std::string_view dotted);

/// The absolute name that `level` leading dots and `module` mean inside `importer`, which is a package
/// or a module; "" if that lies above the top.
std::string AbsoluteName(std::string_view importer, bool is_package, size_t level,
                         std::string_view module);

/// Whether `name` matches a glob over dotted names, in which `*` crosses dots.
bool MatchesName(std::string_view name, std::string_view pattern);

/// Whether every component of a dotted name is there. Components need not be identifiers: an import
/// statement can't say "my-module", importlib.import_module can.
bool IsDottedName(std::string_view name);

}  // namespace pybundle
