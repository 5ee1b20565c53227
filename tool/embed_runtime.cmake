# Writes the runtime's Python into a C++ source: cmake -DHOT=a.py -DCOLD=b.py;c.py -DOUTPUT=x.cc -P embed_runtime.cmake
include("${CMAKE_CURRENT_LIST_DIR}/embed.cmake")

set(text "#include <cstddef>\n\n#include \"embedded_runtime.h\"\n\nnamespace pybundle {\nnamespace {\n\n")
append_array(kHot ${HOT})
append_array(kCold ${COLD})
string(APPEND text "\n}  // namespace\n\nRuntime EmbeddedRuntime() { return {{kHot, kHotSize}, {kCold, kColdSize}}; }\n\n}  // namespace pybundle\n")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "${text}" @ONLY)
