#include "lexer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "logical_lines.h"

namespace pybundle {
namespace {

std::string_view ShortName(TokenKind kind) {
  switch (kind) {
    case TokenKind::kEndMarker:
      return "end";
    case TokenKind::kName:
      return "name";
    case TokenKind::kNumber:
      return "number";
    case TokenKind::kString:
      return "string";
    case TokenKind::kFStringStart:
      return "fstart";
    case TokenKind::kFStringMiddle:
      return "fmiddle";
    case TokenKind::kFStringEnd:
      return "fend";
    case TokenKind::kTStringStart:
      return "tstart";
    case TokenKind::kTStringMiddle:
      return "tmiddle";
    case TokenKind::kTStringEnd:
      return "tend";
    case TokenKind::kOperator:
      return "op";
    case TokenKind::kComment:
      return "comment";
    case TokenKind::kNewline:
      return "newline";
    case TokenKind::kNl:
      return "nl";
    case TokenKind::kIndent:
      return "indent";
    case TokenKind::kDedent:
      return "dedent";
    case TokenKind::kError:
      return "error";
  }
  return "?";
}

/// The tokens as `kind:text`, separated by blanks; of line ends and indentation the kind only.
std::string Lex(std::string_view text) {
  Lexer lexer(text);
  Token token;
  std::string out;
  while (lexer.Next(&token)) {
    if (!out.empty()) out += ' ';
    out += ShortName(token.kind);
    switch (token.kind) {
      case TokenKind::kNewline:
      case TokenKind::kNl:
      case TokenKind::kIndent:
      case TokenKind::kDedent:
        break;
      case TokenKind::kError:
        out.append("(").append(Describe(token.error)).append(")");
        break;
      default:
        out.append(":").append(lexer.Text(token));
    }
  }
  EXPECT_EQ(TokenKind::kEndMarker, token.kind);
  EXPECT_FALSE(lexer.Next(&token)) << "the end stays the end";
  return out;
}

/// As Lex, but for text on one line, whose final newline token is left out.
std::string LexLine(std::string_view text) {
  std::string tokens = Lex(text);
  constexpr std::string_view kEnd = " newline";
  EXPECT_TRUE(tokens.size() > kEnd.size() && tokens.ends_with(kEnd)) << tokens;
  return tokens.substr(0, tokens.size() - kEnd.size());
}

TEST(LexerTest, Names) {
  EXPECT_EQ("name:match name:_x1 name:type", LexLine("match _x1\ttype"));
  EXPECT_EQ("name:größe op:= name:变量", LexLine("größe = 变量"));
}

TEST(LexerTest, NumbersOfAllKinds) {
  for (const std::string_view number :
       {"0", "00", "0_0", "1_000", "0xFf_00", "0x_f", "0o17", "0b1_0", "1.", ".5", "1.5e-3", "1e5",
        "1E+5", "1_0.0_1e1_0", "3j", "1.5J", "0777.5", "09j", "1e5j"}) {
    EXPECT_EQ("number:" + std::string(number), LexLine(number));
  }
}

TEST(LexerTest, NumbersBesideNamesAndDots) {
  EXPECT_EQ("number:1 name:if name:x name:else number:2", LexLine("1if x else 2"));
  EXPECT_EQ("number:0xf name:or name:x", LexLine("0xfor x"));
  EXPECT_EQ("number:1 name:else number:0", LexLine("1else 0"));
  EXPECT_EQ("number:1. op:. name:real", LexLine("1..real"));
  EXPECT_EQ("name:x op:[ number:1 op:] op:. name:e5", LexLine("x[1].e5"));
  EXPECT_EQ("op:... number:.5", LexLine("....5"));
}

TEST(LexerTest, BadNumbers) {
  for (const std::string_view number :
       {"01", "1_", "1__0", "0x", "0xg", "0b2", "0o8", "1st", "1e_5", "1.5_", "0_7"}) {
    EXPECT_EQ("error(invalid number literal)", LexLine(number)) << number;
  }
}

TEST(LexerTest, Operators) {
  for (const std::string_view op :
       {"+",  "-",  "*",  "/",  "%",  "@",  "&",  "|",  "^",  "~",   "<",   ">",   "=",   ".",
        ",",  ":",  ";",  "==", "!=", "<=", ">=", "<>", "->", ":=",  "+=",  "-=",  "*=",  "/=",
        "%=", "@=", "&=", "|=", "^=", "//", "**", "<<", ">>", "//=", "**=", "<<=", ">>=", "..."}) {
    EXPECT_EQ("op:" + std::string(op), LexLine(op));
  }
  EXPECT_EQ("name:a op:: op:= op:= name:b", LexLine("a: = = b"));
  EXPECT_EQ("op:. op:. name:a", LexLine("..a"));
}

TEST(LexerTest, StringsWithEveryPrefix) {
  for (const std::string_view prefix :
       {"", "r", "R", "u", "U", "b", "B", "br", "bR", "Br", "BR", "rb", "rB", "Rb", "RB"}) {
    for (const std::string_view body :
         {"''", "'a'", "\"a\"", "'\\''", "'\\\\'", "'\"'", "'a\\\nb'", "'a\\\r\nb'", "''''''",
          "'''a'b''c'''", "\"\"\"\n#'''\\\"\"\"\"", "'''\\''''", "'# no comment'"}) {
      const std::string string = std::string(prefix) + std::string(body);
      EXPECT_EQ("string:" + string, LexLine(string));
    }
  }
}

TEST(LexerTest, OtherLettersAreNoPrefix) {
  EXPECT_EQ("name:ur string:'a'", LexLine("ur'a'"));
  EXPECT_EQ("name:bu string:'a'", LexLine("bu'a'"));
  EXPECT_EQ("name:ft string:'a'", LexLine("ft'a'"));
  EXPECT_EQ("name:rbr string:'{'", LexLine("rbr'{'"));
  EXPECT_EQ("name:print string:'{'", LexLine("print'{'"));
}

TEST(LexerTest, UnterminatedStrings) {
  EXPECT_EQ("name:x op:= error(unterminated string literal) newline name:y newline",
            Lex("x = 'abc\ny\n"));
  EXPECT_EQ("error(unterminated string literal) newline", Lex("'abc\\"));
  EXPECT_EQ("name:x error(unterminated triple-quoted string literal) newline",
            Lex("x '''a\nb''\n"));
}

TEST(LexerTest, FStrings) {
  EXPECT_EQ("fstart:f' fmiddle:a  op:{ name:b op:} fmiddle: c fend:'", LexLine("f'a {b} c'"));
  EXPECT_EQ("fstart:f\" fend:\"", LexLine("f\"\""));
  EXPECT_EQ("fstart:rf''' fmiddle:\\ op:{ name:x op:} fend:'''", LexLine("rf'''\\{x}'''"));
  EXPECT_EQ("fstart:f' fmiddle:{{}} fend:'", LexLine("f'{{}}'"));
  EXPECT_EQ("fstart:f' fmiddle:\\N{EN DASH} op:{ name:x op:} fend:'",
            LexLine("f'\\N{EN DASH}{x}'"));
  EXPECT_EQ(
      "fstart:f' op:{ name:x op:! name:r op:: fmiddle:> op:{ name:w op:} fmiddle:.2 op:} fend:'",
      LexLine("f'{x!r:>{w}.2}'"));
  EXPECT_EQ("fstart:f' op:{ name:x op:= op:} fend:'", LexLine("f'{x=}'"));
  EXPECT_EQ("fstart:f' op:{ name:a op:!= name:b op:} fend:'", LexLine("f'{a!=b}'"));
  EXPECT_EQ("fstart:f' op:{ name:a op:: fmiddle:=5 op:} fend:'", LexLine("f'{a:=5}'"));
  EXPECT_EQ("fstart:f' op:{ op:( name:a op::= number:5 op:) op:} fend:'", LexLine("f'{(a:=5)}'"));
  EXPECT_EQ("fstart:f' op:{ name:a op:[ string:'b' op:] op:} fend:'", LexLine("f'{a['b']}'"));
  EXPECT_EQ("fstart:f' op:{ fstart:f' op:{ number:1 op:} fend:' op:} fend:'",
            LexLine("f'{f'{1}'}'"));
  EXPECT_EQ("fstart:f' op:{ op:{ name:a op:: number:1 op:} op:} fend:'", LexLine("f'{ {a: 1} }'"));
  EXPECT_EQ("fstart:f''' fmiddle:a'\n op:{ name:b nl op:} fmiddle:\" fend:'''",
            LexLine("f'''a'\n{b\n}\"'''"));
  EXPECT_EQ("fstart:f' op:{ comment:# '} nl name:x op:} fend:'", LexLine("f'{# '}\nx}'"));
}

TEST(LexerTest, TStrings) {
  EXPECT_EQ("tstart:t' tmiddle:a op:{ name:b op:} tend:'", LexLine("t'a{b}'"));
  EXPECT_EQ("tstart:tR\" tmiddle:a op:{ fstart:f' fmiddle:x fend:' op:} tend:\"",
            LexLine("tR\"a{f'x'}\""));
}

TEST(LexerTest, BrokenFStrings) {
  EXPECT_EQ("fstart:f' error(unterminated f-string literal) newline name:x newline",
            Lex("f'a\nx\n"));
  EXPECT_EQ("fstart:f' error(f-string: single '}' is not allowed) fend:'", LexLine("f'}'"));
  EXPECT_EQ("fstart:f' op:{ name:x op:: error(f-string: expecting '}')", LexLine("f'{x:'"));
  EXPECT_EQ("fstart:f' op:{ error(closing bracket does not match the opening one) op:} fend:'",
            LexLine("f'{)}'"));
  EXPECT_EQ("fstart:f' op:{ error(unterminated f-string literal) newline", Lex("f'{"));
}

TEST(LexerTest, CommentsAndBlankLines) {
  EXPECT_EQ("comment:#!x nl nl name:a comment:# b newline comment:#c nl",
            Lex("#!x\n\na # b\n  #c\n"));
  EXPECT_EQ("name:a newline", Lex("a"));
  EXPECT_EQ("", Lex(""));
  EXPECT_EQ("", Lex("  \t "));
  EXPECT_EQ("nl nl nl", Lex("\n\r\r\n"));
}

TEST(LexerTest, IndentationAndDedents) {
  EXPECT_EQ(
      "name:if name:a op:: newline indent name:b newline comment:# c nl indent name:d newline "
      "dedent "
      "dedent name:e newline",
      Lex("if a:\n  b\n# c\n    d\ne\n"));
  EXPECT_EQ("name:a op:: newline indent name:b newline dedent", Lex("a:\n\tb"));
  EXPECT_EQ("name:a op:: newline indent name:b newline name:c newline dedent",
            Lex("a:\n        b\n    \f        c\n"));
  EXPECT_EQ("op:( nl name:a nl op:) newline", Lex("(\n    a\n  )\n"));
}

TEST(LexerTest, BadIndentation) {
  EXPECT_EQ(
      "name:a op:: newline indent name:b newline error(unindent does not match any outer "
      "indentation "
      "level) dedent name:c newline",
      Lex("a:\n    b\n  c\n"));
  EXPECT_EQ(
      "name:a op:: newline indent name:b newline error(inconsistent use of tabs and spaces in "
      "indentation) name:c newline dedent",
      Lex("a:\n        b\n\tc\n"));
}

TEST(LexerTest, LineContinuation) {
  EXPECT_EQ("name:a op:+ name:b newline", Lex("a + \\\n  b\n"));
  EXPECT_EQ("name:a name:b newline", Lex("a \\\r\nb\n"));
  EXPECT_EQ("name:a error(unexpected character after line continuation character) name:b newline",
            Lex("a \\ b\n"));
  EXPECT_EQ("name:a error(unexpected end of file after backslash) newline", Lex("a \\"));
  EXPECT_EQ("name:a error(unexpected end of file after backslash) newline", Lex("a \\\n"));
}

TEST(LexerTest, Brackets) {
  EXPECT_EQ("error(unmatched closing bracket) name:a newline", Lex(")a\n"));
  EXPECT_EQ("op:( error(closing bracket does not match the opening one) op:) newline",
            Lex("(])\n"));
  EXPECT_EQ("op:( name:a nl error(bracket was never closed) newline", Lex("(a\n"));
  EXPECT_NE(std::string::npos, Lex(std::string(201, '(')).find("too many nested brackets"));
  EXPECT_EQ(std::string::npos, Lex(std::string(200, '(') + std::string(200, ')')).find("error"));
}

TEST(LexerTest, StrayCharacters) {
  for (const char c : {'$', '?', '`', '!', '\x01', '\0'}) {
    EXPECT_EQ("error(invalid character)", LexLine(std::string(1, c)));
  }
}

TEST(LexerTest, AsOneLine) {
  constexpr std::string_view kText = "if a:\n    b = (1,\n  2)  # c\n";
  Lexer lexer(kText, 10, kText.size() - 1);
  Token token;
  std::string kinds;
  while (lexer.Next(&token))
    kinds.append(ShortName(token.kind)).append(" ");
  EXPECT_EQ("name op op number op nl number op comment newline ", kinds);
}

TEST(LexerTest, SkipsFStrings) {
  LexProblem problem;
  constexpr std::string_view kText = "f'{a['x']}{f\"{b}\"}' + c";
  EXPECT_EQ(kText.find(" + c"), Lexer::SkipFString(kText, 0, &problem));
  EXPECT_FALSE(problem);
  Lexer::SkipFString("f'{", 0, &problem);
  EXPECT_EQ(LexError::kUnterminatedFString, problem.error);
}

TEST(LexerTest, EveryByteBelongsToAtMostOneToken) {
  constexpr std::string_view kText =
      "def f(x):\n\treturn f'{x!r:>{10}}' \\\n  + '''a\n''' # b\n)$\n'";
  Lexer lexer(kText);
  Token token;
  std::size_t end = 0;
  while (lexer.Next(&token)) {
    if (token.error == LexError::kUnclosedBracket) continue;
    EXPECT_LE(end, token.begin);
    EXPECT_LE(token.begin, token.end);
    end = token.end;
  }
}

std::vector<std::string> SplitLines(std::string_view text, LexError error = LexError::kNone) {
  LogicalLines lines(text);
  LogicalLine line;
  std::vector<std::string> found;
  while (lines.Next(&line)) {
    found.push_back(std::to_string(line.depth) +
                    std::string(text.substr(line.begin, line.end - line.begin)));
  }
  EXPECT_EQ(error, lines.problem().error) << text;
  return found;
}

using Lines = std::vector<std::string>;

TEST(LogicalLinesTest, EndsWhereNewlineTokensAre) {
  EXPECT_EQ((Lines{"0if (a,\n  b):", "1c  # d", "1e", "0f"}),
            SplitLines("# x\n\nif (a,\n  b):\n\n    c  # d\n # y\n    e\nf"));
  EXPECT_EQ((Lines{"0a = '''\n  b\n'''", "0c"}), SplitLines("a = '''\n  b\n'''\nc\n"));
  EXPECT_EQ((Lines{"0a = f'''{\n'}'}\n'''", "0c"}), SplitLines("a = f'''{\n'}'}\n'''\nc\n"));
  EXPECT_EQ((Lines{"0a \\\n  b", "0c"}), SplitLines("a \\\n  b\r\nc\r"));
  EXPECT_EQ((Lines{"0a = '\\\n'; b"}), SplitLines("a = '\\\n'; b"));
  EXPECT_EQ((Lines{"0[ # ]\n]", "0b"}), SplitLines("[ # ]\n]\nb"));
  EXPECT_EQ(Lines{}, SplitLines(""));
  EXPECT_EQ(Lines{}, SplitLines("\n  # only\n"));
}

TEST(LogicalLinesTest, LongTextCrossesBlocks) {
  for (std::size_t pad = 0; pad < 200; ++pad) {
    const std::string filler(pad, 'x');
    const std::string first =
        "a" + filler + " = ('" + filler + "(', \"\"\"'\n" + filler + "\"\"\")";
    const std::string text = first + "\nb\n";
    EXPECT_EQ((Lines{"0" + first, "0b"}), SplitLines(text));
  }
}

TEST(LogicalLinesTest, GoesToTheLineThatEndsBehindAPlace) {
  const std::string_view text = "class A:\n  x = 1\n  def f():\n    a = (b,\n  c)\n    d\ne\n";
  LogicalLines lines(text);
  LogicalLine line;
  ASSERT_TRUE(lines.NextBehind(text.find("c)"), 0, &line));
  EXPECT_EQ("a = (b,\n  c)", text.substr(line.begin, line.end - line.begin));
  EXPECT_EQ(2U, line.depth);
  const LogicalLine function = lines.HeaderAt(1);
  EXPECT_EQ("def f():", text.substr(function.begin, function.end - function.begin));
  EXPECT_EQ(0U, lines.HeaderAt(0).begin);
  ASSERT_TRUE(lines.NextBehind(text.size(), 2, &line));  // the first less deep
  EXPECT_EQ("e", text.substr(line.begin, line.end - line.begin));
  EXPECT_EQ(0U, lines.HeaderAt(0).begin);  // until it is kept
  lines.KeepAsHeader(line);
  EXPECT_EQ(text.find("e\n", 40), lines.HeaderAt(0).begin);
  EXPECT_FALSE(lines.NextBehind(0, 0, &line));
}

TEST(LogicalLinesTest, ProblemsAreReported) {
  SplitLines("a = 'b\n", LexError::kUnterminatedString);
  SplitLines("a = '''b\n", LexError::kUnterminatedTripleQuotedString);
  SplitLines("a = f'{b\n", LexError::kUnterminatedFString);
  SplitLines("(\n", LexError::kUnclosedBracket);
  SplitLines(")\n", LexError::kUnmatchedBracket);
  SplitLines("(]\n", LexError::kMismatchedBracket);
  SplitLines("a:\n    b\n  c\n", LexError::kBadDedent);
  SplitLines("a:\n        b\n\tc\n", LexError::kInconsistentTabs);
  SplitLines("a \\ b\n", LexError::kAfterBackslash);
  SplitLines("a \\\n", LexError::kEndAfterBackslash);
  SplitLines("a $ b\n", LexError::kInvalidCharacter);
  SplitLines(std::string(201, '(') + std::string(201, ')'), LexError::kTooManyBrackets);
  SplitLines(std::string(200, '[') + std::string(200, ']'));
}

}  // namespace
}  // namespace pybundle
