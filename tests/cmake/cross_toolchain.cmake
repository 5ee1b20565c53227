# Looks for packages in the target's root only, as toolchains do, so that none of this machine is found by chance.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_FIND_ROOT_PATH "${CMAKE_CURRENT_LIST_DIR}/no such root")
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
