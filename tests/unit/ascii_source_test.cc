#include "ascii_source.h"

#include <gtest/gtest.h>

namespace pybundle {
namespace {

TEST(AsciiSource, AsciiStandsAsItIs) {
  EXPECT_EQ("x = {'a': r'\\d'}\n", ToAsciiSource("x = {'a': r'\\d'}\n"));
}

TEST(AsciiSource, StringsAndCommentsGetEscapes) {
  EXPECT_EQ("x = 'Jos\\u00e9 \\U0001f600'  # \\u4e2d\n",
            ToAsciiSource("x = 'Jos\xc3\xa9 \xf0\x9f\x98\x80'  # \xe4\xb8\xad\n"));
  EXPECT_EQ("'\\\\\\u00e9'", ToAsciiSource("'\\\xc3\xa9'"));      // an unknown escape keeps its backslash
  EXPECT_EQ("'\\\\\\u00e9'", ToAsciiSource("'\\\\\xc3\xa9'"));
}

TEST(AsciiSource, LineEndsBecomeLf) {
  EXPECT_EQ("x = 1\ny = '\\u00e9'\n", ToAsciiSource("x = 1\r\ny = '\xc3\xa9'\r\n"));
  EXPECT_EQ("x = '''a\nb'''\ny = 2\n", ToAsciiSource("x = '''a\r\nb'''\ry = 2\n"));
}

TEST(AsciiSource, WhatCannotBeEscapedIsNotSaid) {
  EXPECT_EQ(std::nullopt, ToAsciiSource("\xc3\xa9 = 1\n"));
  EXPECT_EQ(std::nullopt, ToAsciiSource("x = r'\xc3\xa9'\n"));
  EXPECT_EQ(std::nullopt, ToAsciiSource("x = b'\xc3\xa9'\n"));
}

}  // namespace
}  // namespace pybundle
