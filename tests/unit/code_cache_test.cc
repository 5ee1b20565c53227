#include "code_cache.h"

#include <gtest/gtest.h>

#include <string>

namespace pybundle {
namespace {

std::string Filled() {
  CodeCache cache;
  cache.Put("one", std::string("a\0b", 3));
  cache.Put("two", "");
  return cache.Write();
}

TEST(CodeCache, GivesBackWhatWasPut) {
  CodeCache cache;
  cache.Read(Filled());
  ASSERT_NE(cache.Find("one"), nullptr);
  EXPECT_EQ(*cache.Find("one"), std::string("a\0b", 3));
  ASSERT_NE(cache.Find("two"), nullptr);
  EXPECT_EQ(*cache.Find("two"), "");
  EXPECT_EQ(cache.Find("three"), nullptr);
  EXPECT_FALSE(cache.has_changed());
  EXPECT_EQ(cache.Write(), Filled());
}

TEST(CodeCache, ForgetsWhatIsNotUsedAnyMore) {
  CodeCache cache;
  cache.Read(Filled());
  cache.Find("one");
  EXPECT_TRUE(cache.has_changed());
  CodeCache next;
  next.Read(cache.Write());
  EXPECT_EQ(next.Find("two"), nullptr);
  EXPECT_NE(next.Find("one"), nullptr);
}

TEST(CodeCache, ReadsNothingOfADamagedFile) {
  const std::string good = Filled();
  for (size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x41);
    CodeCache cache;
    cache.Read(bad);
    EXPECT_EQ(cache.Find("one"), nullptr) << at;
    CodeCache cut;
    cut.Read(std::string_view(good).substr(0, at));
    EXPECT_EQ(cut.Find("one"), nullptr) << at;
  }
}

}  // namespace
}  // namespace pybundle
