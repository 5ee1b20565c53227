#include "render.h"

#include <xxhash.h>

#include <memory>
#include <set>
#include <utility>

#include "ascii_source.h"
#include "base64.h"
#include "compress.h"
#include "parallel.h"
#include "python_literal.h"

namespace pybundle {
namespace {

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

/// The names of top-level modules and packages, sorted, with slashes between.
std::string TopLevelNames(const std::vector<SourceFile>& files) {
  std::set<std::string_view> names;
  for (const SourceFile& file : files) {
    std::string_view path = file.path;
    if (path.ends_with(".py")) path.remove_suffix(3);
    else if (path.find('/') == std::string_view::npos) continue;
    const std::string_view top = path.substr(0, path.find('/'));
    if (top.find('.') == std::string_view::npos) names.insert(top);
  }
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "" : "/").append(name);
  return text;
}

/// Facts and literals of the files of which nobody has made them.
void PrepareFiles(Plan& plan) {
  std::vector<SourceFile*> files;
  for (SourceFile& file : plan.files) {
    if (!file.facts || !file.literal) files.push_back(&file);
  }
  const auto literal_for =
      plan.format == Format::kCompact ? PrepareCompactLiteral : PrepareFileLiteral;
  ParallelFor(files.size(), [&](size_t i) {
    SourceFile& file = *files[i];
    if (!file.facts) file.facts = FindFacts(file.bytes);
    if (!file.literal) {
      file.literal = Share(literal_for(file.path, file.bytes, file.facts->traits, plan.charset));
    }
  });
}

/// 128 bits over everything that makes the bundle behave as it does.
std::string Identity(const Plan& plan, const RuntimeTexts& runtime, std::string_view version) {
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
  add(runtime.hot);
  for (const std::string_view part : runtime.cold.plain) add(part);
  for (const std::string_view part : runtime.cold.packed) add(part);
  add(plan.host->name);
  add(plan.entry.module);
  add(plan.entry.attribute);
  add(plan.extract_resources ? "extract" : "");
  add(plan.format == Format::kSource ? "" : "compressed");
  add(plan.isolate);
  add(plan.conflict);
  for (const SourceFile& file : plan.files) {
    add(file.path);
    const auto& digest = file.facts->digest;
    add({reinterpret_cast<const char*>(digest.data()), digest.size()});
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

/// What a zlib stream holds between its head and its sum. To check that of the code takes each start
/// a fiftieth of its time; Python's own files of code have none.
std::string_view RawDeflate(std::string_view zlib_stream) {
  return zlib_stream.substr(2, zlib_stream.size() - 6);
}

/// Whether a start that finds its code shall not have to read the text of the same.
bool PacksHot(const Plan& plan) {
  return !plan.code.empty() && !plan.bytecode_cache && plan.format == Format::kCompact;
}

void AppendRuntime(std::string& out, const Plan& plan, const RuntimeTexts& texts) {
  out += "'hot': ";
  if (PacksHot(plan)) out += "'''" + ToBase64(RawDeflate(ZlibCompress(texts.hot))) + "'''";
  else AppendTextLiteral(out, texts.hot);
  if (plan.bytecode_cache) {
    out += ",\n'warm': ";
    AppendTextLiteral(out, texts.warm);
  }
  if (!plan.unrecorded.empty()) {
    std::string names;
    for (const std::string& name : plan.unrecorded) names.append(names.empty() ? "" : "\n") += name;
    out += ",\n'unrecorded': ";
    AppendTextLiteral(out, names);
  }
  out += ",\n'cold': (\n";
  for (const std::string_view text : texts.cold.plain) {
    AppendTextLiteral(out, text);
    out += ",\n";
  }
  if (!texts.packed.empty()) out.append("'''").append(texts.packed).append("''',\n");
  out += ")";
}

/// The text of a stream of code: base64 in lines. Long ones are read faster, but not without limit.
void AppendStream(std::string& out, std::string_view stream) {
  constexpr size_t kLine = 16000;
  out.append("'''").append(ToBase64(RawDeflate(stream), kLine)).append("''',\n");
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
      out += std::to_string(set.blocks[i].size);
      for (const size_t file : set.blocks[i].files) out.append(" ").append(std::to_string(file));
    }
    out += "',\n";
    AppendStream(out, set.start);
    for (const CodeBlock& block : set.blocks) AppendStream(out, block.stream);
    out += "),\n";
  }
  out += "},\n";
}

/// Whether the entry is executed as the program, and not imported.
bool RunsModule(const Plan& plan) {
  return plan.host->start != Start::kExport && plan.host->start != Start::kImport &&
         plan.entry.attribute.empty();
}

/// The expression for the bytes of which another is the base64 of a raw deflate stream.
std::string Unpacked(std::string_view expression) {
  return "__import__('zlib').decompress(__import__('binascii').a2b_base64(" +
         std::string(expression) + "), -15)";
}

/// The lines that execute the runtime.
std::string RuntimeLines(const Plan& plan) {
  std::string out;
  std::string hot = "_pybundle['hot']";
  if (PacksHot(plan)) hot = Unpacked(hot);
  if (!plan.code.empty()) {
    // By cache tag and magic number; asserts and docstrings are missing from what -O asks for.
    out +=
        "_pybundle['code'] = _pybundle['code'].get('%s %s' % ("
        "__import__('sys').implementation.cache_tag, "
        "__import__('_frozen_importlib_external').MAGIC_NUMBER.hex()) * "
        "(not __import__('sys').flags.optimize))\n";
    hot = "__import__('marshal').loads(" + Unpacked("_pybundle['code'][1]") +
          ")[0] if _pybundle['code'] else " + hot;
  }
  return out + "exec(" + hot + ", _pybundle)\n";
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

void AppendComments(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    out.append(line.empty() ? "#" : "# ").append(ToAsciiComment(line)).append("\n");
  }
}

std::string VersionCheck(const Plan& plan) {
  std::string out = "if __import__('sys').version_info < (3, 8):\n    raise ";
  out.append(plan.host->too_old).append("(");
  AppendShortLiteral(out, plan.entry.module + " needs Python 3.8 or later, this is Python ");
  return out + " + __import__('sys').version.split()[0])\n";
}

std::string StartLines(const Plan& plan) {
  // The name is gone before any code of the user runs.
  const std::string bundle = "vars().pop('_pybundle')";
  if (plan.host->start == Start::kExport) return bundle + "['export']()\n";
  if (plan.host->start == Start::kImport) return "exec(" + bundle + "['library']())\n";
  if (RunsModule(plan)) return "exec(" + bundle + "['main']())\n";
  std::string out =
      bundle + "['install']()\nif __name__ == '__main__':\n    __import__('sys').exit(__import__(";
  AppendShortLiteral(out, plan.entry.module);
  const std::string first = plan.entry.attribute.substr(0, plan.entry.attribute.find('.'));
  return out + ", None, None, ['" + first + "'])." + plan.entry.attribute + "())\n";
}

void AppendItems(Pieces& out, std::vector<size_t>& sizes, Plan& plan, const RuntimeTexts& texts,
                 std::string_view version) {
  PrepareFiles(plan);
  std::string items;  // all but the files
  AppendItem(items, "name", plan.entry.module);
  AppendItem(items, "id", Identity(plan, texts, version));
  AppendItem(items, "entry", plan.entry.module);
  if (!plan.entry.attribute.empty()) AppendItem(items, "attribute", plan.entry.attribute);
  if (RunsModule(plan)) AppendItem(items, "script", plan.entry.file);
  AppendItem(items, "top_level", TopLevelNames(plan.files));
  if (plan.extract_resources) items += "'extract': True,\n";
  if (plan.isolate != "off") AppendItem(items, "isolate", plan.isolate);
  if (plan.conflict != "error") AppendItem(items, "conflict", plan.conflict);
  AppendRuntime(items, plan, texts);
  items += ",\n'index': ";
  AppendTextLiteral(items, Index(plan.files));
  items += ",\n'files': (\n";
  out.AppendShared(std::move(items));
  size_t pieces = 2 * plan.files.size() + 2;  // of a raw literal: its beginning, the bytes
  for (const SourceFile& file : plan.files) pieces += file.literal->text.piece_count();
  out.Reserve(pieces, 64 * plan.files.size());
  for (const SourceFile& file : plan.files) {
    const size_t before = out.size();
    AppendFileLiteral(out, file.path, file.bytes, *file.literal);
    sizes.push_back(out.size() - before);
    out.Append(",\n");
  }
  std::string code = "),\n";
  AppendCode(code, plan.code);
  out.AppendShared(std::move(code));
}

Rendering Render(Plan& plan, const RuntimeTexts& texts, std::string_view version) {
  std::string head = plan.head.shebang;
  if (plan.charset == OutputCharset::kUtf8) {
    head += "# -*- coding: utf-8 -*-\n";  // for Python 2.7
  } else if (IsLong(plan)) {
    // An encoding other than UTF-8 makes CPython read a script through a decoder: it takes longer to
    // begin, but two to three tenths less for each line than the tokenizer's own reading.
    head += "# coding: ascii\n";
  } else if (!plan.code.empty()) {
    head += "# coding: utf-8\n";  // which Python needn't check then
  }
  head += plan.head.comments;
  AppendComments(head, plan.banner);
  head += plan.head.docstring + plan.head.statements;
  // Blender parses what it looks for up to the next empty line.
  if (!plan.head.statements.empty()) head += '\n';
  AppendComments(head, "Made of " + std::to_string(plan.files.size()) +
                           (plan.files.size() == 1 ? " file" : " files") + " by PyBundle " +
                           std::string(version) +
                           ": change those and build again.\nThe files stand below, each under "
                           "its path, after the code that lets imports find them.");
  Rendering rendering;
  rendering.text.Append(head + VersionCheck(plan) + "_pybundle = {\n");
  AppendItems(rendering.text, rendering.sizes, plan, texts, version);
  rendering.text.Append("}\n" + RuntimeLines(plan) + StartLines(plan));
  return rendering;
}

}  // namespace pybundle
