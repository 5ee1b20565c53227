#include "module_scanner.h"

#include <gtest/gtest.h>

#include "memory_disk.h"

namespace pybundle {
namespace {

TEST(ModuleScanner, GivesModulesInTheOrderInWhichTheyWereAdded) {
  MemoryDisk disk;
  ModuleScanner scanner(disk, std::nullopt);
  constexpr size_t kCount = 300;
  for (size_t i = 0; i < kCount; ++i) {
    const std::string name = "m" + std::to_string(i);
    disk.Add(name + ".py", "import a" + name + "\n");
  }
  for (size_t i = 0; i < kCount; ++i) {
    const std::string name = "m" + std::to_string(i) + ".py";
    scanner.Add(name, name);
  }
  for (const size_t i : {kCount - 1, size_t{0}, kCount / 2}) {
    const ScannedModule& module = scanner.Get(i);
    ASSERT_EQ(1U, module.scan.imports.size());
    EXPECT_EQ("am" + std::to_string(i), module.scan.imports[0].module);
    EXPECT_EQ(&module, &scanner.Get(i));
  }
}

TEST(ModuleScanner, MayBeLeftInTheMiddleOfItsWork) {
  MemoryDisk disk;
  disk.Add("m.py", "import a\n");
  ModuleScanner scanner(disk, std::nullopt);
  for (int i = 0; i < 300; ++i) scanner.Add("m.py", "m.py");
}

TEST(ModuleScanner, TellsWhatIsWrong) {
  MemoryDisk disk;
  disk.Add("unreadable.py", "import a\n");
  disk.MakeUnreadable("unreadable.py");
  ModuleScanner scanner(disk, std::nullopt);
  scanner.Add("unreadable.py", "unreadable.py");
  scanner.Add("read.py", "read.py", "import a\n'x");
  EXPECT_EQ("Permission denied", scanner.Get(0).read_error);
  EXPECT_EQ("", scanner.Get(0).problem);
  EXPECT_EQ("", scanner.Get(1).read_error);
  EXPECT_EQ("unterminated string literal", scanner.Get(1).problem);
  EXPECT_EQ(2U, scanner.Get(1).problem_at.line);
  EXPECT_EQ(1U, scanner.Get(1).scan.imports.size());
}

TEST(ModuleScanner, MakesLiteralsIfAsked) {
  MemoryDisk disk;
  const SharedBytes bytes("x = '''a''' \"\"\"\\n\"\"\"\n");  // with escapes, for all its quotes
  disk.Add("root/m.py", std::string(std::string_view(bytes)));
  ModuleScanner scanner(disk, OutputCharset::kAscii);
  scanner.Add("root/m.py", "m.py");
  ScannedModule& module = scanner.Get(0);
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
