#include "sources/mapping/source_file.h"

#include <algorithm>
#include <utility>

#include "sources/mapping/expression_parser.h"
#include "sources/mapping/leg_fields.h"
#include "sources/mapping/letters.h"
#include "sources/mapping/nearest_name.h"
#include "sources/mapping/setting_table.h"
#include "sources/mapping/source_lines.h"

namespace callwidgets::sources {
namespace {

const Setting& needed_setting(const std::string& name) {
  const Setting* setting = setting_named(name);
  if (setting == nullptr) throw std::logic_error("no setting " + name);
  return *setting;
}

}  // namespace

SourceFile::SourceFile(const std::string& file, std::string_view text, const KindText& kind_text)
    : file_(file) {
  take_file(file, text, kind_text);
}

void SourceFile::take_file(const std::string& file, std::string_view text,
                           const KindText& kind_text) {
  const auto lines = source_lines(file, text);
  std::map<std::string, std::size_t> seen;
  for (const SourceLine& line : lines) {
    const auto [earlier, is_new] = seen.emplace(line.name, line.place.line);
    if (!is_new && !line.adds) {
      throw MappingError(line.place, line.name + " stands in line " +
                                         std::to_string(earlier->second) +
                                         " already; once is allowed, and += after it");
    }
  }
  // What the kind says first, for this file's lines take its place.
  for (const SourceLine& line : lines) {
    if (line.name == "kind" && line.word.empty()) take_kind(line, kind_text);
  }
  for (const SourceLine& line : lines) {
    if (line.name != "kind" || !line.word.empty()) take_line(line);
  }
}

void SourceFile::take_kind(const SourceLine& line, const KindText& kind_text) {
  const std::string kind = plain_value(line.value, line.place);
  const auto in_a_name = [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; };
  if (line.adds || kind.empty() || !std::ranges::all_of(kind, in_a_name)) {
    throw MappingError(
        line.place, "kind is " + quoted(kind) + "; the name of a kind is allowed, such as freepbx");
  }
  if (std::ranges::find(kinds_, kind) != kinds_.end()) {
    throw MappingError(line.place, "kind is " + quoted(kind) + ", which this is made from already");
  }
  const auto text = kind_text(kind);
  if (!text) {
    throw MappingError(line.place,
                       "kind is " + quoted(kind) + "; there is no file " + kind + ".source");
  }
  kinds_.push_back(kind);
  take_file(kind + ".source", *text, kind_text);
}

SourceFile::What SourceFile::what_of(const SourceLine& line) const {
  const bool known = setting_named(line.name) != nullptr || leg_field_named(line.name) != nullptr;
  if (!line.word.empty()) {
    if (known) {
      throw MappingError(line.place, line.word + " " + line.name + ": " + line.name +
                                         " is a name of the language; another is allowed");
    }
    return line.word == "let" ? What::let : What::list;
  }
  if (setting_named(line.name) != nullptr) return What::setting;
  if (leg_field_named(line.name) != nullptr) return What::field;
  // A name that the kind has made needs no word again.
  if (const auto found = entries_.find(line.name); found != entries_.end()) {
    return found->second.what;
  }
  refuse_name(line);
}

void SourceFile::refuse_name(const SourceLine& line) const {
  std::vector<std::string> known;
  for (const Setting& setting : all_settings()) known.emplace_back(setting.name);
  for (const LegField& field : leg_fields()) known.emplace_back(field.name);
  for (const auto& [name, entry] : entries_) known.push_back(name);
  const std::string hint = did_you_mean(line.name, known);
  throw MappingError(
      line.place, "there is no setting or field " + quoted(line.name) +
                      (hint.empty() ? "; let or list before it makes a name of your own" : hint));
}

void SourceFile::take_line(const SourceLine& line) {
  const What what = what_of(line);
  const auto former = entries_.find(line.name);
  if (former != entries_.end() && former->second.what != what) {
    throw MappingError(line.place, line.name + " is made by let in one place and by list in " +
                                       "another; one is allowed");
  }
  Entry entry;
  if (line.adds && former != entries_.end()) entry = former->second;
  entry.what = what;
  entry.place = line.place;
  if (is_list(line.name) || what == What::list) {
    take_list(line, entry);
  } else if (line.adds) {
    throw MappingError(line.place, line.name + " is no list; = is allowed, not +=");
  } else if (what == What::setting) {
    take_setting(line, entry);
  } else {
    take_expression(line, entry);
  }
  entries_[line.name] = std::move(entry);
}

void SourceFile::take_setting(const SourceLine& line, Entry& entry) {
  entry.value = plain_value(line.value, line.place);
  const std::string allowed = refused(needed_setting(line.name), entry.value);
  if (!allowed.empty()) {
    throw MappingError(line.place, line.name + " is " + quoted(entry.value) + "; " + allowed);
  }
}

void SourceFile::take_list(const SourceLine& line, Entry& entry) {
  const Setting own{line.name, SettingType::patterns, "", "", ""};
  const Setting* setting = setting_named(line.name);
  if (setting == nullptr) setting = &own;
  if (line.adds && !given(line.name)) {
    entry.items = list_items(setting->otherwise, line.place);
  }
  for (std::string& item : list_items(line.value, line.place)) {
    entry.items.push_back(std::move(item));
  }
  const std::string allowed = refused(*setting, entry.items);
  if (!allowed.empty()) {
    throw MappingError(line.place, line.name + " is " + quoted(line.value) + "; " + allowed);
  }
}

void SourceFile::take_expression(const SourceLine& line, Entry& entry) {
  entry.value = line.value;
  if (trimmed(line.value).empty()) {
    throw MappingError(line.place, line.name + " has no value; an expression is allowed, or \"\"");
  }
  entry.expression = parse_expression(entry.value, line.place);
}

const SourceFile::Entry* SourceFile::entry(std::string_view name) const {
  const auto found = entries_.find(std::string{name});
  return found == entries_.end() ? nullptr : &found->second;
}

bool SourceFile::is_list(const std::string& name) const {
  if (const Setting* setting = setting_named(name)) return sources::is_list(setting->type);
  const Entry* own = entry(name);
  return own != nullptr && own->what == What::list;
}

std::string SourceFile::text(const std::string& name) const {
  if (name == "kind") return kinds_.empty() ? "" : kinds_.front();
  const Setting& setting = needed_setting(name);
  const Entry* found = entry(name);
  return found != nullptr ? found->value : std::string{setting.otherwise};
}

std::vector<std::string> SourceFile::list(const std::string& name) const {
  if (const Entry* found = entry(name); found != nullptr && is_list(name)) return found->items;
  const Setting& setting = needed_setting(name);
  return list_items(setting.otherwise, {file_, 1});
}

std::int64_t SourceFile::number(const std::string& name) const {
  const auto value = span_of(text(name));
  if (!value) throw std::logic_error("setting " + name + " is no number");
  return *value;
}

OpeningHours SourceFile::opening_hours() const {
  return OpeningHours::parse(list("opening_hours")).value_or(OpeningHours{});
}

Place SourceFile::place(const std::string& name) const {
  const Entry* found = entry(name);
  return found != nullptr ? found->place : Place{file_, 1};
}

}  // namespace callwidgets::sources
