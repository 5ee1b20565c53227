#include "discovery.h"

#include <gtest/gtest.h>

#include "distributions.h"
#include "memory_disk.h"

namespace pybundle {
namespace {

class DiscoveryTest : public testing::Test {
 protected:
  /// What following the imports of main.py takes, a path a line, and what is said. `src` is the
  /// root, `site` a search path.
  std::string Follow(const std::string& more = "") {
    Diagnostics diagnostics;
    disk_.Add("site/README", "");
    const auto manifest = ParseManifest(
        "{\"pybundle\": 1, \"roots\": [\"src\"], \"search_paths\": [\"site\"]" + more + "}",
        "m.json", diagnostics);
    if (!manifest) return RenderAll(diagnostics);
    std::vector<SourceFile> files = {{"main.py", "src/main.py", {}}};
    std::string error;
    disk_.ReadShared("src/main.py", files[0].bytes, error);
    graph_ = FollowImports(*manifest, {"src"}, kAllVersions, disk_, files, diagnostics);
    std::string text;
    for (const SourceFile& file : files) {
      if (file.path != "main.py") text += file.path + "\n";
    }
    return text + RenderAll(diagnostics);
  }

  void Main(const std::string& source) { disk_.Add("src/main.py", source); }

  std::string WhyLeft(const std::string& name) const {
    for (const LeftOut& left : graph_.left_out) {
      if (left.name == name) return left.because;
    }
    return "taken";
  }

