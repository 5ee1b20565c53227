#include "module_scanner.h"

#include <utility>

#include "source_text.h"

namespace pybundle {

ModuleScanner::ModuleScanner(const Disk& disk, std::optional<OutputCharset> literals)
    : disk_(disk), literals_(literals) {}

ModuleScanner::~ModuleScanner() { Stop(); }

void ModuleScanner::Stop() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  added_.notify_all();
  for (Later<void>& helper : helpers_) helper.Get();
  helpers_.clear();
  jobs_.clear();
}

void ModuleScanner::Add(const std::string& disk_path, const std::string& path) {
  Add(Job{disk_path, path, false, false, {}});
}

void ModuleScanner::Add(const std::string& disk_path, const std::string& path, SharedBytes bytes) {
  Job job{disk_path, path, true, false, {}};
  job.module.bytes = std::move(bytes);
  Add(std::move(job));
}

void ModuleScanner::Add(Job job) {
  bool wakes = false;
  size_t waiting = 0;
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
    waiting = jobs_.size() - begun_;
    wakes = idle_ > 0;
  }
  if (wakes) added_.notify_one();
  constexpr size_t kWorthAThread = 8;  // starting one costs about what eight files do
  if (!wakes && waiting > kWorthAThread && helpers_.size() < Workers::All().most()) {
    helpers_.emplace_back([this] { Work(); });
  }
}

ScannedModule& ModuleScanner::Get(size_t index) {
  std::unique_lock lock(mutex_);
  Job& job = jobs_[index];
  while (!job.is_done) {
    if (!RunNext(lock)) done_.wait(lock);
  }
  return job.module;
}

void ModuleScanner::Work() {
  std::unique_lock lock(mutex_);
  while (!is_over_) {
    if (RunNext(lock)) continue;
    ++idle_;
    added_.wait(lock);
    --idle_;
  }
}

bool ModuleScanner::RunNext(std::unique_lock<std::mutex>& lock) {
  if (begun_ == jobs_.size()) return false;
  Job& job = jobs_[begun_++];
  lock.unlock();
  Run(job);
  lock.lock();
  job.is_done = true;
  done_.notify_one();  // only the owner ever waits for one
  return true;
}

void ModuleScanner::Run(Job& job) const {
  ScannedModule& module = job.module;
  const std::string disk_path = std::move(job.disk_path);  // whose memory is free again at the end
  const std::string path = std::move(job.path);
  if (!job.is_read && !disk_.ReadShared(disk_path, module.bytes, module.read_error)) return;
  module.facts = FindFacts(module.bytes);
  if (literals_) {
    module.literal = Share(
        PrepareFileLiteral(path, module.bytes, module.facts.traits, *literals_));
  }
  const SourceText source(module.bytes);
  module.scan = ScanImports(source);
  const LexProblem& lexical = module.scan.problem;
  const auto problem = source.FindProblem(module.facts.traits.plain);
  if (!problem && !lexical) return;
  module.problem_at = source.PositionAt(problem ? problem->offset : lexical.begin);
  module.problem = problem ? problem->message : std::string(Describe(lexical.error));
}

}  // namespace pybundle
