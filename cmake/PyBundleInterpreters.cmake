# Which Python interpreters a call means, and what to call them.
cmake_policy(VERSION 3.21...3.31)
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleSupport.cmake")

# _pybundle_interpreters(<out paths> <out labels> <function> <keyword> <interpreters>)
function(_pybundle_interpreters out_paths out_labels function keyword interpreters)
  if(interpreters STREQUAL "")
    if(NOT TARGET Python3::Interpreter AND NOT TARGET Python::Interpreter)
      find_package(Python3 3.8 COMPONENTS Interpreter QUIET)
    endif()
    foreach(target IN ITEMS Python3::Interpreter Python::Interpreter)
      if(interpreters STREQUAL "" AND TARGET ${target})
        set(interpreters ${target})
      endif()
    endforeach()
    if(interpreters STREQUAL "")
      _pybundle_fail(${function} "there is no Python interpreter, 3.8 or newer, that could be used."
        "Give one with ${keyword}, or install Python.")
    endif()
  endif()

  set(paths "")
  set(labels "")
  foreach(interpreter IN LISTS interpreters)
    if(TARGET "${interpreter}")
      get_target_property(path "${interpreter}" LOCATION)
    else()
      # A path is found as it is; NO_CACHE, because each call has its own.
      unset(path)
      find_program(path NAMES "${interpreter}" NO_CACHE)
      if(NOT path)
        _pybundle_fail(${function} "${keyword} names no program." "${interpreter}"
          "Give a command on the PATH, an absolute path, or a target such as Python3::Interpreter.")
      endif()
    endif()
    _pybundle_interpreter_label(label ${function} ${keyword} "${path}")
    if(label IN_LIST labels)
      string(SHA1 hash "${path}")
      string(SUBSTRING "${hash}" 0 4 hash)
      string(APPEND label "-${hash}")
    endif()
    list(APPEND paths "${path}")
    list(APPEND labels "${label}")
  endforeach()
  set(${out_paths} "${paths}" PARENT_SCOPE)
  set(${out_labels} "${labels}" PARENT_SCOPE)
endfunction()

# _pybundle_interpreter_label(<out> <function> <keyword> <path>): such as "cpython-3.11.2". Asked once for each interpreter and run.
function(_pybundle_interpreter_label out function keyword path)
  get_property(label GLOBAL PROPERTY "PYBUNDLE_INTERPRETER_${path}")
  if(NOT label)
    execute_process(
      COMMAND "${path}" -I -c
        "import sys; print('%s-%d.%d.%d' % ((sys.implementation.name,) + tuple(sys.version_info[:3])))"
      RESULT_VARIABLE result
      OUTPUT_VARIABLE label
      ERROR_VARIABLE error
      OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT result EQUAL 0)
      _pybundle_fail(${function} "${keyword} names a program that is no working Python 3." "${path}" "${error}")
    endif()
    set_property(GLOBAL PROPERTY "PYBUNDLE_INTERPRETER_${path}" "${label}")
  endif()
  set(${out} "${label}" PARENT_SCOPE)
endfunction()
