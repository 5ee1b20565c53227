#include "text_traits.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "byte_scan.h"

namespace pybundle {
namespace {

using bytes::Chunk;
using bytes::Lanes;

/// Blender's `bl_info`, PEP 723's block, Ansible's imports, Slurm's and PBS's directives.
constexpr std::array<std::string_view, 6> kHostSyntax = {
    "bl_info", "# ///", "from ansible", "import ansible", "#SBATCH", "#PBS"};

Lanes PlainLanes(Chunk chunk) {
  return chunk.InRange(' ', '~' - ' ') | chunk.Equal('\n') | chunk.Equal('\t');
}

/// Which characters may be the first of kHostSyntax.
Lanes HostSyntaxStarts(Chunk chunk) {
  const Lanes b_or_f = chunk.WithBits('b' ^ 'f').Equal('f');
  return b_or_f | chunk.Equal('#') | chunk.Equal('i');
}

/// One byte behind a block is looked at, too.
constexpr size_t kBlock = 4 * Chunk::kSize;

/// Whether a line that begins in `text`, behind a line end before `end`, is host syntax.
bool HasHostSyntax(std::string_view text, size_t end) {
  for (size_t at = text.find('\n'); at < end; at = text.find('\n', at + 1)) {
    if (BeginsHostSyntax(text.substr(at + 1))) return true;
  }
  return false;
}

/// Whether three single quotes stand in a row somewhere near text[begin, begin + size).
bool HasTripleSingle(std::string_view text, size_t begin, size_t size) {
  const size_t near = begin - std::min<size_t>(begin, 2);
  return text.substr(near, size + 4).find("'''") != std::string_view::npos;
}

}  // namespace

bool BeginsHostSyntax(std::string_view line) {
  return std::any_of(kHostSyntax.begin(), kHostSyntax.end(),
                     [&](std::string_view start) { return line.starts_with(start); });
}

TextTraits Examine(std::string_view text) {
  TextTraits traits;
  traits.host_syntax = BeginsHostSyntax(text);
  size_t begin = 0;
  for (; begin + kBlock < text.size(); begin += kBlock) {
    Lanes host{};
    Lanes pairs{};
    Lanes odd{};
    for (size_t i = 0; i < kBlock; i += Chunk::kSize) {
      const char* const p = text.data() + begin + i;
      const Chunk chunk = Chunk::Load(p);
      const Lanes line_ends = chunk.Equal('\n');
      odd = odd | (chunk.Unprintable() ^ line_ends);  // TABs are, but rare
      host = host | (line_ends & HostSyntaxStarts(Chunk::Load(p + 1)));
      pairs = pairs | chunk.EqualPairs('\'');  // one of which any three in a row have
    }
    if (Mask(pairs | host | odd) == 0) continue;
    if (traits.plain && Mask(odd) != 0) {
      traits.plain = FindNotPlain(text.substr(0, begin + kBlock), begin) == begin + kBlock;
    }
    if (Mask(pairs | host) == 0) continue;
    traits.triple_single = traits.triple_single || HasTripleSingle(text, begin, kBlock);
    traits.host_syntax = traits.host_syntax || HasHostSyntax(text.substr(begin), kBlock);
  }
  const std::string_view rest = text.substr(begin);
  traits.plain = traits.plain && std::all_of(rest.begin(), rest.end(), IsPlain);
  traits.host_syntax = traits.host_syntax || HasHostSyntax(rest, rest.size());
  traits.triple_single = traits.triple_single || HasTripleSingle(text, begin, rest.size());
  return traits;
}

size_t FindNotPlain(std::string_view text, size_t at) {
  for (; at + Chunk::kSize <= text.size(); at += Chunk::kSize) {
    const std::uint32_t mask = Mask(PlainLanes(Chunk::Load(text.data() + at))) ^ Chunk::kAll;
    if (mask != 0) return at + static_cast<size_t>(std::countr_zero(mask));
  }
  while (at < text.size() && IsPlain(text[at])) ++at;
  return at;
}

size_t FindNextToLookAt(std::string_view text, size_t at, bool line_ends) {
  const char line_end = line_ends ? '\n' : '\'';
  for (; at + Chunk::kSize <= text.size(); at += Chunk::kSize) {
    const Chunk chunk = Chunk::Load(text.data() + at);
    const std::uint32_t special =
        Mask(chunk.Equal('\\') | chunk.Equal('\'') | chunk.Equal(line_end));
    const std::uint32_t mask = special | (Mask(PlainLanes(chunk)) ^ Chunk::kAll);
    if (mask != 0) return at + static_cast<size_t>(std::countr_zero(mask));
  }
  const auto matters = [line_end](char c) {
    return !IsPlain(c) || c == '\\' || c == '\'' || c == line_end;
  };
  while (at < text.size() && !matters(text[at])) ++at;
  return at;
}

}  // namespace pybundle
