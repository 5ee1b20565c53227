# PyBundle::pybundle from PYBUNDLE_EXECUTABLE, for projects that have PyBundle as a subdirectory and a tool already:
# cross-compilation, distributions, fast configuration.
include_guard()

if(NOT EXISTS "${PYBUNDLE_EXECUTABLE}" OR IS_DIRECTORY "${PYBUNDLE_EXECUTABLE}")
  message(FATAL_ERROR
    "PYBUNDLE_EXECUTABLE names no file:\n"
    "  ${PYBUNDLE_EXECUTABLE}\n"
    "Give the path of a pybundle tool that runs on this machine, or unset it to build one.")
endif()
if(PYBUNDLE_INSTALL)
  message(FATAL_ERROR
    "PYBUNDLE_INSTALL is on, but PYBUNDLE_EXECUTABLE names a tool that is not built here:\n"
    "  ${PYBUNDLE_EXECUTABLE}\n"
    "Turn PYBUNDLE_INSTALL off, or unset PYBUNDLE_EXECUTABLE.")
endif()

# GLOBAL: as visible as a target that is built here.
add_executable(PyBundle::pybundle IMPORTED GLOBAL)
set_property(TARGET PyBundle::pybundle PROPERTY IMPORTED_LOCATION "${PYBUNDLE_EXECUTABLE}")
