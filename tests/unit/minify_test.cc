#include "minify.h"

#include <gtest/gtest.h>

namespace pybundle {
namespace {

constexpr MinifyOptions kComments = {true, false, false, false};
constexpr MinifyOptions kDocstrings = {false, true, false, false};
constexpr MinifyOptions kAnnotations = {false, false, true, false};
constexpr MinifyOptions kIndentation = {false, false, false, true};
constexpr MinifyOptions kAll = {true, true, true, true};

TEST(Minify, NothingUnlessAsked) {
  EXPECT_EQ("# c\n\nx  = 1\n", Minify("# c\n\nx  = 1\n", {}));
}

TEST(Minify, CommentsAndBlankLines) {
  EXPECT_EQ("x = 1\n", Minify("#!/bin/sh\n# c\n\n   \nx = 1  # d\n\n", kComments));
  EXPECT_EQ("f(a,\n   b\n )\n", Minify("f(a,  # c\n   # d\n\n   b\n )\n", kComments));
  EXPECT_EQ("if x:\n    y = '# no'\n", Minify("if x: # c\n  # d\n    y = '# no'\n# e\n", kComments));
  EXPECT_EQ("x = '''\n\n# no\n'''\n", Minify("x = '''\n\n# no\n'''\n", kComments));
  EXPECT_EQ("", Minify("# only\n\n# comments", kComments));
  EXPECT_EQ("x\r\ny", Minify("x # c\r\n\r\ny", kComments));
}

TEST(Minify, BackslashesAtTheEndOfLines) {
  EXPECT_EQ("x = 1 + \\\n  2\n", Minify("x = 1 + \\\n  2 # c\n", kComments));
  EXPECT_EQ("x = 1\ny\n", Minify("x = 1 \\\n# c\ny\n", kComments));
  EXPECT_EQ("x = 1\ny\n", Minify("x = 1 \\\n\ny\n", kComments));
  EXPECT_EQ("x=1+2\n", Minify("x = 1 + \\\n  2\n", kIndentation));
}

TEST(Minify, TheEncodingStaysWhereItCounts) {
  EXPECT_EQ("#coding:latin-1\nx = '\xe9'\n",
            Minify("#!x\n# -*- coding: latin-1 -*-\nx = '\xe9'\n", kComments));
  EXPECT_EQ("x\n", Minify("# coding: utf-8\nx\n", kComments));
  EXPECT_EQ("\xef\xbb\xbfx\n", Minify("\xef\xbb\xbf# coding: utf-8\nx\n", kAll));
  // In Shift JIS the second byte of a character may be a backslash or a quote's like.
  EXPECT_EQ("#coding:sjis\nx='\x83\x5c'\n", Minify("# coding: sjis\nx = '\x83\x5c' # c\n", kAll));
}

TEST(Minify, NoCommentBecomesTheEncoding) {
  EXPECT_EQ("\n\n# coding: latin-1\nx = '\xc3\xa9'\n",
            Minify("'''d\n\n'''\n# coding: latin-1\nx = '\xc3\xa9'\n", kDocstrings));
}

TEST(Minify, Docstrings) {
  EXPECT_EQ("from __future__ import x\n", Minify("'''d'''\nfrom __future__ import x\n", kDocstrings));
  EXPECT_EQ("def f():\n    return 1\n", Minify("def f():\n    '''d\n    '''\n    return 1\n", kDocstrings));
  EXPECT_EQ("class A:\n    # c\n    x = 1\n",
            Minify("class A:\n    u'd' \"e\"\n    # c\n    x = 1\n", kDocstrings));
  EXPECT_EQ("async def f(): return 1\n", Minify("async def f(): 'd'; return 1\n", kDocstrings));
  EXPECT_EQ("def f():\n  return 1\n", Minify("def f():\n  ('d' 'e'); return 1\n", kDocstrings));
}

TEST(Minify, AnEmptyBodyPasses) {
  EXPECT_EQ("def f(): pass\nx\n", Minify("def f(): 'd'\nx\n", kDocstrings));
  EXPECT_EQ("class A:\n    pass\n    # c\nx\n", Minify("class A:\n    'd'\n    # c\nx\n", kDocstrings));
  EXPECT_EQ("class A:\n    pass", Minify("class A:\n    'd'", kDocstrings));
  EXPECT_EQ("def f():\n  def g():\n    pass\n", Minify("def f():\n  def g():\n    'd'\n", kDocstrings));
  EXPECT_EQ("", Minify("'d'\n", kDocstrings));
}

TEST(Minify, NoSecondStringBecomesTheDocstring) {
  EXPECT_EQ("x = 1\n", Minify("'d'\n'e'\nx = 1\n'no'\n", kDocstrings).substr(0, 6));
  EXPECT_EQ("def f(): pass\n", Minify("def f(): 'd'; ('e')\n", kDocstrings));
}

TEST(Minify, WhatIsNoDocstringStays) {
  for (const std::string_view text :
       {"b'd'\n", "f'd'\n", "'d'.x\n", "'d', 'e'\n", "('d')('e')\n", "if x:\n  'd'\n", "x\n'd'\n",
        "def f(a='d'): return a\n", "'%s' % 1\n", "class A(B): x = 'd'\n"}) {
    EXPECT_EQ(text, Minify(text, kDocstrings));
  }
}

TEST(Minify, AnnotationsOfFunctions) {
  EXPECT_EQ("def f(a, b=1, *c, d, **e): pass\n",
            Minify("def f(a: int, b: 'x'=1, *c: X, d: A[1, 2], **e: Y) -> Z: pass\n", kAnnotations));
  EXPECT_EQ("def f[T: int](a = lambda x, y=1: x): pass\n",
            Minify("def f[T: int](a: T = lambda x, y=1: x) -> T: pass\n", kAnnotations));
  EXPECT_EQ("def f(a, /, *, b): pass\n", Minify("def f(a, /, *, b: lambda x: 1): pass\n", kAnnotations));
  EXPECT_EQ("def f(\n    a,  # c\n    b = 2,\n): pass\n",
            Minify("def f(\n    a: int,  # c\n    b: int = 2,\n) -> int: pass\n", kAnnotations));
}

TEST(Minify, AnnotationsOfLocalVariables) {
  EXPECT_EQ("def f():\n x = 1\n y: 0\n z.a[1] = 2\n",
            Minify("def f():\n x: int = 1\n y: str\n z.a[1]: T = 2\n", kAnnotations));
  EXPECT_EQ("def f():\n if x: y = 1; z: 0\n else: a = lambda: 0\n",
            Minify("def f():\n if x: y: A = 1; z: B\n else: a: C = lambda: 0\n", kAnnotations));
}

TEST(Minify, OtherAnnotationsStay) {
  for (const std::string_view text :
       {"x: int = 1\n", "class A:\n x: int = 1\n y: str\n", "if x:\n y: int\n",
        "def f():\n class A:\n  x: int = 1\n", "def f(a: (b := 1)): pass\n",
        "def f():\n x[1:2]\n lambda: 0\n {a: b}\n case[1]: x = 2\n"}) {
    EXPECT_EQ(text, Minify(text, kAnnotations));
  }
}

TEST(Minify, Indentation) {
  EXPECT_EQ("if x:\n y\n if z:\n  a\nb\n", Minify("if x:\n\ty\n\tif z:\n\t\t  a\nb\n", kIndentation));
  EXPECT_EQ("f(a,b)\n", Minify("f ( a ,\n\n   b )\n", kIndentation));
  EXPECT_EQ("x=1\n\n# c\ny  # d\n", Minify("x = 1\r\n\r\n# c\r\ny # d\r\n", kIndentation));
  EXPECT_EQ("f(a,  # c\nb)\n", Minify("f(a, # c\n  b)\n", kIndentation));
  EXPECT_EQ("'''a\nb'''\n", Minify("'''a\r\nb'''\r\n", kIndentation));
}

TEST(Minify, BlanksThatTokensNeed) {
  for (const std::string_view text :
       {"not x in y\n", "1 if x else 2\n", "1 .real\n", "1. .real\n", "x=1. if y else.5\n",
        "f'{ x = }'\n", "a--b\n", "from.import x\n", "lambda*a:0\n", "return u'x'\n", "r 'x'\n",
        "'' 'a'\n"}) {
    EXPECT_EQ(text, Minify(text, kIndentation));
  }
  EXPECT_EQ("''' ''' 'a'\n", Minify("''' ''' 'a'\n", kComments));
  EXPECT_EQ("'' 'a'\"b\"'c'if x else'd'\n",
            Minify("'' 'a' \"b\" 'c' if x else 'd'\n", kIndentation));
}

TEST(Minify, BadSourcesStay) {
  for (const std::string_view text : {"x = ( # c\n", "'unclosed # c\n", "x = \xff # c\n", "a ? b # c\n"}) {
    EXPECT_EQ(text, Minify(text, kAll));
  }
}

}  // namespace
}  // namespace pybundle
