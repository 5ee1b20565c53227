// The textual half of disk.h: nothing here asks a file system.
#include "disk.h"

namespace pybundle {
namespace {

bool IsAbsolute(std::string_view path) {
  if (!path.empty() && path[0] == '/') return true;
  return path.size() > 2 && path[1] == ':' && path[2] == '/';  // a drive of Windows
}

}  // namespace

std::string JoinPath(std::string_view directory, std::string_view path) {
  if (path.empty() || path == ".") return std::string(directory);
  if (directory.empty() || directory == "." || IsAbsolute(path)) return std::string(path);
  std::string joined(directory);
  if (joined.back() != '/') joined += '/';
  return joined.append(path);
}

std::string NormalizePath(std::string_view path) {
  std::vector<std::string_view> parts;
  const bool rooted = !path.empty() && path[0] == '/';
  for (size_t begin = 0; begin <= path.size();) {
    size_t end = path.find('/', begin);
    if (end == std::string_view::npos) end = path.size();
    const std::string_view part = path.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (part != ".." || !rooted) {
      parts.push_back(part);
    }
  }
  std::string normal = rooted ? "/" : "";
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) normal += '/';
    normal += parts[i];
  }
  return normal.empty() ? "." : normal;
}

std::string_view DirectoryOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return "";
  return path.substr(0, slash == 0 ? 1 : slash);
}

std::string_view FileNameOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace pybundle
