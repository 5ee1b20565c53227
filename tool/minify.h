#pragma once

#include <string>
#include <string_view>

namespace pybundle {

/// What is to be taken out of sources. None of it changes what a module does, except for one that
/// looks at its own docstrings or annotations.
struct MinifyOptions {
  bool comments = false;     ///< comments and blank lines
  bool docstrings = false;   ///< strings at the beginning of modules, classes and functions
  bool annotations = false;  ///< of parameters, results and local variables; never of classes
  bool indentation = false;  ///< one blank a level, and no other white space that isn't needed

  bool rename_locals = false;  ///< shorter names for variables of functions

  bool any() const { return comments || docstrings || annotations || indentation || rename_locals; }
  bool operator==(const MinifyOptions&) const = default;
};

/// A Python source without what `options` say. Python's syntax tree of the result is that of
/// `bytes`, less docstrings and annotations, with other names of variables if these are renamed, on
/// every version that can read it. A source that can't
/// be read to its end (bad tokens, an encoding that is no superset of ASCII) is returned as it is.
std::string Minify(std::string_view bytes, const MinifyOptions& options);

}  // namespace pybundle
