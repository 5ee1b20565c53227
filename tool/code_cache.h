#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pybundle {

/// Code that builds made before, each under a key that stands for all that it depends on. One file
/// for each output and interpreter: what a build doesn't use any more leaves it with that build.
class CodeCache {
 public:
  /// Takes over what a file holds; nothing of one that is damaged, or of another version.
  void Read(std::string_view file);

  /// The file's new content: what was looked up with success or put in since.
  std::string Write() const;

  /// The entry, or nullptr.
  const std::string* Find(std::string_view key);

  const std::string& Put(std::string_view key, std::string value);

  /// Whether Write() would differ from what was read.
  bool has_changed() const { return has_new_ || used_.size() != known_.size(); }

 private:
  std::map<std::string, std::string, std::less<>> known_;  // from the file, by key
  std::map<std::string, std::string, std::less<>> used_;
  bool has_new_ = false;
};

}  // namespace pybundle
