#include "render.h"

#include <xxhash.h>

#include <set>
#include <utility>

#include "ascii_source.h"
#include "base64.h"
#include "compress.h"
#include "parallel.h"
#include "python_literal.h"

namespace pybundle {
namespace {

/// Lines of `text` as comments.
void AppendComments(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    out.append(line.empty() ? "#" : "# ").append(ToAsciiComment(line)).append("\n");
  }
}

/// The paths of the files, then all their directories with a '/' at the end.
std::string Index(const std::vector<SourceFile>& files) {
  std::string index;
  std::set<std::string_view> directories;
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string_view path = files[i].path;
    if (i > 0) index += '\n';
    index += path;
    for (size_t slash = path.rfind('/'); slash != std::string_view::npos && slash > 0;
         slash = path.rfind('/', slash - 1)) {
      if (!directories.insert(path.substr(0, slash + 1)).second) break;
    }
  }
  for (const std::string_view directory : directories) {
    index += '\n';
    index += directory;
  }
  return index;
}

/// The names of top-level modules and packages, sorted, with spaces between.
std::string TopLevelNames(const std::vector<SourceFile>& files) {
  std::set<std::string_view> names;
  for (const SourceFile& file : files) {
    std::string_view path = file.path;
    if (path.ends_with(".py")) path.remove_suffix(3);
    else if (path.find('/') == std::string_view::npos) continue;
    const std::string_view top = path.substr(0, path.find('/'));
    if (top.find_first_of(". ") == std::string_view::npos) names.insert(top);
  }
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "" : " ").append(name);
  return text;
}

/// What of a file takes time to find out.
struct PreparedFile {
  FileLiteral literal;
  XXH128_canonical_t digest;  // of its bytes
};

std::vector<PreparedFile> PrepareFiles(const Plan& plan) {
  std::vector<PreparedFile> files(plan.files.size());
  ParallelFor(files.size(), [&](size_t i) {
    const std::string_view bytes = plan.files[i].bytes;
    const auto prepare =
        plan.format == Format::kCompact ? PrepareCompactLiteral : PrepareFileLiteral;
    files[i].literal = prepare(plan.files[i].path, bytes, plan.charset);
    XXH128_canonicalFromHash(&files[i].digest, XXH3_128bits(bytes.data(), bytes.size()));
  });
  return files;
}

