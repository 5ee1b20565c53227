#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <vector>

#include "workers.h"

namespace pybundle {

/// Calls `work(i)` for each i below `count`, on all cores, if each has some calls to make: a thread
/// costs about what `worth_a_thread` calls do. These must not share anything they change; so the
/// result does not depend on their order.
template <typename Work>
void ParallelFor(size_t count, const Work& work, size_t worth_a_thread = 8) {
  std::atomic<size_t> next = 0;
  const auto run = [&] {
    for (size_t i = next++; i < count; i = next++) work(i);
  };
  const size_t threads = count / worth_a_thread;
  std::vector<Later<void>> helpers;
  if (threads > 1) {
    for (size_t i = std::min(threads - 1, Workers::All().most()); i > 0; --i) {
      helpers.emplace_back(run);
    }
  }
  run();
  for (Later<void>& helper : helpers) helper.Get();
}

}  // namespace pybundle
