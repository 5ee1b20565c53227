# Third-party packages where the interpreter has no pip, or uv is asked for; no network. UV is uv's directory; without it
# there is only the message about that.
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")
start_afresh()
set(source "${SCRATCH}/its source")
set(build "${SCRATCH}/its build")
set(wheels "${source}/wheels")
set(packages "${build}/deps.pybundle/packages")

run(output 0 "${PYTHON}" -m venv --without-pip "${SCRATCH}/without pip")
set(without_pip "${SCRATCH}/without pip/bin/python")
foreach(wheel IN ITEMS "alpha;1.0;--requires;beta" "beta;1.0" "two_kinds;1.0" "elsewhere;1.0;--tag;py3-none-win_amd64")
  run(hash 0 "${PYTHON}" "${CMAKE_CURRENT_LIST_DIR}/make_wheel.py" "${wheels}" ${wheel})
endforeach()
execute_process(
  COMMAND "${PYTHON}" -c
    "import sys, sysconfig; print(sysconfig.get_platform().replace('-', '_').replace('.', '_'), end='')"
  OUTPUT_VARIABLE platform)
run(hash 0 "${PYTHON}" "${CMAKE_CURRENT_LIST_DIR}/make_wheel.py" "${wheels}"
  two_kinds 1.0 --tag py3-none-${platform} --extra two_kinds/fast.so)

# try(<exit status> <text to expect, or ""> <requirements> [<argument of the call>...])
function(try status expected requirements)
  list(JOIN ARGN " " arguments)
  file(WRITE "${source}/requirements.txt" "${requirements}")
  file(WRITE "${source}/main.py" "# /// script\n# requires-python = \">=3.8, <4.0a0, !=3.1.*\"\n# dependencies = [\"alpha==1.0\"]\n# ///\n"
    "import alpha, beta\nprint(alpha.VERSION, beta.VERSION)\n")
  file(WRITE "${source}/CMakeLists.txt" "
cmake_minimum_required(VERSION 3.21...3.31)
project(requirements LANGUAGES NONE)
find_package(PyBundle 0.1 REQUIRED)
pybundle_add_requirements(deps FIND_LINKS wheels NO_INDEX ${arguments})
pybundle_add_single_file(program ENTRY main.py FOLLOW_IMPORTS SEARCH_PATHS deps)
")
  file(REMOVE_RECURSE "${build}")
  run(output 0 "${CMAKE_COMMAND}" -S "${source}" -B "${build}" -G "${GENERATOR}" "-DPyBundle_DIR=${PYBUNDLE_BINARY_DIR}"
    "-DPython3_EXECUTABLE=${PYTHON}")
  run(output ${status} "${CMAKE_COMMAND}" --build "${build}")
  string(FIND "${output}" "${expected}" found)
  if(found EQUAL -1)
    message(FATAL_ERROR "'${requirements}' with '${ARGN}' doesn't say '${expected}':\n${output}")
  endif()
  if(status EQUAL 0)
    run(output 0 "${PYTHON}" -I "${build}/program.py")
    if(NOT output STREQUAL "alpha 1.0 beta 1.0\n")
      message(FATAL_ERROR "the bundle prints '${output}'")
    endif()
  endif()
endfunction()
set(failed 1)
if(GENERATOR MATCHES "Makefiles")
  set(failed 2)
endif()

# Only the generator's program is left on the path.
set(nowhere "${SCRATCH}/no uv")
file(MAKE_DIRECTORY "${nowhere}")
foreach(program IN ITEMS ninja make sh)
  find_program(path NAMES ${program} NO_CACHE)
  if(path)
    file(CREATE_LINK "${path}" "${nowhere}/${program}" SYMBOLIC)
  endif()
  unset(path)
endforeach()
set(ENV{PATH} "${nowhere}")
try(${failed} "requirements.txt: error: there is no pip for ${without_pip} [no-pip]" "alpha"
  REQUIREMENTS requirements.txt PYTHON "[[${without_pip}]]")
try(${failed} "requirements.txt: error: there is no uv on the path [no-uv]" "alpha"
  REQUIREMENTS requirements.txt INSTALLER uv)
if(NOT UV)
  return()
endif()

set(ENV{PATH} "${UV}:${nowhere}")
set(ENV{UV_CACHE_DIR} "${SCRATCH}/cache")
set(uv REQUIREMENTS requirements.txt PYTHON "[[${without_pip}]]")
try(0 "Installing" "alpha==1.0\n" ${uv})
file(GLOB_RECURSE traces RELATIVE "${packages}" "${packages}/uv_cache.json" "${packages}/direct_url.json" "${packages}/bin/*"
  "${packages}/.lock")
if(traces)
  message(FATAL_ERROR "traces of this machine are left: ${traces}")
endif()
try(0 "Installing" "alpha==1.0\n" REQUIREMENTS requirements.txt INSTALLER uv)
try(${failed} "requirements.txt:2:1: error: there is no pure-Python wheel of elsewhere [no-pure-wheel]" "alpha\nelsewhere\n" ${uv})
try(${failed} "requirements.txt:1:1: error: there is no pure-Python wheel of nothing [no-pure-wheel]" "nothing\n" ${uv})
try(${failed} "requirements.txt:1:1: error: there is no pure-Python wheel of alpha [no-pure-wheel]" "alpha==9\n" ${uv})
try(${failed} "INSTALLER pip takes that." "alpha\ntwo-kinds\n" ${uv})
try(0 "Installing" "alpha\ntwo-kinds\n" ${uv} ALLOW_ANY_WHEEL two-kinds)
string(REPEAT "0" 64 wrong)
try(${failed} "requirements.txt: error: uv ended with exit status" "alpha==1.0 --hash=sha256:${wrong}\nbeta==1.0 --hash=sha256:${wrong}\n" ${uv})

# The block of a script, which Python reads itself from 3.11 on.
execute_process(COMMAND "${PYTHON}" -c "import tomllib" RESULT_VARIABLE no_tomllib ERROR_QUIET)
if(no_tomllib)
  try(${failed} "takes Python 3.11, or pip" "" REQUIREMENTS main.py PYTHON "[[${without_pip}]]")
else()
  try(0 "Installing" "" REQUIREMENTS main.py PYTHON "[[${without_pip}]]")
endif()
