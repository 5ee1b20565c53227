#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics.h"
#include "disk.h"
#include "manifest.h"

namespace pybundle {

struct Plan;
struct Runtime;

/// Code objects that are unpacked together: a tuple of them, marshalled, as a zlib stream.
struct CodeBlock {
  std::vector<size_t> files;  ///< whose they are: indices of the plan's files, in the tuple's order
  size_t size = 0;            ///< of what the stream holds, or 0 where nobody has looked
  std::string stream;
};

/// The code of a bundle for one interpreter.
struct CodeSet {
  std::string key;    ///< "cpython-311 a70d0d0a": its cache tag and magic number
  std::string start;  ///< one code object: hot.py and what stands behind it
  std::vector<CodeBlock> blocks;
};

/// Makes a plan's code sets, one for each magic number.
using CodeMaker =
    std::function<std::vector<CodeSet>(const Plan&, const Runtime&, Diagnostics&)>;

/// A maker that lets the interpreters compile, which `interpreters` names (commands or paths). What
/// it made before is kept in `cache_file` followed by the key of the set; "" for no cache. Source
/// that every one of them refuses is an error, unless it is from a directory of `installed`; other
/// refusals are warnings, and leave the source to be compiled, or not, by whoever imports it.
CodeMaker MakeCodeMaker(std::vector<Located> interpreters, std::vector<std::string> installed,
                        std::string cache_file, Disk& disk);

/// tool/helpers/compile_modules.py.
std::string_view CompileHelper();

}  // namespace pybundle
