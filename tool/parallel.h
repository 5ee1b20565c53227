#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace pybundle {

/// Calls `work(i)` for each i below `count`, on as many threads as there are cores. The calls must
/// not share anything they change; so the result does not depend on their order.
template <typename Work>
void ParallelFor(size_t count, const Work& work) {
  constexpr size_t kMostThreads = 8;   // more don't read a disk any faster
  constexpr size_t kWorthAThread = 8;  // starting one costs about what eight files do
  const size_t threads = std::min({count / kWorthAThread, kMostThreads,
                                   static_cast<size_t>(std::thread::hardware_concurrency())});
  std::atomic<size_t> next = 0;
  const auto run = [&] {
    for (size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> helpers;
  for (size_t i = 1; i < threads; ++i) helpers.emplace_back(run);
  run();
  for (std::thread& helper : helpers) helper.join();
}

}  // namespace pybundle
