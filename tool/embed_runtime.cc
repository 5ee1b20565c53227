// Writes the runtime's Python into a C++ source, in all forms that bundles have it in. A program of
// the build, so that no bundle waits for that.
//
//   embed_runtime OUTPUT HOT COLD...

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "minify.h"

namespace {

using pybundle::Minify;

/// Bytes are written as numbers: string literals have limits of length that differ between compilers.
std::string ArrayOf(std::string_view name, std::string_view bytes) {
  std::string text = "constexpr char " + std::string(name) + "[] = {";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    text.append(i % 32 == 0 ? "\n" : "").append(std::to_string(static_cast<int>(bytes[i]))) += ',';
  }
  return text + "0};\n";
}

struct Form {
  std::string_view suffix;
  bool dense;
  bool least;
};

/// Those of RuntimeText, in its order.
constexpr Form kForms[] = {
    {"Readable", false, false}, {"Dense", true, false}, {"Least", true, true}};

/// Appends the arrays of one file's forms to `arrays`; returns what stands for them, "" if the file
/// can't be read.
std::string Embed(const std::string& file, const std::string& name, std::string& arrays) {
  std::ifstream input(file, std::ios::binary);
  const std::string source{std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
  if (source.empty()) return "";
  std::string forms = "{";
  for (const Form& form : kForms) {
    const std::string array = name + std::string(form.suffix);
    // The runtime has no annotations.
    const std::string text = Minify(source, {true, true, false, form.dense, form.least});
    arrays += ArrayOf(array, text);
    forms += "{" + array + ", " + std::to_string(text.size()) + "}, ";
  }
  return forms + "}";
}

std::string NameOf(std::string_view file) {
  file.remove_prefix(file.find_last_of("/\\") + 1);
  return std::string(file.substr(0, file.find('.')));
}

}  // namespace

int main(int argc, char** argv) {
  std::string arrays;
  std::string parts;
  std::string hot;
  for (int i = 2; i < argc; ++i) {
    const std::string name = NameOf(argv[i]);
    const std::string forms = Embed(argv[i], "k_" + name, arrays);
    if (forms.empty()) {
      std::fprintf(stderr, "embed_runtime: can't read %s\n", argv[i]);
      return 1;
    }
    if (i == 2) hot = forms;
    else parts += "    {\"" + name + "\", " + forms + "},\n";
  }
  std::ofstream output(argc > 2 ? argv[1] : "", std::ios::binary);
  output << "#include \"embedded_runtime.h\"\n\nnamespace pybundle {\nnamespace {\n\n"
         << arrays << "\n}  // namespace\n\nRuntime EmbeddedRuntime() {\n  return {" << hot
         << ", {\n"
         << parts << "  }};\n}\n\n}  // namespace pybundle\n";
  if (output.flush()) return 0;
  std::fprintf(stderr, "usage: embed_runtime OUTPUT HOT COLD...\n");
  return 1;
}
