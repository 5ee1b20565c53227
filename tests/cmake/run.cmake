# For the test scripts: running commands and saying what went wrong.

cmake_minimum_required(VERSION 3.21...3.31)

# run(<out> <expected exit status> <command>...): fails, with all that was printed, on another status.
function(run out expected)
  execute_process(
    COMMAND ${ARGN}
    RESULT_VARIABLE result
    OUTPUT_VARIABLE output
    ERROR_VARIABLE output)
  if(NOT result STREQUAL expected)
    list(JOIN ARGN "' '" command)
    message(FATAL_ERROR "'${command}'\nended with ${result}, not ${expected}:\n${output}")
  endif()
  set(${out} "${output}" PARENT_SCOPE)
endfunction()

# Tests are given absolute paths; a scratch directory is always started afresh.
function(start_afresh)
  file(REMOVE_RECURSE "${SCRATCH}")
  file(MAKE_DIRECTORY "${SCRATCH}")
endfunction()
