// Prints the tokens of files, for comparison with Python's tokenize: for each file a line with its
// path, then a line per token: KIND LINE COLUMN END_LINE END_COLUMN, lines from 1, columns from 0
// in characters, as tokenize counts.

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "lexer.h"
#include "source_text.h"

namespace {

using pybundle::TokenKind;

const char* NameOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::kEndMarker:
      return "ENDMARKER";
    case TokenKind::kName:
      return "NAME";
    case TokenKind::kNumber:
      return "NUMBER";
    case TokenKind::kString:
      return "STRING";
    case TokenKind::kFStringStart:
      return "FSTRING_START";
    case TokenKind::kFStringMiddle:
      return "FSTRING_MIDDLE";
    case TokenKind::kFStringEnd:
      return "FSTRING_END";
    case TokenKind::kTStringStart:
      return "TSTRING_START";
    case TokenKind::kTStringMiddle:
      return "TSTRING_MIDDLE";
    case TokenKind::kTStringEnd:
      return "TSTRING_END";
    case TokenKind::kOperator:
      return "OP";
    case TokenKind::kComment:
      return "COMMENT";
    case TokenKind::kNewline:
      return "NEWLINE";
    case TokenKind::kNl:
      return "NL";
    case TokenKind::kIndent:
      return "INDENT";
    case TokenKind::kDedent:
      return "DEDENT";
    case TokenKind::kError:
      return "ERROR";
  }
  return "";
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const pybundle::SourceText source(bytes);
    pybundle::LineCursor cursor(source);
    pybundle::Lexer lexer(source.text());
    std::printf("%s\n", argv[i]);
    pybundle::Token token;
    bool more = true;
    while (more) {
      more = lexer.Next(&token);
      const pybundle::Position begin = cursor.At(token.begin);
      const pybundle::Position end = cursor.At(token.end);
      std::printf("%s %zu %zu %zu %zu\n", NameOf(token.kind), begin.line, begin.column - 1,
                  end.line, end.column - 1);
    }
  }
  return 0;
}