  MemoryDisk disk_;
  Graph graph_;
};

TEST_F(DiscoveryTest, FollowsWhatImportsReach) {
  Main("import a.b\nfrom c import d, e\nimport json, os.path\n");
  disk_.Add("src/a/__init__.py", "from . import x\n");
  disk_.Add("src/a/b.py", "from .x import y\n");
  disk_.Add("src/a/x.py", "");
  disk_.Add("src/a/unused.py", "");
  disk_.Add("src/c/d.py", "");
  disk_.Add("src/c/e/__init__.py", "");
  EXPECT_EQ("a/__init__.py\na/b.py\na/x.py\nc/d.py\nc/e/__init__.py\n", Follow());
  EXPECT_EQ("standard library", WhyLeft("json"));
  EXPECT_EQ("standard library", WhyLeft("os.path"));
}

TEST_F(DiscoveryTest, PackagesGoBeforeModulesAndBothBeforeNamespaces) {
  Main("import a, b.c\n");
  disk_.Add("src/a/__init__.py", "");
  disk_.Add("src/a.py", "");
  disk_.Add("src/b/c.py", "");
  disk_.Add("site/b.py", "");
  EXPECT_EQ(
      "a/__init__.py\nb.py\n"
      "src/main.py:1:1: error: there is no module 'b.c': 'b' is a module, not a package "
      "[missing-import]\n"
      "  hint: correct the import, or name it \"external\" if it is made at run time\n",
      Follow());
}

TEST_F(DiscoveryTest, NamespacePackagesAddUp) {
  Main("import n.one\nfrom n import two\n");
  disk_.Add("src/n/one.py", "");
  disk_.Add("site/n/two.py", "");
  EXPECT_EQ("n/one.py\nn/two.py\n", Follow());
}

TEST_F(DiscoveryTest, StandardLibraryGoesBeforeThirdPartiesButNotBeforeRoots) {
  Main("import typing, queue\n");
  disk_.Add("site/typing.py", "");
  disk_.Add("src/queue.py", "");
  EXPECT_EQ("queue.py\n", Follow());
}

TEST_F(DiscoveryTest, StarImportsTakeWhatAllNames) {
  Main("from a import *\n");
  disk_.Add("src/a/__init__.py", "__all__ = ['b', \"f\"]\ndef f(): pass\n");
  disk_.Add("src/a/b.py", "");
  disk_.Add("src/a/c.py", "");
  EXPECT_EQ("a/__init__.py\na/b.py\n", Follow());
}

TEST_F(DiscoveryTest, DynamicImportsWithLiterals) {
  Main("import importlib\nimportlib.import_module('a-b')\n__import__('c')\nimportlib.import_module(x)\n");
  disk_.Add("src/a-b.py", "");
  disk_.Add("src/c.py", "");
  EXPECT_EQ(
      "a-b.py\nc.py\n"
      "src/main.py:4:1: warning: what this imports is known only when it runs [dynamic-import]\n"
      "  hint: name what it may import under \"include\"\n",
      Follow());
}

TEST_F(DiscoveryTest, MissingPartsOfWhatIsBundledAreErrors) {
  Main("import a\nfrom .b import c\n");
  disk_.Add("src/a/__init__.py", "from .nope import x\ntry:\n    import a.fast\nexcept ImportError:\n    pass\n");
  EXPECT_EQ(
      "a/__init__.py\n"
      "src/main.py:2:1: error: this relative import leads above the top-level package "
      "[missing-import]\n"
      "src/a/__init__.py:1:1: error: there is no module 'a.nope': 'a' has no such module "
      "[missing-import]\n"
      "  hint: correct the import, or name it \"external\" if it is made at run time\n",
      Follow());
  EXPECT_EQ("not found, in an optional place", WhyLeft("a.fast"));
}

TEST_F(DiscoveryTest, ModulesMadeAtRunTimeAreNotMissed) {
  Main("import six.moves.urllib\n");
  disk_.Add("site/six.py", "import sys\nsys.modules[__name__ + '.moves'] = 1\n");
  EXPECT_EQ("six.py\n", Follow());
}

TEST_F(DiscoveryTest, UnknownNamesAreSaidOnce) {
  Main("import numpy\nimport numpy.linalg\ntry:\n    import simplejson\nexcept ImportError:\n    pass\n");
  EXPECT_EQ(
      "src/main.py:1:1: warning: 'numpy' is found nowhere and left to the environment [external]\n"
      "  hint: add a search path that has it, or name it \"external\"\n",
      Follow());
  EXPECT_EQ("", Follow(", \"external\": [\"numpy\"]"));
  EXPECT_EQ("external", WhyLeft("numpy.linalg"));
}

TEST_F(DiscoveryTest, UnknownNamesThatThirdPartiesCanDoWithoutAreOneNote) {
  Main("import lib\ntry:\n    import late\nexcept ImportError:\n    pass\n");
  disk_.Add("site/lib.py",
            "import needed\nif 1:\n    import x\ndef f():\n    import y.z\n    import needed\n"
            "import late\n");
  EXPECT_EQ(
      "lib.py\n"
      "site/lib.py:7:1: warning: 'late' is found nowhere and left to the environment [external]\n"
      "  hint: add a search path that has it, or name it \"external\"\n"
      "site/lib.py:1:1: warning: 'needed' is found nowhere and left to the environment [external]\n"
      "  hint: add a search path that has it, or name it \"external\"\n"
      "pybundle: note: found nowhere and left to the environment, since third-party modules import "
      "them only in functions or under conditions: x, y [external]\n",
      Follow());
}

TEST_F(DiscoveryTest, TypeCheckingImportsAreNotFollowed) {
  Main("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a\n");
  disk_.Add("src/a.py", "");
  EXPECT_EQ("", Follow());
  EXPECT_EQ("type checking", WhyLeft("a"));
}

TEST_F(DiscoveryTest, WhatAnotherImportTakesIsNotLeftOut) {
  Main("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a\nimport b\n");
  disk_.Add("src/a.py", "");
  disk_.Add("src/b.py", "import a\n");
  EXPECT_EQ("a.py\nb.py\n", Follow());
  EXPECT_EQ("taken", WhyLeft("a"));
}

TEST_F(DiscoveryTest, CompiledExtensionsNeedARemedyUnlessOptional) {
  Main("import a\nimport b\n");
  disk_.Add("site/a/__init__.py", "try:\n    from . import _fast\nexcept ImportError:\n    _fast = None\n");
  disk_.Add("site/a/_fast.cpython-311-x86_64-linux-gnu.so", "");
  disk_.Add("site/b/__init__.py", "from . import core\n");
  disk_.Add("site/b/core.abi3.so", "");
  EXPECT_EQ(
      "a/__init__.py\nb/__init__.py\n"
      "site/a/__init__.py:2:5: note: 'a._fast' is a compiled extension and is left out; the import "
      "is optional here, so its package should do without [pure-fallback]\n"
      "site/b/__init__.py:1:1: error: 'b.core' is a compiled extension (site/b/core.abi3.so): a "
      "text file can't hold it [compiled-extension]\n"
      "  note: imported by way of: main -> b\n"
      "  hint: leave its package to the environment: \"external\": [\"b\"]\n",
      Follow());
}

TEST_F(DiscoveryTest, ExtensionsOfModulesThatMayFailAreLeftOut) {
  disk_.Add("site/y/__init__.py", "try:\n    from .c import *\nexcept ImportError:\n    pass\n");
  disk_.Add("site/y/c.py", "from y._c import load\n");
  disk_.Add("site/y/_c.so", "");
  const std::string files = "y/__init__.py\ny/c.py\n";
  Main("import y\n");
  EXPECT_EQ(files +
                "site/y/c.py:1:1: note: 'y._c' is a compiled extension and is left out; the import "
                "is optional here, so its package should do without [pure-fallback]\n",
            Follow());
  const std::string error =
      files + "site/y/c.py:1:1: error: 'y._c' is a compiled extension (site/y/_c.so): a text file "
              "can't hold it [compiled-extension]\n";
  Main("import y.c\n");  // nobody is prepared for its failure here
  EXPECT_TRUE(Follow().starts_with(error));
  Main("import y\n");
  EXPECT_TRUE(Follow(", \"include\": [\"y.c\"]").starts_with(error));
}

TEST_F(DiscoveryTest, PackagesOfNeededModulesAreNeeded) {
  Main("try:\n    import p\nexcept ImportError:\n    pass\nimport p.m\n");
  disk_.Add("site/p/__init__.py", "from ._fast import f\n");
  disk_.Add("site/p/_fast.so", "");
  disk_.Add("site/p/m.py", "");
  EXPECT_NE(std::string::npos, Follow().find("site/p/__init__.py:1:1: error: "));
  Main("try:\n    import p.m\nexcept ImportError:\n    pass\n");
  EXPECT_NE(std::string::npos, Follow().find("site/p/__init__.py:1:1: note: "));
}

TEST_F(DiscoveryTest, IncludeAndExclude) {
  Main("import a\n");
  disk_.Add("site/a/__init__.py", "import a.x\n");
  disk_.Add("site/a/x.py", "");
  disk_.Add("site/a/y/__init__.py", "");
  disk_.Add("site/a/y/z.py", "");
  EXPECT_EQ("a/__init__.py\na/x.py\n", Follow());
  EXPECT_EQ("a/__init__.py\na/x.py\na/y/__init__.py\na/y/z.py\n", Follow(", \"include\": [\"a.*\"]"));
  EXPECT_EQ("a/__init__.py\n", Follow(", \"exclude\": [\"a.x\"]"));
  EXPECT_EQ("excluded", WhyLeft("a.x"));
  EXPECT_EQ("a/__init__.py\na/x.py\na/y/__init__.py\n",
            Follow(", \"include\": [\"a.*\"], \"exclude\": [\"a.y.*\"]"));
  EXPECT_NE(std::string::npos, Follow(", \"include\": [\"b.*\"]").find("[unmatched-pattern]"));
}

TEST_F(DiscoveryTest, PackagesBringDataAndMetadata) {
  Main("import a\n");
  disk_.Add("site/a/__init__.py", "");
  disk_.Add("site/a/cacert.pem", "");
  disk_.Add("site/a/data/deep/x.txt", "");
  disk_.Add("site/a/tests/test_a.py", "");
  disk_.Add("site/a/tests/data.txt", "");
  disk_.Add("site/a/__pycache__/x.pyc", "");
  disk_.Add("site/A_dist-1.0.dist-info/RECORD",
            "a/__init__.py,sha256=x,0\nA_dist-1.0.dist-info/METADATA,,\n"
            "A_dist-1.0.dist-info/gone,,\n");
  disk_.Add("site/A_dist-1.0.dist-info/METADATA", "Name: A-dist\n");
  disk_.Add("site/other-1.0.dist-info/RECORD", "other.py,,\n");
  EXPECT_EQ("A_dist-1.0.dist-info/METADATA\na/__init__.py\na/cacert.pem\na/data/deep/x.txt\n",
            Follow());
}

TEST_F(DiscoveryTest, MetadataSaysNothingOfTheMachineThatInstalled) {
  EXPECT_EQ("a.py,x,1\na-1.dist-info/RECORD,,\n",
            RecordOfBundle("../../bin/a,sha256=x,9\na.py,x,1\na-1.dist-info/direct_url.json,,\n"
                           "a-1.dist-info/RECORD,,\n"));
  EXPECT_EQ("a.py,,", RecordOfBundle("a.py,,"));
  EXPECT_EQ("", RecordOfBundle(""));
  Main("import a\n");
  disk_.Add("site/a.py", "");
  disk_.Add("site/a-1.dist-info/RECORD", "a.py,,\na-1.dist-info/direct_url.json,,\n");
  disk_.Add("site/a-1.dist-info/direct_url.json", "{}");
  EXPECT_EQ("a.py\n", Follow());
}

TEST_F(DiscoveryTest, BrokenSourceIsAnErrorWithItsPlace) {
  Main("import a\n");
  disk_.Add("src/a.py", "x = (\n'''never closed\n");
  EXPECT_NE(std::string::npos, Follow().find("src/a.py:2:1: error: "));
}

TEST_F(DiscoveryTest, PathFilesAreMentionedWhereANameIsMissing) {
  Main("import a\n");
  disk_.Add("site/__editable__.a.pth", "");
  EXPECT_NE(std::string::npos, Follow().find("which are not followed: __editable__.a.pth"));
}

TEST(RequiresPython, Specifiers) {
  const auto parse = [](std::string_view text) {
    PythonVersions versions = 0;
    return ParseRequiresPython(text, versions) ? static_cast<int>(versions) : -1;
  };
  EXPECT_EQ(0x7f, parse(""));
  EXPECT_EQ(0x7f, parse(">=3.6"));
  EXPECT_EQ(0x78, parse(">=3.11"));
  EXPECT_EQ(0x18, parse(">=3.11,<3.13"));
  EXPECT_EQ(0x08, parse("==3.11.*"));
  EXPECT_EQ(0x70, parse(">3.11"));
  EXPECT_EQ(0x77, parse("!=3.11"));
  EXPECT_EQ(0x7f, parse("!=3.11.2"));
  EXPECT_EQ(0x78, parse("~=3.11"));
  EXPECT_EQ(0x7f, parse(">=3,<4"));
  EXPECT_EQ(-1, parse("3.11"));
  EXPECT_EQ(-1, parse(">=x"));
}

TEST(StandardLibrary, KnowsItsVersions) {
  EXPECT_EQ(kAllVersions, StandardLibraryVersions("json"));
  EXPECT_EQ(0x78U, StandardLibraryVersions("tomllib"));
  EXPECT_EQ(0x0fU, StandardLibraryVersions("distutils"));
  EXPECT_EQ(0U, StandardLibraryVersions("numpy"));
}

}  // namespace
}  // namespace pybundle
