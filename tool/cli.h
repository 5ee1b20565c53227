#pragma once

namespace pybundle {

/// Runs `pybundle` with these arguments, on the real disk. Returns the exit status: 0 done, 1 the
/// input is at fault, 2 the call is at fault.
int RunCommandLine(int argc, char** argv);

}  // namespace pybundle
