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

void ModuleScanner::Add(const GraphModule& module) { Add(Job{module, false, false, {}}); }

void ModuleScanner::Add(const GraphModule& module, SharedBytes bytes) {
  Job job{module, true, false, {}};
  job.scanned.bytes = std::move(bytes);
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
  return job.scanned;
}

ScannedModule ModuleScanner::TakeFirst() {
  const std::lock_guard lock(mutex_);
  ScannedModule first = std::move(jobs_.front().scanned);
  jobs_.pop_front();
  --begun_;
  return first;
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
  ScannedModule& scanned = job.scanned;
  scanned.findings = std::make_unique<ModuleFindings>();
  ModuleFindings& findings = *scanned.findings;
  if (!job.is_read &&
      !disk_.ReadShared(job.module.disk_path, scanned.bytes, findings.read_error)) {
    return;
  }
  scanned.facts = FindFacts(scanned.bytes);
  if (literals_) {
    scanned.literal = Share(
        PrepareFileLiteral(job.module.path, scanned.bytes, scanned.facts.traits, *literals_));
  }
  const SourceText source(scanned.bytes);
  findings.scan = ScanImports(source);
  const LexProblem& lexical = findings.scan.problem;
  const auto problem = source.FindProblem(scanned.facts.traits.plain);
  if (!problem && !lexical) return;
  findings.problem_at = source.PositionAt(problem ? problem->offset : lexical.begin);
  findings.problem = problem ? problem->message : std::string(Describe(lexical.error));
}

}  // namespace pybundle
