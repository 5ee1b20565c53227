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

constexpr MinifyOptions kLocals = {.rename_locals = true};

TEST(Minify, LocalVariables) {
  EXPECT_EQ("def f(x):\n    a = x\n    return a + 1\n",
            Minify("def f(x):\n    total = x\n    return total + 1\n", kLocals));
  EXPECT_EQ("def f():\n  for a, (b, c) in x: a(b, one=c, two=a.two)\n",
            Minify("def f():\n  for one, (two, three) in x: one(two, one=three, two=one.two)\n", kLocals));
  EXPECT_EQ("def f():\n  with x as a, y as (b, c.d): pass\n",
            Minify("def f():\n  with x as one, y as (two, c.d): pass\n", kLocals));
  EXPECT_EQ("def f():\n  try: import x.y as a\n  except E as b: del a, b\n",
            Minify("def f():\n  try: import x.y as one\n  except E as two: del one, two\n", kLocals));
  EXPECT_EQ("class A:\n  def f(self):\n    a = self.item\n    a.item += 1\n",
            Minify("class A:\n  def f(self):\n    item = self.item\n    item.item += 1\n", kLocals));
  EXPECT_EQ("def f():\n  a = 1\n  def g(x): return a + x\n",
            Minify("def f():\n  one = 1\n  def g(x): return one + x\n", kLocals));
  EXPECT_EQ("def f(): return [b for a in x if a for b in (c := a)]\n",
            Minify("def f(): return [one for two in x if two for one in (three := two)]\n", kLocals));
  EXPECT_EQ("def f(): a = b = 1; return f'{a!r:>{b}}'\n",
            Minify("def f(): one = two = 1; return f'{one!r:>{two}}'\n", kLocals));
}

TEST(Minify, ShortNamesThatNobodyHas) {
  EXPECT_EQ("def f(a, b):\n  c = d = a\n  return c + x.e\n",
            Minify("def f(a, b):\n  one = d = a\n  return one + x.e\n", kLocals));
  EXPECT_EQ("def f():\n  c = 1\n  return a(b)\n", Minify("def f():\n  one = 1\n  return a(b)\n", kLocals));
  // The shortest is for what stands there most often.
  EXPECT_EQ("def f():\n  b = 1\n  a = 2\n  a(a)\n",
            Minify("def f():\n  one = 1\n  two = 2\n  two(two)\n", kLocals));
  std::string many = "def f():";
  for (int i = 0; i < 60; ++i) many += " name" + std::to_string(i) + " = 0;";
  EXPECT_NE(std::string::npos, Minify(many, kLocals).find(" Z = 0; aa = 0; ab = 0;"));
}

TEST(Minify, NamesThatOthersSeeStay) {
  for (const std::string_view text :
       {"one = 1\n", "class A:\n  one = 1\n", "lambda one: one\n", "[one for one in x]\n",
        "def f(one, *two, **three): two = one\n", "def f(): return lambda one=1: one\n",
        "def f():\n  def one(): pass\n  class two: pass\n  import three, four.five\n",
        "def f():\n  from m import (one, two)\n  one = two\n",
        "def f():\n  global one\n  one = 1\n  def g():\n    nonlocal two\n  two = 1\n",
        "def f():\n  def g(): one = 1\n  return one\n", "def f(): one += locals()\n",
        "def f():\n  class A: one = 1\n  one = A\n", "def f():\n  one = 1; print(f'{one=}')\n",
        "def f():\n  one = 1; print(t'{one}')\n", "def f():\n  one: T = 1\n  T = 2\n  one = T\n"
        "  def g(x: one): pass\n",
        "def f():\n  match x:\n    case A(one=two): two = one = 1\n", "def f(): __one = __two__ = 1\n",
        "def f(): (one): int; one\n", "def f():\n  type one = int\n", "def f(): \xc3\xa9t\xc3\xa9 = one = 1\n",
        "def f():\n  self = x()\n  self.one = 1\n", "def f[T](): T = 1\n"}) {
    EXPECT_EQ(text, Minify(text, kLocals));
  }
}

TEST(Minify, BadSourcesStay) {
  for (const std::string_view text : {"x = ( # c\n", "'unclosed # c\n", "x = \xff # c\n", "a ? b # c\n"}) {
    EXPECT_EQ(text, Minify(text, kAll));
  }
}

}  // namespace
}  // namespace pybundle
