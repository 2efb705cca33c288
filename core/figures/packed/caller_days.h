#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "figures/packed/chain.h"
#include "figures/packed/varint.h"

namespace callwidgets::figures {

class DamagedCallerDays : public DamagedBytes {
 public:
  using DamagedBytes::DamagedBytes;
};

// What one caller did within an account's generation: for each customer the days with a call, and
// how many calls each. Used by one thread.
class CallerDays {
 public:
  // Adds `delta` calls to a customer's day, or takes them away, and tells what that does to the two
  // chains. Throws std::logic_error, having changed nothing, where fewer than no calls or more than
  // 2^31-1 would be left, or where the customer or the day can't be.
  ChainChanges change(std::int32_t customer, std::int32_t day, std::int64_t delta);

  bool empty() const { return customers_.empty(); }
  std::int64_t calls(std::int32_t customer, std::int32_t day) const;  // 0 where there are none
  bool operator==(const CallerDays& other) const { return customers_ == other.customers_; }

  // visit(customer, day, calls), by customer and day.
  template <class Visitor>
  void for_each_day(Visitor&& visit) const {
    for (const Customer& customer : customers_) {
      for (const Day& day : customer.days) visit(customer.number, day.day, day.count);
    }
  }

  // visit(customer, day, previous) for every day of every chain: the account's (customer
  // `whole_account`), then each customer's. It is what all the changes that led here add up to.
  template <class Visitor>
  void for_each_link(Visitor&& visit) const {
    follow(whole_account, account_, visit);
    for (const Customer& customer : customers_) follow(customer.number, customer.days, visit);
  }

  // Parts by ascending customers and days, each at most `limit` bytes (at least 32); none when this
  // is empty. The same days give the same bytes, whatever led to them.
  std::vector<std::string> write(std::size_t limit = largest_part) const;

  // All parts, in the order in which they were written. Throws DamagedCallerDays.
  static CallerDays read(std::span<const std::string_view> parts);
  static CallerDays read(const std::vector<std::string>& parts);
  static CallerDays read(std::string_view only_part) { return read({&only_part, 1}); }

 private:
  struct Day {
    std::int32_t day;
    std::int32_t count;  // calls; in the account's chain, customers who have the day
    bool operator==(const Day&) const = default;
  };
  using Days = std::vector<Day>;  // by day, each count at least 1
  struct Customer {
    std::int32_t number;
    Days days;  // never empty
    bool operator==(const Customer&) const = default;
  };

  template <class Visitor>
  static void follow(std::int32_t customer, const Days& days, Visitor& visit) {
    std::int32_t previous = never;
    for (const Day& day : days) {
      visit(customer, day.day, previous);
      previous = day.day;
    }
  }

  static void count_up(std::int32_t chain, Days& days, std::int32_t day, std::int32_t by,
                       ChainChanges& changes);
  static void count_down(std::int32_t chain, Days& days, std::int32_t day, std::int32_t by,
                         ChainChanges& changes);
  static void read_part(std::string_view part, std::vector<Customer>& customers);
  Days days_of_all() const;

  std::vector<Customer> customers_;  // by number
  Days account_;                     // the union of the customers' days
};

}  // namespace callwidgets::figures
