#include "recording.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "memory_disk.h"

namespace pybundle {
namespace {

std::vector<SourceFile> Files(const std::vector<std::string>& paths) {
  std::vector<SourceFile> files;
  for (const std::string& path : paths) files.push_back({path, "src/" + path, std::string("#\n")});
  return files;
}

std::vector<std::string> Paths(const std::vector<SourceFile>& files) {
  std::vector<std::string> paths;
  for (const SourceFile& file : files) paths.push_back(file.path);
  return paths;
}

using Strings = std::vector<std::string>;
using Indices = std::vector<size_t>;

const Strings kTree = {"a/__init__.py", "a/b.py",  "a/c.py",     "a/d/__init__.py", "a/d/e.py",
                       "a/d/x.txt",     "a/y.txt", "main.py",    "n/m.py",          "n/z.txt",
                       "o/__init__.py", "o/p.py",  "o/q/r.txt",  "s-1.dist-info/METADATA"};

TEST(SelectRecorded, KeepsWhatIsNamedInItsOrder) {
  Diagnostics diagnostics;
  const Selection selection =
      SelectRecorded("# of main\r\na.c\n  n.m  # late\n\na.b", "r", "main.py", Files(kTree), diagnostics);
  EXPECT_EQ(RenderAll(diagnostics), "");
  EXPECT_EQ(Paths(selection.files),
            (Strings{"a/__init__.py", "a/b.py", "a/c.py", "a/y.txt", "main.py", "n/m.py", "n/z.txt",
                     "s-1.dist-info/METADATA"}));
  // main, then a because a.c is in it, a.c, n.m, a.b
  EXPECT_EQ(selection.first_used, (Indices{4, 0, 2, 5, 1}));
  EXPECT_EQ(selection.left_out, (Strings{"a/d", "o"}));
}

TEST(SelectRecorded, NamesModulesOfPackagesThatStay) {
  Diagnostics diagnostics;
  const Selection selection = SelectRecorded("a.d\n", "r", "main.py", Files(kTree), diagnostics);
  EXPECT_EQ(selection.left_out, (Strings{"a/b", "a/c", "a/d/e", "n/m", "o"}));
}

TEST(SelectRecorded, ARecordingOfSomethingElse) {
  Diagnostics diagnostics;
  SelectRecorded("x\ny.z\n", "r", "main.py", Files(kTree), diagnostics);
  EXPECT_EQ(RenderAll(diagnostics),
            "r: error: the recording names no module of this bundle [stale-recording]\n"
            "  hint: record again: run a bundle of all modules with PYBUNDLE_RECORD set\n");
  Diagnostics partly;
  SelectRecorded("x\na\n", "r", "main.py", Files(kTree), partly);
  EXPECT_EQ(RenderAll(partly),
            "r: warning: 1 of the recorded modules are not among those that could be bundled "
            "[stale-recording]\n"
            "  hint: record again if modules were renamed or removed\n");
}

TEST(KeepInGraph, RenumbersImporters) {
  Graph graph;
  for (const std::string name : {"a", "b", "c"}) {
    GraphModule module;
    module.name = name;
    module.path = name + ".py";
    graph.modules.push_back(module);
  }
  graph.modules[1].imported_by = {{2, 5, 1, {}, {}}};
  graph.modules[0].imported_by = {{2, 7, 1, {}, {}}, {1, 8, 1, {}, {}}};
  graph.left_out = {{"x", "external", {1, 1, 1, {}, {}}}, {"y", "external", {2, 2, 1, {}, {}}}};
  KeepInGraph(Files({"b.py", "c.py"}), graph);
  ASSERT_EQ(graph.modules.size(), 2u);
  EXPECT_EQ(graph.modules[0].name, "b");
  EXPECT_EQ(graph.modules[0].imported_by.front().module, 1u);
  ASSERT_EQ(graph.left_out.size(), 3u);
  EXPECT_EQ(graph.left_out[0].name, "a");
  EXPECT_EQ(graph.left_out[0].because, "not recorded");
  EXPECT_EQ(DescribeImporter(graph, graph.left_out[0].first), "c (:7)");
  EXPECT_EQ(graph.left_out[2].first.module, 1u);
}

}  // namespace
}  // namespace pybundle
