#include "statements.h"

#include <gtest/gtest.h>

#include <string>

namespace pybundle {
namespace {

std::string Join(const std::vector<std::string_view>& names) {
  std::string joined;
  for (const std::string_view name : names)
    joined.append(joined.empty() ? "" : " ").append(name);
  return joined;
}

/// Names of the only statement of `text`.
std::string NamesOf(std::string_view text) {
  const SourceText source(text);
  const ModuleOutline outline = OutlineModule(source);
  EXPECT_EQ(1u, outline.statements.size()) << text;
  EXPECT_FALSE(outline.problem) << text;
  return outline.statements.empty() ? "" : Join(outline.statements[0].names);
}

std::string_view Slice(std::string_view text, TextRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

TEST(StatementsTest, LastFunctionIsTheLastTopLevelDef) {
  constexpr std::string_view kText = R"(
def helper(x):
    def inner(): pass
    return x

async def agent(obs, config=None):
    return {}

if True:
    def conditional(): pass

class After:
    def method(self): pass
)";
  const SourceText source(kText);
  const ModuleOutline outline = OutlineModule(source);
  const Statement* last = LastFunction(outline);
  ASSERT_NE(nullptr, last);
  EXPECT_EQ("agent", Join(last->names));
  EXPECT_EQ(StatementKind::kAsyncFunction, last->kind);
  EXPECT_EQ(6u, last->position.line);
  EXPECT_EQ(1u, last->position.column);
  EXPECT_EQ(7u, last->last_line);
}

TEST(StatementsTest, WithoutDefThereIsNoLastFunction) {
  const SourceText source("agent = lambda obs: {}\nclass A: pass\n'def agent(): pass'\n");
  EXPECT_EQ(nullptr, LastFunction(OutlineModule(source)));
}

TEST(StatementsTest, ParametersHaveKindsAndDefaults) {
  const SourceText source(
      "def f[T: (int, str)](a, b: Dict[str, int] = {1: 2}, /, c: lambda x, y: 1 = (3, 4), *args,\n"
      "      d, e=lambda: 0, **rest) -> 'x': pass\n");
  const ModuleOutline outline = OutlineModule(source);
  ASSERT_EQ(1u, outline.statements.size());
  const auto& parameters = outline.statements[0].parameters;
  std::string seen;
  for (const Parameter& parameter : parameters) {
    seen.append(parameter.name).append(std::to_string(static_cast<int>(parameter.kind)));
    seen.append(parameter.has_default ? "= " : " ");
  }
  EXPECT_EQ("a0 b0= c1= args2 d3 e3= rest4 ", seen);
}

TEST(StatementsTest, BareStarMakesKeywordOnly) {
  const SourceText source("def f(a, *, b): pass\n");
  const ModuleOutline outline = OutlineModule(source);
  const auto& parameters = outline.statements[0].parameters;
  ASSERT_EQ(2u, parameters.size());
  EXPECT_EQ(ParameterKind::kPositionalOrKeyword, parameters[0].kind);
  EXPECT_EQ("b", parameters[1].name);
  EXPECT_EQ(ParameterKind::kKeywordOnly, parameters[1].kind);
}

TEST(StatementsTest, NamesOfAssignments) {
  EXPECT_EQ("x y z", NamesOf("x, (y, *z) = 1, (2, 3)\n"));
  EXPECT_EQ("q", NamesOf("a.b = c[d] = f(g).h = q = 3\n"));
  EXPECT_EQ("n", NamesOf("n: Dict[a, b] = {c: d}\n"));
  EXPECT_EQ("", NamesOf("n: int\n"));
  EXPECT_EQ("x", NamesOf("x += 1\n"));
  EXPECT_EQ("X", NamesOf("type X[T] = list[T]\n"));
  EXPECT_EQ("type", NamesOf("type = 3\n"));
  EXPECT_EQ("w", NamesOf("print((w := 1))\n"));
  EXPECT_EQ("f", NamesOf("f = lambda x=1, *y: x == y\n"));
  EXPECT_EQ("", NamesOf("f'{x=}' == g(y=1)\n"));
  EXPECT_EQ("", NamesOf("lambda x: y\n"));
}

TEST(StatementsTest, NamesOfImports) {
  EXPECT_EQ("a d", NamesOf("import a.b, c.e as d\n"));
  EXPECT_EQ("x z", NamesOf("from .a import (x, y as z,)\n"));
  EXPECT_EQ("*", NamesOf("from a import *\n"));
}

TEST(StatementsTest, NamesOfCompoundStatements) {
  EXPECT_EQ("i j k", NamesOf("for i, (j, a.b) in c: k = d\n"));
  EXPECT_EQ("f h l", NamesOf("with open(a) as f, g(b) as (h, l):\n    pass\n"));
  EXPECT_EQ("a agent e b", NamesOf("try:\n"
                                   "    a = 1\n"
                                   "    def agent(): hidden = 1\n"
                                   "except E as e:\n"
                                   "    import b.c\n"));
  EXPECT_EQ("o s", NamesOf("match x:\n    case [1] as o: s = 1\n"));
  EXPECT_EQ("K", NamesOf("if a:\n"
                         "    class K:\n"
                         "        x = 1\n"
                         "        def f(self): y = 1\n"));
}

TEST(StatementsTest, RangesCoverDecoratorsAndComments) {
  constexpr std::string_view kText =
      "@deco\n# why\n@other(\n  1)\ndef f():\n    pass  # end\n\nx = 1; y = 2  # both\n";
  const SourceText source(kText);
  const ModuleOutline outline = OutlineModule(source);
  ASSERT_EQ(3u, outline.statements.size());
  const Statement& f = outline.statements[0];
  EXPECT_TRUE(f.decorated);
  EXPECT_EQ("@deco\n# why\n@other(\n  1)\ndef f():\n    pass  # end", Slice(kText, f.range));
  EXPECT_EQ(1u, f.first_line);
  EXPECT_EQ(6u, f.last_line);
  EXPECT_EQ(5u, f.position.line);
  EXPECT_EQ("x = 1", Slice(kText, outline.statements[1].range));
  EXPECT_EQ("y = 2  # both", Slice(kText, outline.statements[2].range));
  EXPECT_EQ(8u, outline.statements[2].position.column);
}

TEST(StatementsTest, LeadingCommentsAndDocstring) {
  constexpr std::string_view kText =
      "#!/usr/bin/env python3\n# licence\n\n# /// script\n# ///\n\n'''Doc\nx''' 'more'\nimport a\n";
  const SourceText source(kText);
  const ModuleOutline outline = OutlineModule(source);
  EXPECT_EQ("#!/usr/bin/env python3\n# licence\n\n# /// script\n# ///",
            Slice(kText, outline.leading_comments));
  ASSERT_TRUE(outline.docstring.has_value());
  EXPECT_EQ("'''Doc\nx''' 'more'", Slice(kText, *outline.docstring));
  EXPECT_EQ(StatementKind::kDocstring, outline.statements[0].kind);
  EXPECT_EQ(StatementKind::kImport, outline.statements[1].kind);
}

TEST(StatementsTest, NotEveryStringIsADocstring) {
  for (const std::string_view text : {"b'x'\n", "f'x'\n", "x = 1\n'late'\n", "'a' + 'b'\n", ""}) {
    const SourceText source(text);
    EXPECT_FALSE(OutlineModule(source).docstring.has_value()) << text;
  }
}

TEST(StatementsTest, OnlyCommentsAreAllLeading) {
  const SourceText source("# a\n\n#b");
  const ModuleOutline outline = OutlineModule(source);
  EXPECT_EQ(0u, outline.leading_comments.begin);
  EXPECT_EQ(7u, outline.leading_comments.end);
  EXPECT_TRUE(outline.statements.empty());
}

TEST(StatementsTest, BrokenTextIsReported) {
  const SourceText source("def f(:\n    x = '\n");
  const ModuleOutline outline = OutlineModule(source);
  EXPECT_EQ(LexError::kUnterminatedString, outline.problem.error);
}

}  // namespace
}  // namespace pybundle
