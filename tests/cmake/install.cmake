# Installs the build into a prefix, then moves it: nothing in a package may know where it was installed.
cmake_minimum_required(VERSION 3.21...3.31)
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")
start_afresh()

set(config "")
if(CONFIG)
  set(config --config "${CONFIG}")
endif()
foreach(component IN ITEMS PyBundle_Runtime PyBundle_Development)
  run(output 0 "${CMAKE_COMMAND}" --install "${PYBUNDLE_BINARY_DIR}"
    --prefix "${SCRATCH}/first prefix" --component ${component} ${config})
endforeach()

file(REMOVE_RECURSE "${PREFIX}")
file(RENAME "${SCRATCH}/first prefix" "${PREFIX}")

# Only that, nothing of the libraries that the build needed.
file(GLOB_RECURSE installed RELATIVE "${PREFIX}" "${PREFIX}/*")
foreach(file IN LISTS installed)
  if(NOT file MATCHES "^bin/pybundle|^share/(cmake/PyBundle/|doc/pybundle/copyright$)")
    message(FATAL_ERROR "installed, but not ours: ${file}")
  endif()
  file(STRINGS "${PREFIX}/${file}" places REGEX "${SCRATCH}|${PYBUNDLE_BINARY_DIR}")
  if(NOT file MATCHES "^bin/")
    if(NOT places STREQUAL "")
      message(FATAL_ERROR "${file} knows the place of the build: ${places}")
    endif()
  endif()
endforeach()

# And all of that.
file(GLOB modules RELATIVE "${PYBUNDLE_SOURCE_DIR}/cmake" "${PYBUNDLE_SOURCE_DIR}/cmake/*.*")
list(FILTER modules EXCLUDE REGEX "^(Dependencies|ImportedTool|Package)\\.cmake$|\\.in$")
foreach(module IN LISTS modules)
  if(NOT "share/cmake/PyBundle/${module}" IN_LIST installed)
    message(FATAL_ERROR "not installed: cmake/${module}")
  endif()
endforeach()
