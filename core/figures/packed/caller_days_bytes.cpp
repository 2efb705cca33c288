// CallerDays as bytes. A part is a format byte and groups, one a customer: the customer's number
// (in later groups the distance from the one before) doubled, plus 1 where there are several days;
// then, for several, their number less 2; then the days: the day (later ones: distance less 1)
// doubled, plus 1 where it has several calls, and then their number less 2. A customer's days may
// go on in the next part.
#include <limits>
#include <stdexcept>

#include "figures/packed/caller_days.h"

namespace callwidgets::figures {
namespace {

constexpr char format = 1;
constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();

// A number whose lowest bit says whether there is more than one of something, and how many less 2.
void put_flagged(std::string& bytes, std::int64_t value, std::int64_t many) {
  put_varint(bytes, static_cast<std::uint64_t>(value) << 1 | (many > 1));
  if (many > 1) put_varint(bytes, static_cast<std::uint64_t>(many - 2));
}

std::size_t flagged_size(std::int64_t value, std::int64_t many) {
  return varint_size(static_cast<std::uint64_t>(value) << 1) +
         (many > 1 ? varint_size(static_cast<std::uint64_t>(many - 2)) : 0);
}

struct Flagged {
  std::int64_t value;
  std::int64_t many;
};

using Reader = VarintReader<DamagedCallerDays>;

Flagged next_flagged(Reader& numbers) {
  const std::uint64_t first = numbers.next();
  const std::uint64_t more = first & 1 ? numbers.next() + 1 : 0;
  if (first >> 1 > largest || more >= largest || (first & 1 && more == 0)) {
    throw DamagedCallerDays("a number is too large");
  }
  return {static_cast<std::int64_t>(first >> 1), static_cast<std::int64_t>(more) + 1};
}

// Fills parts up to a limit, a group at a time.
class Writer {
 public:
  explicit Writer(std::size_t limit) : limit_(limit) {}

  void customer(std::int32_t number) {
    close_group();
    customer_ = number;
    day_ = never;
  }

  void day(std::int32_t day, std::int32_t calls) {
    if (parts_.empty() || !fits(day, calls)) next_part();
    put_flagged(days_, day - day_ - 1, calls);
    ++count_;
    day_ = day;
  }

  std::vector<std::string> finish() {
    close_group();
    return std::move(parts_);
  }

 private:
  bool fits(std::int32_t day, std::int32_t calls) const {
    return parts_.back().size() + flagged_size(customer_ - before_, count_ + 1) + days_.size() +
               flagged_size(day - day_ - 1, calls) <=
           limit_;
  }

  void next_part() {
    close_group();
    parts_.emplace_back(1, format);
    before_ = 0;
    day_ = never;
  }

  void close_group() {
    if (count_ == 0) return;
    put_flagged(parts_.back(), customer_ - before_, count_);
    parts_.back() += days_;
    days_.clear();
    count_ = 0;
    before_ = customer_;
  }

  const std::size_t limit_;
  std::vector<std::string> parts_;
  std::string days_;           // the open group's
  std::int64_t count_ = 0;     // and how many
  std::int64_t customer_ = 0;  // whose
  std::int64_t before_ = 0;    // the last closed group's, in this part
  std::int64_t day_ = never;
};

}  // namespace

std::vector<std::string> CallerDays::write(std::size_t limit) const {
  if (limit < 32) throw std::logic_error("a part of a caller's days has no room for a day");
  Writer writer{limit};
  for (const Customer& customer : customers_) {
    writer.customer(customer.number);
    for (const Day& day : customer.days) writer.day(day.day, day.count);
  }
  return writer.finish();
}

CallerDays CallerDays::read(std::span<const std::string_view> parts) {
  CallerDays caller;
  for (const std::string_view part : parts) read_part(part, caller.customers_);
  caller.account_ = caller.days_of_all();
  return caller;
}

CallerDays CallerDays::read(const std::vector<std::string>& parts) {
  const std::vector<std::string_view> views{parts.begin(), parts.end()};
  return read(views);
}

void CallerDays::read_part(std::string_view part, std::vector<Customer>& customers) {
  if (part.empty()) throw DamagedCallerDays("no bytes");
  if (part.front() != format) throw DamagedCallerDays("an unknown format of a caller's days");
  Reader numbers{part.data() + 1, part.data() + part.size()};
  std::int64_t customer = 0;
  do {
    const Flagged group = next_flagged(numbers);
    if (group.value == 0) throw DamagedCallerDays("a customer does not ascend");
    const bool first = customer == 0;
    customer += group.value;
    if (customer > largest) throw DamagedCallerDays("a customer's number is too large");
    const bool goes_on = first && !customers.empty() && customers.back().number == customer;
    if (!goes_on) {
      if (!customers.empty() && customers.back().number > customer) {
        throw DamagedCallerDays("parts are out of order");
      }
      customers.push_back({static_cast<std::int32_t>(customer), {}});
    }
    // Each day takes a byte or more, so a damaged number of days reserves no more than there are
    // bytes.
    if (static_cast<std::uint64_t>(group.many) > numbers.left())
      throw DamagedCallerDays("days are missing");
    Days& days = customers.back().days;
    days.reserve(days.size() + static_cast<std::size_t>(group.many));
    std::int64_t day = never;
    for (std::int64_t count = 0; count < group.many; ++count) {
      const Flagged next = next_flagged(numbers);
      day += next.value + 1;
      if (day > last_day) throw DamagedCallerDays("a day lies after 9999");
      if (!days.empty() && days.back().day >= day)
        throw DamagedCallerDays("parts are out of order");
      days.push_back({static_cast<std::int32_t>(day), static_cast<std::int32_t>(next.many)});
    }
  } while (!numbers.done());
}

}  // namespace callwidgets::figures
