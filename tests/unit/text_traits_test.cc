#include "text_traits.h"

#include <gtest/gtest.h>

#include <string>

namespace pybundle {
namespace {

/// Texts in which `what` stands at every place of a long line, so that every loop meets it.
template <typename Check>
void AtEveryPlace(const std::string& what, const Check& check) {
  for (size_t length = 0; length < 140; ++length) {
    for (size_t at = 0; at <= length; ++at) {
      check(std::string(at, 'x') + what + std::string(length - at, 'x'), at);
    }
  }
}

TEST(TextTraits, FindsWhatIsNotPlain) {
  for (const std::string what : {"\r", "\f", "\x7F", "\xE9", "\x1F"}) {
    AtEveryPlace(what, [](const std::string& text, size_t at) {
      ASSERT_FALSE(Examine(text).plain);
      ASSERT_EQ(at, FindNotPlain(text, 0));
      ASSERT_EQ(at, FindNextToLookAt(text, 0, false));
    });
  }
  AtEveryPlace("\t ~\n", [](const std::string& text, size_t) {
    ASSERT_TRUE(Examine(text).plain);
    ASSERT_EQ(text.size(), FindNotPlain(text, 0));
  });
}

TEST(TextTraits, FindsQuotesAndHostSyntax) {
  AtEveryPlace("'''", [](const std::string& text, size_t) {
    ASSERT_TRUE(Examine(text).triple_single);
    ASSERT_FALSE(Examine(text).host_syntax);
  });
  AtEveryPlace("''\"''", [](const std::string& text, size_t) {
    ASSERT_FALSE(Examine(text).triple_single);
  });
  for (const std::string start : {"bl_info", "# ///", "from ansible", "import ansible", "#PBS"}) {
    AtEveryPlace("\n" + start, [](const std::string& text, size_t) {
      ASSERT_TRUE(Examine(text).host_syntax);
    });
    AtEveryPlace(" " + start, [](const std::string& text, size_t) {
      ASSERT_FALSE(Examine(text).host_syntax);
    });
    EXPECT_TRUE(Examine(start).host_syntax) << "a text begins a line";
  }
}

TEST(TextTraits, LooksAtLineEndsIfTheyMatter) {
  AtEveryPlace("\n", [](const std::string& text, size_t at) {
    ASSERT_EQ(at, FindNextToLookAt(text, 0, true));
    ASSERT_EQ(text.size(), FindNextToLookAt(text, 0, false));
  });
  EXPECT_EQ(1U, FindNextToLookAt("x\\", 0, false));
  EXPECT_EQ(1U, FindNextToLookAt("x'", 0, false));
}

}  // namespace
}  // namespace pybundle
