#include "excerpt.h"

#include <algorithm>
#include <vector>

#include "utf8.h"

namespace pybundle {
namespace {

constexpr size_t kWidth = 100;  // in characters, of the part of a line that is shown

/// The text of one line, without its end: LF, CR LF or CR.
std::string_view LineOf(std::string_view text, uint32_t line) {
  for (uint32_t i = 1; i < line; ++i) {
    const size_t end = text.find_first_of("\r\n");
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + (text.substr(end, 2) == "\r\n" ? 2 : 1));
  }
  return text.substr(0, text.find_first_of("\r\n"));
}

/// What is printed for each character: a terminal gets no control characters from a file, and
/// nothing that isn't UTF-8. A tab is one blank, so that the caret can be counted out.
std::vector<std::string_view> Characters(std::string_view line) {
  std::vector<std::string_view> characters;
  for (size_t i = 0; i < line.size();) {
    const Utf8Step step = DecodeUtf8(line, i);
    const bool control = step.length == 0 || step.code_point < 0x20 ||
                         (step.code_point >= 0x7F && step.code_point < 0xA0);
    const size_t length = step.length == 0 ? 1 : step.length;
    characters.push_back(line[i] == '\t' ? " " : control ? "?" : line.substr(i, length));
    i += length;
  }
  return characters;
}

}  // namespace

std::string Excerpt(std::string_view text, uint32_t line, uint32_t column) {
  const std::vector<std::string_view> characters = Characters(LineOf(text, line));
  if (line == 0 || characters.empty() || column > characters.size() + 1) return "";
  const size_t place = column == 0 ? 0 : column - 1;
  const size_t begin = place < kWidth * 3 / 4 ? 0 : place - kWidth / 2;
  const size_t end = std::min(characters.size(), begin + kWidth);

  const std::string number = std::to_string(line);
  const std::string dots = begin == 0 ? "" : "...";
  std::string excerpt = " " + number + " | " + dots;
  for (size_t i = begin; i < end; ++i) excerpt += characters[i];
  if (end < characters.size()) excerpt += "...";
  excerpt.erase(excerpt.find_last_not_of(' ') + 1);
  excerpt += "\n";
  if (column == 0) return excerpt;
  const std::string margin(number.size() + 1, ' ');
  return excerpt + margin + " | " + std::string(dots.size() + place - begin, ' ') + "^\n";
}

}  // namespace pybundle
