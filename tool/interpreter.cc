#include "interpreter.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

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

/// Everything that a command writes; false if it can't be started or ends in a failure.
bool Capture(const std::string& command, std::string& output) {
  FILE* pipe = Open(command);
  if (pipe == nullptr) return false;
  std::string buffer(1 << 16, '\0');
  for (size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    output.append(buffer, 0, got);
  }
  return Close(pipe) == 0;
}

/// A file of the user's alone in a new directory, removed with it.
class TemporaryFile {
 public:
  TemporaryFile() {
    namespace fs = std::filesystem;
    std::random_device random;
    for (int attempt = 0; attempt < 100 && directory_.empty(); ++attempt) {
      const fs::path directory =
          fs::temp_directory_path(code_) / ("pybundle-" + std::to_string(random()));
      if (code_ || !fs::create_directory(directory, code_)) continue;
      directory_ = directory;
      fs::permissions(directory, fs::perms::owner_all, code_);
    }
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!directory_.empty()) std::filesystem::remove_all(directory_, code_);
  }

  std::string path() const { return (directory_ / "input").string(); }

  bool Write(std::string_view first, std::string_view second) {
    if (directory_.empty()) return false;
    std::ofstream file(directory_ / "input", std::ios::binary);
    file.write(first.data(), static_cast<std::streamsize>(first.size()));
    file.write(second.data(), static_cast<std::streamsize>(second.size()));
    file.close();
    return !file.fail();
  }

 private:
  std::filesystem::path directory_;
  std::error_code code_;  // of what failed, which is told by the result
};

}  // namespace

bool AskSearchPath(const std::string& interpreter, std::vector<std::string>& directories,
                   std::string& error) {
  const std::string command = Quote(interpreter) + " -I -X utf8 -c " + Quote(kCode) + kNoErrors;
  std::string output;
  if (!Capture(command, output)) {
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

bool RunHelper(const std::string& interpreter, std::string_view script, std::string_view input,
               std::string& output, std::string& error) {
  TemporaryFile file;
  if (!file.Write(script, input)) {
    error = "no file can be written into the directory for temporary files";
    return false;
  }
  // The file begins with the script and goes on with its input: so nothing that a shell could read
  // stands on the command line.
  const std::string code = "import sys; file = open(sys.argv[1], 'rb'); exec(file.read(" +
                           std::to_string(script.size()) + "))";
  const std::string command = Quote(interpreter) + " -I -S -B -X utf8 -c " + Quote(code) + " " +
                              Quote(file.path()) + kNoErrors;
  if (Capture(command, output)) return true;
  error = "'" + interpreter + "' is no Python that runs";
  return false;
}

}  // namespace pybundle
