#include "collect.h"

#include <gtest/gtest.h>

#include "memory_disk.h"

namespace pybundle {
namespace {

class CollectTest : public testing::Test {
 protected:
  /// The paths in the bundle of what a manifest collects, one a line, then the findings.
  std::string Collect(const std::string& rest) {
    Diagnostics diagnostics;
    const auto manifest =
        ParseManifest("{\"pybundle\": 1,\n" + rest + "}", "m.json", diagnostics);
    std::string text;
    if (manifest) {
      Collector collector(*manifest, disk_, diagnostics);
      collector.AddManifest();
      for (const SourceFile& file : collector.Read()) text += file.path + "\n";
    }
    return text + RenderAll(diagnostics);
  }

  MemoryDisk disk_;
};

TEST_F(CollectTest, PackagesAreWholeTrees) {
  disk_.Add("src/a/__init__.py", "");
  disk_.Add("src/a/b/c.py", "");
  disk_.Add("src/a/data/x.txt", "");
  disk_.Add("src/a/__pycache__/c.pyc", "");
  disk_.Add("src/a/.git/x", "");
  disk_.Add("src/a/.hidden", "");
  disk_.Add("src/a/CVS/x", "");
  disk_.Add("src/other.py", "");
  EXPECT_EQ("a/__init__.py\na/b/c.py\na/data/x.txt\n",
            Collect("\"roots\": [\"src\"], \"packages\": [\"a\"]"));
}

TEST_F(CollectTest, PackagesAboveAreTakenAlong) {
  disk_.Add("a/__init__.py", "");
  disk_.Add("a/x.py", "");
  disk_.Add("a/b/__init__.py", "");
  disk_.Add("a/b/c.py", "");
  EXPECT_EQ("a/__init__.py\na/b/__init__.py\na/b/c.py\n", Collect("\"packages\": [\"a.b\"]"));
  EXPECT_EQ("a/__init__.py\na/b/__init__.py\na/b/c.py\n", Collect("\"modules\": [\"a.b.c\"]"));
}

TEST_F(CollectTest, ModulesByNameComeFromTheFirstRootThatHasThem) {
  disk_.Add("one/m.py", "");
  disk_.Add("two/m/__init__.py", "");
  disk_.Add("two/n.py", "");
  EXPECT_EQ("m.py\nn.py\n", Collect("\"roots\": [\"one\", \"two\"], \"modules\": [\"m\", \"n\"]"));
}

TEST_F(CollectTest, ModulesByPathGetTheirNameFromTheInnermostRoot) {
  disk_.Add("src/lib/m.py", "");
  EXPECT_EQ("m.py\n",
            Collect("\"roots\": [\"src\", \"src/lib\"], \"modules\": [{\"path\": \"src/lib/m.py\"}]"));
}

TEST_F(CollectTest, ModulesMayGetANewName) {
  disk_.Add("x/y.py", "");
  disk_.Add("x/z/__init__.py", "");
  EXPECT_EQ("a/b.py\na/c/__init__.py\n",
            Collect("\"modules\": [{\"name\": \"a.b\", \"path\": \"x/y.py\"}, {\"name\": \"a.c\", "
                    "\"path\": \"x/z/__init__.py\"}]"));
}

TEST_F(CollectTest, Resources) {
  disk_.Add("src/a/x.txt", "");
  disk_.Add("src/a/b/y.txt", "");
  disk_.Add("src/a/b/z.bin", "");
  EXPECT_EQ("a/x.txt\n", Collect("\"roots\": [\"src\"], \"resources\": [\"a/*.txt\"]"));
  EXPECT_EQ("a/b/y.txt\na/x.txt\n", Collect("\"roots\": [\"src\"], \"resources\": [\"**/*.txt\"]"));
  EXPECT_EQ("a/b/z.bin\n", Collect("\"roots\": [\"src\"], \"resources\": [\"a/b/z.bin\"]"));
}

TEST_F(CollectTest, MissingThings) {
  disk_.Add("src/ns/x.py", "");
  EXPECT_EQ(
      "m.json:2:13: error: there is no file 'src/m.py' [missing-file]\n",
      Collect("\"modules\": [{\"path\": \"src/m.py\"}]"));
  EXPECT_EQ(
      "m.json:2:13: error: there is no module 'm' under the roots: . [no-such-module]\n"
      "  hint: check the name, or add its root to \"roots\"\n",
      Collect("\"modules\": [\"m\"]"));
  EXPECT_EQ(
      "m.json:2:11: error: the root lib is no directory [missing-file]\n"
      "m.json:2:32: error: there is no package 'a' under the roots:  [no-such-module]\n"
      "  hint: check the name, or add its root to \"roots\"\n",
      Collect("\"roots\": [\"lib\"], \"packages\": [\"a\"]"));
  EXPECT_EQ(
      "m.json:2:15: error: no file matches the resources 'src/*.txt' [unmatched-pattern]\n"
      "  note: the roots are: .\n"
      "  hint: patterns are relative to a root; '**' crosses directories\n",
      Collect("\"resources\": [\"src/*.txt\"]"));
  EXPECT_NE(std::string::npos, Collect("\"modules\": [\"src.ns\"]").find("namespace package"));
}

TEST_F(CollectTest, NamesThatNoImportReaches) {
  disk_.Add("src/a.b.py", "");
  disk_.Add("src/my-module.py", "");
  EXPECT_EQ(
      "m.json:2:13: error: no import can reach 'src/a.b.py': a dot separates packages "
      "[unreachable-name]\n"
      "  hint: rename it without the dot, or take it as a resource\n",
      Collect("\"modules\": [{\"path\": \"src/a.b.py\"}]"));
  EXPECT_EQ(
      "m.json:2:13: error: no import can reach 'src/a.b.py': a dot separates packages "
      "[unreachable-name]\n"
      "  hint: rename it without the dot, or take it as a resource\n",
      Collect("\"modules\": [{\"name\": \"a.b\", \"path\": \"src/a.b.py\"}]"));
  EXPECT_EQ(
      "src/a.b.py\nsrc/my-module.py\n"
      "m.json:2:14: warning: no import can reach 'src/a.b.py'; it is taken as a data file "
      "[unreachable-name]\n",
      Collect("\"packages\": [\"src\"]"));
}

TEST_F(CollectTest, CompiledModules) {
  disk_.Add("p/fast.cpython-311-x86_64-linux-gnu.so", "");
  disk_.Add("q/old.pyc", "");
  disk_.Add("r/m.py", "");
  disk_.Add("r/m.pyc", "");
  EXPECT_EQ(
      "m.json:2:14: error: 'p/fast.cpython-311-x86_64-linux-gnu.so' is a compiled extension: a text "
      "file can't hold it [compiled-extension]\n"
      "  hint: leave it to the environment, or use a pure-Python version\n",
      Collect("\"packages\": [\"p\"]"));
  EXPECT_NE(std::string::npos, Collect("\"packages\": [\"q\"]").find("[sourceless-module]"));
  EXPECT_EQ("r/m.py\n", Collect("\"packages\": [\"r\"]"));
}

TEST_F(CollectTest, DuplicatesAndConflicts) {
  disk_.Add("one/m.py", "1");
  disk_.Add("two/m.py", "2");
  EXPECT_EQ(
      "m.py\n"
      "m.json:2:60: error: the module 'm' is listed twice [duplicate-module]\n"
      "  note: once as 'one/m.py', once as 'two/m.py'\n"
      "  hint: remove one of the two\n",
      Collect("\"roots\": [\"one\", \"two\"], \"modules\": [{\"path\": \"one/m.py\"}, {\"path\": "
              "\"two/m.py\"}]"));
  EXPECT_EQ(
      "m.py\n"
      "m.json:2:40: error: two files would both be 'm.py' in the bundle [duplicate-module]\n"
      "  note: 'one/m.py' and 'two/m.py'\n"
      "  hint: leave one of them out, or give one another name\n",
      Collect("\"roots\": [\"one\", \"two\"], \"resources\": [\"m.*\"]"));
}

TEST_F(CollectTest, OutsideTheRoots) {
  disk_.Add("lib/m.py", "");
  disk_.Add("src/n.py", "");
  EXPECT_EQ(
      "m.json:2:31: error: 'lib/m.py' stands under no root, so it has no module name "
      "[outside-roots]\n"
      "  note: the roots are: src\n"
      "  hint: add its import root to \"roots\" (CMake: BASE_DIRS)\n",
      Collect("\"roots\": [\"src\"], \"modules\": [{\"path\": \"lib/m.py\"}]"));
  EXPECT_NE(std::string::npos, Collect("\"resources\": [\"../x\"]").find("[outside-roots]"));
}

TEST_F(CollectTest, AnUnlistedPackageFileIsWarnedOf) {
  disk_.Add("src/a/__init__.py", "");
  disk_.Add("src/a/b.py", "");
  EXPECT_EQ(
      "a/b.py\n"
      "m.json:2:31: warning: 'src/a/__init__.py' exists but is not listed, so in the bundle 'a' is "
      "a namespace package [missing-parent]\n"
      "  hint: list it too\n",
      Collect("\"roots\": [\"src\"], \"modules\": [{\"path\": \"src/a/b.py\"}]"));
}

TEST_F(CollectTest, UnreadableFilesAndOddNames) {
  disk_.Add("a/b.py", "");
  disk_.Add("c/d\n.txt", "");
  disk_.MakeUnreadable("a/b.py");
  EXPECT_EQ("m.json:2:14: error: can't read 'a/b.py': Permission denied [unreadable-file]\n",
            Collect("\"packages\": [\"a\"]"));
  EXPECT_NE(std::string::npos, Collect("\"packages\": [\"c\"]").find("[bad-path]"));
}

}  // namespace
}  // namespace pybundle
