#include "import_candidates.h"

#include <bit>
#include <cstdint>

#include "byte_scan.h"
#include "char_class.h"

namespace pybundle {
namespace {

constexpr std::string_view kWord = "import";

/// Whether the "import" at `position` is that word, `import_module` or `__import__`.
bool IsCandidate(std::string_view text, std::size_t position) {
  const std::size_t end = position + kWord.size();
  const bool starts = position == 0 || !chars::Is(text[position - 1], chars::kNamePart);
  if (starts) {
    return end == text.size() || !chars::Is(text[end], chars::kNamePart) ||
           text.substr(end, 7) == "_module";
  }
  return position >= 2 && text.substr(position - 2, 10) == "__import__";
}

}  // namespace

std::size_t FindImportCandidate(std::string_view text, std::size_t begin) {
  using bytes::Chunk;
  constexpr std::size_t kLast = 5;  // 'i', 'p' and 't' are rare enough together
  const auto found = [&](std::size_t at) {
    const char* const p = text.data() + at;
    return Chunk::Load(p).Equal('i') & Chunk::Load(p + 2).Equal('p') &
           Chunk::Load(p + kLast).Equal('t');
  };
  for (; begin + Chunk::kSize + kLast <= text.size(); begin += Chunk::kSize) {
    for (; begin + 4 * Chunk::kSize + kLast <= text.size(); begin += 4 * Chunk::kSize) {
      if (Mask(found(begin) | found(begin + Chunk::kSize) | found(begin + 2 * Chunk::kSize) |
               found(begin + 3 * Chunk::kSize)) != 0) {
        break;
      }
    }
    if (begin + Chunk::kSize + kLast > text.size()) break;
    for (std::uint32_t mask = Mask(found(begin)); mask != 0; mask &= mask - 1) {
      const std::size_t position = begin + static_cast<std::size_t>(std::countr_zero(mask));
      if (text.substr(position, kWord.size()) == kWord && IsCandidate(text, position)) {
        return position;
      }
    }
  }
  for (begin = text.find(kWord, begin); begin != std::string_view::npos;
       begin = text.find(kWord, begin + 1)) {
    if (IsCandidate(text, begin)) return begin;
  }
  return text.size();
}

}  // namespace pybundle
