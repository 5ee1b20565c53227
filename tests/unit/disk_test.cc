#include "disk.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace pybundle {
namespace {

namespace fs = std::filesystem;

class DiskTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    directory_ = fs::temp_directory_path() / ("pybundle_disk_" + std::string(test->name()));
    fs::remove_all(directory_);
    fs::create_directory(directory_);
  }
  void TearDown() override { fs::remove_all(directory_); }

  std::string At(const std::string& name) const { return (directory_ / name).generic_string(); }
  std::string Read(const std::string& name) const {
    std::string bytes;
    std::string error;
    EXPECT_TRUE(disk_->ReadFile(At(name), bytes, error)) << error;
    return bytes;
  }
  size_t Count() const {
    return static_cast<size_t>(
        std::distance(fs::directory_iterator(directory_), fs::directory_iterator()));
  }

  std::unique_ptr<Disk> disk_ = MakeRealDisk();
  fs::path directory_;
};

TEST_F(DiskTest, WritesAndReadsBytes) {
  std::string error;
  const std::string bytes("\0\r\n\xff", 4);
  EXPECT_TRUE(disk_->WriteFileAtomically(At("f"), bytes, false, error));
  EXPECT_EQ(bytes, Read("f"));
  EXPECT_EQ(1U, Count());  // the temporary file is gone
}

TEST_F(DiskTest, ReplacesAndLeavesNothingOnFailure) {
  std::string error;
  EXPECT_TRUE(disk_->WriteFileAtomically(At("f"), "1", false, error));
  EXPECT_TRUE(disk_->WriteFileAtomically(At("f"), "2", false, error));
  EXPECT_EQ("2", Read("f"));
  fs::create_directory(directory_ / "d");
  EXPECT_FALSE(disk_->WriteFileAtomically(At("d"), "3", false, error));
  EXPECT_EQ("Is a directory", error);
  EXPECT_FALSE(disk_->WriteFileAtomically(At("no/such/f"), "3", false, error));
  EXPECT_EQ(2U, Count());
}

#ifndef _WIN32
TEST_F(DiskTest, FollowsLinksWhenItWrites) {
  std::string error;
  EXPECT_TRUE(disk_->WriteFileAtomically(At("f"), "1", false, error));
  fs::create_symlink("f", directory_ / "link");
  EXPECT_TRUE(disk_->WriteFileAtomically(At("link"), "2", false, error));
  EXPECT_TRUE(fs::is_symlink(directory_ / "link"));
  EXPECT_EQ("2", Read("f"));
}

TEST_F(DiskTest, ExecutableFilesGetTheirModeFromTheUmask) {
  std::string error;
  EXPECT_TRUE(disk_->WriteFileAtomically(At("x"), "", true, error));
  EXPECT_TRUE(disk_->WriteFileAtomically(At("y"), "", false, error));
  EXPECT_NE(fs::perms::none, fs::status(At("x")).permissions() & fs::perms::owner_exec);
  EXPECT_EQ(fs::perms::none, fs::status(At("y")).permissions() & fs::perms::owner_exec);
}

TEST_F(DiskTest, DevicesAreWrittenToAsTheyAre) {
  std::string error;
  EXPECT_TRUE(disk_->WriteFileAtomically("/dev/null", "1", false, error)) << error;
  EXPECT_EQ(Disk::Kind::kOther, disk_->Stat("/dev/null"));
}
#endif

TEST_F(DiskTest, ListsSorted) {
  for (const char* name : {"b", "a", "B", "\xc3\xa9"}) std::ofstream(directory_ / name).put('x');
  fs::create_directory(directory_ / "d");
  std::vector<DirectoryEntry> entries;
  std::string error;
  EXPECT_TRUE(disk_->ListDirectory(At("."), entries, error));
  std::string names;
  for (const DirectoryEntry& entry : entries) {
    names += entry.name + (entry.is_directory ? "/ " : " ");
  }
  EXPECT_EQ("B a b d/ \xc3\xa9 ", names);
  EXPECT_FALSE(disk_->ListDirectory(At("nope"), entries, error));
  EXPECT_FALSE(error.empty());
}

TEST_F(DiskTest, MissingFiles) {
  std::string bytes;
  std::string error;
  EXPECT_FALSE(disk_->ReadFile(At("nope"), bytes, error));
  EXPECT_FALSE(error.empty());
  EXPECT_FALSE(disk_->ReadFile(At("."), bytes, error));
  EXPECT_EQ(Disk::Kind::kNothing, disk_->Stat(At("nope")));
}

}  // namespace
}  // namespace pybundle
