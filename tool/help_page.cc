#include "help_page.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace pybundle {
namespace {

constexpr size_t kWidth = 80;
constexpr size_t kIndent = 6;

/// `text` in lines of at most kWidth, each after `indent` blanks.
std::string Wrapped(std::string_view text, size_t indent) {
  std::string lines;
  size_t column = kWidth;  // none yet
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (column + 1 + word.size() > kWidth) {
      lines.append(lines.empty() ? "" : "\n").append(indent, ' ');
      column = indent;
    } else {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += word.size();
  }
  return lines + "\n";
}

/// "HOST:{script,kaggle}" is a value's name and its choices.
struct ValueName {
  std::string name;
  std::string choices;
};

ValueName NameOfValue(const CLI::Option& option) {
  if (option.get_items_expected_max() == 0) return {};
  std::string type = option.get_type_name();
  ValueName value;
  const size_t begin = type.find('{');
  const size_t end = type.find('}');
  if (begin != std::string::npos && end != std::string::npos) {
    for (const char c : type.substr(begin + 1, end - begin - 1)) {
      value.choices += c;
      if (c == ',') value.choices += ' ';
    }
  }
  value.name = type.substr(0, type.find(':'));
  return value;
}

std::string Described(const CLI::Option& option) {
  const ValueName value = NameOfValue(option);
  std::string line = "  ";
  if (option.get_positional()) {
    line += option.get_name(true);
  } else {
    std::string names = option.get_name(false, true);
    for (const char c : names) {
      line += c;
      if (c == ',') line += ' ';
    }
    if (!value.name.empty()) line += ' ' + value.name;
  }
  std::string text = option.get_description();
  if (!value.choices.empty()) text += " One of: " + value.choices + ".";
  if (!option.get_default_str().empty()) text += " Default: " + option.get_default_str() + ".";
  return line + "\n" + Wrapped(text, kIndent);
}

std::string Usage(const CLI::App& app, const std::string& name) {
  std::string usage = "  " + name;
  if (!app.get_subcommands({}).empty()) return usage + " COMMAND [OPTIONS]\n";
  usage += " [OPTIONS]";
  std::string required;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      usage += " " + option->get_name(true) + (option->get_items_expected_max() > 1 ? "..." : "");
    } else if (option->get_required()) {
      const std::string names = option->get_name(false, true);
      required += " " + names.substr(0, names.find(',')) + " " + NameOfValue(*option).name;
    }
  }
  return usage + required + "\n";
}

}  // namespace

std::string HelpPage::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode) const {
  if (app->get_parent() != nullptr) name = app->get_parent()->get_name() + " " + app->get_name();
  if (name.empty()) name = app->get_name();
  std::string page = Wrapped(app->get_description(), 0) + "\nUsage:\n" + Usage(*app, name);

  const std::vector<const CLI::App*> commands = app->get_subcommands({});
  if (!commands.empty()) page += "\nCommands:\n";
  for (const CLI::App* command : commands) {
    page += "  " + command->get_name() + "\n" + Wrapped(command->get_description(), kIndent);
  }
  const auto add = [&](const std::string& title, auto belongs) {
    const std::vector<const CLI::Option*> options = app->get_options(belongs);
    if (!options.empty()) page += "\n" + title + ":\n";
    for (const CLI::Option* option : options)
      page += Described(*option);
  };
  add("Arguments", [](const CLI::Option* option) { return option->get_positional(); });
  for (const std::string& group : app->get_groups()) {
    add(group, [&](const CLI::Option* option) {
      return option->get_group() == group && !option->get_positional();
    });
  }
  const std::string footer = app->get_footer();
  return footer.empty() ? page : page + "\n" + footer + "\n";
}

}  // namespace pybundle
