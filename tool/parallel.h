#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace pybundle {

/// Calls `work(i)` for each i below `count`, on as many threads as there are cores, if each has some
/// calls to make: starting a thread costs about what `worth_a_thread` calls do. These must not share
/// anything they change; so the result does not depend on their order.
template <typename Work>
void ParallelFor(size_t count, const Work& work, size_t worth_a_thread = 8) {
  constexpr size_t kMostThreads = 8;  // more don't read a disk any faster
  size_t threads = std::min(count / worth_a_thread, kMostThreads);
  if (threads > 1) threads = std::min<size_t>(threads, std::thread::hardware_concurrency());
  if (threads < 2) {
    for (size_t i = 0; i < count; ++i) work(i);
    return;
  }
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
