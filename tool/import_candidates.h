#pragma once

#include <cstddef>
#include <string_view>

namespace pybundle {

/// The first place at or after `begin` where an import may be, else the text's size: the word
/// `import`, or the name of a function that imports. Most lines of most programs have none: they are
/// never made into tokens.
std::size_t FindImportCandidate(std::string_view text, std::size_t begin);

}  // namespace pybundle
