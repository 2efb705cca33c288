#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sources/mapping/expression.h"
#include "sources/mapping/mapping_error.h"
#include "sources/mapping/opening_hours.h"

namespace callwidgets::sources {

struct SourceLine;

// The settings of a source and the expressions of its mapping: an operator's file, and under it the
// file of its kind, of that one's kind, and so on. docs/sources.md has the language. Unchanging
// once made; safe to use from any thread.
class SourceFile {
 public:
  // The text of the kind NAME.source; nothing where there is none.
  using KindText = std::function<std::optional<std::string>(const std::string& name)>;

  enum class What { setting, field, let, list };

  struct Entry {
    What what = What::setting;
    Place place;                     // of the line that gave it, or last added to it
    std::string value;               // as it stands; a setting's without quotes
    std::vector<std::string> items;  // of a list
    Expression expression;           // of a field and of a let
  };

  // `file` is the name that messages show. Throws MappingError at the first mistake.
  SourceFile(const std::string& file, std::string_view text, const KindText& kind_text);

  const std::string& file() const { return file_; }
  const std::vector<std::string>& kinds() const { return kinds_; }  // the nearest first

  // Settings by the names of setting_table.h; where no file gives one, its default. Lists also by
  // the names that `list` defines. Another name is std::logic_error.
  bool given(const std::string& name) const { return entries_.contains(name); }
  std::string text(const std::string& name) const;
  std::vector<std::string> list(const std::string& name) const;
  std::int64_t number(const std::string& name) const;  // of numbers and of spans: seconds
  bool yes(const std::string& name) const { return text(name) == "yes"; }
  OpeningHours opening_hours() const;

  // Where it is given; the file's first line where it isn't.
  Place place(const std::string& name) const;

  // All that the files give, by name. Names given by `let` are among them.
  const std::map<std::string, Entry>& entries() const { return entries_; }
  const Entry* entry(std::string_view name) const;  // null: it isn't given

  // Whether the name is a list's: a setting, or defined by `list`.
  bool is_list(const std::string& name) const;

 private:
  void take_file(const std::string& file, std::string_view text, const KindText& kind_text);
  void take_kind(const SourceLine& line, const KindText& kind_text);
  void take_line(const SourceLine& line);
  What what_of(const SourceLine& line) const;
  [[noreturn]] void refuse_name(const SourceLine& line) const;
  void take_setting(const SourceLine& line, Entry& entry);
  void take_list(const SourceLine& line, Entry& entry);
  void take_expression(const SourceLine& line, Entry& entry);

  std::string file_;
  std::vector<std::string> kinds_;
  std::map<std::string, Entry> entries_;
};

}  // namespace callwidgets::sources
