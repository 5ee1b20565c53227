#include "function_shape.h"

#include <gtest/gtest.h>

#include "memory_disk.h"

namespace pybundle {
namespace {

/// The findings on `agent` of bot/main.py.
std::string Judge(const std::string& main, const std::string& other = "") {
  Diagnostics diagnostics;
  const Manifest manifest;
  const std::vector<SourceFile> files = {{"bot/__init__.py", "bot/__init__.py", ""},
                                         {"bot/main.py", "bot/main.py", main},
                                         {"bot/other.py", "bot/other.py", other}};
  CheckExportedFunction({"bot.main", "agent", "bot/main.py"}, files, manifest, diagnostics);
  return RenderAll(diagnostics);
}

/// The first line of the findings.
std::string FirstLine(const std::string& main, const std::string& other = "") {
  const std::string text = Judge(main, other);
  return text.substr(0, text.find('\n'));
}

TEST(FunctionShape, WhatKaggleCanCall) {
  for (const char* source : {
           "def agent(): pass\n",
           "def agent(observation): pass\n",
           "def agent(observation, configuration): pass\n",
           "def agent(observation, configuration, more=1, *rest, key=2, **others): pass\n",
           "def agent(observation, /, *rest): pass\n",
           "agent = lambda observation: 1\n",
           "def act(o): pass\nagent = act\n",
           "class agent: pass\ndef agent(o): pass\n",
       }) {
    EXPECT_EQ("", Judge(source)) << source;
  }
}

TEST(FunctionShape, ImportsAreFollowed) {
  EXPECT_EQ("", Judge("from .other import act as agent\n", "def act(o): pass\n"));
  EXPECT_EQ("", Judge("from bot.other import agent\n", "def agent(o): pass\n"));
  EXPECT_EQ("bot/other.py:2:1: error: 'act' is a class, not a function [wrong-entry-shape]",
            FirstLine("from .other import act as agent\n", "\nclass act: pass\n"));
  EXPECT_NE("", Judge("from .other import agent\n", "from .main import agent\n"));  // a circle
  EXPECT_NE("", Judge("from elsewhere import agent\n"));
  EXPECT_NE("", Judge("from . import other as agent\n"));
  EXPECT_NE("", Judge("import os as agent\n"));
}

TEST(FunctionShape, WhatItCannot) {
  EXPECT_EQ(
      "bot/main.py:1:1: error: 'agent' takes its arguments by *args [wrong-entry-shape]\n"
      "  note: Kaggle passes as many arguments as there are named positional parameters: here none\n"
      "  hint: export a plain function that calls it: def agent(observation, configuration): ...\n",
      Judge("def agent(*args): pass\n"));
  EXPECT_EQ("bot/main.py:1:1: error: 'agent' needs an argument for its parameter 'c' "
            "[wrong-entry-shape]",
            FirstLine("def agent(a, b, c): pass\n"));
  EXPECT_EQ("bot/main.py:1:1: error: 'agent' needs the keyword argument 'k' [wrong-entry-shape]",
            FirstLine("def agent(a, *, k): pass\n"));
  EXPECT_EQ("bot/main.py:1:1: error: 'agent' is a coroutine function [wrong-entry-shape]",
            FirstLine("async def agent(a): pass\n"));
  EXPECT_EQ("bot/main.py:2:1: error: 'agent' is decorated, so what is exported is what its "
            "decorator returns [wrong-entry-shape]",
            FirstLine("@cache\ndef agent(a): pass\n"));
  EXPECT_EQ("bot/main.py:1:1: error: 'agent' is the result of an expression, which need not be a "
            "function [wrong-entry-shape]",
            FirstLine("agent = partial(f, 1)\n"));
  EXPECT_EQ("bot/main.py:1:1: error: what 'agent' is depends on conditions that only running can "
            "decide [wrong-entry-shape]",
            FirstLine("if x:\n    agent = f\n"));
}

}  // namespace
}  // namespace pybundle
