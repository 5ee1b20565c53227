#include "python_literal.h"

#include <gtest/gtest.h>

namespace pybundle {
namespace {

std::string Literal(std::string bytes) {
  Pieces out;
  FileLiteral literal = PrepareFileLiteral("a.py", bytes, Examine(bytes), OutputCharset::kAscii);
  AppendFileLiteral(out, "a.py", std::move(bytes), std::move(literal));
  return out.ToString();
}

TEST(PythonLiteral, PlainTextStandsAsItIs) {
  EXPECT_EQ("r'''a.py\nx = '\\n'\n'''", Literal("x = '\\n'\n"));
  EXPECT_EQ("r'''a.py\n'''", Literal(""));
  EXPECT_EQ("r'''a.py\nif x:\n\ty \n'''", Literal("if x:\n\ty \n"));
}

TEST(PythonLiteral, OtherQuotesWhereTheTextHasOurs) {
  EXPECT_EQ("r\"\"\"a.py\nx = '''y'''\n\"\"\"", Literal("x = '''y'''\n"));
  EXPECT_EQ("r\"\"\"a.py\nx = 'y'\"\"\"", Literal("x = 'y'"));
}

TEST(PythonLiteral, EscapesWhereNothingElseHelps) {
  EXPECT_EQ("'''a.py\n\"\"\"d\"\"\"\nx = ''\\'y''\\''''", Literal("\"\"\"d\"\"\"\nx = '''y'''"));
  EXPECT_EQ("'''a.py\nx\\\\'''", Literal("x\\"));
  EXPECT_EQ("'''a.py\n\\x0c\\xe9\\u4e2d\\U0001f600\\\\n'''",
            Literal("\f\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80\\n"));
}

TEST(PythonLiteral, BytesThatAreNoUtf8BecomeSurrogateEscapes) {
  EXPECT_EQ("'''a.py\n# \\udce9 and a good deal of other text\n'''",
            Literal("# \xe9 and a good deal of other text\n"));
  // Encoded surrogates and overlong forms are no UTF-8 to Python either.
  EXPECT_EQ("'''a.py\n# text text text text text text \\udced\\udca0\\udc80\n'''",
            Literal("# text text text text text text \xed\xa0\x80\n"));
}

TEST(PythonLiteral, CrlfThroughoutIsAFlag) {
  EXPECT_EQ("r'''a.py [crlf]\na\nb\n'''", Literal("a\r\nb\r\n"));
  EXPECT_EQ("r'''a.py [crlf]\na\nb'''", Literal("a\r\nb"));
  EXPECT_EQ("'''a.py\na\\r\nb\n'''", Literal("a\r\nb\n"));
  EXPECT_EQ("'''a.py\na\\r\nb\n\nc\\r\n'''", Literal("a\r\nb\n\nc\r\n"));
  EXPECT_EQ("'''a.py\na\\r'''", Literal("a\r"));
  EXPECT_EQ("'''a.py\na\\rb\\r\n'''", Literal("a\rb\r\n"));
}

TEST(PythonLiteral, BinaryIsBase64) {
  EXPECT_EQ("r'''a.py [base64]\nAAECA/8='''", Literal(std::string("\x00\x01\x02\x03\xff", 5)));
  const std::string big(3000, '\x01');
  const std::string literal = Literal(big);
  size_t longest = 0;
  for (size_t begin = 0; begin < literal.size();) {
    const size_t end = std::min(literal.find('\n', begin), literal.size());
    longest = std::max(longest, end - begin);
    begin = end + 1;
  }
  EXPECT_LE(longest, 1003U);
}

TEST(PythonLiteral, NothingLooksLikeHostSyntaxAtColumnZero) {
  EXPECT_EQ("'''a.py\n\\x62l_info = {}\n bl_info\n'''", Literal("bl_info = {}\n bl_info\n"));
  EXPECT_EQ("'''a.py\nx\n\\x23 /// script\n'''", Literal("x\n# /// script\n"));
  EXPECT_EQ("'''a.py\n\\x66rom ansible.x import y\n'''", Literal("from ansible.x import y\n"));
}

TEST(PythonLiteral, ShortLiterals) {
  std::string out;
  AppendShortLiteral(out, "a'b\\c\n\xc3\xa9");
  EXPECT_EQ("'a\\'b\\\\c\\n\\xe9'", out);
}

}  // namespace
}  // namespace pybundle
