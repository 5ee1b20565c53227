cmake_policy(VERSION 3.21...3.31)
#[=======================================================================[.rst:
PyBundle
--------

Functions that turn a tree of Python modules into one ``.py`` file and test it.

.. code-block:: cmake

  find_package(PyBundle 0.1 REQUIRED)

The same functions are there when PyBundle is a part of the build, by
``add_subdirectory()`` or ``FetchContent``. They run the tool
``PyBundle::pybundle``, a program of the machine that builds.

.. command:: pybundle_add_single_file

  Adds a target that bundles Python modules into one file, as part of ``all``:

  .. code-block:: cmake

    pybundle_add_single_file([TARGET] <target>
                             [ENTRY <entry>]
                             [SOURCES <file>...]
                             [PACKAGES <directory>...]
                             [RESOURCES <pattern>...]
                             [BASE_DIRS <directory>...]
                             [FOLLOW_IMPORTS]
                             [SEARCH_PATHS <directory or target>...]
                             [INCLUDE <pattern>...]
                             [EXCLUDE <pattern>...]
                             [EXTERNAL <pattern>...]
                             [TARGET_PYTHON <specifier>]
                             [HOST <host>]
                             [SHEBANG <line>]
                             [BANNER <file>]
                             [CHARSET <ascii|utf8>]
                             [FORMAT <source|compact|smallest>]
                             [MINIFY <comments|docstrings|annotations|indentation|rename_locals>...]
                             [KEEP_LINES <regex>]
                             [ISOLATE <auto|on|full|off>]
                             [CONFLICT <error|isolate|environment|replace>]
                             [MAX_BYTES <n>]
                             [MAX_CHARS <n>]
                             [PRECOMPILE <interpreter>...]
                             [BYTECODE_CACHE]
                             [ONLY_RECORDED <file>]
                             [EXTRACT_RESOURCES]
                             [MANIFEST <file>]
                             [OUTPUT <file> | OUTPUT_NAME <name>]
                             [METAFILE <file>]
                             [REPORT <file>]
                             [DEPENDS <target or file>...])

  Relative paths start at the current source directory, ``OUTPUT``,
  ``METAFILE`` and ``REPORT`` at the current binary directory. Generator expressions are not supported.

  ``TARGET``
    Name of the target. It may also come first, without the keyword.

  ``ENTRY``
    What the bundle runs or exports: ``module``, ``package`` (its
    ``__main__``), ``module:callable``, or the path of a source file. The
    default is the one ``main.py``, or ``<package>/__main__.py``, among the
    modules.

  ``SOURCES``
    Python files. Their import names follow from their paths under the base
    directories. Files that the build makes may be among them: in this
    directory as they are, from other directories together with the target
    that makes them, in ``DEPENDS``.

  ``PACKAGES``
    Directories, each a package to take as a whole: modules and data files.
    New and removed files are noticed when building.

  ``RESOURCES``
    Further data files: patterns relative to a base directory, in which ``*``
    stays within a directory and ``**`` crosses them.

  ``BASE_DIRS``
    Directories from which import names start; the innermost counts. The
    default is the current source directory, and for sources in it the current
    binary directory.

  ``FOLLOW_IMPORTS``
    Take also what the modules import, and what that imports, from the base
    directories and search paths. ``ENTRY`` alone is enough then. A build
    re-runs the rule when a discovered file changes, and when a file appears in
    a directory that was searched.

  ``SEARCH_PATHS``
    Directories of third-party code to follow imports into, such as a
    ``site-packages``, searched after the base directories; or targets that
    make one and say so by their property ``PYBUNDLE_SEARCH_PATH``.

  ``INCLUDE``
    Modules to take although no ``import`` statement names them: dotted names,
    in which ``*`` stands for anything.

  ``EXCLUDE``
    Modules to leave out although something imports them, if the program does
    without.

  ``EXTERNAL``
    Modules that the environment has, in which the bundle is going to run.
    ``SEARCH_PATHS``, ``INCLUDE``, ``EXCLUDE`` and ``EXTERNAL`` all need
    ``FOLLOW_IMPORTS``.

  ``TARGET_PYTHON``
    Versions of Python to support, as in ``>=3.8``.

  ``HOST``
    What is going to run the bundle: ``script``, the default, is any Python
    interpreter; ``kaggle`` takes the last function that the file defines;
    docs/manifest.md lists the others.

  ``SHEBANG``
    First line of the bundle, such as ``#!/usr/bin/env python3``. The file
    becomes executable.

  ``BANNER``
    A file whose text goes on top, as comments.

  ``CHARSET``, ``FORMAT``, ``MINIFY``, ``KEEP_LINES``, ``ISOLATE``,
  ``CONFLICT``, ``MAX_BYTES``, ``MAX_CHARS``, ``EXTRACT_RESOURCES``
    As the manifest's keys of these names, which docs/manifest.md explains.

  ``PRECOMPILE``
    Interpreters that compile the modules when the bundle is built, each for its
    version: commands, paths, or targets such as ``Python3::Interpreter``. Only
    what changed is compiled again.

  ``BYTECODE_CACHE``
    What the first run of the bundle compiles is kept beside Python's own
    caches, for later runs.

  ``ONLY_RECORDED``
    A file that recorded runs wrote, such as ``RECORD`` of
    :command:`pybundle_add_test`: only the modules that it names are taken.

  ``MANIFEST``
    A manifest written by hand says what goes in. Of the keywords above only
    ``TARGET`` is left then.

  ``OUTPUT``, ``OUTPUT_NAME``
    The bundle's path, or its name in the current binary directory without
    ``.py``. The default is ``<target>.py`` there.

  ``METAFILE``
    A JSON file to write beside the bundle, which says of each module why it is
    in, and of each that is not why not.

  ``REPORT``
    The same as a page for people, an HTML file that needs nothing else.

  ``DEPENDS``
    Targets to build before, and files that re-run the bundling when they
    change.

  The target has these properties:

  ``PYBUNDLE_OUTPUT``
    Absolute path of the bundle. A custom command in another directory that
    reads it needs both in ``DEPENDS``: the target, which orders, and
    ``$<TARGET_PROPERTY:<target>,PYBUNDLE_OUTPUT>``, whose change re-runs.

  ``PYBUNDLE_MANIFEST``
    Absolute path of the manifest, written or given.

  ``PYBUNDLE_METAFILE``, ``PYBUNDLE_REPORT``
    Absolute paths of the metafile and the report, if there are any.

  ``PYBUNDLE_HOST``, ``PYBUNDLE_ENTRY``
    What ``HOST`` and ``ENTRY``, or the manifest, say.

