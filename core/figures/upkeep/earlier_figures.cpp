#include "figures/upkeep/earlier_figures.h"

#include "figures/packed/caller_days.h"
#include "figures/upkeep/stored_callers.h"
#include "sql/statements.h"

namespace callwidgets::figures {

EarlierFigures::EarlierFigures(database::Session& session, const Generation& generation,
                               std::int64_t before)
    : session_(session),
      generation_(generation),
      before_(before),
      scopes_(scopes_of(session, generation)) {}

std::set<std::int32_t> EarlierFigures::customers() const {
  std::set<std::int32_t> customers;
  for (const auto& [customer, scope] : scopes_) {
    if (customer != whole_account) customers.insert(customer);
  }
  return customers;
}

std::map<std::int32_t, PeriodFigures> EarlierFigures::days(std::int32_t customer) const {
  std::map<std::int32_t, PeriodFigures> days;
  const auto scope = scopes_.find(customer);
  if (scope == scopes_.end()) return days;
  const database::Arguments arguments{{"scope", scope->second}, {"before_day", before_}};
  const auto sums = session_.query(sql::figures::sums_before, arguments);
  for (std::size_t row = 0; row < sums.size(); ++row) {
    days[static_cast<std::int32_t>(sums.integer(row, 0))].sums = sums_in(sums, row, 1);
  }
  const auto tallies = session_.query(sql::figures::tallies_before, arguments);
  for (std::size_t row = 0; row < tallies.size(); ++row) {
    days[static_cast<std::int32_t>(tallies.integer(row, 0))].tallies.add(
        tallies_in(tallies, row, 1));
  }
  return days;
}

void EarlierFigures::for_each_caller_day(
    const std::function<void(std::int64_t, std::int32_t, std::int32_t)>& visit) const {
  std::optional<std::int64_t> first = StoredCallers::from_the_first;
  while (first) {
    const auto callers = StoredCallers::read(session_, generation_.scope, *first);
    for (const auto& [caller, parts] : callers.parts) {
      const std::int64_t number = caller;
      CallerDays::read(parts).for_each_day(
          [&](std::int32_t customer, std::int32_t day, std::int64_t) {
            if (day < before_) visit(number, customer, day);
          });
    }
    first = callers.next;
  }
}

}  // namespace callwidgets::figures
