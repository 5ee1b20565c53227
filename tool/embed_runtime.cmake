# Writes the runtime's Python into a C++ source: cmake -DHOT=a.py -DCOLD=b.py;c.py -DOUTPUT=x.cc -P embed_runtime.cmake
# Bytes are written as numbers: string literals have limits of length that differ between compilers. A byte that is not
# ASCII would not compile, and the runtime must be ASCII.
function(append_array name)
  set(hex "")
  foreach(file IN LISTS ARGN)
    file(READ "${file}" content HEX)
    string(APPEND hex "${content}")
  endforeach()
  string(LENGTH "${hex}" length)
  math(EXPR length "${length} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  set(text "${text}constexpr char ${name}[] = {\n${bytes}0};\nconstexpr std::size_t ${name}Size = ${length};\n" PARENT_SCOPE)
endfunction()

set(text "#include <cstddef>\n\n#include \"embedded_runtime.h\"\n\nnamespace pybundle {\nnamespace {\n\n")
append_array(kHot ${HOT})
append_array(kCold ${COLD})
string(APPEND text "\n}  // namespace\n\nRuntime EmbeddedRuntime() { return {{kHot, kHotSize}, {kCold, kColdSize}}; }\n\n}  // namespace pybundle\n")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "${text}" @ONLY)
