cmake_policy(VERSION 3.21...3.31)
#[=======================================================================[.rst:
.. command:: pybundle_add_test

  Adds a CTest test that copies a bundle, alone, into an empty directory and
  runs it there, isolated from the source tree (``python -I``):

  .. code-block:: cmake

    pybundle_add_test(NAME <name>
                      TARGET <target>
                      [ARGS <argument>...]
                      [STDIN <file>]
                      [OBSERVATIONS <file>]
                      [EXPECTED_OUTPUT <file>]
                      [PYTEST <directory> | UNITTEST <directory>]
                      [RECORD <file>]
                      [LABELS <label>...]
                      [PYTHON <interpreter>...]
                      [TIMEOUT <seconds>])

  Relative paths start at the current source directory.

  ``NAME``
    Name of the test. With several interpreters each has a test of its own,
    called ``<name>.<implementation>-<version>``.

  ``TARGET``
    A target of :command:`pybundle_add_single_file`. Its host says how the
    bundle is run. For host ``module`` it is imported, under the name of its
    file, and reloaded; its public names are printed, sorted, one on a line.

  ``ARGS``, ``STDIN``
    For host ``script`` and the judges: arguments of the program, in which generator
    expressions are evaluated as by ``add_test()``, and a file for its standard
    input, which is empty otherwise. The test passes if the program ends with
    exit status 0.

  ``OBSERVATIONS``
    For host ``kaggle``, and required there: a JSON file, a list. Each element
    is a list of observation and configuration, or an observation alone. The
    bundle is loaded as Kaggle does: the last function that it defines is the
    agent, and is called with each element. The test passes if it returns a
    value that JSON can hold each time.

  ``EXPECTED_OUTPUT``
    A file that standard output has to be equal to; for host ``kaggle`` that is
    one line of JSON for each action, for host ``module`` the public names.
    Line ends count as equal.

  ``PYTEST``, ``UNITTEST``
    A directory of tests, to run against the bundle instead of the source tree;
    ``ARGS`` are options of pytest or ``unittest discover``. The tests are
    copied beside the bundle, the bundle is imported rather than run, and what
    it holds takes precedence over everything installed. The test passes if
    there are tests, all pass, they import at least one module of the bundle,
    and no module that the bundle holds came from elsewhere. Tests that start
    the program find its path in the environment variable
    ``PYBUNDLE_TEST_BUNDLE``.

  ``RECORD``
    A file, relative to the current binary directory, to which the test appends
    the names of the bundle's modules that it imports: for ``ONLY_RECORDED`` of
    another bundle. Remove the file to begin anew.

  ``LABELS``
    Labels of the test, besides ``pybundle``, which all have.

  ``PYTHON``
    Interpreters: commands, paths, or targets such as ``Python3::Interpreter``.
    The default is the target ``Python3::Interpreter`` or
    ``Python::Interpreter``, whichever there is, else what
    ``find_package(Python3)`` finds.

  ``TIMEOUT``
    Seconds after which the test fails.

  If the variable ``PYBUNDLE_TEST_BUILDS`` is true at the call, a further test,
  called ``<target>.builds``, builds the target before, as a fixture, so that
  no test sees a bundle that is missing or older than its sources. Leave it off
  where the build program itself runs CTest: one build would start another.

#]=======================================================================]
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleSupport.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleInputs.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleInterpreters.cmake")

