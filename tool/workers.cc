#include "workers.h"

#include <algorithm>
#include <system_error>
#include <thread>

namespace pybundle {

Workers& Workers::All() {
  static auto* const all =  // threads wait in it until the process ends
      new Workers(std::clamp<size_t>(std::thread::hardware_concurrency(), 1, 8) - 1);
  return *all;
}

void Workers::Start(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (tasks_.size() >= idle_ && threads_ < most_) Grow();
    if (threads_ == 0) return;
    tasks_.push_back(std::move(task));
  }
  added_.notify_one();
}

void Workers::Grow() {
  try {
    std::thread([this] { Work(); }).detach();
    ++threads_;
  } catch (const std::system_error&) {
    // Those that are there have to do, or none.
  }
}

void Workers::Work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    while (tasks_.empty()) {
      ++idle_;
      added_.wait(lock);
      --idle_;
    }
    const std::function<void()> task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

}  // namespace pybundle
