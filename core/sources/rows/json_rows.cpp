#include "sources/rows/json_rows.h"

#include <algorithm>

namespace callwidgets::sources {
namespace {

constexpr std::string_view main_part = "main_cdr", sub_part = "sub_cdr_";

// The part that a member is of: `main_cdr`, `sub_cdr_1`; empty where it is the record's own.
std::string_view part_of(std::string_view path) {
  const auto dot = path.find('.');
  const std::string_view part = path.substr(0, dot);
  if (dot == path.npos) return {};
  return part == main_part || part.starts_with(sub_part) ? part : std::string_view{};
}

}  // namespace

JsonRows::JsonRows(calls::Window window, const std::vector<std::string>& given)
    : object_(new FlatObject),
      reader_(std::move(window), {}, std::unique_ptr<calls::JsonObject>{object_}) {
  for (const char* name : {"part", "record"}) add_column(name);
  for (const std::string& name : given) add_column(name);
  if (!given.empty()) return;
  constexpr std::int64_t enough_records = 1000;
  constexpr std::size_t enough_bytes = 4 * 1024 * 1024;
  std::size_t counted = 0;
  std::size_t bytes = 0;  // that the parts take up, about
  try {
    while (record_ < enough_records && bytes < enough_bytes && read()) {
      const Part& last = parts_.back();
      bytes += last.raw.size() * (parts_.size() - counted) + 1;
      counted = parts_.size();
    }
  } catch (const calls::InputError&) {
    // It comes again behind the records that can be read.
  }
  for (const Part& part : parts_) {
    for (const auto& [name, value] : part.members) add_column(name);
  }
}

void JsonRows::add_column(const std::string& name) {
  constexpr std::size_t most = 4096;
  if (!places_.emplace(name, columns_.size()).second) return;
  if (columns_.size() == most)
    throw calls::InputError{"its records have more than 4,096 different names; allowed: fewer"};
  columns_.push_back(name);
}

// The next record, as parts.
bool JsonRows::read() {
  calls::Record found;
  if (!reader_.next(found)) return false;
  ++record_;
  Part part{found.line, record_, std::string{found.raw}, found.problem, true, {}};
  if (!found.problem.empty()) {
    parts_.push_back(std::move(part));
    return true;
  }
  std::vector<std::string> names;  // of its parts
  for (const auto& member : object_->members()) {
    const std::string_view name = part_of(member.path);
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
      names.emplace_back(name);
  }
  constexpr std::size_t most_parts = 200;
  if (names.size() > most_parts) {
    part.problem = std::to_string(names.size()) + " parts of a call; allowed: 200";
    parts_.push_back(std::move(part));
    return true;
  }
  std::vector<Part> made(std::max(names.size(), std::size_t{1}), part);
  for (const auto& member : object_->members()) {
    const std::string_view name = part_of(member.path);
    for (std::size_t at = 0; at < made.size(); ++at) {
      if (!name.empty() && names[at] != name) continue;
      const std::size_t own = name.empty() ? 0 : name.size() + 1;
      made[at].members.emplace_back(member.path.substr(own), member.value);
    }
  }
  for (std::size_t at = 0; at < made.size(); ++at) {
    made[at].main = names.empty() || names[at] == main_part;
    parts_.push_back(std::move(made[at]));
  }
  return true;
}

bool JsonRows::next(Row& row) {
  if (parts_.empty() && !read()) return false;
  current_ = std::move(parts_.front());
  parts_.pop_front();
  row.number = current_.number;
  row.raw = current_.raw;
  row.problem = current_.problem;
  row.values = {};
  if (!row.problem.empty()) return true;
  values_.assign(columns_.size(), {});
  for (const auto& [name, value] : current_.members) {
    const auto place = places_.find(name);
    if (place != places_.end()) values_[place->second] = value;
  }
  record_text_ = std::to_string(current_.record);
  values_[0] = current_.main ? "main" : "sub";
  values_[1] = record_text_;
  row.values = values_;
  return true;
}

}  // namespace callwidgets::sources
