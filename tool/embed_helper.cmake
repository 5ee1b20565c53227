# Writes a helper script into a C++ source: cmake -DHELPER=x.py -DOUTPUT=x.cc -P embed_helper.cmake
include("${CMAKE_CURRENT_LIST_DIR}/embed.cmake")

set(text "#include <cstddef>\n\n#include \"precompile.h\"\n\nnamespace pybundle {\nnamespace {\n\n")
append_array(kHelper "${HELPER}")
string(APPEND text "\n}  // namespace\n\nstd::string_view CompileHelper() { return {kHelper, kHelperSize}; }\n\n}  // namespace pybundle\n")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "${text}" @ONLY)