function(pybundle_add_test)
  list(APPEND CMAKE_MESSAGE_CONTEXT "pybundle")
  set(function pybundle_add_test)
  set(one NAME TARGET STDIN OBSERVATIONS EXPECTED_OUTPUT PYTEST UNITTEST RECORD TIMEOUT)
  set(list ARGS PYTHON LABELS)
  _pybundle_check_call(${function} ONE ${one} LIST ${list} FREE ARGS CALL ${ARGV})
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "${one}" "${list}")

  foreach(keyword IN ITEMS NAME TARGET)
    if(NOT DEFINED arg_${keyword})
      _pybundle_fail(${function} "${keyword} is missing." "pybundle_add_test(NAME <name> TARGET <bundle> ...)")
    endif()
  endforeach()
  set(host "")
  if(TARGET ${arg_TARGET})
    get_target_property(host ${arg_TARGET} PYBUNDLE_HOST)
  endif()
  if(NOT host)
    _pybundle_fail(${function} "TARGET names no bundle." "${arg_TARGET}"
      "Name a target of pybundle_add_single_file(), called before.")
  endif()
  if(DEFINED arg_TIMEOUT AND NOT arg_TIMEOUT MATCHES "^[0-9]*\\.?[0-9]+$")
    _pybundle_fail(${function} "TIMEOUT is no number of seconds." "${arg_TIMEOUT}")
  endif()

  foreach(keyword IN ITEMS STDIN OBSERVATIONS EXPECTED_OUTPUT)
    if(DEFINED arg_${keyword})
      _pybundle_absolute(${function} ${keyword} arg_${keyword} "${arg_${keyword}}" "${CMAKE_CURRENT_SOURCE_DIR}")
      _pybundle_require_file(${function} ${keyword} "${arg_${keyword}}")
    endif()
  endforeach()
  if(DEFINED arg_PYTEST OR DEFINED arg_UNITTEST)
    _pybundle_check_suite(${function} "${host}")
  else()
    _pybundle_check_host(${function} "${host}")
  endif()

  # The runner is Python: the bundle needs an interpreter anyway.
  get_target_property(bundle ${arg_TARGET} PYBUNDLE_OUTPUT)
  set(options "--target ${arg_TARGET} --bundle [=====[${bundle}]=====]")
  if(host STREQUAL "module" AND NOT DEFINED arg_PYTEST AND NOT DEFINED arg_UNITTEST)
    string(APPEND options " --library")
  endif()
  if(DEFINED arg_OBSERVATIONS)
    get_target_property(entry ${arg_TARGET} PYBUNDLE_ENTRY)
    if(entry MATCHES ":([^:./]+)$")
      string(APPEND options " --agent ${CMAKE_MATCH_1}")
    endif()
  endif()
  foreach(keyword IN ITEMS STDIN OBSERVATIONS EXPECTED_OUTPUT PYTEST UNITTEST)
    if(DEFINED arg_${keyword})
      string(TOLOWER "${keyword}" option)
      string(REPLACE "_" "-" option "${option}")
      string(APPEND options " --${option} [=====[${arg_${keyword}}]=====]")
    endif()
  endforeach()
  if(DEFINED arg_RECORD)
    _pybundle_absolute(${function} RECORD arg_RECORD "${arg_RECORD}" "${CMAKE_CURRENT_BINARY_DIR}")
    string(APPEND options " --record [=====[${arg_RECORD}]=====]")
  endif()
  set(arguments "")
  foreach(argument IN LISTS arg_ARGS)
    string(APPEND arguments " [=====[${argument}]=====]")
  endforeach()

  if(PYBUNDLE_TEST_BUILDS)
    _pybundle_add_build_test(${arg_TARGET})
  endif()
  _pybundle_interpreters(interpreters labels ${function} PYTHON "${arg_PYTHON}")
  list(LENGTH interpreters count)
  foreach(interpreter label IN ZIP_LISTS interpreters labels)
    set(name "${arg_NAME}")
    if(count GREATER 1)
      string(APPEND name ".${label}")
    endif()
    string(SHA1 hash "${name}")
    string(SUBSTRING "${hash}" 0 8 hash)
    string(REGEX REPLACE "[^A-Za-z0-9_.+-]" "_" directory "${name}")
    if(NOT directory STREQUAL name)
      string(APPEND directory "-${hash}")
    endif()
    set(run_directory "${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}.pybundle/tests/${directory}")
    # Written out, because the expansion of a list drops empty arguments.
    cmake_language(EVAL CODE "
      add_test(
        NAME [=====[${name}]=====]
        COMMAND [=====[${interpreter}]=====] -I [=====[${CMAKE_CURRENT_FUNCTION_LIST_DIR}/run_bundle.py]=====]
          ${options} --directory [=====[${run_directory}]=====] -- ${arguments})")
    set_tests_properties("${name}" PROPERTIES LABELS "pybundle;${arg_LABELS}")
    if(PYBUNDLE_TEST_BUILDS)
      set_tests_properties("${name}" PROPERTIES FIXTURES_REQUIRED "pybundle_${arg_TARGET}")
    endif()
    if(DEFINED arg_TIMEOUT)
      set_tests_properties("${name}" PROPERTIES TIMEOUT "${arg_TIMEOUT}")
    endif()
  endforeach()
endfunction()

# _pybundle_add_build_test(<target>): a test that builds it, the fixture pybundle_<target>; one for each target.
function(_pybundle_add_build_test target)
  get_target_property(has_one ${target} PYBUNDLE_HAS_BUILD_TEST)
  if(has_one)
    return()
  endif()
  set_target_properties(${target} PROPERTIES PYBUNDLE_HAS_BUILD_TEST TRUE)
  set(config "")
  get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(multi_config)
    set(config --config $<CONFIG>)
  endif()
  add_test(NAME ${target}.builds
    COMMAND "${CMAKE_COMMAND}" --build "${CMAKE_BINARY_DIR}" --target ${target} ${config})
  # Two builds in one tree would get in each other's way.
  set_tests_properties(${target}.builds PROPERTIES
    FIXTURES_SETUP "pybundle_${target}"
    RESOURCE_LOCK pybundle_build
    LABELS pybundle)
endfunction()

# _pybundle_check_suite(<function> <host>)
#
# Checks the caller's arg_ variables for a run of a project's own tests; makes arg_PYTEST or arg_UNITTEST absolute in it.
function(_pybundle_check_suite function host)
  if(DEFINED arg_PYTEST AND DEFINED arg_UNITTEST)
    _pybundle_fail(${function} "PYTEST and UNITTEST exclude each other." "${arg_NAME}"
      "Add a second test; pytest runs the tests of unittest, too.")
  endif()
  foreach(keyword IN ITEMS STDIN OBSERVATIONS EXPECTED_OUTPUT)
    if(DEFINED arg_${keyword})
      _pybundle_fail(${function} "${keyword} means nothing to a run of the project's own tests." "${arg_${keyword}}"
        "Leave it out, or add a second test.")
    endif()
  endforeach()
  foreach(keyword IN ITEMS PYTEST UNITTEST)
    if(DEFINED arg_${keyword})
      _pybundle_absolute(${function} ${keyword} directory "${arg_${keyword}}" "${CMAKE_CURRENT_SOURCE_DIR}")
      if(NOT IS_DIRECTORY "${directory}")
        _pybundle_fail(${function} "${keyword} names no directory." "${directory}"
          "Relative paths start at the current source directory.")
      endif()
      set(arg_${keyword} "${directory}" PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

# _pybundle_check_host(<function> <host>): the caller's arg_ variables are what the host can use, and call something.
function(_pybundle_check_host function host)
  if(host STREQUAL "kaggle")
    set(unused ARGS STDIN)
    if(NOT DEFINED arg_OBSERVATIONS)
      _pybundle_fail(${function} "OBSERVATIONS is missing: without it the test would call nothing." "${arg_NAME}"
        "Give a JSON list of observations, or of pairs of observation and configuration.")
    endif()
    if(EXISTS "${arg_OBSERVATIONS}")
      file(READ "${arg_OBSERVATIONS}" json)
      string(JSON type ERROR_VARIABLE error TYPE "${json}")
      string(JSON length ERROR_VARIABLE no_length LENGTH "${json}")
      if(error)
        string(REGEX REPLACE "^.*\\* |[ \n]+$" "" error "${error}") # only where it is, and what
        string(REGEX REPLACE "[ \n]+" " " error "${error}")
        _pybundle_fail(${function} "OBSERVATIONS is no JSON." "${arg_OBSERVATIONS}" "${error}")
      elseif(NOT type STREQUAL "ARRAY")
        _pybundle_fail(${function} "OBSERVATIONS must hold a list." "${arg_OBSERVATIONS}"
          "Each element is a list of observation and configuration, or an observation.")
      elseif(length EQUAL 0)
        _pybundle_fail(${function} "OBSERVATIONS is an empty list: the test would call nothing." "${arg_OBSERVATIONS}")
      endif()
    endif()
  elseif(host MATCHES "^(script|codingame|atcoder|codeforces)$") # all of which start an interpreter
    set(unused OBSERVATIONS)
  elseif(host STREQUAL "module")
    set(unused ARGS STDIN OBSERVATIONS)
  else()
    _pybundle_fail(${function} "bundles for this host can't be run by a test." "${host}"
      "Hosts with a test are: script, kaggle, module, codingame, atcoder, codeforces.")
  endif()
  foreach(keyword IN LISTS unused)
    if(DEFINED arg_${keyword})
      _pybundle_fail(${function} "${keyword} means nothing to the host ${host}, for which ${arg_TARGET} is made."
        "${arg_${keyword}}" "Leave it out.")
    endif()
  endforeach()
endfunction()
