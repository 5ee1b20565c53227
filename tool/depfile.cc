#include "depfile.h"

namespace pybundle {
namespace {

void AppendEscaped(std::string& out, std::string_view path) {
  for (size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    if (c == ' ' || c == '#') {
      // Backslashes in front of an escaped character are themselves escaped, and only those.
      for (size_t back = i; back > 0 && path[back - 1] == '\\'; --back) out += '\\';
      out += '\\';
    } else if (c == '$') {
      out += '$';
    }
    out += c;
  }
}

}  // namespace

std::string RenderDepfile(std::string_view target, const std::vector<std::string>& inputs) {
  std::string out;
  AppendEscaped(out, target);
  out += ":";
  for (const std::string& input : inputs) {
    out += " \\\n  ";
    AppendEscaped(out, input);
  }
  return out + "\n";
}

}  // namespace pybundle
