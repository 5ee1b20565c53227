#include "plain_import.h"

#include <algorithm>
#include <cstddef>

#include "char_class.h"

namespace pybundle {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view line) : line_(line) {}

  bool Read(std::vector<Import>& imports) {
    const std::size_t before = imports.size();
    bool is_plain = false;
    if (SkipWord("from")) is_plain = ReadFrom(imports.emplace_back());
    else if (SkipWord("import")) is_plain = ReadImport(imports);
    if (is_plain && at_ == line_.size()) return true;
    imports.resize(before);
    return false;
  }

 private:
  char Next() const { return at_ < line_.size() ? line_[at_] : '\0'; }

  void SkipBlanks() {
    while (Next() == ' ' || (in_parentheses_ && Next() == '\n')) ++at_;
  }

  bool Skip(char c) {
    if (Next() != c) return false;
    ++at_;
    SkipBlanks();
    return true;
  }

  /// Moves behind `word` and the blanks that have to follow.
  bool SkipWord(std::string_view word) {
    if (line_.substr(at_, word.size()) != word) return false;
    const std::size_t end = at_ + word.size();
    if (end >= line_.size() || line_[end] != ' ') return false;
    at_ = end;
    SkipBlanks();
    return true;
  }

  /// A name, with `dotted` several with dots between; empty if there is something else, or a word
  /// that would be a mistake here.
  std::string_view Name(bool dotted) {
    const std::size_t begin = at_;
    do {
      if (at_ > begin) ++at_;  // the dot
      if (!chars::Is(Next(), chars::kNameStart)) return {};
      while (chars::Is(Next(), chars::kNamePart)) {
        if (static_cast<unsigned char>(Next()) >= 0x80) return {};
        ++at_;
      }
    } while (dotted && Next() == '.');
    const std::string_view name = line_.substr(begin, at_ - begin);
    if (name == "as" || name == "import" || name == "from") return {};
    SkipBlanks();
    return name;
  }

  /// What may follow a name; false if it is a mistake.
  bool AsName(std::string_view* asname) {
    if (!SkipWord("as")) return true;
    *asname = Name(false);
    return !asname->empty();
  }

  bool ReadImport(std::vector<Import>& imports) {
    do {
      Import& import = imports.emplace_back();
      import.module = Name(true);
      if (import.module.empty() || !AsName(&import.asname)) return false;
    } while (Skip(','));
    return true;
  }

  bool ReadFrom(Import& import) {
    import.kind = ImportKind::kFrom;
    for (; Next() == '.'; ++at_) ++import.level;
    SkipBlanks();
    if (import.level == 0 || line_.substr(at_, 7) != "import ") {
      import.module = Name(true);
      if (import.module.empty()) return false;
    }
    if (!SkipWord("import")) return false;
    if (Skip('*')) {
      import.names.push_back({"*", ""});
      return true;
    }
    in_parentheses_ = Next() == '(';
    if (in_parentheses_) Skip('(');
    const std::string_view rest = line_.substr(at_);
    import.names.reserve(
        1 + static_cast<std::size_t>(std::count(rest.begin(), rest.end(), ',')));
    do {
      if (in_parentheses_ && Next() == ')' && !import.names.empty()) break;  // a comma at the end
      ImportedName& name = import.names.emplace_back();
      name.name = Name(false);
      if (name.name.empty() || !AsName(&name.asname)) return false;
    } while (Skip(','));
    if (!in_parentheses_) return true;
    in_parentheses_ = false;
    return Skip(')');
  }

  const std::string_view line_;
  std::size_t at_ = 0;
  bool in_parentheses_ = false;
};

}  // namespace

bool ReadPlainImport(std::string_view line, std::vector<Import>& imports) {
  return Reader(line).Read(imports);
}

}  // namespace pybundle
