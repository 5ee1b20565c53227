#include "progress.h"

#include <gtest/gtest.h>

#include <string>

namespace pybundle {
namespace {

using Duration = ProgressLine::Duration;

TEST(Progress, SaysNothingOfShortWork) {
  std::string text;
  ProgressLine line([&text](std::string_view part) { text += part; });
  line.Count(10, Duration(0));
  line.Count(10, Duration(499));
  line.End();
  EXPECT_EQ("", text);
}

TEST(Progress, CountsOnOneLineAndLeavesNone) {
  std::string text;
  ProgressLine line([&text](std::string_view part) { text += part; });
  line.Count(1 << 20, Duration(400));
  line.Count(1 << 20, Duration(500));
  line.Count(1 << 20, Duration(550));  // too soon after the last
  line.Count(1 << 20, Duration(600));
  line.End();
  line.End();
  EXPECT_EQ("\r2 files read, 2 MB\r4 files read, 4 MB\r\033[K", text);
}

}  // namespace
}  // namespace pybundle
