#include "figures/packed/caller_days.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace callwidgets::figures {
namespace {

template <class Days>
auto find(Days& days, std::int32_t day) {
  return std::lower_bound(
      days.begin(), days.end(), day,
      [](const auto& known, std::int32_t wanted) { return known.day < wanted; });
}

template <class Customers>
auto find_customer(Customers& customers, std::int32_t number) {
  return std::lower_bound(
      customers.begin(), customers.end(), number,
      [](const auto& known, std::int32_t wanted) { return known.number < wanted; });
}

template <class Days, class Place>
std::int32_t day_before(const Days& days, const Place& place) {
  return place == days.begin() ? never : std::prev(place)->day;
}

template <class Days, class Place>
std::int32_t day_at(const Days& days, const Place& place) {
  return place == days.end() ? never : place->day;
}

[[noreturn]] void refuse(const char* reason, std::int32_t customer, std::int32_t day) {
  throw std::logic_error(std::string(reason) + " (customer " + std::to_string(customer) + ", day " +
                         std::to_string(day) + ')');
}

}  // namespace

ChainChanges CallerDays::change(std::int32_t customer, std::int32_t day, std::int64_t delta) {
  if (customer < 1) refuse("a caller's customer is numbered below 1", customer, day);
  if (day < 0 || day > last_day) refuse("a caller's day lies outside 1970 to 9999", customer, day);
  ChainChanges changes;
  if (delta == 0) return changes;
  const std::int64_t before = calls(customer, day);
  if (delta < -before) refuse("a caller would have fewer than no calls", customer, day);
  if (delta > std::numeric_limits<std::int32_t>::max() - before) {
    refuse("a caller would have too many calls", customer, day);
  }
  auto place = find_customer(customers_, customer);
  if (place == customers_.end() || place->number != customer) {
    place = customers_.insert(place, Customer{customer, {}});
  }
  if (delta > 0) {
    count_up(customer, place->days, day, static_cast<std::int32_t>(delta), changes);
    if (before == 0) count_up(whole_account, account_, day, 1, changes);
  } else {
    count_down(customer, place->days, day, static_cast<std::int32_t>(-delta), changes);
    if (before + delta == 0) count_down(whole_account, account_, day, 1, changes);
    if (place->days.empty()) customers_.erase(place);
  }
  return changes;
}

void CallerDays::count_up(std::int32_t chain, Days& days, std::int32_t day, std::int32_t by,
                          ChainChanges& changes) {
  const auto place = find(days, day);
  if (day_at(days, place) == day) {
    place->count += by;
    return;
  }
  changes.day_comes(chain, day, day_before(days, place), day_at(days, place));
  days.insert(place, {day, by});
}

void CallerDays::count_down(std::int32_t chain, Days& days, std::int32_t day, std::int32_t by,
                            ChainChanges& changes) {
  const auto place = find(days, day);
  place->count -= by;
  if (place->count > 0) return;
  changes.day_goes(chain, day, day_before(days, place), day_at(days, std::next(place)));
  days.erase(place);
}

std::int64_t CallerDays::calls(std::int32_t customer, std::int32_t day) const {
  const auto place = find_customer(customers_, customer);
  if (place == customers_.end() || place->number != customer) return 0;
  const auto known = find(place->days, day);
  return day_at(place->days, known) == day ? known->count : 0;
}

CallerDays::Days CallerDays::days_of_all() const {
  if (customers_.size() == 1) {
    Days days = customers_.front().days;
    for (Day& day : days) day.count = 1;
    return days;
  }
  std::size_t count = 0;
  std::int32_t first = last_day, last = 0;
  for (const Customer& customer : customers_) {
    count += customer.days.size();
    first = std::min(first, customer.days.front().day);
    last = std::max(last, customer.days.back().day);
  }
  Days days;
  if (count == 0) return days;
  // A robot's days lie close together: counted in place, several times as fast as sorted.
  if (const auto span = static_cast<std::size_t>(last - first) + 1; span < 4 * count) {
    std::vector<std::int32_t> counts(span);
    for_each_day([&](std::int32_t, std::int32_t day, std::int32_t) { ++counts[day - first]; });
    for (std::int32_t day = first; day <= last; ++day) {
      if (counts[day - first] != 0) days.push_back({day, counts[day - first]});
    }
    return days;
  }
  std::vector<std::int32_t> all;
  all.reserve(count);
  for_each_day([&](std::int32_t, std::int32_t day, std::int32_t) { all.push_back(day); });
  std::sort(all.begin(), all.end());
  for (const std::int32_t day : all) {
    if (days.empty() || days.back().day != day) days.push_back({day, 0});
    ++days.back().count;
  }
  return days;
}

}  // namespace callwidgets::figures
