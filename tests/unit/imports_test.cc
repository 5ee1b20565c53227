#include "imports_json.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "lexer.h"
#include "statements.h"

namespace pybundle {
namespace {

/// `.module[name as other,...] as asname`, and the context in brackets unless it is the module.
std::string Show(const Import& import) {
  std::string out(import.level, '.');
  out += import.unknown ? "?" : import.module;
  for (std::size_t i = 0; i < import.names.size(); ++i) {
    out += i == 0 ? " [" : ", ";
    out += import.names[i].name;
    if (!import.names[i].asname.empty()) out.append(" as ").append(import.names[i].asname);
  }
  if (!import.names.empty()) out += "]";
  if (!import.asname.empty()) out.append(" as ").append(import.asname);
  if (import.kind == ImportKind::kDynamic) out += " dynamic";
  const std::string context = DescribeContext(import);
  if (context != "module") out += " (" + context + ")";
  return out;
}

std::string Find(std::string_view text, LexError error = LexError::kNone) {
  const ImportScan scan = ScanImports(SourceText(text));
  EXPECT_EQ(error, scan.problem.error) << text;
  std::string out;
  for (const Import& import : scan.imports) {
    if (!out.empty()) out += "; ";
    out += Show(import);
  }
  return out;
}

TEST(ImportsTest, Statements) {
  EXPECT_EQ("a", Find("import a"));
  EXPECT_EQ("a.b as c; d", Find("import a . b as c, d\n"));
  EXPECT_EQ("a [b, c as d]", Find("from a import b, c as d\n"));
  EXPECT_EQ("a [b, c as d]", Find("from a import (b, # import x\n  c as d,\n)\n"));
  EXPECT_EQ("a [*]", Find("from a import *\n"));
  EXPECT_EQ(". [a]", Find("from . import a\n"));
  EXPECT_EQ("......a.b [c]", Find("from .... .. a.b import c\n"));
  EXPECT_EQ(".a [b]", Find("from.a import(b)\n"));
  EXPECT_EQ(". [a]", Find("from .import a\n"));
  EXPECT_EQ("a.b", Find("import a.\\\n  b\n"));
  EXPECT_EQ("é [变]", Find("from é import 变\n"));
}

TEST(ImportsTest, SeveralOnALine) {
  EXPECT_EQ("a; b; c", Find("import a; import b; x = 1; import c\n"));
  EXPECT_EQ("a (module condition); b (module condition)", Find("if x: import a; import b\n"));
  EXPECT_EQ("a (class)", Find("class A: import a\n"));
  EXPECT_EQ("a (function)", Find("def f(x: int = {1: 2}) -> 'import b': import a\n"));
  EXPECT_EQ("a (function)", Find("async def f(): import a\n"));
  EXPECT_EQ("a (module condition)", Find("while (lambda: x): import a\n"));
}

TEST(ImportsTest, NotEverythingIsAnImport) {
  EXPECT_EQ("", Find("'import a'\n'''\nimport b\n'''\n# import c\nf'''\nimport d\n'''\n"));
  EXPECT_EQ("", Find("x = 'a\\\nimport b'\n"));
  EXPECT_EQ("", Find("def f():\n    yield from a\n    yield (yield\n      from imported)\n"));
  EXPECT_EQ("", Find("raise A from import_b\n"));
  EXPECT_EQ("", Find("imports = important = _import = x.import_ = 1\n"));
  EXPECT_EQ("a", Find("match = type = case = 1\nimport a\n"));
}

TEST(ImportsTest, ScopesAndBlocks) {
  EXPECT_EQ("a (class); b (function); c (function); d", Find("class A:\n"
                                                             "    import a\n"
                                                             "    def f(self):\n"
                                                             "        import b\n"
                                                             "        class B:\n"
                                                             "            import c\n"
                                                             "import d\n"));
  EXPECT_EQ("a; b", Find("with x as y:\n    import a\ntry: pass\nfinally:\n    import b\n"));
  EXPECT_EQ("a (module condition); b (module condition); c (module condition)",
            Find("if x:\n  import a\nelif y:\n  import b\nelse:\n  import c\n"));
  EXPECT_EQ("a (module condition); b (module condition)",
            Find("for x in y:\n  import a\nmatch x:\n  case 1:\n    import b\n"));
  EXPECT_EQ("a (module condition)", Find("if x:\n\n# c\n    y = (1,\nz)\n    import a\n"));
}

TEST(ImportsTest, TypeChecking) {
  EXPECT_EQ("a (module type_checking); b (module condition)",
            Find("if TYPE_CHECKING:\n    import a\nelse:\n    import b\n"));
  EXPECT_EQ("a (module type_checking)", Find("if typing.TYPE_CHECKING: import a\n"));
  EXPECT_EQ("a (module condition)", Find("if not TYPE_CHECKING: import a\n"));
  EXPECT_EQ("a (function type_checking)",
            Find("if t.TYPE_CHECKING:\n  try:\n    def f():\n      import a\n  except: 1\n"));
}

TEST(ImportsTest, TryAndExcept) {
  for (const std::string_view clause :
       {"except ImportError:", "except ModuleNotFoundError as e:", "except (A, ImportError):",
        "except Exception:", "except:", "except* ImportError:", "except builtins.ImportError:"}) {
    EXPECT_EQ("a (module try); b (module except)",
              Find("try:\n    import a\n" + std::string(clause) + "\n    import b\n"));
    EXPECT_EQ("a (module try); b (module except)",
              Find("try: import a\n" + std::string(clause) + " import b\n"));
  }
  EXPECT_EQ("a; b (module condition); c (module condition)",
            Find("try:\n  import a\nexcept KeyError:\n  import b\nelse:\n  import c\n"));
  EXPECT_EQ("a (module try); b (module condition); c (module except)",
            Find("try:\n  import a\nexcept E:\n  import b\nexcept ImportError:\n  import c\n"));
}

TEST(ImportsTest, NestedTries) {
  EXPECT_EQ("a (module try); b (module try)", Find("try:\n"
                                                   "  try:\n"
                                                   "    import a\n"
                                                   "  finally:\n"
                                                   "    import b\n"
                                                   "except ImportError: pass\n"));
  EXPECT_EQ("a (module try); b (module try); c (module except)", Find("try: import a\n"
                                                                      "except ImportError:\n"
                                                                      "  try: import b\n"
                                                                      "  except ImportError:\n"
                                                                      "    import c\n"));
  EXPECT_EQ("a (function)", Find("try:\n  def f():\n    import a\nexcept ImportError: pass\n"))
      << "the call may be elsewhere";
  EXPECT_EQ("a (module try)", Find("try:\n  if x:\n    import a\nexcept: pass\n"));
  EXPECT_EQ("a; b", Find("try:\n  import a\nfinally: pass\ntry:\n  import b\n"));
  EXPECT_EQ("a (module try)", Find("with suppress(ImportError):\n  import a\n"));
  EXPECT_EQ("a", Find("with suppress(KeyError):\n  import a\n"));
}

TEST(ImportsTest, DynamicWithLiterals) {
  EXPECT_EQ("a.b dynamic", Find("importlib.import_module('a.b')\n"));
  EXPECT_EQ("my-module dynamic", Find("x = [import_module(r'my-' \"module\")]\n"));
  EXPECT_EQ("a dynamic (function)", Find("def f():\n  return import_module(name='a').x\n"));
  EXPECT_EQ("a\tb dynamic", Find("import_module('a\\tb')\n"));
  EXPECT_EQ("a dynamic", Find("__import__('a')\n"));
  EXPECT_EQ("..a [b, c] dynamic", Find("__import__('a', {}, globals(), ['b', 'c'], 2)\n"));
  EXPECT_EQ("a [b] dynamic", Find("builtins.__import__('a', fromlist=('b',), level=0)\n"));
  EXPECT_EQ("importlib as il; a dynamic", Find("import importlib as il\nil.import_module('a')\n"));
  EXPECT_EQ("a dynamic", Find("f'{__import__(\"a\")}'\n"));
  EXPECT_EQ("? dynamic; a dynamic", Find("import_module(import_module('a').name)\n"));
}

TEST(ImportsTest, DynamicRelative) {
  EXPECT_EQ(".a dynamic", Find("import_module('.a', __package__)\n"));
  EXPECT_EQ("..a dynamic", Find("import_module('..a', package=__name__)\n"));
  EXPECT_EQ("p.q.a dynamic", Find("import_module('.a', 'p.q')\n"));
  EXPECT_EQ("p.a dynamic", Find("import_module('..a', package='p.q')\n"));
  EXPECT_EQ("? dynamic", Find("import_module('...a', package='p.q')\n"));
  EXPECT_EQ("a dynamic", Find("import_module('a', package=p)\n"));
}

TEST(ImportsTest, DynamicUnknown) {
  for (const std::string_view call :
       {"import_module(a)", "import_module('a' + b)", "import_module(f'a')", "import_module(b'a')",
        "import_module(*a)", "import_module()", "__import__('a', level=n)",
        "import_module('.a', p.q)", "import_module('\\N{DASH}')"}) {
    const std::string found = Find(call);
    EXPECT_NE(std::string::npos, found.find("? dynamic")) << call << " gives " << found;
  }
}

TEST(ImportsTest, OthersOfThatNameAreNotDynamicImports) {
  EXPECT_EQ("", Find("self.import_module('a')\n"));
  EXPECT_EQ("", Find("x.importlib.import_module('a')\n"));
  EXPECT_EQ("", Find("def import_module(a): pass\n"));
  EXPECT_EQ("", Find("f = importlib.import_module\n"));
  EXPECT_EQ("", Find("'import_module(\"a\")'\n"));
}

TEST(ImportsTest, PlainOrNotTheSameIsFound) {
  // Each pair: a statement written plainly, and one that it takes tokens to read.
  const std::pair<const char*, const char*> pairs[] = {
      {"import a", "import a  # c"},
      {"import a.b as c, d", "import a . b as c, \\\n d"},
      {"import importlib as i\ni.import_module('a')",
       "import importlib as i;\ni.import_module('a')"},
      {"from a import b, c as d", "from a import b, c as d;"},
      {"from a import *", "from a import *;"},
      {"from . import a", "from .import a"},
      {"from ...a.b import c", "from ... a.b import c;"},
      {"from a import (b,\n c as d,\n)", "from a import (b, # c\n c as d,)"},
      {"from a import (b)", "from a import(b)"},
      {"try:\n from a import b\nexcept ImportError: pass",
       "try:\n from a import b;\nexcept ImportError: pass"},
  };
  for (const auto& [plain, other] : pairs) EXPECT_EQ(Find(plain), Find(other)) << plain;
  for (const char* broken : {"import", "import a,", "import as", "from a import", "from import a",
                             "from a import b,", "import a b", "from . a"}) {
    EXPECT_EQ(Find(broken), Find(std::string(broken) + " # c")) << broken;
  }
}

TEST(ImportsTest, Positions) {
  const ImportScan scan =
      ScanImports(SourceText("\xEF\xBB\xBFé = 1; import a\r\n\r\nif x:\r\timport b\r"));
  ASSERT_EQ(2u, scan.imports.size());
  EXPECT_EQ(1u, scan.imports[0].position.line);
  EXPECT_EQ(8u, scan.imports[0].position.column);
  EXPECT_EQ(4u, scan.imports[1].position.line);
  EXPECT_EQ(2u, scan.imports[1].position.column);
}

TEST(ImportsTest, BrokenTextIsReportedAndSurvived) {
  EXPECT_EQ("a", Find("import a\nx = '\n", LexError::kUnterminatedString));
  EXPECT_EQ("a; b", Find("import a\n)\nimport b\n", LexError::kUnmatchedBracket));
  EXPECT_EQ("", Find("import\n"));
  EXPECT_EQ("", Find("from import\n"));
  EXPECT_EQ("? dynamic", Find("from x\nimport_module(\n", LexError::kUnclosedBracket));
  EXPECT_EQ("a.", Find("import a.\n"));
  EXPECT_EQ("a", Find("from a import (\n", LexError::kUnclosedBracket));
}

TEST(ImportsTest, Json) {
  const ImportScan scan = ScanImports(SourceText(
      "from .a import b as c, d\nimport é as f\nimport_module('\"\\n\\\\')\n__import__(x)\n"
      "from . import z\n"));
  ASSERT_EQ(5u, scan.imports.size());
  EXPECT_EQ(
      R"({"file": "x\"y.py", "line": 1, "column": 1, "kind": "from", "module": "a", "level": 1, )"
      R"("names": [["b", "c"], ["d", null]], "asname": null, "context": "module"})",
      ImportToJson("x\"y.py", scan.imports[0]));
  EXPECT_EQ(R"({"file": "a", "line": 2, "column": 1, "kind": "import", "module": "é", "level": 0, )"
            R"("names": null, "asname": "f", "context": "module"})",
            ImportToJson("a", scan.imports[1]));
  EXPECT_NE(std::string::npos,
            ImportToJson("a", scan.imports[2]).find(R"("module": "\"\u000a\\")"));
  EXPECT_NE(std::string::npos, ImportToJson("a", scan.imports[3]).find(R"("module": null)"));
  EXPECT_NE(std::string::npos,
            ImportToJson("a", scan.imports[4]).find(R"("module": null, "level": 1)"));
  EXPECT_NE(std::string::npos, ImportToJson("\xFF", scan.imports[0]).find("\"\xEF\xBF\xBD\""));
}

/// A small generator of its own: the same numbers everywhere, unlike <random>'s distributions.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  std::size_t Below(std::size_t limit) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state_ >> 33) % limit;
  }

