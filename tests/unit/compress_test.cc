#include "compress.h"

#include <gtest/gtest.h>

#include "base64.h"

namespace pybundle {
namespace {

std::string Bytes(size_t count) {
  std::string bytes;
  uint32_t state = 1;
  for (size_t i = 0; i < count; ++i) {
    state = state * 1664525 + 1013904223;
    bytes += static_cast<char>(state >> 24);
  }
  return bytes;
}

TEST(Base64, IsAsRfc4648SaysIt) {
  EXPECT_EQ("", ToBase64(""));
  EXPECT_EQ("Zg==", ToBase64("f"));
  EXPECT_EQ("Zm8=", ToBase64("fo"));
  EXPECT_EQ("Zm9v", ToBase64("foo"));
  EXPECT_EQ("+/8=", ToBase64("\xfb\xff"));
}

TEST(Base64, HasLinesOfAThousand) {
  EXPECT_EQ(1000U, ToBase64(Bytes(750)).size());
  EXPECT_EQ(1000U, ToBase64(Bytes(751)).find('\n'));
  EXPECT_EQ(2001U, ToBase64(Bytes(1500)).size());
}

TEST(Base64, GivesTheBytesBack) {
  for (size_t count = 0; count < 1600; count += 7) {
    const std::string bytes = Bytes(count);
    EXPECT_EQ(bytes, FromBase64(ToBase64(bytes)));
  }
  EXPECT_FALSE(FromBase64("Zm9!"));
}

TEST(Base85, IsAsPythonHasIt) {
  EXPECT_EQ("", ToBase85(""));
  EXPECT_EQ("00", ToBase85(std::string(1, '\0')));
  EXPECT_EQ("Xk~0{Zy<MXa%^M", ToBase85("hello world"));  // base64.b85encode
  EXPECT_EQ("|NsC0|Nj", ToBase85("\xff\xff\xff\xff\xff\xff"));
}

TEST(Base85, GivesTheBytesBack) {
  for (size_t count = 0; count < 300; ++count) {
    const std::string bytes = Bytes(count);
    EXPECT_EQ(bytes, FromBase85(ToBase85(bytes))) << count;
  }
  EXPECT_FALSE(FromBase85("0"));
  EXPECT_FALSE(FromBase85("00 00"));
  EXPECT_FALSE(FromBase85("~~~~~"));  // more than four bytes hold
}

TEST(Zlib, GivesTheBytesBack) {
  for (const std::string& bytes :
       {std::string(), std::string("x"), Bytes(100000), std::string(1000000, 'a')}) {
    const std::string stream = ZlibCompress(bytes);
    EXPECT_EQ('\x78', stream[0]);
    EXPECT_EQ(bytes, ZlibDecompress(stream));
  }
}

TEST(Zlib, FindsDamage) {
  const std::string stream = ZlibCompress("import os\nimport sys\n");
  EXPECT_FALSE(ZlibDecompress(""));
  EXPECT_FALSE(ZlibDecompress(stream + "x"));
  EXPECT_FALSE(ZlibDecompress(stream.substr(0, stream.size() - 1)));
  for (size_t i = 0; i < stream.size(); ++i) {
    std::string damaged = stream;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    EXPECT_NE("import os\nimport sys\n", ZlibDecompress(damaged).value_or("")) << i;
  }
}

TEST(Lzma, GivesTheBytesBack) {
  if (!HasLzma()) GTEST_SKIP() << "built without liblzma";
  for (const std::string& bytes :
       {std::string(), std::string("x"), Bytes(100000), std::string(300000, 'a')}) {
    const std::optional<std::string> stream = LzmaCompress(bytes);
    ASSERT_TRUE(stream);
    EXPECT_EQ(bytes, LzmaDecompress(*stream));
  }
}

TEST(Lzma, FindsDamage) {
  if (!HasLzma()) GTEST_SKIP() << "built without liblzma";
  const std::string stream = *LzmaCompress(Bytes(1000));
  EXPECT_FALSE(LzmaDecompress(""));
  EXPECT_FALSE(LzmaDecompress(stream + "x"));
  EXPECT_FALSE(LzmaDecompress(stream.substr(0, stream.size() - 1)));
}

}  // namespace
}  // namespace pybundle
