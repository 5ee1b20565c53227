#pragma once

#include <string>
#include <string_view>

#include "diagnostics.h"
#include "hosts.h"

namespace pybundle {

/// Judges any Python file as `host` would, without running it: what the host would refuse is an
/// error, what can't be decided without running is a note.
void CheckFile(std::string_view bytes, const std::string& path, const Host& host,
               Diagnostics& diagnostics);

}  // namespace pybundle
