#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <utility>

namespace pybundle {

/// The threads beside the first one: one for each further core, at most seven, for more don't read a
/// disk any faster. Each is started when there is work for it and then waits for more until the
/// process ends: the end of a thread takes its stack from all cores at once, which costs as much as
/// reading a dozen files.
class Workers {
 public:
  static Workers& All();

  /// At most `most` threads. What has some must never end.
  explicit Workers(size_t most) : most_(most) {}
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// How many there are at most.
  size_t most() const { return most_; }

  /// Has a worker run `task`, in the order of the calls; where no thread is to be had, nobody does.
  /// Tasks must not throw.
  void Start(std::function<void()> task);

 private:
  /// Starts a thread, if the system has one left.
  void Grow();
  void Work();

  const size_t most_;
  std::mutex mutex_;  // of all below
  std::condition_variable added_;
  std::deque<std::function<void()>> tasks_;
  size_t threads_ = 0;
  size_t idle_ = 0;
};

/// What `make` returns, made by a worker, or by whoever asks for it before one has begun.
template <typename T>
class Later {
 public:
  explicit Later(std::function<T()> make, Workers& workers = Workers::All())
      : task_(std::make_shared<Task>(std::move(make))), value_(task_->made.get_future()) {
    workers.Start([task = task_] { task->Run(); });
  }
  Later(Later&&) = default;
  Later& operator=(Later&&) = delete;
  /// What nobody has begun is never made.
  ~Later() {
    if (task_ != nullptr && task_->begun.exchange(true) && value_.valid()) value_.wait();
  }

  /// Waits for it. Only once.
  T Get() {
    task_->Run();
    return value_.get();
  }

 private:
  struct Task {
    explicit Task(std::function<T()> make) : made(std::move(make)) {}
    void Run() {
      if (!begun.exchange(true)) made();
    }

    std::atomic<bool> begun = false;
    std::packaged_task<T()> made;
  };

  std::shared_ptr<Task> task_;
  std::future<T> value_;
};

}  // namespace pybundle
