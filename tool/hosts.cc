#include "hosts.h"

namespace pybundle {

const std::vector<Host>& AllHosts() {
  using enum Start;
  using enum SizeUnit;
  static const std::vector<Host> hosts = {
      {"script", "run by an interpreter, from a file, standard input or -c",
       kRun, 0, kNone, true, "", "", "", "off", "SystemExit"},
      {"kaggle", "read as UTF-8 and exec()ed in an empty namespace; the last callable is the agent",
       kExport, 0, kNone, true, "", "", "", "auto", "ImportError"},
      {"module", "imported as a library", kImport, 0, kNone, true, "", "", "", "off",
       "ImportError"},
      {"codingame", "run by an interpreter", kRun, 100000, kCharacters, true, "", "", "", "off",
       "SystemExit"},
      {"atcoder", "run by an interpreter", kRun, 524288, kBytes, true, "", "", "", "off",
       "SystemExit"},
      {"codeforces", "run by an interpreter", kRun, 65536, kBytes, true, "", "", "", "off",
       "SystemExit"},
      // Blender parses the assignment to bl_info alone, then imports the file; its rules for shared
      // add-ons forbid code that can't be read.
      {"blender", "scanned for bl_info, then imported", kRun, 0, kNone, false, "^bl_info\\b", "",
       "", "auto", "ImportError"},
      // Ansible sends along only those of its own modules that it sees imported.
      {"ansible", "scanned for imports, then run from an archive", kRun, 0, kNone, true,
       "^(DOCUMENTATION|EXAMPLES|RETURN|ANSIBLE_METADATA)\\b", "ansible", "", "off", "SystemExit"},
      // Airflow's file processor passes over files without these two words.
      {"airflow", "searched for two words, then imported again and again", kRun, 0, kNone, true, "",
       "", "airflow dag", "off", "ImportError"},
  };
  return hosts;
}

const Host* FindHost(std::string_view name) {
  for (const Host& host : AllHosts()) {
    if (host.name == name) return &host;
  }
  return nullptr;
}

std::vector<std::string_view> HostNames() {
  std::vector<std::string_view> names;
  for (const Host& host : AllHosts()) names.push_back(host.name);
  return names;
}

}  // namespace pybundle