 private:
  std::uint64_t state_;
};

constexpr std::string_view kSeeds[] = {
    "#!/usr/bin/env python3\n# coding: utf-8\n'''Doc'''\nfrom __future__ import annotations\n",
    "try:\n    import a.b as c\nexcept (ImportError, E) as e:\n    from .d import (e as f,\n  g)\n",
    "class A(B, m=f'{x!r:>{w}}'):\n\tdef f(self, *a, b=lambda y: {1: 2}, **k):\n\t\timport z\n",
    "if TYPE_CHECKING: import t; x = '''a\n\\'''\n'''\nelse:\n  y = [1, (2, {3: 0x_f})] # import\n",
    "@d\nasync def g(a, /, b: int = 1, *, c): return importlib.import_module('.x', __package__)\n",
    "match x:\n  case [1, *y] as z: import m\nz = rb'\\x' + t'{a}{{}}' \\\n  + 1.5e-3j\n",
};

constexpr std::string_view kPieces[] = {
    "'",
    "\"",
    "'''",
    "\"\"\"",
    "\\",
    "\n",
    "\r",
    "\r\n",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "#",
    ":",
    ";",
    "f'",
    "t\"",
    "rf'''",
    "{{",
    "}}",
    "import ",
    "from ",
    " import_module(",
    "__import__",
    "\t",
    "    ",
    "\f",
    "except ImportError:",
    "try:",
    "lambda ",
    "if ",
    "def ",
    "class ",
    "@",
    "\xC3",
    "\xEF\xBB\xBF",
    ".",
    "...",
    ",",
    " as ",
    "*",
    "=",
    ":=",
    "!",
    "$",
    "0x",
    "\\N{",
    "async ",
};

