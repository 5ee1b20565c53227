cmake_policy(VERSION 3.21...3.31)
#[=======================================================================[.rst:
.. command:: pybundle_add_requirements

  Adds a target that installs third-party packages into the build tree, for
  bundles to follow imports into:

  .. code-block:: cmake

    pybundle_add_requirements([TARGET] <target>
                              REQUIREMENTS <file>
                              [PYTHON <interpreter>]
                              [INSTALLER <pip|uv>]
                              [FIND_LINKS <directory>...]
                              [NO_INDEX]
                              [ALLOW_ANY_WHEEL <distribution>...]
                              [DEPENDS <target or file>...])

    pybundle_add_single_file(<bundle> ENTRY main.py FOLLOW_IMPORTS
                             SEARCH_PATHS <target>)

  pip or uv runs when a bundle needs the packages, and again only when the file,
  one that it includes, or this call changes. Its settings, such as an index in
  the environment variables ``PIP_INDEX_URL`` or ``UV_INDEX_URL``, hold as
  always. If it fails, what was installed before stays.

  ``TARGET``
    Name of the target. It may also come first, without the keyword.

  ``REQUIREMENTS``
    A file in pip's format. If it has hashes, every package needs one. Or a
    Python file, such as the entry, that lists its requirements in a block
    ``# /// script`` (PEP 723).

  ``PYTHON``
    The interpreter for which versions are chosen, and whose pip runs: a
    command, a path, or a target. The default is as for
    :command:`pybundle_add_test`.

  ``INSTALLER``
    Which program installs. The default is the interpreter's ``pip``, or if it
    has none, ``uv`` from the path. Of a package with wheels of both kinds pip
    takes the pure one; uv takes the one that fits this machine, which is then
    an error.

  ``FIND_LINKS``
    Directories with wheels, relative to the current source directory.

  ``NO_INDEX``
    Take packages from ``FIND_LINKS`` only; no network.

  ``ALLOW_ANY_WHEEL``
    Distributions that may have compiled files. Of all others only pure-Python
    wheels are taken, because a bundle can't hold anything else; where there is
    none, the build fails and names the package.

  ``DEPENDS``
    Targets to build before, such as those that make wheels, and files that
    re-run the installation when they change.

  The target has these properties:

  ``PYBUNDLE_SEARCH_PATH``
    Absolute path of the directory with the packages.

  ``PYBUNDLE_STAMP``
    Absolute path of a file that is written after each installation.

#]=======================================================================]
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleSupport.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleInputs.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleInterpreters.cmake")

define_property(TARGET PROPERTY PYBUNDLE_SEARCH_PATH
  BRIEF_DOCS "A directory of Python packages that the target makes"
  FULL_DOCS "Absolute path; pybundle_add_single_file(SEARCH_PATHS) accepts targets that have it.")
define_property(TARGET PROPERTY PYBUNDLE_STAMP
  BRIEF_DOCS "A file that is newer than the target's search path"
  FULL_DOCS "Absolute path of a file that changes whenever the directory PYBUNDLE_SEARCH_PATH does.")

