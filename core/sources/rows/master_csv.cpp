#include "sources/rows/master_csv.h"

#include <algorithm>

namespace callwidgets::sources {
namespace {

constexpr std::size_t fixed = 16, all = 21, last_three = 3;
constexpr std::size_t unique_id = 16, user_field = 17, peer_account = 18;

const std::vector<std::string> names = {
    "accountcode", "src",      "dst",      "dcontext",  "clid",        "channel",  "dstchannel",
    "lastapp",     "lastdata", "start",    "answer",    "end",         "duration", "billsec",
    "disposition", "amaflags", "uniqueid", "userfield", "peeraccount", "linkedid", "sequence"};

bool can_be_either(std::size_t width) {
  return width == fixed + 1 || width == fixed + 1 + last_three;
}

// Where each field of a row goes.
std::vector<std::size_t> places(std::size_t width, bool has_unique_id) {
  std::vector<std::size_t> to;
  for (std::size_t at = 0; at < fixed; ++at) to.push_back(at);
  const bool new_columns = width >= fixed + last_three;
  const std::size_t between = width - fixed - (new_columns ? last_three : 0);
  if (between == 2 || (between == 1 && has_unique_id)) to.push_back(unique_id);
  if (between == 2 || (between == 1 && !has_unique_id)) to.push_back(user_field);
  for (std::size_t at = 0; new_columns && at < last_three; ++at) to.push_back(peer_account + at);
  return to;
}

std::size_t digits(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

}  // namespace

bool MasterCsv::is_unique_id(std::string_view text) {
  if (const auto dash = text.rfind('-'); dash != text.npos) {
    if (dash == 0 || text.front() == '-' || text.find("--") != text.npos) return false;
    text.remove_prefix(dash + 1);
  }
  const std::size_t seconds = digits(text);
  if (seconds < 9 || seconds > 10 || !text.substr(seconds).starts_with('.')) return false;
  text.remove_prefix(seconds + 1);
  return !text.empty() && digits(text) == text.size();
}

MasterCsv::MasterCsv(calls::Window window, const std::vector<std::string>& given)
    : records_(std::move(window), false) {
  if (given.empty()) {
    look_ahead();
    return;
  }
  width_ = given.size();
  bool known = false;
  for (const bool has_unique_id : {true, false}) {
    if (known || width_ < fixed || width_ > all) continue;
    const auto to = places(width_, has_unique_id);
    known = std::equal(to.begin(), to.end(), given.begin(), given.end(),
                       [](std::size_t at, const std::string& name) { return names[at] == name; });
    has_unique_id_ = has_unique_id;
  }
  if (known) return;
  std::string allowed;
  for (const std::string& name : names) allowed += (allowed.empty() ? "" : ", ") + name;
  throw calls::InputError{"the " + std::to_string(width_) +
                          " columns that are given are not what Asterisk writes; allowed: " +
                          allowed + "; uniqueid, userfield and the last three may be missing"};
}

const std::vector<std::string>& MasterCsv::columns() const { return names; }

bool MasterCsv::read(Row& row) {
  const auto fits = [this](std::size_t width) {
    return width_ > 0 ? width == width_ : width >= fixed && width <= all;
  };
  const std::string why = width_ > 0 ? "; allowed: the settings' " + std::to_string(width_)
                                     : "; allowed: 16 to 21, as Asterisk writes them";
  if (!records_.next(row, fits, why)) return false;
  fields_.clear();
  if (!row.problem.empty()) return true;
  for (const calls::CsvField& field : records_.fields()) fields_.push_back(field.text);
  return true;
}

void MasterCsv::look_ahead() {
  constexpr std::size_t most_rows = 100;
  std::size_t with_unique_id = 0, with_text = 0;
  Row row;
  try {
    while (held_.size() < most_rows && read(row)) {
      held_.push_back(
          {row.number, std::string{row.raw}, row.problem, {fields_.begin(), fields_.end()}});
      if (!can_be_either(fields_.size()) || fields_[fixed].empty()) continue;
      (is_unique_id(fields_[fixed]) ? with_unique_id : with_text) += 1;
    }
  } catch (const calls::InputError&) {
    // It comes again behind the rows that can be read.
  }
  has_unique_id_ = with_unique_id > with_text;
}

void MasterCsv::lay_out(Row& row, std::size_t width) {
  if (!row.problem.empty()) return;
  values_.assign(all, {});
  const auto to = places(width, has_unique_id_);
  for (std::size_t at = 0; at < width; ++at) values_[to[at]] = fields_[at];
  row.values = values_;
}

bool MasterCsv::next(Row& row) {
  if (held_.empty()) {
    if (!read(row)) return false;
  } else {
    current_ = std::move(held_.front());
    held_.pop_front();
    fields_.assign(current_.fields.begin(), current_.fields.end());
    row.number = current_.number;
    row.raw = current_.raw;
    row.problem = current_.problem;
    row.values = {};
  }
  lay_out(row, fields_.size());
  return true;
}

}  // namespace callwidgets::sources
