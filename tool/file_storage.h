#pragma once

#include <cstddef>
#include <memory>
#include <mutex>

namespace pybundle {

/// Where the bytes of files lie that are kept: one after another in a few big blocks. Memory for
/// each file alone would be asked for from the system, and given back to it, file by file.
class FileStorage {
 public:
  struct Room {
    std::shared_ptr<void> block;
    char* begin = nullptr;
  };

  /// Room for `size` bytes, not yet set to anything. May be called by many threads at once.
  Room Take(size_t size);

 private:
  std::mutex mutex_;
  std::shared_ptr<void> block_;
  char* begin_ = nullptr;
  size_t left_ = 0;
  size_t next_size_ = size_t{1} << 18;  // few bundles need more than this and one big page
};

}  // namespace pybundle
