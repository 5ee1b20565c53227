#include "smallest.h"

#include <algorithm>
#include <iterator>

#include "base64.h"
#include "compress.h"
#include "module_name.h"

namespace pybundle {
namespace {

/// Who reads docstrings names one of these: the attribute, or what builds its help from them.
constexpr std::string_view kDocstringReaders[] = {
    "__doc__", "getdoc",      "doctest",    "docopt",    "import click", "from click",
    "typer",   "import fire", "from fire",  "cmd.Cmd",   "from cmd",     "import ply",
    "from ply", "fastapi",    "from fastmcp"};

/// The same for the annotations of functions.
constexpr std::string_view kAnnotationReaders[] = {
    "__annotations__", "get_type_hints", "singledispatch", "signature(", "getfullargspec",
    "get_annotations", "pydantic",       "typer",          "fastapi",    "injector",
    "beartype",        "typeguard",      "cattrs",         "__annotate__"};

/// Whoever looks at another function's variables by their names. A function that looks at its own
/// keeps them anyway.
constexpr std::string_view kLocalsReaders[] = {"f_locals", "_getframe",   "currentframe", ".stack()",
                                               "numexpr",  "co_varnames", "co_freevars",  "icecream",
                                               "varname"};

template <size_t n>
bool Mention(const std::vector<SourceFile>& files, const std::string_view (&words)[n]) {
  return std::any_of(files.begin(), files.end(), [&](const SourceFile& file) {
    const std::string_view text = file.bytes;
    return KindOf(file.path) == FileKind::kModule &&
           std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
             return text.find(word) != std::string_view::npos;
           });
  });
}

/// Of the leading comments those that machines read: PEP 723's block, directives to batch systems.
std::string Directives(std::string_view comments) {
  std::string kept;
  bool in_block = false;
  while (!comments.empty()) {
    const size_t end = std::min(comments.find('\n'), comments.size() - 1) + 1;
    const std::string_view line = comments.substr(0, end);
    comments.remove_prefix(end);
    const bool fence = line.starts_with("# ///");
    if (fence || in_block || line.starts_with("#SBATCH") || line.starts_with("#PBS")) kept += line;
    if (fence) in_block = !in_block;
  }
  return kept;
}

/// A way to write the stream down, and the expression that reads it again.
struct Packing {
  std::string_view name;
  std::string text;
  std::string check;  ///< lines before, for an interpreter that can't read it
};

/// Without these Python would show the whole stream as the line that fails.
std::string LzmaCheck(const Plan& plan) {
  return "try:__import__('lzma')\nexcept ImportError:raise " + std::string(plan.host->too_old) +
         "('this needs a Python with lzma')\n";
}

std::string Expression(std::string_view module, std::string_view decoder, std::string_view function,
                       const std::string& text) {
  std::string out = "__import__('";
  out.append(module).append("').decompress(__import__('").append(decoder).append("').");
  return out.append(function).append("('").append(text).append("'))");
}

std::vector<Packing> Packings(const std::string& bytes, const std::string& lzma_check) {
  std::vector<Packing> packings;
  const auto add = [&](std::string_view module, std::string_view stream,
                       std::string_view in_base64, std::string_view in_base85,
                       const std::string& check) {
    std::string base64 = ToBase64(stream);
    std::erase(base64, '\n');
    packings.push_back({in_base64, Expression(module, "binascii", "a2b_base64", base64), check});
    packings.push_back(
        {in_base85, Expression(module, "base64", "b85decode", ToBase85(stream)), check});
  };
  add("zlib", ZlibCompress(bytes), "zlib in base 64", "zlib in base 85", "");
  if (const auto stream = LzmaCompress(bytes)) {
    add("lzma", *stream, "xz in base 64", "xz in base 85", lzma_check);
  }
  return packings;
}

}  // namespace

MinifyOptions SafeOptions(const std::vector<SourceFile>& files) {
  MinifyOptions options;
  options.comments = true;
  options.docstrings = !Mention(files, kDocstringReaders);
  options.annotations = !Mention(files, kAnnotationReaders);
  options.indentation = true;
  options.rename_locals = !Mention(files, kLocalsReaders);
  return options;
}

Rendering RenderSmallest(const Plan& plan, const Runtime& runtime, std::string_view version,
                         std::vector<SizeStep>& steps) {
  // Python reads the stream's text as UTF-8 whatever the host thinks that the file is.
  Plan inside = plan;
  inside.charset = OutputCharset::kUtf8;
  for (SourceFile& file : inside.files) file.literal.reset();  // made for the plan's charset
  Rendering rendering;
  Pieces text;
  text.Append(VersionCheck(plan));
  text.Append("globals().update({\n");
  AppendItems(text, rendering.sizes, inside, WriteRuntime(inside, runtime), version);
  text.Append("})\nexec(hot)\n");
  const std::string stream = text.ToString();
  steps.push_back({"with less of the runtime", stream.size()});

  std::vector<Packing> packings = Packings(stream, LzmaCheck(plan));
  const auto best = std::min_element(
      packings.begin(), packings.end(),
      [](const Packing& a, const Packing& b) {
        return a.check.size() + a.text.size() < b.check.size() + b.text.size();
      });
  std::string out = plan.head.shebang + Directives(plan.head.comments);
  AppendComments(out, plan.banner);
  out += plan.head.statements;
  if (!plan.head.statements.empty()) out += '\n';
  AppendComments(out, "Made by PyBundle " + std::string(version));
  const std::string begin = "_pybundle = {}\nexec(";
  const std::string end = ", _pybundle)\n" + StartLines(plan);
  for (const Packing& packing : packings) {
    steps.push_back({std::string(packing.name), out.size() + packing.check.size() + begin.size() +
                                                    packing.text.size() + end.size()});
  }
  out += best->check + begin + best->text + end;
  for (size_t& size : rendering.sizes) size = size * out.size() / std::max<size_t>(stream.size(), 1);
  rendering.text.Append(out);
  return rendering;
}

}  // namespace pybundle
