#include "report.h"

#include <algorithm>

namespace pybundle {

std::string RenderReport(std::string_view metafile) {
  constexpr std::string_view kMark = "@METAFILE@";
  const std::string_view page = EmbeddedReport();
  const size_t mark = page.find(kMark);

  std::string text;
  text.reserve(page.size() + metafile.size());
  text += page.substr(0, mark);
  for (size_t i = 0; i < metafile.size(); ++i) {
    const size_t end = std::min(metafile.find_first_of("\n<", i), metafile.size());
    text += metafile.substr(i, end - i);
    i = end;
    if (i == metafile.size()) break;
    if (metafile[i] == '\n') {
      // Line breaks stand between values only, strings have them escaped: the indentation is a
      // third of a metafile and nobody reads it here.
      while (i + 1 < metafile.size() && metafile[i + 1] == ' ')
        ++i;
    } else {
      text += "\\u003c";  // else "</script>" in a file's name would end the data
    }
  }
  text += page.substr(mark + kMark.size());
  return text;
}

}  // namespace pybundle
