# The tests that are run with one CMake. The includer says with which:
#
#   family         begins the tests' names
#   family_cmake   its program
#   family_version its version
#   family_labels  labels of all its tests
#   family_fixture the fixture that all its tests need, or ""
#
# They use the tool of this build, and no network.
set(scratch "${CMAKE_CURRENT_BINARY_DIR}/scratch")

find_program(PYBUNDLE_TEST_MAKE NAMES gmake make)
find_program(PYBUNDLE_TEST_NINJA NAMES ninja ninja-build)
set(generators "")
if(PYBUNDLE_TEST_NINJA)
  list(APPEND generators "Ninja" "Ninja Multi-Config")
endif()
if(PYBUNDLE_TEST_MAKE)
  list(APPEND generators "Unix Makefiles")
endif()
list(GET generators 0 generator)

# Asked once here, because looking for Python takes seconds where its commands are shell scripts, as with pyenv.
find_package(Python3 3.8 REQUIRED COMPONENTS Interpreter)
execute_process(
  COMMAND "${Python3_EXECUTABLE}" -c "import sys; print(sys.executable)"
  OUTPUT_VARIABLE python
  OUTPUT_STRIP_TRAILING_WHITESPACE)

# pybundle_cmake_test(<name> <script> [<variable>=<value>...])
function(pybundle_cmake_test name script)
  set(definitions "")
  foreach(definition IN LISTS ARGN)
    list(APPEND definitions "-D${definition}")
  endforeach()
  string(REGEX REPLACE "[^A-Za-z0-9_.]" "_" directory "${name}")
  add_test(
    NAME "${name}"
    COMMAND "${family_cmake}"
      "-DSCRATCH=${scratch}/${directory}"
      "-DTOOL=$<TARGET_FILE:PyBundle::pybundle>"
      "-DPYBUNDLE_SOURCE_DIR=${PyBundle_SOURCE_DIR}"
      "-DPYBUNDLE_BINARY_DIR=${PyBundle_BINARY_DIR}"
      "-DPREFIX=${scratch}/moved prefix"
      "-DPYTHON=${python}"
      ${definitions}
      -P "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${script}")
  set_tests_properties("${name}" PROPERTIES TIMEOUT 300 LABELS "${family_labels}" FIXTURES_REQUIRED "${family_fixture}")
endfunction()

# --- consumers

set(modes build_tree subdirectory fetchcontent)
if(PYBUNDLE_INSTALL)
  list(APPEND modes installed)
  pybundle_cmake_test(${family}.install install.cmake CONFIG=$<CONFIG>)
  set_tests_properties(${family}.install PROPERTIES FIXTURES_SETUP ${family}_installed)
endif()
if(family_version VERSION_GREATER_EQUAL 3.24)
  list(APPEND modes override_find_package)
  if(PYBUNDLE_INSTALL)
    list(APPEND modes find_package_args)
  endif()
endif()
foreach(mode IN LISTS modes)
  foreach(generator IN LISTS generators)
    string(REPLACE " " "_" suffix "${generator}")
    set(name ${family}.consumer.${mode}.${suffix})
    pybundle_cmake_test(${name} consumer.cmake MODE=${mode} "GENERATOR=${generator}")
    if(mode MATCHES "^(installed|find_package_args)$")
      set_property(TEST ${name} APPEND PROPERTY FIXTURES_REQUIRED ${family}_installed)
    endif()
  endforeach()
endforeach()

if(PYBUNDLE_TEST_NINJA)
  pybundle_cmake_test(${family}.consumer.cross consumer.cmake
    MODE=build_tree GENERATOR=Ninja "TOOLCHAIN=${CMAKE_CURRENT_LIST_DIR}/cross_toolchain.cmake")
endif()

# --- what a project gets besides what it asked for, and what an IDE sees

foreach(name IN ITEMS pollution ide)
  pybundle_cmake_test(${family}.${name} ${name}.cmake "GENERATOR=${generator}")
endforeach()

# --- a project's own tests, against its bundle

pybundle_cmake_test(${family}.suites suites.cmake "GENERATOR=${generator}")
foreach(generator IN LISTS generators)
  string(REPLACE " " "_" suffix "${generator}")
  pybundle_cmake_test(${family}.test_builds.${suffix} test_builds.cmake "GENERATOR=${generator}")
endforeach()

# --- rebuilds, and what is installed for bundles

execute_process(COMMAND "${python}" -c "import pip" RESULT_VARIABLE no_pip ERROR_QUIET)
if(no_pip)
  message(STATUS "${python} has no pip: the tests of pybundle_add_requirements() are left out")
endif()

foreach(generator IN LISTS generators)
  string(REPLACE " " "_" suffix "${generator}")
  pybundle_cmake_test(${family}.rebuild.${suffix} rebuild.cmake "GENERATOR=${generator}")
  pybundle_cmake_test(${family}.rebuild_discovered.${suffix} rebuild_discovered.cmake "GENERATOR=${generator}")
  if(NOT no_pip AND NOT generator MATCHES "Multi-Config")
    pybundle_cmake_test(${family}.requirements.${suffix} requirements.cmake "GENERATOR=${generator}")
  endif()
endforeach()
find_program(PYBUNDLE_TEST_UV uv)
set(uv "")
if(PYBUNDLE_TEST_UV)
  cmake_path(GET PYBUNDLE_TEST_UV PARENT_PATH uv)
endif()
pybundle_cmake_test(${family}.requirements_uv requirements_uv.cmake "GENERATOR=${generator}" "UV=${uv}")

# --- errors

add_subdirectory("${CMAKE_CURRENT_LIST_DIR}/errors" errors)
