#include "glob.h"

#include <gtest/gtest.h>

#include <string>

namespace pybundle {
namespace {

TEST(Glob, StarsStayInsideAComponent) {
  EXPECT_TRUE(MatchesGlob("a/b.txt", "a/*.txt"));
  EXPECT_FALSE(MatchesGlob("a/b/c.txt", "a/*.txt"));
  EXPECT_TRUE(MatchesGlob("a/b.txt", "*/?.txt"));
  EXPECT_TRUE(MatchesGlob("abcabd", "*ab?"));
  EXPECT_FALSE(MatchesGlob("a", "a/b"));
}

TEST(Glob, TwoStarsCrossDirectories) {
  EXPECT_TRUE(MatchesGlob("a/b.txt", "a/**/*.txt"));
  EXPECT_TRUE(MatchesGlob("a/b/c/d.txt", "a/**/*.txt"));
  EXPECT_TRUE(MatchesGlob("a/x/b/y/b/z", "**/b/z"));
  EXPECT_TRUE(MatchesGlob("a/b", "a/**"));
  EXPECT_FALSE(MatchesGlob("b/c.txt", "a/**/*.txt"));
}

TEST(Glob, Brackets) {
  EXPECT_TRUE(MatchesGlob("a1", "a[0-9]"));
  EXPECT_FALSE(MatchesGlob("ax", "a[0-9]"));
  EXPECT_TRUE(MatchesGlob("ax", "a[!0-9]"));
  EXPECT_TRUE(MatchesGlob("a]", "a[]]"));
  EXPECT_TRUE(MatchesGlob("a[b", "a[b"));
}

TEST(Glob, DoesNotTakeForeverOnManyStars) {
  const std::string name(200, 'a');
  std::string pattern;
  for (int i = 0; i < 60; ++i) pattern += "a*";
  EXPECT_FALSE(MatchesGlob(name + "b", pattern + "c"));
}

TEST(Glob, Directory) {
  EXPECT_EQ("a/b", GlobDirectory("a/b/*.txt"));
  EXPECT_EQ("a", GlobDirectory("a/b.txt"));
  EXPECT_EQ("", GlobDirectory("*.txt"));
  EXPECT_EQ("", GlobDirectory("b.txt"));
}

}  // namespace
}  // namespace pybundle