function(pybundle_add_requirements)
  list(APPEND CMAKE_MESSAGE_CONTEXT "pybundle")
  set(function pybundle_add_requirements)
  set(one TARGET REQUIREMENTS PYTHON INSTALLER)
  set(list FIND_LINKS ALLOW_ANY_WHEEL DEPENDS)
  _pybundle_check_call(${function} OPTION NO_INDEX ONE ${one} LIST ${list} FREE ALLOW_ANY_WHEEL POSITIONAL 1
    CALL ${ARGV})
  cmake_parse_arguments(PARSE_ARGV 0 arg "NO_INDEX" "${one}" "${list}")

  _pybundle_take_target(target ${function} "${arg_TARGET}" "${arg_UNPARSED_ARGUMENTS}")
  if(NOT DEFINED arg_REQUIREMENTS)
    _pybundle_fail(${function} "REQUIREMENTS is missing."
      "${function}(TARGET ${target} REQUIREMENTS <requirements.txt or script.py>)")
  endif()
  _pybundle_absolute(${function} REQUIREMENTS requirements "${arg_REQUIREMENTS}" "${CMAKE_CURRENT_SOURCE_DIR}")
  _pybundle_require_file(${function} REQUIREMENTS "${requirements}")
  if(arg_NO_INDEX AND NOT DEFINED arg_FIND_LINKS)
    _pybundle_fail(${function} "with NO_INDEX and without FIND_LINKS there is nowhere to take packages from."
      "${requirements}" "Name a directory with wheels: FIND_LINKS <directory>.")
  endif()
  if(DEFINED arg_INSTALLER AND NOT arg_INSTALLER MATCHES "^(pip|uv)$")
    _pybundle_fail(${function} "INSTALLER is neither pip nor uv." "${arg_INSTALLER}")
  endif()
  set(installer "${arg_INSTALLER}")
  set(find_links "")
  foreach(directory IN LISTS arg_FIND_LINKS)
    _pybundle_absolute(${function} FIND_LINKS directory "${directory}" "${CMAKE_CURRENT_SOURCE_DIR}")
    if(NOT IS_DIRECTORY "${directory}")
      _pybundle_made_at_build_time(made "${directory}")
      if(NOT made)
        _pybundle_fail(${function} "FIND_LINKS names no directory." "${directory}"
          "Relative paths start at the current source directory.")
      endif()
    endif()
    list(APPEND find_links "${directory}")
  endforeach()
  set(included "")
  if(NOT requirements MATCHES "\\.py$")
    _pybundle_included_requirements(included "${requirements}")
  endif()
  _pybundle_interpreters(python label ${function} PYTHON "${arg_PYTHON}")

  set(private_dir "${CMAKE_CURRENT_BINARY_DIR}/${target}.pybundle")
  set(packages "${private_dir}/packages")
  set(stamp "${private_dir}/installed.json")
  _pybundle_requirements_call(call)
  _pybundle_write("${private_dir}/requirements.json" "${call}")

  set(codegen "")
  if(CMAKE_VERSION VERSION_GREATER_EQUAL 3.31)
    set(codegen CODEGEN)
  endif()
  set(script "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/install_requirements.py")
  cmake_path(RELATIVE_PATH packages BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}" OUTPUT_VARIABLE shown)
  add_custom_command(
    OUTPUT "${stamp}"
    COMMAND "${python}" "${script}" "${private_dir}/requirements.json"
    DEPENDS
      "${requirements}"
      ${included}
      "${private_dir}/requirements.json"
      "${script}"
      ${arg_DEPENDS}
    COMMENT "Installing ${shown}"
    VERBATIM
    ${codegen})
  add_custom_target(${target} DEPENDS "${stamp}")
  set_target_properties(${target} PROPERTIES
    PYBUNDLE_SEARCH_PATH "${packages}"
    PYBUNDLE_STAMP "${stamp}")
endfunction()

# _pybundle_requirements_call(<out>): what the script is told, as JSON, from the caller's variables.
function(_pybundle_requirements_call out)
  set(json "{\n  \"pybundle_requirements\": 1")
  foreach(key IN ITEMS requirements stamp python installer)
    _pybundle_json_string(text "${${key}}")
    string(APPEND json ",\n  \"${key}\": ${text}")
  endforeach()
  _pybundle_json_string(text "${packages}")
  string(APPEND json ",\n  \"destination\": ${text}")
  set(no_index false)
  if(arg_NO_INDEX)
    set(no_index true)
  endif()
  string(APPEND json ",\n  \"no_index\": ${no_index}")
  _pybundle_json_array(array ${find_links})
  string(APPEND json ",\n  \"find_links\": ${array}")
  _pybundle_json_array(array ${arg_ALLOW_ANY_WHEEL})
  string(APPEND json ",\n  \"allow_any_wheel\": ${array}")
  set(${out} "${json}\n}" PARENT_SCOPE)
endfunction()

# _pybundle_included_requirements(<out> <file>): the requirement and constraint files that it includes, and those they do.
function(_pybundle_included_requirements out file)
  set(found "")
  set(waiting "${file}")
  while(waiting)
    list(POP_FRONT waiting file)
    if(NOT EXISTS "${file}") # made at build time, or pip's to complain about
      continue()
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    cmake_path(GET file PARENT_PATH directory)
    file(STRINGS "${file}" lines REGEX "^[ \t]*(-r|-c|--requirement|--constraint)")
    foreach(line IN LISTS lines)
      if(line MATCHES "^[ \t]*(-r|-c|--requirement|--constraint)[ \t=]*([^ \t#].*)$")
        string(STRIP "${CMAKE_MATCH_2}" path)
        cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY "${directory}" NORMALIZE)
        if(EXISTS "${path}" AND NOT path IN_LIST found)
          list(APPEND found "${path}")
          list(APPEND waiting "${path}")
        endif()
      endif()
    endforeach()
  endwhile()
  set(${out} "${found}" PARENT_SCOPE)
endfunction()
