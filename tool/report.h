#pragma once

#include <string>
#include <string_view>

namespace pybundle {

/// A page that shows a metafile: one HTML file in UTF-8 that needs nothing else (docs/metafile.md).
/// `metafile` is JSON, as RenderMetafile gives it. The same metafile gives the same bytes.
std::string RenderReport(std::string_view metafile);

/// tool/report.html as it was when the tool was built. Defined by embed_report.cmake.
std::string_view EmbeddedReport();

}  // namespace pybundle
