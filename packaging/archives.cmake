# What `cpack` makes of a build: an archive and a Debian package, each with the tool, the CMake package and the licences.
include_guard()

set(CPACK_PACKAGE_NAME pybundle)
set(CPACK_PACKAGE_VENDOR "The PyBundle authors")
set(CPACK_PACKAGE_CONTACT "The PyBundle authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION "PyBundle makes one Python file of many: a program for the command line, and functions for CMake projects.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_GENERATOR TGZ)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)

# These two components as one package; what other projects of the same build may install is not ours.
set(CPACK_INSTALL_CMAKE_PROJECTS
  "${PROJECT_BINARY_DIR}" "${PROJECT_NAME}" PyBundle_Runtime /
  "${PROJECT_BINARY_DIR}" "${PROJECT_NAME}" PyBundle_Development /)

find_program(PYBUNDLE_DPKG_SHLIBDEPS dpkg-shlibdeps)
mark_as_advanced(PYBUNDLE_DPKG_SHLIBDEPS)
if(PYBUNDLE_DPKG_SHLIBDEPS)
  list(APPEND CPACK_GENERATOR DEB)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_PACKAGE_SECTION devel)
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "cmake (>= 3.21), python3 (>= 3.8)")
endif()

include(CPack)
