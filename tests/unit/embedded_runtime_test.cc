#include "embedded_runtime.h"

#include <gtest/gtest.h>

#include "minify.h"

namespace pybundle {
namespace {

void ExpectForms(std::string_view name, const RuntimeText& text) {
  MinifyOptions options;
  options.comments = options.docstrings = true;
  EXPECT_EQ(text.readable, Minify(text.readable, options)) << name;
  options.indentation = true;
  EXPECT_EQ(text.dense, Minify(text.readable, options)) << name;
  options.rename_locals = true;
  EXPECT_EQ(text.least, Minify(text.readable, options)) << name;
  EXPECT_FALSE(text.least.empty()) << name;
}

TEST(EmbeddedRuntimeTest, EachFormIsTheOneBeforeWithLess) {
  const Runtime runtime = EmbeddedRuntime();
  ExpectForms("hot", runtime.hot);
  for (const RuntimePart& part : runtime.cold) ExpectForms(part.name, part.text);
  EXPECT_GT(runtime.cold.size(), 20U);
  EXPECT_NE(std::string_view::npos, runtime.hot.readable.find("def attach("));
}

}  // namespace
}  // namespace pybundle
