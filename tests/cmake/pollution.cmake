# What a project has after find_package(PyBundle) and calls of all functions that it hadn't before: variables, cache
# entries, directory properties, with their names.
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")
start_afresh()
set(source "${SCRATCH}/its source")
file(WRITE "${source}/main.py" "print('hello')\n")
file(WRITE "${source}/package/__init__.py" "")
file(WRITE "${source}/by_hand.json" "{\"pybundle\": 1, \"entry\": \"main\", \"modules\": [\"main\"]}\n")
file(WRITE "${source}/requirements.txt" "nothing\n")
file(WRITE "${source}/CMakeLists.txt" [[
cmake_minimum_required(VERSION 3.15)
project(clean LANGUAGES NONE)
find_package(Python3 3.8 REQUIRED COMPONENTS Interpreter) # else the first test would look for it
enable_testing()


set(properties
  ADDITIONAL_CLEAN_FILES BUILDSYSTEM_TARGETS CMAKE_CONFIGURE_DEPENDS COMPILE_DEFINITIONS COMPILE_OPTIONS INCLUDE_DIRECTORIES
  LINK_DIRECTORIES LINK_LIBRARIES LINK_OPTIONS MACROS TEST_INCLUDE_FILES VARIABLES CACHE_VARIABLES)
set(property "")
set(kind "")
set(value "")
foreach(kind IN ITEMS before after)
  if(kind STREQUAL "after")
    find_package(PyBundle 0.1 REQUIRED)
    pybundle_add_single_file(listed SOURCES main.py PACKAGES package RESOURCES *.txt)
    pybundle_add_single_file(found ENTRY main.py FOLLOW_IMPORTS SEARCH_PATHS package METAFILE m.json REPORT r.html)
    pybundle_add_single_file(by_hand MANIFEST by_hand.json)
    pybundle_add_requirements(deps REQUIREMENTS requirements.txt)
    pybundle_add_test(NAME runs TARGET listed)
  endif()
  foreach(property IN LISTS properties)
    get_directory_property(value ${property})
    if(property STREQUAL "CACHE_VARIABLES")
      get_cmake_property(value CACHE_VARIABLES)
    endif()
    file(WRITE "${CMAKE_BINARY_DIR}/${kind}/${property}" "${value}")
  endforeach()
  file(WRITE "${CMAKE_BINARY_DIR}/${kind}/MINIMUM" "${CMAKE_MINIMUM_REQUIRED_VERSION}")
  cmake_policy(GET CMP0116 value)
  file(WRITE "${CMAKE_BINARY_DIR}/${kind}/POLICY" "${value}")
endforeach()
]])
set(build "${SCRATCH}/its build")
run(output 0 "${CMAKE_COMMAND}" -S "${source}" -B "${build}" -G "${GENERATOR}"
  "-DPyBundle_DIR=${PYBUNDLE_BINARY_DIR}" "-DPython3_EXECUTABLE=${PYTHON}")

# What find_package() itself sets for every package, and the targets, which are what it is about.
set(of_find_package
  "^(PyBundle_(FOUND|CONFIG|DIR|VERSION(_.*)?|CONSIDERED_.*|FIND_.*)|PACKAGE_PREFIX_DIR|check_required_components)$")
file(GLOB properties RELATIVE "${build}/before" "${build}/before/*")
foreach(property IN LISTS properties)
  file(READ "${build}/before/${property}" before)
  file(READ "${build}/after/${property}" after)
  list(REMOVE_ITEM after ${before})
  list(FILTER after EXCLUDE REGEX "${of_find_package}")
  if(property STREQUAL "BUILDSYSTEM_TARGETS")
    list(REMOVE_ITEM after listed found by_hand deps)
  elseif(property STREQUAL "CMAKE_CONFIGURE_DEPENDS") # configuring reads these
    list(REMOVE_ITEM after "${source}/by_hand.json" "${source}/requirements.txt")
  endif()
  if(NOT after STREQUAL "")
    message(SEND_ERROR "${property}: '${before}' got '${after}'")
  endif()
endforeach()
