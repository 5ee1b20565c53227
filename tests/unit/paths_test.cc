#include <gtest/gtest.h>

#include "disk.h"

namespace pybundle {
namespace {

TEST(Paths, Join) {
  EXPECT_EQ("a/b", JoinPath("a", "b"));
  EXPECT_EQ("a/b", JoinPath("a/", "b"));
  EXPECT_EQ("b", JoinPath("", "b"));
  EXPECT_EQ("b", JoinPath(".", "b"));
  EXPECT_EQ("a", JoinPath("a", "."));
  EXPECT_EQ(".", JoinPath(".", ""));
  EXPECT_EQ("/b", JoinPath("a", "/b"));
  EXPECT_EQ("c:/b", JoinPath("a", "c:/b"));
}

TEST(Paths, Normalize) {
  EXPECT_EQ(".", NormalizePath(""));
  EXPECT_EQ(".", NormalizePath("a/.."));
  EXPECT_EQ("a/c", NormalizePath("./a//b/../c/"));
  EXPECT_EQ("../a", NormalizePath("../a"));
  EXPECT_EQ("../../a", NormalizePath("b/../../../a"));
  EXPECT_EQ("/a", NormalizePath("/../a"));
}

TEST(Paths, Parts) {
  EXPECT_EQ("a", DirectoryOf("a/b"));
  EXPECT_EQ("", DirectoryOf("b"));
  EXPECT_EQ("/", DirectoryOf("/b"));
  EXPECT_EQ("b", FileNameOf("a/b"));
  EXPECT_EQ("b", FileNameOf("b"));
}

}  // namespace
}  // namespace pybundle