/// 128 bits over everything that makes the bundle behave as it does.
std::string Identity(const Plan& plan, const std::vector<PreparedFile>& prepared,
                     const Runtime& runtime, std::string_view version) {
  XXH3_state_t* state = XXH3_createState();
  XXH3_128bits_reset(state);
  const auto add = [state](std::string_view part) {
    const uint64_t size = part.size();  // so that parts can't run into each other
    unsigned char length[8];
    for (int i = 0; i < 8; ++i) length[i] = static_cast<unsigned char>(size >> (8 * i));
    XXH3_128bits_update(state, length, sizeof length);
    XXH3_128bits_update(state, part.data(), part.size());
  };
  add(version);
  add(HotText(plan, runtime));
  for (const std::string& part : ColdTexts(plan, runtime)) add(part);
  add(plan.host->name);
  add(plan.entry.module);
  add(plan.entry.attribute);
  add(plan.extract_resources ? "extract" : "");
  add(plan.format == Format::kSource ? "" : "compressed");
  add(plan.isolate);
  add(plan.conflict);
  for (size_t i = 0; i < plan.files.size(); ++i) {
    add(plan.files[i].path);
    const auto& digest = prepared[i].digest.digest;
    add({reinterpret_cast<const char*>(digest), sizeof digest});
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(state);
  XXH3_freeState(state);
  std::string text;
  for (const uint64_t half : {hash.high64, hash.low64}) {
    for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[(half >> shift) & 15];
  }
  return text;
}

void AppendItem(std::string& out, std::string_view key, std::string_view value) {
  AppendShortLiteral(out, key);
  out += ": ";
  AppendShortLiteral(out, value);
  out += ",\n";
}

/// The runtime's texts. Compressed they cost a start no more than they save it: both are small, and
/// zlib is needed for the files anyway.
void AppendRuntime(std::string& out, const Plan& plan, const Runtime& runtime) {
  out += "'hot': ";
  AppendTextLiteral(out, HotText(plan, runtime));
  if (plan.bytecode_cache) {
    out += ",\n'warm': ";
    AppendTextLiteral(out, StartText(plan, runtime));
  }
  if (!plan.unrecorded.empty()) {
    std::string names;
    for (const std::string& name : plan.unrecorded) names.append(names.empty() ? "" : "\n") += name;
    out += ",\n'unrecorded': ";
    AppendTextLiteral(out, names);
  }
  out += ",\n'cold': ";
  const std::vector<std::string> parts = ColdTexts(plan, runtime);
  if (plan.format != Format::kCompact) {
    out += "(\n";
    for (const std::string& part : parts) {
      AppendTextLiteral(out, part);
      out += ",\n";
    }
    out += ")";
    return;
  }
  std::string texts;
  for (const std::string& part : parts) texts.append(texts.empty() ? "\n" : "\f\n").append(part);
  out += "__import__('zlib').decompress(__import__('binascii').a2b_base64('''";
  out += ToBase64(ZlibCompress(texts)) + "''')).decode().split('\\f')";
}

/// A name for messages of an interpreter that can't even start the runtime.
void AppendVersionCheck(std::string& out, const Plan& plan) {
  out += "if __import__('sys').version_info < (3, 8):\n    raise ";
  out += plan.host->too_old;
  out += "(";
  AppendShortLiteral(out, plan.entry.module + " needs Python 3.8 or later, this is Python ");
  out += " + __import__('sys').version.split()[0])\n";
}

/// The text of a stream: base64 in lines. Long ones are read faster, but not without limit.
void AppendStream(std::string& out, std::string_view stream) {
  constexpr size_t kLine = 16000;
  out.append("'''").append(ToBase64(stream, kLine)).append("''',\n");
}

/// For each interpreter: which files the blocks hold, then the runtime's code, then the blocks.
void AppendCode(std::string& out, const std::vector<CodeSet>& sets) {
  if (sets.empty()) return;
  out += "'code': {\n";
  for (const CodeSet& set : sets) {
    AppendShortLiteral(out, set.key);
    out += ": (\n'";
    for (size_t i = 0; i < set.blocks.size(); ++i) {
      if (i > 0) out += ';';
      const std::vector<size_t>& files = set.blocks[i].files;
      for (size_t j = 0; j < files.size(); ++j) {
        out.append(j > 0 ? " " : "").append(std::to_string(files[j]));
      }
    }
    out += "',\n";
    AppendStream(out, set.start);
    AppendStream(out, set.cold);
    for (const CodeBlock& block : set.blocks) AppendStream(out, block.stream);
    out += "),\n";
  }
  out += "},\n";
}

/// The lines that set the bundle going. Errors of the user's code show at most one of them.
void AppendStart(std::string& out, const Plan& plan) {
  std::string hot =
      "compile(_pybundle['hot'], "
      "__import__('_frozen_importlib_external').SourceLoader.get_code.__code__.co_filename, "
      "'exec', 0, True)";
  if (!plan.code.empty()) {
    // By cache tag and magic number; asserts and docstrings are missing from what -O asks for.
    out +=
        "_pybundle['code'] = _pybundle['code'].get('%s %s' % ("
        "__import__('sys').implementation.cache_tag, "
        "__import__('_frozen_importlib_external').MAGIC_NUMBER.hex()) * "
        "(not __import__('sys').flags.optimize))\n";
    hot =
        "__import__('marshal').loads(__import__('zlib').decompress(__import__('binascii')"
        ".a2b_base64(_pybundle['code'][1])))[0] if _pybundle['code'] else " + hot;
  }
  out += "exec(" + hot + ", _pybundle)\n";
  if (plan.host->start == Start::kExport) {
    out += "_pybundle['export']()\n";
  } else if (plan.host->start == Start::kImport) {
    out += "exec(_pybundle['library']())\n";
  } else if (plan.entry.attribute.empty()) {
    out += "exec(_pybundle['main']())\n";
  } else {
    out += "_pybundle['install']()\nif __name__ == '__main__':\n    __import__('sys').exit(__import__(";
    AppendShortLiteral(out, plan.entry.module);
    const std::string first = plan.entry.attribute.substr(0, plan.entry.attribute.find('.'));
    out += ", None, None, ['" + first + "'])." + plan.entry.attribute + "())\n";
  }
}

/// Whether reading the bundle takes a considerable part of its start.
bool IsLong(const Plan& plan) {
  constexpr size_t kLong = 1 << 18;
  size_t size = 0;
  for (const SourceFile& file : plan.files) size += file.bytes.size();
  for (const CodeSet& set : plan.code) {
    for (const CodeBlock& block : set.blocks) size += block.stream.size();
  }
  return size > kLong;
}

}  // namespace

