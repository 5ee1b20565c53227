#include "bundle.h"

#include <gtest/gtest.h>

#include "memory_disk.h"

namespace pybundle {
namespace {

class BundleTest : public testing::Test {
 protected:
  /// The bundle that a manifest gives, or else the findings.
  std::string Make(const std::string& rest) {
    Diagnostics diagnostics;
    const auto manifest =
        ParseManifest("{\"pybundle\": 1,\n" + rest + "}", "m.json", diagnostics);
    if (!manifest) return RenderAll(diagnostics);
    const Runtime runtime = {{"hot = 1\n", "hot=1\n", "h=1\n"},
                             {{"part", {"cold = 1\n", "cold=1\n", "c=1\n"}}}};
    const auto bundle = MakeBundle(*manifest, runtime, "1.2.3", disk_, diagnostics);
    findings_ = RenderAll(diagnostics);
    return bundle ? bundle->text.ToString() : findings_;
  }

  MemoryDisk disk_;
  std::string findings_;
};

TEST_F(BundleTest, WholeText) {
  disk_.Add("p/__init__.py", "");
  disk_.Add("p/__main__.py", "from . import data\nprint('hello')\n");
  disk_.Add("p/data/x.bin", std::string("\0\1", 2));
  disk_.Add("LICENSE", "Free.\n\nReally: \xc3\xa9");
  std::string text = Make(
      "\"entry\": \"p\", \"packages\": [\"p\"], \"banner\": \"LICENSE\", \"shebang\": "
      "\"/usr/bin/env python3\"");
  const size_t id = text.find("'id': '") + 7;
  ASSERT_LT(id, text.size());
  text.replace(id, 32, "ID");
  // What zlib makes of it depends on its version.
  const size_t cold = text.find("'''", text.find("'cold': (")) + 3;
  text.replace(cold, text.find("'''", cold) - cold, "PACKED");
  EXPECT_EQ(R"(#!/usr/bin/env python3
# Free.
#
# Really: \u00e9
# Made of 3 files by PyBundle 1.2.3: change those and build again.
# The files stand below, each under its path, after the code that lets imports find them.
if __import__('sys').version_info < (3, 8):
    raise SystemExit('p.__main__ needs Python 3.8 or later, this is Python ' + __import__('sys').version.split()[0])
_pybundle = {
'name': 'p.__main__',
'id': 'ID',
'entry': 'p.__main__',
'script': 'p/__main__.py',
'top_level': 'p',
'hot': r'''
hot = 1
''',
'cold': (
'''PACKED''',
),
'index': r'''
p/__init__.py
p/__main__.py
p/data/x.bin
p/
p/data/''',
'files': (
r'''p/__init__.py
''',
r'''p/__main__.py
from . import data
print('hello')
''',
r'''p/data/x.bin [base64]
AAE=''',
),
}
exec(_pybundle['hot'], _pybundle)
exec(vars().pop('_pybundle')['main']())
)",
            text);
}

TEST_F(BundleTest, EndsAsItsHostWantsIt) {
  disk_.Add("p/m.py", "import x\ndef f(): pass\ndef g(): pass\n");
  EXPECT_TRUE(Make("\"entry\": \"p.m:f\"")
                  .ends_with("vars().pop('_pybundle')['install']()\n"
                             "if __name__ == '__main__':\n"
                             "    __import__('sys').exit(__import__('p.m', None, None, "
                             "['f']).f())\n"));
  EXPECT_TRUE(Make("\"entry\": \"p.m:f\", \"host\": \"kaggle\"")
                  .ends_with("vars().pop('_pybundle')['export']()\n"));
  EXPECT_TRUE(Make("\"entry\": \"p.m\", \"host\": \"module\"")
                  .ends_with("exec(vars().pop('_pybundle')['library']())\n"));
  EXPECT_NE(std::string::npos,
            Make("\"entry\": \"p.m\", \"host\": \"kaggle\"").find("'attribute': 'g',\n"));
  EXPECT_EQ("p/m.py:3:1: note: the entry is 'g', the last function of p.m [chosen-entry]\n",
            findings_);
}

TEST_F(BundleTest, EntryMayBeAPath) {
  disk_.Add("src/p/m.py", "");
  EXPECT_NE(std::string::npos,
            Make("\"roots\": [\"src\"], \"entry\": \"src/p/m.py\"").find("'entry': 'p.m'"));
  EXPECT_NE(std::string::npos, Make("\"entry\": \"src/p/m.py\"").find("'entry': 'src.p.m'"));
  EXPECT_NE(std::string::npos, Make("\"entry\": \"../m.py\"").find("[outside-roots]"));
  EXPECT_NE(std::string::npos, Make("\"entry\": \"src/p\"").find("[bad-entry]"));
}

TEST_F(BundleTest, EntryMayBeInstalled) {
  disk_.Add("src/other.py", "");
  disk_.Add("site/p/__init__.py", "");
  disk_.Add("site/p/cli.py", "def main(): pass\n");
  disk_.Add("site/p/data.txt", "");
  disk_.Add("site/p-1.dist-info/RECORD", "p/__init__.py,,\np/cli.py,,\np-1.dist-info/METADATA,,\n");
  disk_.Add("site/p-1.dist-info/METADATA", "Name: p\n");
  const std::string site = "\"roots\": [\"src\"], \"search_paths\": [\"site\"], ";
  const std::string entry = "\"entry\": \"p.cli:main\"";
  const std::string text = Make(site + "\"follow_imports\": true, " + entry);
  for (const char* path : {"\np/__init__.py\n", "\np/cli.py\n", "\np/data.txt\n",
                           "\np-1.dist-info/METADATA\n"}) {
    EXPECT_NE(std::string::npos, text.find(path)) << path;
  }
  EXPECT_NE(std::string::npos, Make(site + entry).find("[bad-entry]"));  // only by following

  disk_.Add("src/p/cli.py", "def main(): return 'own'\n");  // a root goes first
  EXPECT_NE(std::string::npos,
            Make(site + "\"follow_imports\": true, " + entry).find("return 'own'"));
}

TEST_F(BundleTest, EntryIsGuessedIfThereIsNoChoice) {
  disk_.Add("main.py", "");
  disk_.Add("p/__main__.py", "");
  EXPECT_NE(std::string::npos, Make("\"packages\": [\"p\"]").find("'entry': 'p.__main__'"));
  EXPECT_EQ(
      "m.json: error: there is no entry, and more than one module to choose from [bad-entry]\n"
      "  note: candidates: main.py, p/__main__.py\n"
      "  hint: say which with \"entry\": \"package.module\" (CMake: ENTRY)\n",
      Make("\"packages\": [\"p\"], \"modules\": [\"main\"]"));
  EXPECT_NE(std::string::npos, Make("\"roots\": [\"p\"]").find("there is no entry, and neither"));
}

TEST_F(BundleTest, EntryErrors) {
  disk_.Add("m.py", "x = 1\n");
  disk_.Add("star.py", "from m import *\n");
  disk_.Add("p/__init__.py", "");
  EXPECT_EQ(
      "m.json:2:10: error: the module 'm' (m.py) has no top-level name 'y' [bad-entry]\n"
      "  hint: did you mean 'x'?\n",
      Make("\"entry\": \"m:y\""));
  EXPECT_NE(std::string::npos, Make("\"entry\": \"star:y\"").find("'attribute': 'y'"));
  EXPECT_EQ(
      "m.json:2:10: error: the entry's module 'nope' is not in the bundle [bad-entry]\n"
      "  note: the roots are: .\n"
      "  hint: check the name, or list the module\n",
      Make("\"entry\": \"nope\""));
  EXPECT_EQ(
      "m.json:2:10: error: the entry 'p' is a package without a __main__.py [bad-entry]\n"
      "  hint: name the module to run, or a function: p:function\n",
      Make("\"entry\": \"p\""));
  EXPECT_EQ(
      "m.py:1:1: error: the module defines no function that host 'kaggle' could call "
      "[bad-entry]\n"
      "  hint: define one at the top level, or name it: \"entry\": \"m:function\"\n",
      Make("\"entry\": \"m\", \"host\": \"kaggle\""));
  EXPECT_EQ(
      "m.json:2:9: error: there is no host 'kagle' [unknown-host]\n"
      "  note: the hosts are: script, kaggle, module, codingame, atcoder, codeforces, blender, "
      "ansible, airflow\n"
      "  hint: did you mean 'kaggle'?\n",
      Make("\"host\": \"kagle\""));
}

TEST_F(BundleTest, LibrariesArePackagesOrModules) {
  disk_.Add("lib/__init__.py", "\"\"\"A library.\"\"\"\n");
  disk_.Add("lib/__main__.py", "");
  disk_.Add("lib/inner/__init__.py", "");
  const std::string all = "\"host\": \"module\", \"packages\": [\"lib\"]";
  const std::string text = Make(all);
  EXPECT_NE(std::string::npos, text.find("\n'entry': 'lib',\n")) << text;
  EXPECT_TRUE(text.starts_with("\"\"\"A library.\"\"\"\n")) << text;
  EXPECT_NE(std::string::npos, Make(all + ", \"entry\": \"lib.inner\"").find("'entry': 'lib.inner'"));
  EXPECT_NE(std::string::npos,
            Make(all + ", \"entry\": \"lib/inner/__init__.py\"").find("'entry': 'lib.inner'"));
  EXPECT_EQ(
      "m.json:2:49: error: host 'module' imports the bundle, and calls nothing [bad-entry]\n"
      "  hint: name the package or module alone: \"entry\": \"lib\"\n",
      Make(all + ", \"entry\": \"lib:f\""));
  disk_.Add("other.py", "");
  EXPECT_EQ(
      "m.json: error: there is no entry, and more than one module to choose from [bad-entry]\n"
      "  note: candidates: lib/__init__.py, other.py\n"
      "  hint: say which with \"entry\": \"package.module\" (CMake: ENTRY)\n",
      Make(all + ", \"modules\": [\"other\"]"));
  disk_.Add("space/part.py", "");
  EXPECT_NE(std::string::npos,
            Make("\"host\": \"module\", \"packages\": [\"space\"]")
                .find("there is no entry, and no package or module at the top [bad-entry]"));
}

TEST_F(BundleTest, LimitsNameTheLargestFiles) {
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) {
    disk_.Add(std::string("p/") + name + ".py", std::string(static_cast<size_t>(*name), '#'));
  }
  disk_.Add("main.py", "");
  const std::string errors = Make(
      "\"entry\": \"main\", \"packages\": [\"p\"],\n\"max_bytes\": 1000, \"max_chars\": 1000000");
  EXPECT_TRUE(errors.starts_with("m.json:3:14: error: the file has 1,")) << errors;
  EXPECT_NE(std::string::npos, errors.find(" more than the 1,000 that max_bytes allows [too-large]"));
  EXPECT_NE(std::string::npos,
            errors.find("the largest files in it: p/f.py (116), p/e.py (115), p/d.py (114), p/c.py "
                        "(113), p/b.py (112)\n"))
      << errors;