/// Whatever the text, each reader ends, in bounds, and they agree with each other.
void ReadAll(std::string_view text) {
  const SourceText source(text);
  source.FindProblem();
  Lexer lexer(source.text());
  Token token;
  std::size_t count = 0;
  bool broken = false;
  while (lexer.Next(&token)) {
    ASSERT_LE(token.begin, token.end);
    ASSERT_LE(token.end, source.text().size());
    ASSERT_LE(++count, 4 * source.text().size() + 8) << "a token takes text or leaves a level";
    broken = broken || token.kind == TokenKind::kError;
  }
  const ImportScan scan = ScanImports(source);
  for (const Import& import : scan.imports) {
    ASSERT_LT(import.offset, source.text().size());
    ASSERT_FALSE(ImportToJson("f", import).empty());
  }
  const ModuleOutline outline = OutlineModule(source);
  std::size_t end = 0;
  for (const Statement& statement : outline.statements) {
    ASSERT_LE(end, statement.range.begin);
    ASSERT_LE(statement.range.begin, statement.head);
    ASSERT_LE(statement.head, statement.range.end);
    ASSERT_LE(statement.range.end, source.text().size());
    ASSERT_LE(statement.first_line, statement.last_line);
    end = statement.range.end;
  }
  if (scan.problem || outline.problem) {
    ASSERT_TRUE(broken) << "only what the lexer can't read may be called broken: "
                        << Describe(scan.problem.error) << " at " << scan.problem.begin << ", "
                        << Describe(outline.problem.error) << " at " << outline.problem.begin;
  }
}

