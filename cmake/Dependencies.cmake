# What building PyBundle needs; not installed. Each library is taken from the system where it is, else fetched with a
# pinned hash. Where there is no network, FETCHCONTENT_SOURCE_DIR_<NAME> names a local copy.
include_guard()
include(FetchContent)

# pybundle_header_library(<target> NAME <name> URL <url> SHA256 <hash> INCLUDE <directory in the archive>)
#
# Headers need nothing of the fetched project's own build: SOURCE_SUBDIR names no directory of it, so that none of its
# options, tests and install rules get into ours.
function(pybundle_header_library target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAME;URL;SHA256;INCLUDE" "")
  message(STATUS "${arg_NAME} is not installed; fetching it")
  FetchContent_Declare(${arg_NAME}
    URL "${arg_URL}"
    URL_HASH SHA256=${arg_SHA256}
    SOURCE_SUBDIR only-headers)
  FetchContent_MakeAvailable(${arg_NAME})
  FetchContent_GetProperties(${arg_NAME} SOURCE_DIR directory)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  # Of an imported target these are system directories: its headers' warnings are not ours.
  target_include_directories(${target} INTERFACE "${directory}/${arg_INCLUDE}")
endfunction()

find_package(nlohmann_json 3.10 CONFIG QUIET)
if(NOT TARGET nlohmann_json::nlohmann_json)
  pybundle_header_library(nlohmann_json::nlohmann_json
    NAME nlohmann_json
    URL https://github.com/nlohmann/json/releases/download/v3.11.3/json.tar.xz
    SHA256 d6c65aca6b1ed68e7a182f4757257b107ae403032760ed6ef121c9d55e81757d
    INCLUDE include)
endif()

find_package(CLI11 2.1 CONFIG QUIET)
if(NOT TARGET CLI11::CLI11)
  pybundle_header_library(CLI11::CLI11
    NAME cli11
    URL https://github.com/CLIUtils/CLI11/archive/refs/tags/v2.4.1.tar.gz
    SHA256 73b7ec52261ce8fe980a29df6b4ceb66243bb0b779451dbd3d014cfec9fdbb58
    INCLUDE include)
endif()

# Only as headers (XXH_INLINE_ALL), whose output is the same in every release since 0.8.0. Distributions ship a
# pkg-config file, rarely a CMake package: the header is all there is to look for.
find_path(PYBUNDLE_XXHASH_INCLUDE_DIR xxhash.h)
mark_as_advanced(PYBUNDLE_XXHASH_INCLUDE_DIR)
if(NOT TARGET xxHash::xxhash)
  if(PYBUNDLE_XXHASH_INCLUDE_DIR)
    add_library(xxHash::xxhash INTERFACE IMPORTED GLOBAL)
    target_include_directories(xxHash::xxhash INTERFACE "${PYBUNDLE_XXHASH_INCLUDE_DIR}")
  else()
    pybundle_header_library(xxHash::xxhash
      NAME xxhash
      URL https://github.com/Cyan4973/xxHash/archive/refs/tags/v0.8.2.tar.gz
      SHA256 baee0c6afd4f03165de7a4e67988d16f0f2b257b51d0e3cb91909302a26a79c4
      INCLUDE .)
  endif()
  set_property(TARGET xxHash::xxhash APPEND PROPERTY INTERFACE_COMPILE_DEFINITIONS XXH_INLINE_ALL)
endif()

# Debian's package has neither a CMake package nor anything but a header and a library. Another version may compress to
# other bytes, never to a stream that Python can't read. The static one first: archives and wheels take the tool to
# machines that don't have it.
find_package(libdeflate CONFIG QUIET)
if(TARGET libdeflate::libdeflate_static)
  add_library(libdeflate::libdeflate ALIAS libdeflate::libdeflate_static)
elseif(TARGET libdeflate::libdeflate_shared)
  add_library(libdeflate::libdeflate ALIAS libdeflate::libdeflate_shared)
else()
  find_path(PYBUNDLE_LIBDEFLATE_INCLUDE_DIR libdeflate.h)
  find_library(PYBUNDLE_LIBDEFLATE_LIBRARY NAMES libdeflate.a deflatestatic deflate libdeflate)
  mark_as_advanced(PYBUNDLE_LIBDEFLATE_INCLUDE_DIR PYBUNDLE_LIBDEFLATE_LIBRARY)
  if(PYBUNDLE_LIBDEFLATE_INCLUDE_DIR AND PYBUNDLE_LIBDEFLATE_LIBRARY)
    add_library(libdeflate::libdeflate UNKNOWN IMPORTED GLOBAL)
    set_target_properties(libdeflate::libdeflate PROPERTIES
      IMPORTED_LOCATION "${PYBUNDLE_LIBDEFLATE_LIBRARY}"
      INTERFACE_INCLUDE_DIRECTORIES "${PYBUNDLE_LIBDEFLATE_INCLUDE_DIR}")
  else()
    message(STATUS "libdeflate is not installed; fetching it")
    FetchContent_Declare(libdeflate
      URL https://github.com/ebiggers/libdeflate/archive/refs/tags/v1.18.tar.gz
      URL_HASH SHA256=225d982bcaf553221c76726358d2ea139bb34913180b20823c782cede060affd
      SOURCE_SUBDIR only-sources) # its own install rules would get into ours
    FetchContent_MakeAvailable(libdeflate)
    FetchContent_GetProperties(libdeflate SOURCE_DIR directory)
    file(GLOB sources "${directory}/lib/*.c" "${directory}/lib/*/cpu_features.c")
    enable_language(C)
    add_library(pybundle_libdeflate STATIC ${sources})
    target_include_directories(pybundle_libdeflate PRIVATE "${directory}")
    target_include_directories(pybundle_libdeflate SYSTEM INTERFACE "${directory}")
    set_target_properties(pybundle_libdeflate PROPERTIES C_STANDARD 99 COMPILE_WARNING_AS_ERROR OFF)
    add_library(libdeflate::libdeflate ALIAS pybundle_libdeflate)
  endif()
endif()

# Without it `smallest` compresses by zlib alone, and such bundles made with it can't be listed or extracted. The static
# one first, as above.
find_path(PYBUNDLE_LZMA_INCLUDE_DIR lzma.h)
find_library(PYBUNDLE_LZMA_LIBRARY NAMES liblzma.a lzma liblzma)
mark_as_advanced(PYBUNDLE_LZMA_INCLUDE_DIR PYBUNDLE_LZMA_LIBRARY)
if(NOT TARGET LibLZMA::LibLZMA)
  if(PYBUNDLE_LZMA_INCLUDE_DIR AND PYBUNDLE_LZMA_LIBRARY)
    add_library(LibLZMA::LibLZMA UNKNOWN IMPORTED GLOBAL)
    set_target_properties(LibLZMA::LibLZMA PROPERTIES
      IMPORTED_LOCATION "${PYBUNDLE_LZMA_LIBRARY}"
      INTERFACE_INCLUDE_DIRECTORIES "${PYBUNDLE_LZMA_INCLUDE_DIR}")
  else()
    message(STATUS "liblzma is not installed: format smallest will do without it")
  endif()
endif()

if(PYBUNDLE_BUILD_TESTS)
  find_package(GTest 1.11 CONFIG QUIET)
  if(NOT TARGET GTest::gtest_main)
    message(STATUS "GoogleTest is not installed; fetching it")
    set(INSTALL_GTEST OFF CACHE BOOL "" FORCE)
    set(gtest_force_shared_crt ON CACHE BOOL "" FORCE) # as our own targets on Windows
    FetchContent_Declare(googletest
      URL https://github.com/google/googletest/archive/refs/tags/v1.14.0.tar.gz
      URL_HASH SHA256=8ad598c73ad796e0d8280b082cebd82a630d73e73cd3c70057938a6501bba5d7)
    FetchContent_MakeAvailable(googletest)
    foreach(target IN ITEMS gtest gtest_main gmock gmock_main)
      if(TARGET ${target})
        set_property(TARGET ${target} PROPERTY COMPILE_WARNING_AS_ERROR OFF)
      endif()
    endforeach()
  endif()
endif()
