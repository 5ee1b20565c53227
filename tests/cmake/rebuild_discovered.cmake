# What a build re-runs where the tool discovers what goes in: one bundle whose CMake call names the entry only, one of a
# manifest by hand. What is followed into is third-party code, below a directory with a space in its name, and a module
# that is generated beside the bundle.
include("${CMAKE_CURRENT_LIST_DIR}/count_runs.cmake")
start_afresh()
count_runs_of(found by_hand)

file(WRITE "${source}/main.py" "import near\nprint(near.NEAR)\n")
file(WRITE "${source}/near.py" "import third, made\ntry:\n  import perhaps\nexcept ImportError:\n  perhaps = None\nNEAR = 1\n")
file(WRITE "${source}/unrelated.py" "UNRELATED = 1\n")
file(WRITE "${source}/third party/third/__init__.py" "from . import inner\nTHIRD = 1\n")
file(WRITE "${source}/third party/third/inner.py" "INNER = 1\n")
file(WRITE "${source}/third party/third/plugin.py" "PLUGIN = 1\n")
file(WRITE "${source}/by hand/main.py" "import helper\n")
file(WRITE "${source}/by hand/helper.py" "HELPER = 1\n")
file(WRITE "${source}/by hand/manifest.json" [[
{"pybundle": 1, "entry": "main.py", "follow_imports": true}
]])

function(write_project)
  file(WRITE "${source}/CMakeLists.txt" "
cmake_minimum_required(VERSION 3.21...3.31)
project(rebuild LANGUAGES NONE)
add_subdirectory([[${PYBUNDLE_SOURCE_DIR}]] pybundle)
add_custom_command(
  OUTPUT made.py
  COMMAND \${CMAKE_COMMAND} -E copy \${CMAKE_CURRENT_SOURCE_DIR}/made.in made.py
  DEPENDS made.in)
pybundle_add_single_file(found
  ENTRY main.py FOLLOW_IMPORTS
  BASE_DIRS . \${CMAKE_CURRENT_BINARY_DIR}
  SEARCH_PATHS [[third party]]
  METAFILE [[what went in.json]]
  REPORT [[pages/what went in.html]]
  DEPENDS \${CMAKE_CURRENT_BINARY_DIR}/made.py
  ${ARGN})
add_subdirectory([[by hand]] by_hand)
")
  touch("${source}/CMakeLists.txt")
endfunction()
file(WRITE "${source}/by hand/CMakeLists.txt" "pybundle_add_single_file(by_hand MANIFEST manifest.json OUTPUT ../by_hand.py)\n")
file(WRITE "${source}/made.in" "MADE = 1\n")
write_project()

run(output 0 "${CMAKE_COMMAND}" -S "${source}" -B "${build}" -G "${GENERATOR}" "-DPYBUNDLE_EXECUTABLE=${tool}")
expect_runs("first build" 0 by_hand found)
expect_text(found "INNER = 1" TRUE)
expect_text(found "UNRELATED" FALSE)
file(READ "${build}/what went in.json" metafile)
string(JSON version GET "${metafile}" pybundle_metafile)
file(STRINGS "${build}/pages/what went in.html" page REGEX "third[./]inner")
if(NOT page)
  message(FATAL_ERROR "the report doesn't name what went in")
endif()
expect_runs("nothing changed" 0)
run(output 0 "${CMAKE_COMMAND}" "${build}")
expect_runs("CMake ran again" 0)

file(APPEND "${source}/near.py" "LATER = 1\n")
touch("${source}/near.py")
expect_runs("a discovered module changed" 0 found)
expect_text(found "LATER = 1" TRUE)
touch("${source}/third party/third/inner.py")
expect_runs("a module of the search path touched" 0 found)
touch("${source}/by hand/helper.py")
expect_runs("a module that the manifest leads to touched" 0 by_hand)
touch("${source}/unrelated.py")
expect_runs("an unrelated module touched" 0)
file(WRITE "${source}/made.in" "MADE = 2\n")
touch("${source}/made.in")
expect_runs("a generated module changed" 0 found)
expect_text(found "MADE = 2" TRUE)
expect_runs("nothing changed since" 0)

expect_text(found "PERHAPS = 1" FALSE)
file(WRITE "${source}/perhaps.py" "PERHAPS = 1\n")
touch("${source}")
expect_runs("a module appeared that was missing" 0 found)
expect_text(found "PERHAPS = 1" TRUE)
expect_runs("nothing changed since it appeared" 0)

write_project("EXCLUDE third.inner")
expect_runs("EXCLUDE changed" 0 found)
expect_text(found "INNER = 1" FALSE)
write_project("INCLUDE third.plugin")
expect_runs("INCLUDE changed" 0 found)
expect_text(found "INNER = 1" TRUE)
expect_text(found "PLUGIN = 1" TRUE)
write_project("EXTERNAL third")
expect_runs("EXTERNAL changed" 0 found)
expect_text(found "THIRD = 1" FALSE)
write_project("TARGET_PYTHON >=3.9")
expect_runs("TARGET_PYTHON changed" 0 found)
expect_text(found "THIRD = 1" TRUE)
expect_runs("nothing changed after the options" 0)

file(REMOVE "${build}/what went in.json")
if(GENERATOR MATCHES "Ninja") # Makefiles don't miss what is no OUTPUT
  expect_runs("the metafile deleted" 0 found)
endif()

# Makefiles before CMake 4.0 remember a discovered file for ever (docs/cmake.md): the rule runs, and runs again.
file(REMOVE "${source}/perhaps.py")
touch("${source}")
expect_runs("a discovered module removed" 0 found)
expect_text(found "PERHAPS = 1" FALSE)
if(GENERATOR MATCHES "Ninja" OR CMAKE_VERSION VERSION_GREATER_EQUAL 4.0)
  expect_runs("nothing changed after all" 0)
endif()
