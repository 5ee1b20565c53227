#include "excerpt.h"

#include <gtest/gtest.h>

namespace pybundle {
namespace {

TEST(Excerpt, PointsAtTheColumn) {
  EXPECT_EQ(" 2 | import b.c\n   |        ^\n", Excerpt("import a\nimport b.c\n", 2, 8));
  EXPECT_EQ(" 3 | x\n   |  ^\n", Excerpt("\r\n\rx", 3, 2));  // just behind the line
}

TEST(Excerpt, CountsCharactersAndShowsNoControlCharacters) {
  EXPECT_EQ(" 1 | \xC3\xA4 = ?[31m x\n   |            ^\n",
            Excerpt("\xC3\xA4\t=\t\x1B[31m x", 1, 12));
  EXPECT_EQ(" 1 | ?x\n   |  ^\n", Excerpt("\xC2\x9Bx", 1, 2));
  EXPECT_EQ(" 1 | ?x\n   |  ^\n", Excerpt("\xE4x", 1, 2));  // Latin-1
}

TEST(Excerpt, CutsLongLines) {
  const std::string line(1000, 'a');
  const std::string excerpt = Excerpt(line, 1, 500);
  EXPECT_EQ(" 1 | ..." + std::string(100, 'a') + "...\n   | " + std::string(53, ' ') + "^\n", excerpt);
}

TEST(Excerpt, IsEmptyWhereThereIsNothingToShow) {
  EXPECT_EQ("", Excerpt("a\n", 7, 1));
  EXPECT_EQ("", Excerpt("a\n\n", 2, 1));
  EXPECT_EQ("", Excerpt("a\n", 1, 9));
  EXPECT_EQ("", Excerpt("a\n", 0, 0));
}

TEST(Excerpt, HasNoCaretWithoutAColumn) { EXPECT_EQ(" 1 | a\n", Excerpt("a\n", 1, 0)); }

}  // namespace
}  // namespace pybundle
