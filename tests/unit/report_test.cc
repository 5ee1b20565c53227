#include "report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace pybundle {
namespace {

constexpr std::string_view kDataBegin = "<script type=\"application/json\" id=\"metafile\">";

std::string DataOf(const std::string& page) {
  const size_t begin = page.find(kDataBegin) + kDataBegin.size();
  return page.substr(begin, page.find("</script>", begin) - begin);
}

TEST(ReportTest, DataEndsWhereItShould) {
  EXPECT_EQ("{\"a\": \"\\u003c/script>\\u003c!--\"}",
            DataOf(RenderReport("{\"a\": \"</script><!--\"}")));
}

TEST(ReportTest, IndentationIsLeftOut) {
  EXPECT_EQ("{\"a  b\": [1,\"\\n  \"]}",
            DataOf(RenderReport("{\n \"a  b\": [\n  1,\n  \"\\n  \"\n ]\n}\n")));
}

TEST(ReportTest, DataIsNotTakenForThePage) {
  const std::string page = RenderReport("[\"@METAFILE@\"]");
  EXPECT_EQ("[\"@METAFILE@\"]", DataOf(page));
  EXPECT_EQ(EmbeddedReport().size() + std::string_view("[\"\"]").size(), page.size());
  EXPECT_EQ(page, RenderReport("[\"@METAFILE@\"]"));
}

TEST(ReportTest, PageNeedsNothingElse) {
  const std::string_view page = EmbeddedReport();
  EXPECT_EQ(page.find("@METAFILE@"), page.rfind("@METAFILE@"));
  EXPECT_TRUE(std::all_of(page.begin(), page.end(),
                          [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
  for (const std::string_view word :
       {"://", "src=", "href=", "url(", "@import", "import(", "fetch("}) {
    EXPECT_EQ(std::string_view::npos, page.find(word)) << word;
  }
  for (const std::string_view word :
       {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"}) {
    EXPECT_EQ(std::string_view::npos, page.find(word)) << word;  // names must stay text
  }
}

}  // namespace
}  // namespace pybundle
