# The CMake package: of the build tree always, installed with PYBUNDLE_INSTALL; and archives of what is installed.
include_guard()
include(CMakePackageConfigHelpers)

# The tool runs on the machine that builds, whatever that builds for: neither its version file nor its place in the
# prefix may depend on the architecture. Toolchain files hide lib/<triplet>, and lib64 from each other; never share.
set(PYBUNDLE_INSTALL_CMAKEDIR "share/cmake/PyBundle" CACHE STRING
  "Where the CMake package goes, relative to the prefix")
mark_as_advanced(PYBUNDLE_INSTALL_CMAKEDIR)

write_basic_package_version_file("${PROJECT_BINARY_DIR}/PyBundleConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion # while 0.x; SameMajorVersion from 1.0
  ARCH_INDEPENDENT)

set(PYBUNDLE_MODULE_DIR "${PROJECT_SOURCE_DIR}/cmake")
configure_package_config_file(cmake/PyBundleConfig.cmake.in "${PROJECT_BINARY_DIR}/PyBundleConfig.cmake"
  INSTALL_DESTINATION "${PROJECT_BINARY_DIR}"
  INSTALL_PREFIX "${PROJECT_BINARY_DIR}"
  NO_SET_AND_CHECK_MACRO)

if(PYBUNDLE_EXECUTABLE)
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/PyBundleTargets.cmake" @ONLY CONTENT [[
add_executable(PyBundle::pybundle IMPORTED)
set_property(TARGET PyBundle::pybundle PROPERTY IMPORTED_LOCATION "@PYBUNDLE_EXECUTABLE@")
]])
else()
  export(TARGETS pybundle NAMESPACE PyBundle:: FILE "${PROJECT_BINARY_DIR}/PyBundleTargets.cmake")
endif()

if(PYBUNDLE_INSTALL)
  include(GNUInstallDirs)
  set(PYBUNDLE_MODULE_DIR "\${CMAKE_CURRENT_LIST_DIR}")
  configure_package_config_file(cmake/PyBundleConfig.cmake.in
    "${PROJECT_BINARY_DIR}/install/PyBundleConfig.cmake"
    INSTALL_DESTINATION "${PYBUNDLE_INSTALL_CMAKEDIR}"
    NO_SET_AND_CHECK_MACRO)

  install(TARGETS pybundle
    EXPORT PyBundleTargets
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT PyBundle_Runtime)
  install(EXPORT PyBundleTargets
    NAMESPACE PyBundle::
    DESTINATION "${PYBUNDLE_INSTALL_CMAKEDIR}"
    COMPONENT PyBundle_Development)
  install(
    FILES
      "${PROJECT_BINARY_DIR}/install/PyBundleConfig.cmake"
      "${PROJECT_BINARY_DIR}/PyBundleConfigVersion.cmake"
      cmake/PyBundle.cmake
      cmake/PyBundleInputs.cmake
      cmake/PyBundleInterpreters.cmake
      cmake/PyBundleManifest.cmake
      cmake/PyBundleRequirements.cmake
      cmake/PyBundleSupport.cmake
      cmake/PyBundleTest.cmake
      cmake/install_requirements.py
      cmake/pybundle.schema.json
      cmake/run_bundle.py
      cmake/run_kaggle_agent.py
      cmake/run_library.py
      cmake/run_suite.py
    DESTINATION "${PYBUNDLE_INSTALL_CMAKEDIR}"
    COMPONENT PyBundle_Development)
  # The tool has its libraries' code in it, whose licences want to be told.
  install(
    FILES packaging/copyright
    DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/doc/pybundle"
    COMPONENT PyBundle_Runtime)
  if(PROJECT_IS_TOP_LEVEL)
    include(packaging/archives.cmake)
  endif()
endif()