TEST(FuzzTest, MutatedSourcesAreSurvived) {
  Numbers numbers(20200612);
  for (int round = 0; round < 6000; ++round) {
    std::string text;
    for (std::size_t i = numbers.Below(4) + 1; i > 0; --i)
      text += kSeeds[numbers.Below(std::size(kSeeds))];
    for (std::size_t i = numbers.Below(8); i > 0; --i) {
      const std::size_t at = numbers.Below(text.size() + 1);
      switch (numbers.Below(4)) {
        case 0:
          text.erase(at, numbers.Below(20));
          break;
        case 1:
          text.insert(at, 1, static_cast<char>(numbers.Below(256)));
          break;
        default:
          text.insert(at, kPieces[numbers.Below(std::size(kPieces))]);
      }
    }
    SCOPED_TRACE(text);
    ReadAll(text);
    if (HasFatalFailure()) return;
  }
}

TEST(FuzzTest, HeapsOfPiecesAreSurvived) {
  Numbers numbers(723);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = numbers.Below(60); i > 0; --i)
      text += kPieces[numbers.Below(std::size(kPieces))];
    SCOPED_TRACE(text);
    ReadAll(text);
    if (HasFatalFailure()) return;
  }
}

TEST(FuzzTest, DeepAndLongTextsAreSurvived) {
  for (const std::string_view piece : kPieces) {
    std::string text;
    while (text.size() < 20000)
      text += piece;
    ReadAll(text);
    if (HasFatalFailure()) return;
  }
  std::string indented;
  for (std::size_t depth = 0; depth < 150; ++depth)
    indented += std::string(depth, ' ') + "try:\n";
  ReadAll(indented + std::string(150, ' ') + "import a\n");
  std::string waiting;
  for (int i = 0; i < 2000; ++i)
    waiting += "try:\n import a\nexcept E: import b\n";
  ReadAll(waiting);
}

}  // namespace
}  // namespace pybundle
