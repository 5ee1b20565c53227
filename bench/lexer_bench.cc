// How fast is reading Python? All .py files under the given directories are loaded into memory
// once; then each stage goes over all of them, several times, on one core. Prints the median of the
// repetitions as MB/s (10^6 bytes of source per second of processor time), and beside it the share
// of a plain copy's speed, which depends less on the machine.
//
//   lexer_bench [--repetitions=N] [--only=STAGE] DIR...

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "imports.h"
#include "lexer.h"
#include "logical_lines.h"
#include "source_text.h"
#include "statements.h"

namespace {

using pybundle::SourceText;

struct Stage {
  const char* name;
  /// Returns something that depends on all of its work, so that none is optimised away.
  std::function<std::size_t(const std::vector<std::string>&)> run;
};

std::vector<std::string> Load(const std::vector<std::filesystem::path>& directories) {
  using Iterator = std::filesystem::recursive_directory_iterator;
  std::vector<std::string> files;
  for (const auto& directory : directories) {
    for (Iterator entry(directory); entry != Iterator(); ++entry) {
      // What is installed beside a standard library differs from machine to machine.
      if (entry->path().filename() == "site-packages") entry.disable_recursion_pending();
      if (!entry->is_regular_file() || entry->path().extension() != ".py") continue;
      std::ifstream file(entry->path(), std::ios::binary);
      files.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }
  return files;
}

std::size_t Copy(const std::vector<std::string>& files) {
  static std::string buffer;
  std::size_t sum = 0;
  for (const std::string& file : files) {
    buffer.resize(std::max(buffer.size(), file.size() + 1));
    std::memcpy(buffer.data(), file.data(), file.size());
    sum += static_cast<unsigned char>(buffer[file.size() / 2]);
  }
  return sum;
}

std::size_t Lines(const std::vector<std::string>& files) {
  std::size_t sum = 0;
  for (const std::string& file : files) {
    const SourceText source(file);
    pybundle::LogicalLines lines(source.text());
    pybundle::LogicalLine line;
    while (lines.Next(&line))
      sum += line.end;
  }
  return sum;
}

std::size_t Imports(const std::vector<std::string>& files) {
  std::size_t sum = 0;
  for (const std::string& file : files) {
    const SourceText source(file);
    sum += pybundle::ScanImports(source).imports.size();
  }
  return sum;
}

std::size_t Problems(const std::vector<std::string>& files) {
  std::size_t sum = 0;
  for (const std::string& file : files)
    sum += SourceText(file).FindProblem().has_value() ? 1 : 0;
  return sum;
}

std::size_t Tokens(const std::vector<std::string>& files) {
  std::size_t sum = 0;
  for (const std::string& file : files) {
    const SourceText source(file);
    pybundle::Lexer lexer(source.text());
    pybundle::Token token;
    while (lexer.Next(&token))
      ++sum;
  }
  return sum;
}

std::size_t Outlines(const std::vector<std::string>& files) {
  std::size_t sum = 0;
  for (const std::string& file : files) {
    sum += pybundle::OutlineModule(SourceText(file)).statements.size();
  }
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t repetitions = 15;
  std::string_view only;
  std::vector<std::filesystem::path> directories;
  for (int i = 1; i < argc; ++i) {
    constexpr std::string_view kRepetitions = "--repetitions=";
    constexpr std::string_view kOnly = "--only=";
    const std::string_view argument = argv[i];
    if (argument.substr(0, kRepetitions.size()) == kRepetitions) {
      repetitions = std::max(1ul, std::strtoul(argv[i] + kRepetitions.size(), nullptr, 10));
    } else if (argument.substr(0, kOnly.size()) == kOnly) {
      only = argument.substr(kOnly.size());
    } else {
      directories.emplace_back(argument);
    }
  }
  const std::vector<std::string> files = Load(directories);
  std::size_t bytes = 0;
  for (const std::string& file : files)
    bytes += file.size();
  if (bytes == 0) {
    std::fprintf(stderr, "usage: lexer_bench [--repetitions=N] [--only=STAGE] DIR...\n");
    return 2;
  }
  std::printf("%zu files, %.1f MB, median of %zu\n", files.size(), static_cast<double>(bytes) / 1e6,
              repetitions);
  const std::vector<Stage> stages = {{"copy", Copy},           {"check encoding", Problems},
                                     {"logical lines", Lines}, {"lines and imports", Imports},
                                     {"all tokens", Tokens},   {"outlines", Outlines}};
  double copy_speed = 0;
  for (const Stage& stage : stages) {
    if (!only.empty() && only != stage.name) continue;
    std::vector<double> seconds;
    std::size_t result = stage.run(files);  // warms up
    for (std::size_t i = 0; i < repetitions; ++i) {
      const std::clock_t begin = std::clock();
      result = stage.run(files);
      seconds.push_back(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    std::sort(seconds.begin(), seconds.end());
    const double speed = static_cast<double>(bytes) / seconds[seconds.size() / 2] / 1e6;
    if (copy_speed == 0) copy_speed = speed;
    std::printf("%-18s %8.0f MB/s  %.3f of copy  (%zu)\n", stage.name, speed, speed / copy_speed,
                result);
  }
  return 0;
}