Rendering Render(const Plan& plan, const Runtime& runtime, std::string_view version) {
  std::vector<PreparedFile> prepared = PrepareFiles(plan);
  std::string out;  // everything before the files
  out += plan.head.shebang;
  if (plan.charset == OutputCharset::kUtf8) {
    out += "# -*- coding: utf-8 -*-\n";  // for Python 2.7
  } else if (IsLong(plan)) {
    // An encoding other than UTF-8 makes CPython read a script through a decoder: it takes longer to
    // begin, but two to three tenths less for each line than the tokenizer's own reading.
    out += "# coding: ascii\n";
  }
  out += plan.head.comments;
  AppendComments(out, plan.banner);
  out += plan.head.docstring + plan.head.statements;
  // Blender parses what it looks for up to the next empty line.
  if (!plan.head.statements.empty()) out += '\n';
  AppendComments(out, "Made of " + std::to_string(plan.files.size()) +
                          (plan.files.size() == 1 ? " file" : " files") + " by PyBundle " +
                          std::string(version) +
                          ": change those and build again.\nThe files stand below, each under its "
                          "path, after the code that lets imports find them.");
  AppendVersionCheck(out, plan);

  out += "_pybundle = {\n";
  AppendItem(out, "name", plan.entry.module);
  AppendItem(out, "id", Identity(plan, prepared, runtime, version));
  AppendItem(out, "entry", plan.entry.module);
  if (!plan.entry.attribute.empty()) AppendItem(out, "attribute", plan.entry.attribute);
  AppendItem(out, "top_level", TopLevelNames(plan.files));
  if (plan.extract_resources) out += "'extract': True,\n";
  if (plan.isolate != "off") AppendItem(out, "isolate", plan.isolate);
  if (plan.conflict != "error") AppendItem(out, "conflict", plan.conflict);
  AppendRuntime(out, plan, runtime);
  out += ",\n'index': ";
  AppendTextLiteral(out, Index(plan.files));
  out += ",\n'files': (\n";
  Rendering rendering;
  Pieces& text = rendering.text;
  text.Append(out);
  for (size_t i = 0; i < prepared.size(); ++i) {
    const size_t before = text.size();
    AppendFileLiteral(text, plan.files[i].path, plan.files[i].bytes,
                      std::move(prepared[i].literal));
    rendering.sizes.push_back(text.size() - before);
    text.Append(",\n");
  }
  std::string end = "),\n";
  AppendCode(end, plan.code);
  end += "}\n";
  AppendStart(end, plan);
  text.Append(end);
  return rendering;
}

}  // namespace pybundle
