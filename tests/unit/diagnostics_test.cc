#include "diagnostics.h"

#include <gtest/gtest.h>

namespace pybundle {
namespace {

TEST(Diagnostics, RendersAsCompilersDo) {
  Diagnostics diagnostics;
  diagnostics.Error(DiagnosticId::kMissingFile, {"a.json", 3, 7}, "no such file", "make it",
                    "looked in src");
  EXPECT_EQ(
      "a.json:3:7: error: no such file [missing-file]\n"
      "  note: looked in src\n"
      "  hint: make it\n",
      Render(diagnostics.all()[0], false));
}

TEST(Diagnostics, LeavesOutPlacesThatAreNotKnown) {
  Diagnostics diagnostics;
  diagnostics.Warning(DiagnosticId::kBadPath, {"a.json", 3, 0}, "x");
  diagnostics.Note(DiagnosticId::kChosenEntry, {}, "y");
  EXPECT_EQ("a.json:3: warning: x [bad-path]\n", Render(diagnostics.all()[0], false));
  EXPECT_EQ("pybundle: note: y [chosen-entry]\n", Render(diagnostics.all()[1], false));
}

TEST(Diagnostics, StayOnOneLine) {
  Diagnostics diagnostics;
  diagnostics.Error(DiagnosticId::kBadPath, {"a\nb", 1, 1}, "there is no \"x\ny\"", "\x1b[31m");
  EXPECT_EQ("a\\nb:1:1: error: there is no \"x\\ny\" [bad-path]\n  hint: \\x1b[31m\n",
            Render(diagnostics.all()[0], false));
}

TEST(Diagnostics, OnlyErrorsCountAsErrors) {
  Diagnostics diagnostics;
  diagnostics.Warning(DiagnosticId::kBadPath, {}, "x");
  diagnostics.Note(DiagnosticId::kBadPath, {}, "x");
  EXPECT_FALSE(diagnostics.has_errors());
  diagnostics.Error(DiagnosticId::kBadPath, {}, "x");
  EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Diagnostics, NearestNameIsASlipOfTheKeyboardOrNothing) {
  EXPECT_EQ("roots", NearestName("rots", {"entry", "roots", "host"}));
  EXPECT_EQ("host", NearestName("hsot", {"entry", "roots", "host", "hot-dogs"}));
  EXPECT_EQ("", NearestName("frobnicate", {"entry", "roots", "host"}));
}

}  // namespace
}  // namespace pybundle
