#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace pybundle {

/// Help as a page of a manual: what it does, how it is called, examples, then every option with its
/// explanation in lines of at most 80 characters. An option's value is named by its type_name(),
/// its choices are listed behind the explanation, and an app's footer() is text as it is.
class HelpPage : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
};

}  // namespace pybundle