  disk_.Add("p/a.py", std::string(70000, '#'));
  EXPECT_NE(std::string::npos, Make("\"entry\": \"main\", \"packages\": [\"p\"], \"host\": "
                                    "\"codeforces\"")
                                   .find("the 65,536 that host 'codeforces' takes"));
  EXPECT_NE(std::string::npos, Make("\"entry\": \"main\", \"packages\": [\"p\"], \"host\": "
                                    "\"atcoder\"")
                                   .find("_pybundle"));
}

TEST_F(BundleTest, CharsetUtf8KeepsTextReadable) {
  disk_.Add("main.py", "x = '\xc3\xa9\xe2\x80\xa8'\ny = '\xe4\xb8\xad'\n");
  disk_.Add("other.py", "y = '\xe4\xb8\xad\\n'\n");
  const std::string text =
      Make("\"entry\": \"main\", \"modules\": [\"other\"], \"charset\": \"utf8\"");
  EXPECT_TRUE(text.starts_with("# -*- coding: utf-8 -*-\n")) << text;
  EXPECT_NE(std::string::npos,
            text.find("'''main.py\nx = '\xc3\xa9\\u2028'\ny = '\xe4\xb8\xad'\n'''"))
      << text;
  EXPECT_NE(std::string::npos, text.find("r'''other.py\ny = '\xe4\xb8\xad\\n'\n'''"));
}

TEST_F(BundleTest, SameInputsGiveTheSameBytes) {
  disk_.Add("p/m.py", "x = 1\n");
  const std::string first = Make("\"entry\": \"p.m\"");
  EXPECT_EQ(first, Make("\"entry\": \"p.m\""));
  disk_.Add("p/m.py", "x = 2\n");
  EXPECT_NE(first, Make("\"entry\": \"p.m\""));
}

}  // namespace
}  // namespace pybundle
