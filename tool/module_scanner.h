#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "byte_facts.h"
#include "disk.h"
#include "graph.h"
#include "imports.h"
#include "python_literal.h"
#include "shared_bytes.h"
#include "workers.h"

namespace pybundle {

/// What the file of one module says, before any of it is followed.
struct ModuleFindings {
  std::string read_error;  ///< empty if it could be read
  ImportScan scan;         ///< names in it lie in the module's bytes
  std::string problem;     ///< empty if it can be Python
  Position problem_at;
};

/// The file of one module.
struct ScannedModule {
  SharedBytes bytes;
  ByteFacts facts;
  std::shared_ptr<const FileLiteral> literal;  ///< null unless the scanner was asked for literals
  /// To be taken by whoever follows the module: there may be many who wait for that, and many behind.
  std::unique_ptr<ModuleFindings> findings;
};

/// Reads modules and scans their imports on all cores, while others are still being found: they are
/// asked for in the order in which they were added, so that nothing depends on which thread was
/// first. One thread owns a scanner and calls it; it works too, whenever it would have to wait.
class ModuleScanner {
 public:
  /// `disk` must outlive this and is read from by many threads at once. With `literals` those of the
  /// files are made, too, while their bytes are near the processor.
  ModuleScanner(const Disk& disk, std::optional<OutputCharset> literals);
  ~ModuleScanner();
  ModuleScanner(const ModuleScanner&) = delete;
  ModuleScanner& operator=(const ModuleScanner&) = delete;

  /// The next module, which must stay where it is; the first one added is number 0.
  void Add(const GraphModule& module);
  void Add(GraphModule&&) = delete;

  /// The same for a module that has been read.
  void Add(const GraphModule& module, SharedBytes bytes);
  void Add(GraphModule&&, SharedBytes) = delete;

  /// Waits for module `index`. What is returned stays where it is.
  ScannedModule& Get(size_t index);

  /// Takes the module out that was added first of those that are left, which must have been waited
  /// for. From then on there is no Get.
  ScannedModule TakeFirst();

  /// Lets all threads go, and forgets what was scanned.
  void Stop();

 private:
  struct Job {
    const GraphModule& module;
    bool is_read = false;
    bool is_done = false;
    ScannedModule scanned;
  };

  void Add(Job job);
  void Work();
  void Run(Job& job) const;
  /// Runs the first job that nobody has begun; false if there is none. `lock` is held before and
  /// after.
  bool RunNext(std::unique_lock<std::mutex>& lock);

  const Disk& disk_;
  const std::optional<OutputCharset> literals_;
  std::vector<Later<void>> helpers_;
  std::mutex mutex_;  // of all below
  std::condition_variable added_;
  std::condition_variable done_;
  std::deque<Job> jobs_;  // elements stay where they are
  size_t begun_ = 0;      // jobs before it have been begun
  size_t idle_ = 0;       // helpers that wait for a job
  bool is_over_ = false;
};

}  // namespace pybundle
