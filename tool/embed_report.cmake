# Writes the report's page into a C++ source: cmake -DPAGE=report.html -DOUTPUT=x.cc -P embed_report.cmake
include("${CMAKE_CURRENT_LIST_DIR}/embed.cmake")

set(text "#include <cstddef>\n\n#include \"report.h\"\n\nnamespace pybundle {\nnamespace {\n\n")
append_array(kPage "${PAGE}")
string(APPEND text "\n}  // namespace\n\nstd::string_view EmbeddedReport() { return {kPage, kPageSize}; }\n\n}  // namespace pybundle\n")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "${text}" @ONLY)
