# An overlay port: it builds the checkout that it is in.
#
#   vcpkg install pybundle --overlay-ports=packaging/vcpkg
#
# Projects that cross-compile name it in their manifest with "host": true, because the tool runs where they are built.
set(VCPKG_POLICY_EMPTY_INCLUDE_FOLDER enabled) # a program and CMake functions; no headers
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS
    -DPYBUNDLE_BUILD_TESTS=OFF
    -DPYBUNDLE_INSTALL=ON
)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(PACKAGE_NAME pybundle CONFIG_PATH share/cmake/PyBundle)
vcpkg_copy_tools(TOOL_NAMES pybundle AUTO_CLEAN)
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug" "${CURRENT_PACKAGES_DIR}/share/doc")

file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE" "${SOURCE_PATH}/packaging/copyright")
