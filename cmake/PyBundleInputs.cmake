# Paths, import names, and the files behind them, as far as CMake can know.
cmake_policy(VERSION 3.21...3.31)
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/PyBundleSupport.cmake")

# _pybundle_absolute(<function> <keyword> <out> <path> <base>)
function(_pybundle_absolute function keyword out path base)
  if(path MATCHES "\\$<")
    _pybundle_fail(${function} "${keyword} takes no generator expressions." "${path}"
      "CMake could not check such a path; for files made at build time give their path, and DEPENDS.")
  endif()
  cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY "${base}" NORMALIZE OUTPUT_VARIABLE path)
  # A directory's trailing slash survives NORMALIZE, and no comparison of paths.
  string(REGEX REPLACE "(.)/$" "\\1" path "${path}")
  if(path MATCHES "[][;]") # rarely, and a call less is worth it
    _pybundle_fits_list(fits "${path}")
    if(NOT fits)
      _pybundle_fail(${function} "CMake can't carry this path: it has a semicolon or an unpaired bracket."
        "${path}" "Rename it.")
    endif()
  endif()
  set(${out} "${path}" PARENT_SCOPE)
endfunction()

# _pybundle_fits_list(<out> <path>)
#
# CMake's lists end an element at a semicolon, unless within brackets; and Makefiles can't depend on such a path at all.
function(_pybundle_fits_list out path)
  set(fits TRUE)
  if(path MATCHES "[][;]")
    string(REGEX REPLACE "[^[]" "" opening "${path}")
    string(REGEX REPLACE "[^]]" "" closing "${path}")
    string(LENGTH "${opening}" opening)
    string(LENGTH "${closing}" closing)
    if(path MATCHES ";" OR NOT opening EQUAL closing)
      set(fits FALSE)
    endif()
  endif()
  set(${out} ${fits} PARENT_SCOPE)
endfunction()

# _pybundle_made_at_build_time(<out> <path>)
#
# Its rule may follow later, so that a file in the build tree needs no GENERATED property yet; it is the whole build's
# tree, because the file may come from another project in it.
function(_pybundle_made_at_build_time out path)
  get_source_file_property(generated "${path}" GENERATED)
  cmake_path(IS_PREFIX CMAKE_BINARY_DIR "${path}" in_build_tree)
  if(generated OR in_build_tree)
    set(${out} TRUE PARENT_SCOPE)
  else()
    set(${out} FALSE PARENT_SCOPE)
  endif()
endfunction()

# _pybundle_require_file(<function> <keyword> <path>)
function(_pybundle_require_file function keyword path)
  if(IS_DIRECTORY "${path}")
    set(remedy "${keyword} takes a file.")
    if(keyword STREQUAL "SOURCES")
      set(remedy "SOURCES takes files; for whole directories there is PACKAGES.")
    endif()
    _pybundle_fail(${function} "${keyword} names a directory." "${path}" "${remedy}")
  elseif(NOT EXISTS "${path}")
    _pybundle_made_at_build_time(made "${path}")
    if(NOT made)
      _pybundle_fail(${function} "${keyword} names a file that doesn't exist." "${path}"
        "Relative paths start at the current source directory.")
    endif()
  endif()
endfunction()

# _pybundle_dotted_name(<function> <keyword> <out> <path> <root>...)
#
# The import name of a file or directory under the innermost of the roots, without suffix, with __init__ still in it.
function(_pybundle_dotted_name function keyword out path)
  set(innermost "")
  string(LENGTH "${innermost}" most)
  foreach(root IN LISTS ARGN)
    cmake_path(IS_PREFIX root "${path}" under)
    string(LENGTH "${root}" length)
    if(under AND length GREATER most)
      set(innermost "${root}")
      set(most ${length})
    endif()
  endforeach()
  if(innermost STREQUAL "")
    list(JOIN ARGN "\n    " known)
    _pybundle_fail(${function} "${keyword} names a path under no base directory." "${path}"
      "Add the directory that its import name starts from to BASE_DIRS; now there is:" "  ${known}")
  endif()
  cmake_path(RELATIVE_PATH path BASE_DIRECTORY "${innermost}" OUTPUT_VARIABLE name)
  string(REGEX REPLACE "\\.py$" "" name "${name}")
  if(name STREQUAL ".")
    _pybundle_fail(${function} "${keyword} names a base directory itself, which has no import name." "${path}"
      "Name the packages in it, or add the directory above to BASE_DIRS.")
  elseif(name MATCHES "\\.")
    _pybundle_fail(${function} "no import can reach a name with a dot in it." "${path}"
      "Rename it, or take it as data with RESOURCES.")
  endif()
  string(REPLACE "/" "." name "${name}")
  set(${out} "${name}" PARENT_SCOPE)
endfunction()

