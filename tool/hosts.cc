#include "hosts.h"

namespace pybundle {
namespace {

constexpr Host kHosts[] = {
    {"script", Start::kRun, "SystemExit"},
    {"kaggle", Start::kExport, "ImportError"},
};

}  // namespace

const Host* FindHost(std::string_view name) {
  for (const Host& host : kHosts) {
    if (host.name == name) return &host;
  }
  return nullptr;
}

std::vector<std::string_view> HostNames() {
  std::vector<std::string_view> names;
  for (const Host& host : kHosts) names.push_back(host.name);
  return names;
}

}  // namespace pybundle
