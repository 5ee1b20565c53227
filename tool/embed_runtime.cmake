# Writes the runtime's Python into a C++ source: cmake -DHOT=a.py -DCOLD=b.py;c.py -DOUTPUT=x.cc -P embed_runtime.cmake
include("${CMAKE_CURRENT_LIST_DIR}/embed.cmake")

set(text "#include <cstddef>\n\n#include \"embedded_runtime.h\"\n\nnamespace pybundle {\nnamespace {\n\n")
append_array(kHot ${HOT})
set(parts "")
foreach(file IN LISTS COLD)
  get_filename_component(name "${file}" NAME_WE)
  append_array(kCold_${name} "${file}")
  string(APPEND parts "                    {\"${name}\", {kCold_${name}, kCold_${name}Size}},\n")
endforeach()
string(APPEND text "
}  // namespace

Runtime EmbeddedRuntime() {
  return {{kHot, kHotSize},
          {
${parts}          }};
}

}  // namespace pybundle
")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "${text}" @ONLY)
