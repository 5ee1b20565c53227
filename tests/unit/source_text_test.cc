#include "source_text.h"

#include <gtest/gtest.h>

#include <string>

namespace pybundle {
namespace {

std::string CookieOf(std::string_view bytes) {
  return std::string(SourceText(bytes).cookie());
}

TEST(SourceTextTest, CookieOnTheFirstTwoLines) {
  EXPECT_EQ("latin-1", CookieOf("# -*- coding: latin-1 -*-\n"));
  EXPECT_EQ("koi8-r", CookieOf("#!/usr/bin/python\n# vim: set fileencoding=koi8-r :\n"));
  EXPECT_EQ("utf_8.x", CookieOf("\n \t\f#coding:\t utf_8.x,"));
  EXPECT_EQ("cp1252", CookieOf("# coding coding=cp1252\r\n"));
  EXPECT_EQ("cp1252", CookieOf("#\r#coding=cp1252"));
  EXPECT_EQ("first", CookieOf("# coding: first\n# coding: second\n"));
  EXPECT_EQ("latin-1", CookieOf("\xEF\xBB\xBF# coding: latin-1\n"));
}

TEST(SourceTextTest, NoCookieElsewhere) {
  EXPECT_EQ("", CookieOf(""));
  EXPECT_EQ("", CookieOf("\n\n# coding: latin-1\n"));
  EXPECT_EQ("", CookieOf("import a\n# coding: latin-1\n"));
  EXPECT_EQ("", CookieOf("'''\n# coding: latin-1\n'''"));
  EXPECT_EQ("", CookieOf("x = 1 # coding: latin-1\n"));
  EXPECT_EQ("", CookieOf("# coding latin-1\n"));
  EXPECT_EQ("", CookieOf("# coding: \n# x"));
  EXPECT_EQ("", CookieOf("# coding : latin-1"));
}

TEST(SourceTextTest, ByteOrderMarkIsNoText) {
  const SourceText source("\xEF\xBB\xBFx = 1\n");
  EXPECT_TRUE(source.has_byte_order_mark());
  EXPECT_EQ("x = 1\n", source.text());
  EXPECT_EQ(9u, source.bytes().size());
  EXPECT_FALSE(source.FindProblem());
  EXPECT_FALSE(SourceText("x").has_byte_order_mark());
}

std::string ProblemOf(std::string_view bytes) {
  const SourceText source(bytes);
  const auto problem = source.FindProblem();
  if (!problem) return "";
  const Position at = source.PositionAt(problem->offset);
  return std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + problem->message;
}

TEST(SourceTextTest, ProblemsWithEncodings) {
  EXPECT_EQ("", ProblemOf("# coding: latin-1\n'\xE9'\n"));
  EXPECT_EQ("", ProblemOf("# coding: utf8\n'\xC3\xA9'\n"));
  EXPECT_EQ("", ProblemOf("'\xF0\x9F\x98\x80'\n"));
  EXPECT_EQ("2:6: byte 0xe9 is not UTF-8, and there is no encoding cookie",
            ProblemOf("\nx = '\xE9'\n"));
  EXPECT_EQ("2:2: byte 0xed is not UTF-8", ProblemOf("#coding:utf-8\n'\xED\xA0\x80'\n"));
  EXPECT_EQ("2:2: byte 0xc3 is not ASCII, which the encoding cookie promises",
            ProblemOf("# coding: us-ascii\n'\xC3\xA9'\n"));
  EXPECT_EQ("1:11: encoding 'latin-1' contradicts the UTF-8 byte order mark",
            ProblemOf("\xEF\xBB\xBF# coding: latin-1\n"));
  EXPECT_EQ("", ProblemOf("\xEF\xBB\xBF# coding: UTF_8\n"));
  EXPECT_EQ("1:11: encoding 'utf-16' cannot be read: its ASCII characters are not ASCII",
            ProblemOf("# coding: utf-16\n"));
  EXPECT_EQ("1:4: source code cannot contain null bytes", ProblemOf(std::string_view("x =\0", 4)));
}

TEST(SourceTextTest, CommentsNeedNotBeUtf8WhereImportsDoNotMind) {
  EXPECT_EQ("", ProblemOf("# caf\xE9\nx = (1,  # \xFF\n 2)\n"));
  EXPECT_EQ("", ProblemOf("#coding:UTF_8\n# \xE9"));
  EXPECT_EQ("", ProblemOf("\xEF\xBB\xBF# \xE9\n"));
  EXPECT_EQ("2:3: byte 0xe9 is not UTF-8", ProblemOf("#coding:utf8\n# \xE9\n"));
  EXPECT_EQ("2:2: byte 0xe8 is not UTF-8, and there is no encoding cookie",
            ProblemOf("# \xE9\n'\xE8'\n# \xE9\n"));
  EXPECT_EQ("2:4: byte 0xe9 is not UTF-8, and there is no encoding cookie",
            ProblemOf("'''\n # \xE9 '''\n"));
  EXPECT_EQ("2:2: byte 0xe8 is not UTF-8, and there is no encoding cookie",
            ProblemOf("# \xE9\nx\xE8 = 1\n"));
}

TEST(SourceTextTest, SecondBytesDoNotLookLikeAscii) {
  // In Shift JIS the last byte of this character is a backslash.
  constexpr std::string_view kBytes = "# coding: shift_jis\nx = '\x95\x5C'; import a\n";
  const SourceText source(kBytes);
  EXPECT_EQ(Charset::kDoubleByte, source.charset());
  EXPECT_EQ(kBytes.size(), source.text().size());
  EXPECT_EQ(std::string_view::npos, source.text().find('\\'));
  const Position position = source.PositionAt(kBytes.find("import"));
  EXPECT_EQ(2u, position.line);
  EXPECT_EQ(10u, position.column);
  // Kana are single bytes there: the quote behind one is a quote.
  EXPECT_NE(std::string_view::npos, SourceText("#coding:sjis\n'\xB1'").text().find("'", 15));
}

TEST(SourceTextTest, ColumnsCountCharacters) {
  const Position utf8 = SourceText("é = 变; x").PositionAt(std::string_view("é = 变; ").size());
  EXPECT_EQ(8u, utf8.column);
  const SourceText latin("# coding: latin-1\n\xE9\xE9 x");
  EXPECT_EQ(4u, latin.PositionAt(21).column);
}

TEST(LineCursorTest, KnowsAllLineEnds) {
  constexpr std::string_view kText = "a\nb\r\nc\rd\n\re";
  const SourceText source(kText);
  LineCursor cursor(source);
  const auto at = [&](std::size_t offset) {
    const Position position = cursor.At(offset);
    return std::to_string(position.line) + ":" + std::to_string(position.column);
  };
  EXPECT_EQ("1:1", at(0));
  EXPECT_EQ("1:2", at(1));
  EXPECT_EQ("2:1", at(2));
  EXPECT_EQ("2:2", at(3));
  EXPECT_EQ("3:1", at(5));
  EXPECT_EQ("4:1", at(7));
  EXPECT_EQ("5:1", at(9));
  EXPECT_EQ("6:1", at(10));
  EXPECT_EQ("6:2", at(99)) << "beyond the end is the end";
  EXPECT_EQ("1:2", at(1)) << "going back works too";
  EXPECT_EQ("6:1", at(10));
}

TEST(LineCursorTest, AgreesWithCountingByHand) {
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    text += std::string(static_cast<std::size_t>(i * 7 % 23), 'x');
    text += i % 11 == 0 ? "\r\n" : i % 13 == 0 ? "\r" : i % 17 == 0 ? "é" : "\n";
  }
  const SourceText source(text);
  LineCursor cursor(source);
  std::size_t line = 1;
  std::size_t column = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % 5 == 0 || i % 301 > 290) {
      const Position position = cursor.At(i);
      ASSERT_EQ(line, position.line) << i;
      ASSERT_EQ(column, position.column) << i;
    }
    const bool ends = text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
    if (ends) {
      ++line;
      column = 1;
    } else if ((text[i] & 0xC0) != 0x80) {
      ++column;
    }
  }
}

}  // namespace
}  // namespace pybundle
