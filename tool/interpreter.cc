#include "interpreter.h"

#include <cstdio>

namespace pybundle {
namespace {

#ifdef _WIN32
constexpr const char* kNoErrors = " 2>nul";
std::string Quote(const std::string& word) { return "\"" + word + "\""; }
FILE* Open(const std::string& command) { return _popen(("\"" + command + "\"").c_str(), "rb"); }
int Close(FILE* pipe) { return _pclose(pipe); }
#else
constexpr const char* kNoErrors = " 2>/dev/null";
/// Single quotes keep everything but themselves from the shell.
std::string Quote(const std::string& word) {
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}
FILE* Open(const std::string& command) { return ::popen(command.c_str(), "r"); }
int Close(FILE* pipe) { return ::pclose(pipe); }
#endif

/// -I leaves the working directory and PYTHONPATH out. The standard library's own directories are
/// left out too, for the tool knows those names by version. No quotes, dollars or percent signs:
/// nothing that a shell could read.
constexpr const char* kCode =
    "import os, site, sys; "
    "home = os.path.dirname(os.__file__); "
    "[print(p) for p in sys.path if os.path.isdir(p) and (p in site.getsitepackages() "
    "or home not in (p, os.path.dirname(p)))]";

}  // namespace

bool AskSearchPath(const std::string& interpreter, std::vector<std::string>& directories,
                   std::string& error) {
  const std::string command = Quote(interpreter) + " -I -X utf8 -c " + Quote(kCode) + kNoErrors;
  FILE* pipe = Open(command);
  if (pipe == nullptr) {
    error = "no process can be started";
    return false;
  }
  std::string output;
  char buffer[4096];
  for (size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    output.append(buffer, got);
  }
  if (Close(pipe) != 0) {
    error = "'" + interpreter + "' is no Python that runs";
    return false;
  }
  for (size_t begin = 0; begin < output.size();) {
    const size_t end = output.find_first_of("\r\n", begin);
    if (end > begin) directories.push_back(output.substr(begin, end - begin));
    begin = end == std::string::npos ? output.size() : end + 1;
  }
  return true;
}

}  // namespace pybundle