#]=======================================================================]
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleSupport.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleInputs.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleManifest.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleTest.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleRequirements.cmake")

define_property(TARGET PROPERTY PYBUNDLE_OUTPUT
  BRIEF_DOCS "The bundle's path"
  FULL_DOCS "Absolute path of the file that a target of pybundle_add_single_file() makes.")
define_property(TARGET PROPERTY PYBUNDLE_MANIFEST
  BRIEF_DOCS "The bundle's manifest"
  FULL_DOCS "Absolute path of the manifest of a target of pybundle_add_single_file().")
define_property(TARGET PROPERTY PYBUNDLE_METAFILE
  BRIEF_DOCS "What went into the bundle, and why"
  FULL_DOCS "Absolute path of the metafile of a target of pybundle_add_single_file(), if it makes one.")
define_property(TARGET PROPERTY PYBUNDLE_REPORT
  BRIEF_DOCS "What went into the bundle, and why, for people"
  FULL_DOCS "Absolute path of the report of a target of pybundle_add_single_file(), if it makes one.")
define_property(TARGET PROPERTY PYBUNDLE_HOST
  BRIEF_DOCS "What runs the bundle"
  FULL_DOCS "The host that a target of pybundle_add_single_file() is made for.")
define_property(TARGET PROPERTY PYBUNDLE_ENTRY
  BRIEF_DOCS "What the bundle runs or exports"
  FULL_DOCS "The entry of a target of pybundle_add_single_file(), empty if the tool chooses it.")

