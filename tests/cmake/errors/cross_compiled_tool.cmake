# As if PyBundle were a subdirectory of a project that a toolchain file compiles for another machine.
set(CMAKE_CROSSCOMPILING TRUE)
set(CMAKE_SYSTEM_NAME Board)
set(CMAKE_HOST_SYSTEM_NAME Workstation)
add_executable(pybundle src/app/main.py)
add_executable(PyBundle::pybundle ALIAS pybundle)
pybundle_add_single_file(bundle PACKAGES src/app BASE_DIRS src)
