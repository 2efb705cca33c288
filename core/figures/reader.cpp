#include "figures/reader.h"

#include <algorithm>

#include "figures/tally_sum.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

using database::Argument;

void add_runs(database::Arguments& arguments, const Runs& runs) {
  arguments.insert(arguments.end(), {{"first_day", runs.days.first},
                                     {"last_day", runs.days.last},
                                     {"first_month", runs.months.first},
                                     {"last_month", runs.months.last},
                                     {"first_day_after", runs.days_after.first},
                                     {"last_day_after", runs.days_after.last}});
}

Tally total(const database::Rows& rows) {
  TallySum sum;
  for (std::size_t row = 0; row < rows.size(); ++row) sum.add(rows.bytes(row, 0));
  return sum.total();
}

// Leaves the `limit` first of `entries` by count, and all that tie with the last of them; 0 leaves
// all.
void keep_most(std::vector<Tally::Entry>& entries, std::size_t limit) {
  if (limit == 0 || entries.size() <= limit) return;
  const auto more = [](const Tally::Entry& left, const Tally::Entry& right) {
    return left.count > right.count;
  };
  std::nth_element(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(limit - 1),
                   entries.end(), more);
  const std::int64_t least = entries[limit - 1].count;
  std::erase_if(entries, [&](const Tally::Entry& entry) { return entry.count < least; });
}

}  // namespace

Reader::Reader(database::Session& session, NameBook& names, std::int64_t account,
               std::int64_t scope, bool of_one_customer, const calendar::Range& range)
    : session_(session),
      names_(names),
      account_(account),
      scope_(scope),
      of_one_customer_(of_one_customer),
      range_(range),
      runs_(Runs::of(range)) {}

const Sums& Reader::sums() {
  if (sums_) return *sums_;
  database::Arguments arguments{{"scope", scope_}};
  add_runs(arguments, runs_);
  const auto rows = session_.query(sql::figures::sums, arguments);
  return sums_.emplace(sums_in(rows, 0, 0));
}

database::Rows Reader::tallies(TallyKind kind) {
  database::Arguments arguments{{"scope", scope_},
                                {"kind", std::int64_t{static_cast<std::int32_t>(kind)}}};
  add_runs(arguments, runs_);
  return session_.query(sql::figures::tallies, arguments);
}

// A caller's first day in the range is the one whose previous day lies before it: so each counts
// once.
std::int64_t Reader::unique_callers() {
  if (unique_callers_) return *unique_callers_;
  const auto rows = tallies(TallyKind::previous_days);
  std::int64_t callers = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    callers += count_below(rows.bytes(row, 0), calendar::number(range_.from));
  }
  unique_callers_ = callers;
  return callers;
}

const Tally& Reader::breakdown() {
  if (!breakdown_) breakdown_ = total(tallies(TallyKind::breakdown));
  return *breakdown_;
}

std::vector<std::int64_t> Reader::hours() {
  std::vector<std::int64_t> counts(Breakdown::hours);
  for (const auto& [key, calls] : breakdown()) {
    if (!Breakdown::is_hour(key)) break;
    counts.at(static_cast<std::size_t>(key)) = calls;
  }
  return counts;
}

const Tally& Reader::days() {
  if (days_) return *days_;
  const auto rows =
      session_.query(sql::figures::month_tallies,
                     {{"scope", scope_},
                      {"kind", std::int64_t{static_cast<std::int32_t>(TallyKind::days)}},
                      {"first_month", std::int64_t{month_of(range_.from)}},
                      {"last_month", std::int64_t{month_of(range_.to)}}});
  // Months come in order and so do their days: no sum is needed.
  Tally& days = days_.emplace();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for_each_entry(rows.bytes(row, 0),
                   [&](std::int64_t key, std::int64_t calls) { days.add(key, calls); });
  }
  return days;
}

std::vector<Ranked> Reader::ranked(bool (*mine)(std::int64_t key), std::size_t limit) {
  std::vector<Tally::Entry> entries;
  std::copy_if(breakdown().begin(), breakdown().end(), std::back_inserter(entries),
               [&](const Tally::Entry& entry) { return mine(entry.key); });
  keep_most(entries, limit);
  std::vector<Ranked> rows;
  for (const auto& [key, calls] : entries) {
    rows.push_back({names_.name(session_, account_, Breakdown::name_id(key)), 0, calls});
  }
  std::sort(rows.begin(), rows.end(), [](const Ranked& left, const Ranked& right) {
    return left.calls != right.calls ? left.calls > right.calls : left.name < right.name;
  });
  if (limit != 0 && rows.size() > limit) rows.resize(limit);
  return rows;
}

std::vector<Ranked> Reader::attributions(std::size_t limit) {
  return ranked(Breakdown::is_attribution, limit);
}

std::vector<Ranked> Reader::origins(std::size_t limit) {
  return ranked(Breakdown::is_origin, limit);
}

std::vector<Ranked> Reader::customers(std::size_t limit) {
  const Tally calls = total(tallies(TallyKind::customers));
  std::vector<Tally::Entry> entries{calls.begin(), calls.end()};
  keep_most(entries, limit);
  std::vector<database::Value> numbers;
  for (const auto& entry : entries) numbers.emplace_back(entry.key);
  std::vector<Ranked> rows;
  session_.query_list(sql::customers::numbered, {{"account", account_}}, "numbers", numbers,
                      [&](const database::Rows& found) {
                        for (std::size_t row = 0; row < found.size(); ++row) {
                          rows.push_back({std::string{found.bytes(row, 2)}, found.integer(row, 1),
                                          calls.count(found.integer(row, 0))});
                        }
                      });
  std::sort(rows.begin(), rows.end(), [](const Ranked& left, const Ranked& right) {
    return left.calls != right.calls ? left.calls > right.calls : left.id < right.id;
  });
  if (limit != 0 && rows.size() > limit) rows.resize(limit);
  return rows;
}

}  // namespace callwidgets::figures