function(pybundle_add_single_file)
  list(APPEND CMAKE_MESSAGE_CONTEXT "pybundle")
  set(function pybundle_add_single_file)
  set(content_option BYTECODE_CACHE EXTRACT_RESOURCES FOLLOW_IMPORTS)
  set(content_one ENTRY HOST SHEBANG BANNER CHARSET FORMAT KEEP_LINES ISOLATE CONFLICT MAX_BYTES MAX_CHARS ONLY_RECORDED
    TARGET_PYTHON)
  set(content_list SOURCES PACKAGES RESOURCES BASE_DIRS SEARCH_PATHS INCLUDE EXCLUDE EXTERNAL MINIFY PRECOMPILE)
  set(one ${content_one} TARGET MANIFEST OUTPUT OUTPUT_NAME METAFILE REPORT)
  set(list ${content_list} DEPENDS)
  _pybundle_check_call(${function} OPTION ${content_option} ONE ${one} LIST ${list} POSITIONAL 1 CALL ${ARGV})
  cmake_parse_arguments(PARSE_ARGV 0 arg "${content_option}" "${one}" "${list}")

  _pybundle_take_target(target ${function} "${arg_TARGET}" "${arg_UNPARSED_ARGUMENTS}")
  _pybundle_check_tool(${function})
  _pybundle_output(output ${function} ${target} "${arg_OUTPUT}" "${arg_OUTPUT_NAME}")
  set(private_dir "${CMAKE_CURRENT_BINARY_DIR}/${target}.pybundle")

  if(DEFINED arg_MANIFEST)
    foreach(keyword IN LISTS content_option content_one content_list)
      if(arg_${keyword} OR (DEFINED arg_${keyword} AND NOT keyword IN_LIST content_option))
        _pybundle_fail(${function} "MANIFEST says what goes in, so ${keyword} can't." "${arg_MANIFEST}"
          "Write it into the manifest, or leave MANIFEST out.")
      endif()
    endforeach()
    _pybundle_absolute(${function} MANIFEST manifest "${arg_MANIFEST}" "${CMAKE_CURRENT_SOURCE_DIR}")
    if(NOT EXISTS "${manifest}" OR IS_DIRECTORY "${manifest}")
      _pybundle_fail(${function} "MANIFEST names no file." "${manifest}"
        "It has to exist when CMake runs: what it names become dependencies.")
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${manifest}")
    _pybundle_read_manifest("${manifest}" said)
  else()
    set(manifest "${private_dir}/manifest.json")
    _pybundle_write_manifest(${function} "${manifest}" said)
  endif()
  if(output IN_LIST said_INPUTS OR output STREQUAL manifest)
    _pybundle_fail(${function} "the output would overwrite an input." "${output}"
      "Give it another name with OUTPUT or OUTPUT_NAME.")
  endif()
  _pybundle_beside(metafile ${function} METAFILE "${arg_METAFILE}" "${output}" "${manifest}" ${said_INPUTS})
  _pybundle_beside(report ${function} REPORT "${arg_REPORT}" "${output}" "${metafile}" "${manifest}" ${said_INPUTS})

  # A rule whose DEPENDS get shorter, or longer by an old file, is not re-run; one that depends on their list is.
  _pybundle_json_array(list_of_inputs ${said_INPUTS})
  _pybundle_write("${private_dir}/inputs.json" "${list_of_inputs}")

  cmake_path(GET output PARENT_PATH directory)
  file(MAKE_DIRECTORY "${directory}") # Makefile generators make none for an OUTPUT
  cmake_path(RELATIVE_PATH output BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}" OUTPUT_VARIABLE shown)
  set(options "")
  set(depfile "")
  set(byproducts "")
  if(said_FOLLOWS)
    _pybundle_check_depfile(${function})
    # Only the tool knows what it discovers. What CMake knows is in DEPENDS all the same: a depfile fails on some names.
    set(options --depfile "${private_dir}/discovered.d")
    set(depfile DEPFILE "${private_dir}/discovered.d")
  endif()
  if(said_COMPILES)
    list(APPEND options --code-cache "${private_dir}/code")
  endif()
  foreach(kind IN ITEMS metafile report)
    if(${kind})
      list(APPEND options --${kind} "${${kind}}")
      set(byproducts BYPRODUCTS ${metafile} ${report})
      cmake_path(GET ${kind} PARENT_PATH directory)
      file(MAKE_DIRECTORY "${directory}")
    endif()
  endforeach()
  set(codegen "")
  if(CMAKE_VERSION VERSION_GREATER_EQUAL 3.31)
    set(codegen CODEGEN)
  endif()
  add_custom_command(
    OUTPUT "${output}"
    # The tool's name in COMMAND orders the targets; only in DEPENDS it re-runs the rule when the tool changes.
    COMMAND PyBundle::pybundle build "${manifest}" ${options} -o "${output}"
    ${byproducts}
    DEPENDS
      PyBundle::pybundle
      "${manifest}"
      "${private_dir}/inputs.json"
      ${said_INPUTS}
      ${said_DEPENDS}
      ${arg_DEPENDS}
    ${depfile}
    COMMENT "Bundling ${shown}"
    VERBATIM
    ${codegen})

  # One target owns the file: a rule that several targets depend on runs once for each in a parallel make.
  add_custom_target(${target} ALL DEPENDS "${output}")
  set_target_properties(${target} PROPERTIES
    PYBUNDLE_OUTPUT "${output}"
    PYBUNDLE_MANIFEST "${manifest}"
    PYBUNDLE_METAFILE "${metafile}"
    PYBUNDLE_REPORT "${report}"
    PYBUNDLE_HOST "${said_HOST}"
    PYBUNDLE_ENTRY "${said_ENTRY}")
  _pybundle_show_in_ide(${target} "${manifest}" ${said_INPUTS})
  list(LENGTH said_INPUTS count)
  message(VERBOSE "${target}: ${count} inputs, ${output}")
