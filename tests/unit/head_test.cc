#include "head.h"

#include <gtest/gtest.h>

#include "memory_disk.h"

namespace pybundle {
namespace {

std::string HeadOf(const std::string& source, const std::string& more = "",
                   const std::string& host = "script", const std::string& other = "") {
  Diagnostics diagnostics;
  const auto manifest = ParseManifest("{\"pybundle\": 1" + more + "}", "m.json", diagnostics);
  const std::vector<SourceFile> files = {{"bundled.py", "bundled.py", other},
                                         {"main.py", "main.py", source}};
  const Head head = MakeHead(files[1], files, *manifest, *FindHost(host), diagnostics);
  return head.shebang + head.comments + head.docstring + head.statements + RenderAll(diagnostics);
}

TEST(Head, CommentsAndDocstringAreTaken) {
  EXPECT_EQ("#!/bin/x\n# Licence.\n\n#SBATCH -n 4\n\"\"\"Doc\nstring.\"\"\"\n",
            HeadOf("#!/bin/x\n# Licence.\n\n#SBATCH -n 4\n\n\"\"\"Doc\nstring.\"\"\"\nimport x\n"));
  EXPECT_EQ("", HeadOf("import x\n"));
  EXPECT_EQ("", HeadOf(""));
}

TEST(Head, CookieIsLeftOutBecauseItIsNotTrueOfTheBundle) {
  EXPECT_EQ("#!/bin/x\n# \\u00e9\n", HeadOf("#!/bin/x\n# -*- coding: latin-1 -*-\n# \xe9\n"));
  EXPECT_EQ("# \\u00e9\n'\\u00e9'\n", HeadOf("# \xc3\xa9\r\n'\xc3\xa9'\r\n"));
  EXPECT_EQ("# \xc3\xa9\n'\xc3\xa9'\n",
            HeadOf("# \xc3\xa9\n'\xc3\xa9'\n", ", \"charset\": \"utf8\""));
}

TEST(Head, ScriptBlockIsFoundAnywhere) {
  const std::string block = "# /// script\n# dependencies = []\n# ///\n";
  EXPECT_EQ(block, HeadOf(block + "import x\n"));
  EXPECT_EQ("# a\n\n" + block, HeadOf("# a\nimport x\n" + block));
  EXPECT_EQ("", HeadOf("import x\n# /// script\n# never closed\n"));
}

TEST(Head, KeptStatements) {
  const std::string source =
      "from __future__ import annotations\nimport os\nbl_info = {\n    'name': 'Jos\xc3\xa9',\n}\n";
  EXPECT_EQ("from __future__ import annotations\nbl_info = {\n    'name': 'Jos\\u00e9',\n}\n",
            HeadOf(source, ", \"keep_lines\": \"^bl_info\""));
  EXPECT_EQ("from __future__ import annotations\nbl_info = {\n    'name': 'Jos\\u00e9',\n}\n",
            HeadOf(source, "", "blender"));
  EXPECT_EQ("", HeadOf(source));
  EXPECT_EQ(
      "m.json:1:31: warning: keep_lines matches no top-level statement of main.py "
      "[unmatched-pattern]\n",
      HeadOf(source, ", \"keep_lines\": \"^nope\""));
}

TEST(Head, WhatCannotBeKeptIsAnError) {
  EXPECT_NE(std::string::npos,
            HeadOf("import bundled\nimport os\n", ", \"keep_lines\": \"import\"")
                .find("main.py:1:1: error: this import is of a bundled module"));
  EXPECT_NE(std::string::npos, HeadOf("x = r'\xc3\xa9'\n", ", \"keep_lines\": \"x\"")
                                   .find("main.py:1:1: error: this statement can't be kept"));
}

TEST(Head, ScannersGetWhatTheyLookFor) {
  EXPECT_EQ(
      "if False:  # for the host's scanner: what the bundled modules import\n"
      "    from ansible.module_utils.urls import open_url\n"
      "    import ansible.module_utils.basic\n",
      HeadOf("import os\n", "", "ansible",
             "def f():\n    from ansible.module_utils.urls import open_url as o\n"
             "import ansible.module_utils.basic\n"));
  EXPECT_EQ("# airflow dag\n", HeadOf("import os\n", "", "airflow"));
}

}  // namespace
}  // namespace pybundle
