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

/// Where a line may begin as one of kHostSyntax, told by its first character: the line ends before.
Lanes HostSyntaxLanes(Chunk chunk, Chunk next) {
  return chunk.Equal('\n') & (next.Equal('b') | next.Equal('#') | next.Equal('f') | next.Equal('i'));
}

/// A few bytes behind the text are looked at, too; no chunk of `text` may be the last one.
constexpr size_t kBlock = 4 * Chunk::kSize;
constexpr size_t kLookAhead = 2;

/// Whether a line that begins in `text`, behind a line end before `end`, is host syntax.
bool HasHostSyntax(std::string_view text, size_t end) {
  for (size_t at = text.find('\n'); at < end; at = text.find('\n', at + 1)) {
    if (BeginsHostSyntax(text.substr(at + 1))) return true;
  }
  return false;
}

/// The same as below for a text too short for blocks.
void ExamineShort(std::string_view text, TextTraits& traits) {
  traits.plain = traits.plain && std::all_of(text.begin(), text.end(), IsPlain);
  traits.host_syntax = traits.host_syntax || HasHostSyntax(text, text.size());
  traits.triple_single = traits.triple_single || text.find("'''") != std::string_view::npos;
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
  for (; begin + kBlock + kLookAhead <= text.size(); begin += kBlock) {
    const char* const block = text.data() + begin;
    const Chunk first = Chunk::Load(block);
    Lanes plain = PlainLanes(first);
    Lanes host = HostSyntaxLanes(first, Chunk::Load(block + 1));
    Lanes triple = first.Equal('\'') & Chunk::Load(block + 1).Equal('\'') &
                   Chunk::Load(block + 2).Equal('\'');
    for (size_t i = Chunk::kSize; i < kBlock; i += Chunk::kSize) {
      const char* const p = block + i;
      const Chunk chunk = Chunk::Load(p);
      const Chunk next = Chunk::Load(p + 1);
      plain = plain & PlainLanes(chunk);
      host = host | HostSyntaxLanes(chunk, next);
      triple = triple | (chunk.Equal('\'') & next.Equal('\'') & Chunk::Load(p + 2).Equal('\''));
    }
    if (Mask(plain) != Chunk::kAll) traits.plain = false;
    if (Mask(triple) != 0) traits.triple_single = true;
    if (Mask(host) != 0 && !traits.host_syntax) {
      traits.host_syntax = HasHostSyntax(text.substr(begin), kBlock);
    }
  }
  ExamineShort(text.substr(begin), traits);
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