# _pybundle_module_name(<function> <out> <file> <root>...)
function(_pybundle_module_name function out path)
  if(path MATCHES "\\.(so|pyd|dylib|dll)$")
    _pybundle_fail(${function} "SOURCES has a compiled extension, which can't be part of one .py file." "${path}"
      "Leave it to the environment in which the bundle runs.")
  elseif(NOT path MATCHES "\\.py$")
    _pybundle_fail(${function} "SOURCES has a file that is no .py file." "${path}"
      "For data files there is RESOURCES.")
  endif()
  _pybundle_dotted_name(${function} SOURCES name "${path}" ${ARGN})
  if(name STREQUAL "__init__")
    _pybundle_fail(${function} "an __init__.py directly in a base directory belongs to no package." "${path}"
      "Add the directory above its package to BASE_DIRS.")
  endif()
  string(REGEX REPLACE "\\.__init__$" "" name "${name}")
  set(${out} "${name}" PARENT_SCOPE)
endfunction()

# _pybundle_glob(<out> <GLOB|GLOB_RECURSE> <directory> <pattern>): files, absolute; new ones are noticed by a build.
function(_pybundle_glob out mode directory pattern)
  string(REGEX REPLACE "([[*?])" "[\\1]" escaped "${directory}")
  # The tool follows links, too.
  set(options LIST_DIRECTORIES false RELATIVE "${directory}")
  if(mode STREQUAL "GLOB_RECURSE")
    list(PREPEND options FOLLOW_SYMLINKS)
  endif()
  file(${mode} files ${options} "${escaped}/${pattern}")

  # CONFIGURE_DEPENDS writes names unescaped into a script: one with a quote would break every build (seen in 3.25).
  if("${directory}/${pattern};${files}" MATCHES "[\"\\\\]|\\\${")
    message(WARNING
      "pybundle: CMake can't watch for new files in a directory where a name has a quote or backslash:\n"
      "  ${directory}\n"
      "  Run CMake again after adding files there.")
  else()
    file(${mode} files CONFIGURE_DEPENDS ${options} "${escaped}/${pattern}")
  endif()

  list(FILTER files EXCLUDE REGEX "(^|/)(__pycache__/|\\.)")
  set(found "")
  foreach(file IN LISTS files)
    set(file "${directory}/${file}")
    _pybundle_fits_list(fits "${file}")
    if(fits AND EXISTS "${file}")
      list(APPEND found "${file}")
    else()
      message(WARNING
        "pybundle: CMake can't depend on a path with a semicolon or an unpaired bracket near:\n"
        "  ${file}\n"
        "  Its changes don't re-run the build rule.")
    endif()
  endforeach()
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

# _pybundle_package_files(<out> <directory>): all that the tool takes from a package's tree.
function(_pybundle_package_files out directory)
  _pybundle_glob(files GLOB_RECURSE "${directory}" "*")
  set(${out} "${files}" PARENT_SCOPE)
endfunction()

# _pybundle_resource_files(<out> <pattern> <root>...)
#
# ** crosses directories, which CMake knows only for a pattern's last part: what it finds may be more than the tool
# takes, never less.
function(_pybundle_resource_files out pattern)
  set(found "")
  foreach(root IN LISTS ARGN)
    if(pattern MATCHES "^(.*/)?\\*\\*(/.*)?$")
      string(REGEX REPLACE "\\*\\*.*$" "" before "${pattern}")
      string(REGEX REPLACE "^.*/" "" last "${pattern}")
      string(REPLACE "**" "*" last "${last}")
      _pybundle_glob(files GLOB_RECURSE "${root}" "${before}${last}")
    elseif(pattern MATCHES "[[*?]")
      _pybundle_glob(files GLOB "${root}" "${pattern}")
    else()
      set(files "${root}/${pattern}")
      _pybundle_made_at_build_time(made "${files}")
      if(NOT EXISTS "${files}" AND NOT made)
        set(files "")
      endif()
    endif()
    list(APPEND found ${files})
  endforeach()
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

# _pybundle_named_files(<out> <dotted name> <root>...)
#
# The files that the tool may take because of a name: the module, a package's __init__ and __main__, and the __init__ of
# the packages around it, which an import runs first.
function(_pybundle_named_files out name)
  set(found "")
  string(REPLACE "." "/" relative "${name}")
  set(candidates "${relative}.py" "${relative}/__main__.py")
  while(relative MATCHES "[^/]")
    list(APPEND candidates "${relative}/__init__.py")
    cmake_path(GET relative PARENT_PATH relative)
  endwhile()
  foreach(root IN LISTS ARGN)
    foreach(candidate IN LISTS candidates)
      if(EXISTS "${root}/${candidate}")
        list(APPEND found "${root}/${candidate}")
      endif()
    endforeach()
  endforeach()
  set(${out} "${found}" PARENT_SCOPE)
endfunction()
