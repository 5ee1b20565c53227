#include "module_scanner.h"

#include <gtest/gtest.h>

#include <deque>

#include "memory_disk.h"

namespace pybundle {
namespace {

GraphModule At(std::string disk_path, std::string path) {
  GraphModule module;
  module.disk_path = std::move(disk_path);
  module.path = std::move(path);
  return module;
}

TEST(ModuleScanner, GivesModulesInTheOrderInWhichTheyWereAdded) {
  MemoryDisk disk;
  std::deque<GraphModule> modules;
  ModuleScanner scanner(disk, std::nullopt);
  constexpr size_t kCount = 300;
  for (size_t i = 0; i < kCount; ++i) {
    const std::string name = "m" + std::to_string(i);
    disk.Add(name + ".py", "import a" + name + "\n");
  }
  for (size_t i = 0; i < kCount; ++i) {
    const std::string name = "m" + std::to_string(i) + ".py";
    scanner.Add(modules.emplace_back(At(name, name)));
  }
  for (const size_t i : {kCount - 1, size_t{0}, kCount / 2}) {
    const ScannedModule& module = scanner.Get(i);
    ASSERT_EQ(1U, module.findings->scan.imports.size());
    EXPECT_EQ("am" + std::to_string(i), module.findings->scan.imports[0].module);
    EXPECT_EQ(&module, &scanner.Get(i));
  }
}

TEST(ModuleScanner, MayBeLeftInTheMiddleOfItsWork) {
  MemoryDisk disk;
  disk.Add("m.py", "import a\n");
  const GraphModule module = At("m.py", "m.py");
  ModuleScanner scanner(disk, std::nullopt);
  for (int i = 0; i < 300; ++i) scanner.Add(module);
}

TEST(ModuleScanner, TellsWhatIsWrong) {
  MemoryDisk disk;
  disk.Add("unreadable.py", "import a\n");
  disk.MakeUnreadable("unreadable.py");
  const GraphModule unreadable = At("unreadable.py", "unreadable.py");
  const GraphModule read = At("read.py", "read.py");
  ModuleScanner scanner(disk, std::nullopt);
  scanner.Add(unreadable);
  scanner.Add(read, "import a\n'x");
  EXPECT_EQ("Permission denied", scanner.Get(0).findings->read_error);
  EXPECT_EQ("", scanner.Get(0).findings->problem);
  EXPECT_EQ("", scanner.Get(1).findings->read_error);
  EXPECT_EQ("unterminated string literal", scanner.Get(1).findings->problem);
  EXPECT_EQ(2U, scanner.Get(1).findings->problem_at.line);
  EXPECT_EQ(1U, scanner.Get(1).findings->scan.imports.size());
}

TEST(ModuleScanner, MakesLiteralsIfAsked) {
  MemoryDisk disk;
  const SharedBytes bytes("x = '''a''' \"\"\"\\n\"\"\"\n");  // with escapes, for all its quotes
  disk.Add("root/m.py", std::string(std::string_view(bytes)));
  const GraphModule file = At("root/m.py", "m.py");
  ModuleScanner scanner(disk, OutputCharset::kAscii);
  scanner.Add(file);
  const ScannedModule& module = scanner.Get(0);
  ASSERT_TRUE(module.literal);
  Pieces made;
  AppendFileLiteral(made, "m.py", module.bytes, *module.literal);
  Pieces expected;
  AppendFileLiteral(expected, "m.py", bytes,
                    PrepareFileLiteral("m.py", bytes, Examine(bytes), OutputCharset::kAscii));
  EXPECT_EQ(expected.ToString(), made.ToString());
  std::string back;
  ASSERT_TRUE(ParseLiteral(made.ToString(), back));
  EXPECT_EQ("m.py\n" + std::string(std::string_view(bytes)), back);
}

}  // namespace
}  // namespace pybundle
