#include "workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "parallel.h"

namespace pybundle {
namespace {

TEST(WorkersTest, EveryTaskRuns) {
  constexpr int kTasks = 1000;
  std::atomic<int> run = 0;
  std::vector<Later<int>> values;
  for (int i = 0; i < kTasks; ++i) {
    values.emplace_back([&run, i] {
      ++run;
      return i;
    });
  }
  int sum = 0;
  for (Later<int>& value : values) sum += value.Get();
  EXPECT_EQ(kTasks * (kTasks - 1) / 2, sum);
  EXPECT_EQ(kTasks, run);
}

TEST(WorkersTest, WhatWaitsForOthersOfItsKindIsNoDeadlock) {
  // More of them than there are threads, each of which needs another.
  std::vector<Later<int>> values;
  for (int i = 0; i < 32; ++i) {
    values.emplace_back([i] { return i + Later<int>([] { return 1; }).Get(); });
  }
  int sum = 0;
  for (Later<int>& value : values) sum += value.Get();
  EXPECT_EQ(32 * 31 / 2 + 32, sum);
}

TEST(WorkersTest, NothingRunsBehindTheEndOfWhatItUses) {
  for (int i = 0; i < 200; ++i) {
    std::vector<int> used(100, 1);
    Later<int> unasked([&used] { return std::accumulate(used.begin(), used.end(), 0); });
  }
}

TEST(WorkersTest, WithoutThreadsWhoAsksMakesIt) {
  Workers none(0);
  bool is_made = false;
  const auto make = [&is_made] {
    is_made = true;
    return 7;
  };
  Later<int> value(make, none);
  EXPECT_FALSE(is_made);  // which may wait for what the caller does next
  EXPECT_EQ(7, value.Get());
  is_made = false;
  { const Later<int> unasked(make, none); }
  EXPECT_FALSE(is_made);
}

TEST(WorkersTest, ErrorsReachWhoAsks) {
  Later<int> value([]() -> int { throw std::runtime_error("broken"); });
  EXPECT_THROW(value.Get(), std::runtime_error);
}

TEST(ParallelForTest, CallsOnceForEach) {
  for (const size_t count : {0, 1, 15, 16, 5000}) {
    std::vector<int> calls(count);
    ParallelFor(count, [&](size_t i) { ++calls[i]; });
    EXPECT_EQ(std::vector<int>(count, 1), calls);
  }
}

}  // namespace
}  // namespace pybundle
