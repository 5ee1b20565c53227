#include "precompile.h"

#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

#include "code_cache.h"
#include "compress.h"
#include "interpreter.h"
#include "marshal.h"
#include "module_name.h"
#include "parallel.h"
#include "render.h"
#include "runtime_parts.h"

namespace pybundle {
namespace {

/// Something to compile, and what became of it.
struct Task {
  char kind = 'm';          // as the helper has it
  std::string_view source;
  std::string stream;       // a tuple of its code object, marshalled and compressed
  std::string refusal;      // the helper's words, if it can't be compiled
};

/// What an interpreter's code is for.
struct Identity {
  std::string key;      // cache tag and magic number
  std::string version;  // the whole line
};

std::string_view TakeLine(std::string_view& from) {
  const size_t end = std::min(from.find('\n'), from.size());
  const std::string_view line = from.substr(0, end);
  from.remove_prefix(std::min(end + 1, from.size()));
  return line;
}

Identity ParseIdentity(std::string_view line) {
  const size_t tag = line.find(' ');
  return {std::string(line.substr(0, line.find(' ', tag + 1))), std::string(line)};
}

std::string CacheKey(const Task& task, const Identity& identity) {
  XXH128_canonical_t digest;
  XXH128_canonicalFromHash(&digest, XXH3_128bits(task.source.data(), task.source.size()));
  return std::string(reinterpret_cast<const char*>(digest.digest), sizeof digest) + task.kind +
         identity.version;
}

/// A tuple of code objects, marshalled. Bytes in a form that isn't known stay as they are.
std::string Pack(const std::vector<std::string_view>& codes) {
  std::string tuple = ")";
  if (codes.size() == 1) {
    tuple += '\1';
    tuple += NormalizeMarshal(codes).value_or(std::string(codes[0]));
  } else {
    tuple = NormalizeMarshal(codes).value_or("");
  }
  return tuple;
}

/// The marshalled tuple in a stream of one code object. Streams come from here, or from a cache that
/// has been found undamaged.
std::string Unpack(const std::string& stream) {
  return ZlibDecompress(stream).value_or(")\1");
}

/// Lets one process of the interpreter do the tasks. False if it didn't do all.
bool Compile(const std::string& interpreter, const std::vector<Task*>& tasks, std::string& error) {
  std::string input;
  for (const Task* task : tasks) {
    input.append(1, task->kind).append(" ").append(std::to_string(task->source.size())) += '\n';
    input += task->source;
  }
  std::string output;
  if (!RunHelper(interpreter, CompileHelper(), input, output, error)) return false;
  std::string_view rest = output;
  TakeLine(rest);  // of its identity
  for (Task* task : tasks) {
    const std::string_view head = TakeLine(rest);
    size_t size = 0;
    if (head.size() > 2) std::from_chars(head.data() + 2, head.data() + head.size(), size);
    if (head.size() < 3 || size > rest.size()) {
      error = "'" + interpreter + "' stopped in the middle";
      return false;
    }
    const std::string_view data = rest.substr(0, size);
    rest.remove_prefix(size);
    if (head[0] == 'c') task->stream = ZlibCompress(Pack({data}), kFairlySmall);
    else task->refusal = data;
  }
  return true;
}

/// Shares the tasks out among as many processes as there are cores. How they are shared out does
/// not show in the result.
bool CompileAll(const std::string& interpreter, std::vector<Task*> tasks, std::string& error) {
  std::stable_sort(tasks.begin(), tasks.end(), [](const Task* a, const Task* b) {
    return a->source.size() > b->source.size();
  });
  constexpr size_t kWorthAProcess = 1 << 16;  // bytes of source; starting one takes 15 ms
  size_t bytes = 0;
  for (const Task* task : tasks) bytes += task->source.size();
  const size_t count = std::clamp<size_t>(bytes / kWorthAProcess, 1,
                                          std::max(1u, std::thread::hardware_concurrency()));
  struct Worker {
    std::vector<Task*> tasks;
    size_t bytes = 0;
    bool done = false;
    std::string error;
  };
  std::vector<Worker> workers(count);
  for (Task* task : tasks) {
    Worker& idlest = *std::min_element(
        workers.begin(), workers.end(),
        [](const Worker& a, const Worker& b) { return a.bytes < b.bytes; });
    idlest.tasks.push_back(task);
    idlest.bytes += task->source.size() + 1000;
  }
  std::vector<std::thread> threads;
  for (Worker& worker : workers) {
    threads.emplace_back([&interpreter, &worker] {
      worker.done = Compile(interpreter, worker.tasks, worker.error);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Worker& worker : workers) {
    if (worker.done) continue;
    error = worker.error;
    return false;
  }
  return true;
}

/// The modules' source, then that of what the runtime does at each start. The rest of it would take
/// more time to be read at each start than it takes to compile what some of them need.
std::vector<Task> MakeTasks(const Plan& plan, const std::vector<size_t>& modules,
                            std::string_view start) {
  std::vector<Task> tasks;
  for (const size_t i : modules) tasks.push_back({'m', plan.files[i].bytes, {}, {}});
  tasks.push_back({'r', start, {}, {}});
  return tasks;
}

/// Does all tasks, with what the cache knows. The file's last write is allowed to fail: then the
/// next build takes longer.
bool DoTasks(const std::string& interpreter, const Identity& identity, std::vector<Task>& tasks,
             const std::string& cache_file, Disk& disk, std::string& error) {
  CodeCache cache;
  std::string path;
  std::string ignored;
  if (!cache_file.empty()) {
    path = cache_file + "-" + identity.key.substr(0, identity.key.find(' ')) + ".code";
    std::string text;
    if (disk.ReadFile(path, text, ignored)) cache.Read(text);
  }
  std::vector<Task*> open;
  for (Task& task : tasks) {
    const std::string* stream = cache.Find(CacheKey(task, identity));
    if (stream != nullptr) task.stream = *stream;
    else open.push_back(&task);
  }
  if (!open.empty() && !CompileAll(interpreter, open, error)) return false;
  for (Task* task : open) {
    if (!task->stream.empty()) cache.Put(CacheKey(*task, identity), task->stream);
  }
  if (!path.empty() && cache.has_changed() &&
      disk.MakeDirectories(std::string(DirectoryOf(path)), ignored)) {
    disk.WriteFileAtomically(path, cache.Write(), false, ignored);
  }
  return true;
}

/// What a start is known to need, in the order in which it needs it. A block's modules share
/// constants and are unpacked at once, into memory that the block before it needs no more: new
/// memory costs more than what larger blocks would share.
std::vector<CodeBlock> BlocksOfStart(const Plan& plan,
                                     const std::map<size_t, std::string>& streams) {
  constexpr size_t kEnough = 1 << 18;  // bytes, marshalled
  std::vector<CodeBlock> blocks;
  std::vector<std::vector<std::string>> codes;  // of each block
  size_t size = kEnough;
  for (const size_t file : plan.first_used) {
    const auto stream = streams.find(file);
    if (stream == streams.end()) continue;
    if (size >= kEnough) {
      blocks.emplace_back();
      codes.emplace_back();
      size = 0;
    }
    blocks.back().files.push_back(file);
    codes.back().push_back(Unpack(stream->second).substr(2));
    size += codes.back().back().size();
  }
  ParallelFor(blocks.size(), [&](size_t i) {
    const std::string tuple = Pack({codes[i].begin(), codes[i].end()});
    blocks[i].size = tuple.size();
    if (!tuple.empty()) blocks[i].stream = ZlibCompress(tuple, kFairlySmall);
  });
  // Code in a form that isn't known stands alone.
  std::erase_if(blocks, [](const CodeBlock& block) { return block.stream.empty(); });
  return blocks;
}

/// The set of one interpreter, from its tasks done.
CodeSet MakeSet(const Plan& plan, const std::vector<size_t>& modules, std::string key,
                std::vector<Task> tasks) {
  std::map<size_t, std::string> streams;  // by file
  for (size_t i = 0; i < modules.size(); ++i) {
    if (!tasks[i].stream.empty()) streams[modules[i]] = std::move(tasks[i].stream);
  }
  CodeSet set;
  set.key = std::move(key);
  set.start = std::move(tasks[modules.size()].stream);
  set.blocks = BlocksOfStart(plan, streams);
  for (const CodeBlock& block : set.blocks) {
    for (const size_t file : block.files) streams.erase(file);
  }
  for (auto& [file, stream] : streams) set.blocks.push_back({{file}, 0, std::move(stream)});
  return set;
}

/// One module that some of the interpreters refuse.
struct Refusal {
  std::string words;  ///< of the first of them
  std::string versions;
  size_t count = 0;
};

void Report(const Plan& plan, const std::map<size_t, Refusal>& refusals, size_t interpreters,
            const std::vector<std::string>& installed, Diagnostics& diagnostics) {
  for (const auto& [file, refusal] : refusals) {
    Place place{plan.files[file].disk_path, 0, 0};
    const char* at = refusal.words.data();
    const char* const end = at + refusal.words.size();
    at = std::from_chars(at, end, place.line).ptr;
    if (at != end) at = std::from_chars(at + 1, end, place.column).ptr;
    if (at != end) ++at;
    const std::string message(at, end);
    const bool is_installed =
        std::any_of(installed.begin(), installed.end(), [&](const std::string& directory) {
          return place.file.starts_with(directory + "/");
        });
    if (refusal.count == interpreters && !is_installed) {
      diagnostics.Error(DiagnosticId::kInvalidSyntax, place,
                        "Python can't compile it: " + message,
                        "correct it, or leave the file out of the bundle",
                        "refused by " + refusal.versions);
    } else {
      diagnostics.Warning(DiagnosticId::kInvalidSyntax, place,
                          refusal.versions + " can't compile it: " + message,
                          "there an import of it will fail, as it does without the bundle");
    }
  }
}

}  // namespace

CodeMaker MakeCodeMaker(std::vector<Located> interpreters, std::vector<std::string> installed,
                        std::string cache_file, Disk& disk) {
  return [=, &disk](const Plan& plan, const Runtime& runtime, Diagnostics& diagnostics) {
    std::vector<CodeSet> sets;
    std::vector<size_t> modules;
    for (size_t i = 0; i < plan.files.size(); ++i) {
      if (KindOf(plan.files[i].path) == FileKind::kModule) modules.push_back(i);
    }
    const std::string start = StartToCompile(plan, runtime);
    std::map<size_t, Refusal> refusals;
    for (const Located& interpreter : interpreters) {
      std::string output;
      std::string error;
      if (!RunHelper(interpreter.text, CompileHelper(), "", output, error)) {
        diagnostics.Error(DiagnosticId::kNoInterpreter, interpreter.place, error,
                          "name a command or a path of a Python from 3.8 on");
        continue;
      }
      const Identity identity = ParseIdentity(std::string_view(output).substr(0, output.find('\n')));
      if (std::any_of(sets.begin(), sets.end(),
                      [&](const CodeSet& set) { return set.key == identity.key; })) {
        continue;  // the same code
      }
      std::vector<Task> tasks = MakeTasks(plan, modules, start);
      if (!DoTasks(interpreter.text, identity, tasks, cache_file, disk, error)) {
        diagnostics.Error(DiagnosticId::kNoInterpreter, interpreter.place, error);
        continue;
      }
      for (size_t i = 0; i < modules.size(); ++i) {
        if (tasks[i].refusal.empty()) continue;
        Refusal& refusal = refusals[modules[i]];
        if (refusal.count++ == 0) refusal.words = tasks[i].refusal;
        refusal.versions += (refusal.versions.empty() ? "" : ", ") +
                            identity.key.substr(0, identity.key.find(' '));
      }
      sets.push_back(MakeSet(plan, modules, identity.key, std::move(tasks)));
    }
    Report(plan, refusals, sets.size(), installed, diagnostics);
    return sets;
  };
}

}  // namespace pybundle
