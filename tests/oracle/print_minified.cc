// Prints minified sources, for comparison with Python's ast:
//
//     print_minified OPTION[,OPTION...] FILE...
//
// For each file a line with the number of bytes, then these.

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "minify.h"

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::string names = std::string(",") + argv[1] + ",";
  const auto has = [&](const char* name) {
    return names.find(std::string(",") + name + ",") != std::string::npos;
  };
  pybundle::MinifyOptions options;
  options.comments = has("comments");
  options.docstrings = has("docstrings");
  options.annotations = has("annotations");
  options.indentation = has("indentation");
  options.rename_locals = has("rename_locals");
  for (int i = 2; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const std::string minified = pybundle::Minify(bytes, options);
    std::printf("%zu\n", minified.size());
    std::fwrite(minified.data(), 1, minified.size(), stdout);
  }
  return 0;
}