endfunction()

# _pybundle_check_tool(<function>): PyBundle::pybundle is here, and runs on this machine.
function(_pybundle_check_tool function)
  if(NOT TARGET PyBundle::pybundle)
    _pybundle_fail(${function} "there is no target PyBundle::pybundle here."
      "Call find_package(PyBundle) in this directory or one above it: imported targets are seen only below.")
  endif()
  get_target_property(imported PyBundle::pybundle IMPORTED)
  get_target_property(emulator PyBundle::pybundle CROSSCOMPILING_EMULATOR)
  if(CMAKE_CROSSCOMPILING AND NOT imported AND NOT emulator)
    _pybundle_fail(${function} "the tool PyBundle::pybundle is being built for ${CMAKE_SYSTEM_NAME}, not for this machine."
      "Build PyBundle for ${CMAKE_HOST_SYSTEM_NAME} first, then give one of"
      "  -DPYBUNDLE_EXECUTABLE=<path of its tool>                    where PyBundle is part of this build"
      "  -DPyBundle_DIR=<its build tree, or share/cmake/PyBundle>    with find_package(PyBundle)")
  endif()
endfunction()

# _pybundle_output(<out> <function> <target> <OUTPUT> <OUTPUT_NAME>)
function(_pybundle_output out function target output output_name)
  if(NOT output STREQUAL "" AND NOT output_name STREQUAL "")
    _pybundle_fail(${function} "OUTPUT and OUTPUT_NAME exclude each other." "${output}" "${output_name}")
  elseif(output_name MATCHES "/")
    _pybundle_fail(${function} "OUTPUT_NAME is a name, not a path." "${output_name}" "Use OUTPUT.")
  elseif(NOT output_name STREQUAL "")
    string(REGEX REPLACE "\\.py$" "" output_name "${output_name}")
    set(output "${output_name}.py")
  elseif(output STREQUAL "")
    set(output "${target}.py")
  endif()
  _pybundle_absolute(${function} OUTPUT output "${output}" "${CMAKE_CURRENT_BINARY_DIR}")
  if(IS_DIRECTORY "${output}")
    _pybundle_fail(${function} "the output is a directory." "${output}" "Give the path of a file.")
  endif()
  set(${out} "${output}" PARENT_SCOPE)
endfunction()

# _pybundle_check_depfile(<function>): CMake can make a rule with a DEPFILE in this directory.
function(_pybundle_check_depfile function)
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_BINARY_DIR BASE_DIRECTORY "${CMAKE_BINARY_DIR}" OUTPUT_VARIABLE below)
  # Makefiles name a file of CMake's own without quoting its directory: seen in 3.21 and 3.25, no more in 4.4.
  if(CMAKE_VERSION VERSION_LESS 4.4 AND CMAKE_GENERATOR MATCHES "Makefiles" AND below MATCHES " ")
    _pybundle_fail(${function} "make can't follow imports in a binary directory whose name has a space." "${below}"
      "Give add_subdirectory() another binary directory as its second argument, or generate for Ninja.")
  endif()
endfunction()

# _pybundle_beside(<out> <function> <keyword> <path> <what it must not overwrite>...)
#
# Absolute path of a file to write beside the bundle, or "" where there is none.
function(_pybundle_beside out function keyword path)
  if(NOT path STREQUAL "")
    _pybundle_absolute(${function} ${keyword} path "${path}" "${CMAKE_CURRENT_BINARY_DIR}")
    if(IS_DIRECTORY "${path}")
      _pybundle_fail(${function} "${keyword} names a directory." "${path}" "Give the path of a file.")
    elseif(path IN_LIST ARGN)
      _pybundle_fail(${function} "${keyword} would overwrite another file of the bundle." "${path}" "Give it another name.")
    endif()
  endif()
  set(${out} "${path}" PARENT_SCOPE)
endfunction()

# _pybundle_show_in_ide(<target> <file>...)
function(_pybundle_show_in_ide target)
  # Only what is there: CMake looks for a target's sources when it generates.
  set(files "")
  foreach(file IN LISTS ARGN)
    if(EXISTS "${file}")
      list(APPEND files "${file}")
    endif()
  endforeach()
  target_sources(${target} PRIVATE ${files})
endfunction()
