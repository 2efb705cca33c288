#include "figures/reader.h"

#include <algorithm>

#include "figures/packed/tally_sum.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

using database::Argument;

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

Reader::Reader(database::Session& session, SubjectCache& book, const Subject& subject,
               const calendar::Range& range)
    : session_(session), book_(book), subject_(subject), range_(range), runs_(Runs::of(range)) {}

database::Arguments Reader::arguments(std::initializer_list<Argument> more) const {
  database::Arguments arguments{{"account", book_.account()},
                                {"seen_version", book_.state().version},
                                {"seen_nonce", book_.state().nonce},
                                {"seen_generation", book_.state().generation}};
  arguments.insert(arguments.end(), more);
  return arguments;
}

database::Arguments Reader::over_runs(std::initializer_list<Argument> more) const {
  database::Arguments asked = arguments(more);
  asked.insert(asked.end(), {{"scope", subject_.scope},
                             {"first_day", runs_.days.first},
                             {"last_day", runs_.days.last},
                             {"first_month", runs_.months.first},
                             {"last_month", runs_.months.last},
                             {"first_day_after", runs_.days_after.first},
                             {"last_day_after", runs_.days_after.last}});
  return asked;
}

void Reader::see(const database::Rows& rows) {
  if (rows.empty() || rows.integer(0, 0) == 0) throw StateChanged{};
  const State now{rows.integer(0, 0), rows.integer(0, 1), book_.state().generation};
  if (state_ && *state_ != now) throw StateChanged{};
  state_ = now;
}

const Sums& Reader::sums() {
  if (sums_) return *sums_;
  Sums sums;
  if (subject_.scope != 0) {
    const auto rows = session_.query(sql::figures::sums, over_runs({}));
    see(rows);
    sums = sums_in(rows, 0, 2);
  }
  return sums_.emplace(sums);
}

// Visits the bytes of each tally of a kind.
template <class Visit>
void Reader::tallies(TallyKind kind, Visit visit) {
  if (subject_.scope == 0) return;
  // The days of a month are a tally of the month's alone.
  const auto rows =
      kind == TallyKind::days
          ? session_.query(sql::figures::month_days,
                           arguments({{"scope", subject_.scope},
                                      {"first_month", std::int64_t{month_of(range_.from)}},
                                      {"last_month", std::int64_t{month_of(range_.to)}}}))
          : session_.query(sql::figures::tallies, over_runs({{"kind", number(kind)}}));
  see(rows);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (const auto bytes = rows.bytes(row, 2); !bytes.empty()) visit(bytes);
  }
}

Tally Reader::total(TallyKind kind) {
  TallySum sum;
  tallies(kind, [&](std::string_view bytes) { sum.add(bytes); });
  return sum.total();
}

// A caller's first day in the range is the one whose previous day lies before it: so each counts
// once. Of a long range's tallies nearly all is of days within it, and not worth being sent; for
// fewer months, to ask for the heads alone costs more than it saves.
std::int64_t Reader::unique_callers() {
  constexpr std::int64_t many_months = 12;
  const bool heads = session_.remote() && runs_.months.last - runs_.months.first >= many_months;
  if (!unique_callers_ && heads) unique_callers_ = new_callers_in_heads();
  if (!unique_callers_) unique_callers_ = new_callers();
  return *unique_callers_;
}

std::optional<std::int64_t> Reader::new_callers_in_heads() {
  if (subject_.scope == 0) return 0;
  const std::int64_t from = calendar::number(range_.from);
  const auto rows = session_.query(sql::figures::tally_heads, over_runs({{"before_day", from}}));
  see(rows);
  std::int64_t callers = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto head = rows.bytes(row, 2);
    if (head.empty()) continue;
    if (head.size() == static_cast<std::size_t>(rows.integer(row, 3))) {
      callers += count_below(head, from);
    } else if (const auto counted = count_below_in_head(head, from)) {
      callers += *counted;
    } else {
      return std::nullopt;
    }
  }
  return callers;
}

std::int64_t Reader::new_callers() {
  std::int64_t callers = 0;
  tallies(TallyKind::previous_days, [&](std::string_view bytes) {
    callers += count_below(bytes, calendar::number(range_.from));
  });
  return callers;
}

const Tally& Reader::breakdown() {
  if (!breakdown_) breakdown_ = total(TallyKind::breakdown);
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

Series Reader::days() {
  Series days;
  days.reserve(static_cast<std::size_t>((range_.to - range_.from).count()) + 2 * 31);
  std::int64_t day = 0, answered = 0, missed = 0;
  bool in_order = true;
  const auto end_day = [&] {
    if (answered + missed == 0) return;
    Numbers& numbers = days.emplace_back().numbers;
    for (const std::int64_t number : {day, answered, missed}) numbers.push_back(number);
    answered = missed = 0;
  };
  tallies(TallyKind::days, [&](std::string_view bytes) {
    for_each_entry(bytes, [&](std::int64_t key, std::int64_t calls) {
      if (DayKey::day(key) != day) {
        end_day();
        in_order &= day < DayKey::day(key);
        day = DayKey::day(key);
      }
      (DayKey::answered(key) ? answered : missed) = calls;
    });
  });
  end_day();
  // Months come in order, though no server promises it, and one that is asked to sorts them.
  if (!in_order) {
    std::sort(days.begin(), days.end(), [](const Row& left, const Row& right) {
      return left.numbers.at(0) < right.numbers.at(0);
    });
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
    rows.push_back(
        {book_.names().name(session_, book_.account(), Breakdown::name_id(key)), 0, calls});
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
  const Tally calls = total(TallyKind::customers);
  std::vector<Tally::Entry> entries{calls.begin(), calls.end()};
  keep_most(entries, limit);
  std::vector<database::Value> numbers;
  for (const auto& entry : entries) numbers.emplace_back(entry.key);
  std::vector<Ranked> rows;
  session_.query_list(sql::figures::customers, arguments({}), "numbers", numbers,
                      [&](const database::Rows& found) {
                        see(found);
                        for (std::size_t row = 0; row < found.size(); ++row) {
                          rows.push_back({std::string{found.bytes(row, 4)}, found.integer(row, 3),
                                          calls.count(found.integer(row, 2))});
                        }
                      });
  std::sort(rows.begin(), rows.end(), [](const Ranked& left, const Ranked& right) {
    return left.calls != right.calls ? left.calls > right.calls : left.id < right.id;
  });
  if (limit != 0 && rows.size() > limit) rows.resize(limit);
  return rows;
}

}  // namespace callwidgets::figures
