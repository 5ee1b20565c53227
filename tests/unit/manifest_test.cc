#include "manifest.h"

#include <gtest/gtest.h>

#include "memory_disk.h"

namespace pybundle {
namespace {

std::string Errors(const std::string& text) {
  Diagnostics diagnostics;
  EXPECT_FALSE(ParseManifest(text, "m.json", diagnostics).has_value());
  return RenderAll(diagnostics);
}

TEST(Manifest, ReadsEveryKey) {
  Diagnostics diagnostics;
  const auto manifest = ParseManifest(R"({
  "$schema": "pybundle.schema.json", "pybundle": 1, "entry": "a.b:c", "host": "kaggle",
  "roots": ["src"], "modules": ["a.b", {"name": "a.c", "path": "x/y.py"}, {"path": "src/z.py"}],
  "packages": ["p"], "resources": ["p/*.txt"], "shebang": "#!/usr/bin/env python3",
  "banner": "LICENSE", "format": "source", "extract_resources": true, "charset": "utf8",
  "keep_lines": "^x", "isolate": "full", "conflict": "replace", "max_bytes": 100, "max_chars": 1e3
})", "dir/m.json", diagnostics);
  EXPECT_EQ("", RenderAll(diagnostics));
  ASSERT_TRUE(manifest.has_value());
  EXPECT_EQ("dir", manifest->directory);
  EXPECT_EQ("a.b:c", manifest->entry->text);
  EXPECT_EQ("kaggle", manifest->host.text);
  EXPECT_EQ("src", manifest->roots.at(0).text);
  ASSERT_EQ(3U, manifest->modules.size());
  EXPECT_EQ("a.b", manifest->modules[0].name);
  EXPECT_EQ("x/y.py", manifest->modules[1].path);
  EXPECT_EQ("", manifest->modules[2].name);
  EXPECT_EQ(3U, manifest->modules[1].place.line + 0U);
  EXPECT_EQ("p", manifest->packages.at(0).text);
  EXPECT_EQ("p/*.txt", manifest->resources.at(0).text);
  EXPECT_TRUE(manifest->extract_resources);
  EXPECT_EQ(OutputCharset::kUtf8, manifest->charset);
  EXPECT_EQ("^x", manifest->keep_lines->text);
  EXPECT_EQ("full", manifest->isolate->text);
  EXPECT_EQ("replace", manifest->conflict->text);
  EXPECT_EQ(100U, manifest->max_bytes->value);
  EXPECT_EQ(1000U, manifest->max_chars->value);
}

TEST(Manifest, TextMayHoldEscapes) {
  Diagnostics diagnostics;
  const auto manifest = ParseManifest(
      R"({"pybundle": 1, "packages": ["\u0024<CONFIG>\u0040x\u0040 \"q\" \\ \u00e9"]})", "m.json",
      diagnostics);
  EXPECT_EQ("", RenderAll(diagnostics));
  EXPECT_EQ("$<CONFIG>@x@ \"q\" \\ \xc3\xa9", manifest->packages.at(0).text);
}

TEST(Manifest, UnknownKeyIsAnErrorWithASuggestion) {
  EXPECT_EQ(
      "m.json:2:10: error: /rots: there is no such key [unknown-key]\n"
      "  hint: did you mean \"roots\"?\n",
      Errors("{\"pybundle\": 1,\n \"rots\": []}"));
}

TEST(Manifest, DuplicateKeyIsAnErrorWhereItStandsAgain) {
  EXPECT_EQ(
      "m.json:3:2: error: the key \"host\" stands twice in one object [duplicate-key]\n"
      "  note: the first is at line 2\n"
      "  hint: remove one of the two\n",
      Errors("{\"pybundle\": 1,\n \"host\": \"script\",\n \"host\": \"kaggle\"}"));
}

TEST(Manifest, WrongTypesAreAllTold) {
  EXPECT_EQ(
      "m.json:2:12: error: /roots: must be an array, not a string [wrong-type]\n"
      "m.json:3:18: error: /packages/0: must be a string, not a number [wrong-type]\n"
      "m.json:4:15: error: /modules/0: must be a string or an object, not an array [wrong-type]\n"
      "m.json:5:23: error: /extract_resources: must be true or false, not null [wrong-type]\n",
      Errors("{\"pybundle\": 1,\n \"roots\" : \"src\",\n \"packages\":   [ 12 ],\n \"modules\": [ [] "
             "],\n \"extract_resources\": null}"));
}

TEST(Manifest, SyntaxErrorsSayWhere) {
  const std::string errors = Errors("{\"pybundle\": 1,\n  \"roots\": [\"src\",]\n}");
  EXPECT_TRUE(errors.starts_with("m.json:2:19: error: not valid JSON: syntax error")) << errors;
  EXPECT_NE(std::string::npos, errors.find("[bad-json]\n")) << errors;
  EXPECT_NE(std::string::npos, Errors("").find("[bad-json]"));
  EXPECT_NE(std::string::npos, Errors("{\"pybundle\": 1} x").find("[bad-json]"));
  EXPECT_NE(std::string::npos, Errors("{\"a\xff\": 1}").find("[bad-json]"));
}

TEST(Manifest, VersionIsNeeded) {
  EXPECT_EQ(
      "m.json:1:1: error: the manifest does not say its version [bad-manifest]\n"
      "  hint: begin it with \"pybundle\": 1\n",
      Errors("{}"));
  EXPECT_EQ(
      "m.json:1:14: error: /pybundle: this pybundle reads version 1 of the format only "
      "[bad-manifest]\n",
      Errors("{\"pybundle\": 2}"));
}

TEST(Manifest, OddValuesAreRefused) {
  EXPECT_NE(std::string::npos, Errors(R"({"pybundle": 1, "entry": ""})").find("must not be empty"));
  EXPECT_NE(std::string::npos,
            Errors(R"({"pybundle": 1, "entry": "a\u0000b"})").find("must not hold a NUL"));
  EXPECT_NE(std::string::npos,
            Errors(R"({"pybundle": 1, "shebang": "#!a\nb"})").find("must be one line"));
  EXPECT_NE(std::string::npos, Errors(R"({"pybundle": 1, "format": "zip"})").find("there is no \"zip\""));
  EXPECT_NE(std::string::npos, Errors(R"({"pybundle": 1, "modules": [{}]})").find("neither"));
  EXPECT_NE(std::string::npos,
            Errors(R"({"pybundle": 1, "modules": [{"file": "x"}]})").find("/modules/0/file"));
  EXPECT_NE(std::string::npos,
            Errors(R"({"pybundle": 1, "keep_lines": "["})").find("no regular expression"));
  for (const char* limit : {"0", "-1", "1.5", "1e300"}) {
    EXPECT_NE(std::string::npos,
              Errors("{\"pybundle\": 1, \"max_bytes\": " + std::string(limit) + "}")
                  .find("must be a whole number from 1"));
  }
  EXPECT_NE(std::string::npos,
            Errors(R"({"pybundle": 1, "isolate": "yes"})").find("auto, on, full, off"));
  EXPECT_NE(std::string::npos, Errors("[]").find("the manifest: must be an object"));
}

}  // namespace
}  // namespace pybundle
