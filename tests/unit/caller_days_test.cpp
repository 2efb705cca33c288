// A caller's days, the chains they make, and their bytes.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "figures/packed/caller_days.h"
#include "figures/packed/tally.h"

namespace callwidgets::tests {
namespace {

using figures::CallerDays;
using figures::ChainChange;
using figures::DamagedCallerDays;
using figures::Tally;
using figures::whole_account;

using List = std::vector<ChainChange>;

List changed(CallerDays& caller, std::int32_t customer, std::int32_t day, std::int64_t delta) {
  const auto changes = caller.change(customer, day, delta);
  return {changes.begin(), changes.end()};
}

CallerDays read(const std::vector<std::string>& parts) {
  const std::vector<std::string_view> views{parts.begin(), parts.end()};
  return CallerDays::read(views);
}

CallerDays random_caller(std::mt19937_64& random, int days) {
  CallerDays caller;
  const std::int32_t first = static_cast<std::int32_t>(random() % (random() % 3 ? 30000 : 2932000));
  const std::uint64_t customers = 1 + random() % (random() % 3 ? 4 : 300);
  for (int day = 0; day < days; ++day) {
    const std::int64_t calls =
        random() % 4 ? 1 : 1 + static_cast<std::int64_t>(random() >> (33 + random() % 30));
    const auto customer = static_cast<std::int32_t>(1 + random() % customers);
    const auto when = first + static_cast<std::int32_t>(random() % 800);
    if (caller.calls(customer, when) == 0) caller.change(customer, when, calls % 2147483647);
  }
  return caller;
}

class CallerDaysTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CallerDaysTest);
  CPPUNIT_TEST(tellsWhatADayChanges);
  CPPUNIT_TEST(keepsTheAccountsChainApart);
  CPPUNIT_TEST(refusesWhatCannotBe);
  CPPUNIT_TEST(countsEachCallerOnceInAnyRange);
  CPPUNIT_TEST(changesAddUpToTheLinks);
  CPPUNIT_TEST(dependsOnTheFinalDaysOnly);
  CPPUNIT_TEST(hasTheseBytes);
  CPPUNIT_TEST(readsWhatItWrote);
  CPPUNIT_TEST(splitsAHeavyCaller);
  CPPUNIT_TEST(refusesDamage);
  CPPUNIT_TEST(survivesRandomDamage);
  CPPUNIT_TEST_SUITE_END();

 public:
  void tellsWhatADayChanges() {
    CallerDays caller;
    CPPUNIT_ASSERT((List{{7, 20, -1, 1}, {0, 20, -1, 1}}) == changed(caller, 7, 20, 3));
    CPPUNIT_ASSERT(List{} == changed(caller, 7, 20, 1));
    CPPUNIT_ASSERT(List{} == changed(caller, 7, 20, -3));
    CPPUNIT_ASSERT(List{} == changed(caller, 7, 99, 0));
    CPPUNIT_ASSERT((List{{7, 30, 20, 1}, {0, 30, 20, 1}}) == changed(caller, 7, 30, 1));
    CPPUNIT_ASSERT((List{{7, 30, 20, -1},
                         {7, 25, 20, 1},
                         {7, 30, 25, 1},
                         {0, 30, 20, -1},
                         {0, 25, 20, 1},
                         {0, 30, 25, 1}}) == changed(caller, 7, 25, 1));
    CPPUNIT_ASSERT((List{{7, 25, 20, -1},
                         {7, 20, -1, -1},
                         {7, 25, -1, 1},
                         {0, 25, 20, -1},
                         {0, 20, -1, -1},
                         {0, 25, -1, 1}}) == changed(caller, 7, 20, -1));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, caller.calls(7, 20));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, caller.calls(7, 25));
  }

  void keepsTheAccountsChainApart() {
    CallerDays caller;
    caller.change(7, 20, 1);
    CPPUNIT_ASSERT((List{{9, 20, -1, 1}}) == changed(caller, 9, 20, 1));
    CPPUNIT_ASSERT((List{{9, 30, 20, 1}, {0, 30, 20, 1}}) == changed(caller, 9, 30, 1));
    CPPUNIT_ASSERT((List{{7, 40, 20, 1}, {0, 40, 30, 1}}) == changed(caller, 7, 40, 1));
    CPPUNIT_ASSERT((List{{7, 40, 20, -1}, {7, 20, -1, -1}, {7, 40, -1, 1}}) ==
                   changed(caller, 7, 20, -1));
    CPPUNIT_ASSERT((List{{9, 30, 20, -1},
                         {9, 20, -1, -1},
                         {9, 30, -1, 1},
                         {0, 30, 20, -1},
                         {0, 20, -1, -1},
                         {0, 30, -1, 1}}) == changed(caller, 9, 20, -1));
  }

  void refusesWhatCannotBe() {
    CallerDays caller;
    caller.change(7, 20, 2);
    const CallerDays before = caller;
    CPPUNIT_ASSERT_THROW(caller.change(7, 20, -3), std::logic_error);
    CPPUNIT_ASSERT_THROW(caller.change(7, 21, -1), std::logic_error);
    CPPUNIT_ASSERT_THROW(caller.change(8, 20, std::numeric_limits<std::int64_t>::min()),
                         std::logic_error);
    CPPUNIT_ASSERT_THROW(caller.change(7, 20, 2147483646), std::logic_error);
    CPPUNIT_ASSERT_THROW(caller.change(0, 20, 1), std::logic_error);
    CPPUNIT_ASSERT_THROW(caller.change(7, -1, 1), std::logic_error);
    CPPUNIT_ASSERT_THROW(caller.change(7, 2932897, 1), std::logic_error);
    CPPUNIT_ASSERT(before == caller);
    try {
      caller.change(7, 20, -3);
    } catch (const std::logic_error& error) {
      CPPUNIT_ASSERT_EQUAL(
          std::string("a caller would have fewer than no calls (customer 7, day 20)"),
          std::string(error.what()));
    }
    caller.change(7, 20, 2147483645);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2147483647}, caller.calls(7, 20));
    CPPUNIT_ASSERT(caller == read(caller.write()));
  }

  // The point of it all. Tallies of previous days against sets of callers, over random ranges.
  void countsEachCallerOnceInAnyRange() {
    std::mt19937_64 random{11};
    for (int world = 0; world < 30; ++world) {
      constexpr std::int32_t customers = 3, days = 25;
      std::vector<CallerDays> callers(6);
      std::map<std::tuple<std::size_t, std::int32_t, std::int32_t>, int>
          calls;  // by caller, customer, day
      std::map<std::pair<std::int32_t, std::int32_t>, Tally> previous_days;  // by customer, day
      for (int step = 0; step < 150; ++step) {
        const std::size_t who = random() % callers.size();
        const auto customer = static_cast<std::int32_t>(1 + random() % customers);
        const auto day = static_cast<std::int32_t>(random() % days);
        int& known = calls[{who, customer, day}];
        const int delta = known > 0 && random() % 2 ? -1 - static_cast<int>(random() % known)
                                                    : 1 + static_cast<int>(random() % 2);
        known += delta;
        for (const ChainChange& change : callers[who].change(customer, day, delta)) {
          previous_days[{change.customer, change.day}].add(change.previous, change.delta);
        }
        for (int range = 0; range < 5; ++range) {
          const auto one = static_cast<std::int32_t>(random() % days),
                     other = static_cast<std::int32_t>(random() % days);
          const std::int32_t from = std::min(one, other), to = std::max(one, other);
          for (std::int32_t scope = whole_account; scope <= customers; ++scope) {
            std::set<std::size_t> distinct;
            for (const auto& [key, count] : calls) {
              const auto& [caller, whose, when] = key;
              if (count > 0 && (scope == whole_account || scope == whose) && from <= when &&
                  when <= to)
                distinct.insert(caller);
            }
            std::int64_t counted = 0;
            for (std::int32_t when = from; when <= to; ++when) {
              for (const std::string& part : previous_days[{scope, when}].write())
                counted += figures::count_below(part, from);
            }
            CPPUNIT_ASSERT_EQUAL(static_cast<std::int64_t>(distinct.size()), counted);
          }
        }
      }
    }
  }

  void changesAddUpToTheLinks() {
    std::mt19937_64 random{12};
    for (int world = 0; world < 50; ++world) {
      CallerDays caller;
      std::map<std::tuple<std::int32_t, std::int32_t, std::int32_t>, int> sum, expected;
      for (int step = 0; step < 300; ++step) {
        const auto customer = static_cast<std::int32_t>(1 + random() % 5);
        const auto day = static_cast<std::int32_t>(random() % 40);
        const std::int64_t delta = caller.calls(customer, day) > 0 && random() % 2 ? -1 : 1;
        for (const ChainChange& change : caller.change(customer, day, delta)) {
          sum[{change.customer, change.day, change.previous}] += change.delta;
        }
        if (step % 50 == 0) caller = read(caller.write(32 + random() % 60));
      }
      std::erase_if(sum, [](const auto& entry) { return entry.second == 0; });
      caller.for_each_link([&](std::int32_t customer, std::int32_t day, std::int32_t previous) {
        expected[{customer, day, previous}] += 1;
      });
      CPPUNIT_ASSERT(expected == sum);
    }
  }

  void dependsOnTheFinalDaysOnly() {
    std::mt19937_64 random{13};
    for (int world = 0; world < 100; ++world) {
      struct Step {
        std::int32_t customer, day;
        int delta;
      };
      std::vector<Step> steps;
      for (int step = 0; step < 60; ++step) {
        steps.push_back({static_cast<std::int32_t>(1 + random() % 6),
                         static_cast<std::int32_t>(18000 + random() % 30), 1});
      }
      CallerDays once;
      for (const Step& step : steps) once.change(step.customer, step.day, step.delta);
      // The same calls in another order, with others that come and go again.
      std::shuffle(steps.begin(), steps.end(), random);
      CallerDays other;
      for (const Step& step : steps) {
        const auto customer = static_cast<std::int32_t>(1 + random() % 9);
        const auto day = static_cast<std::int32_t>(17990 + random() % 50);
        other.change(customer, day, 2);
        other.change(step.customer, step.day, step.delta);
        other.change(customer, day, -2);
      }
      CPPUNIT_ASSERT(once == other);
      CPPUNIT_ASSERT(once.write() == other.write());
      CPPUNIT_ASSERT(once.write(40) == other.write(40));
      for (const Step& step : steps) other.change(step.customer, step.day, -step.delta);
      CPPUNIT_ASSERT(other.empty() && other.write().empty());
    }
  }

  // What databases hold already must stay readable.
  void hasTheseBytes() {
    CallerDays caller;
    caller.change(5, 100, 1);
    CPPUNIT_ASSERT((std::vector<std::string>{std::string("\x01\x0a\xc8\x01", 4)}) ==
                   caller.write());
    caller.change(5, 101, 1);
    caller.change(5, 104, 4);
    caller.change(6, 3, 2);
    CPPUNIT_ASSERT((std::vector<std::string>{std::string(
                       "\x01\x0b\x01\xc8\x01\x00\x05\x02\x02\x07\x00", 11)}) == caller.write());
  }

  void readsWhatItWrote() {
    std::mt19937_64 random{14};
    for (int times = 0; times < 500; ++times) {
      const CallerDays caller = random_caller(random, 1 + static_cast<int>(random() % 300));
      CPPUNIT_ASSERT(caller == read(caller.write()));
      const std::size_t limit = 32 + random() % 100;
      const auto parts = caller.write(limit);
      for (const std::string& part : parts) CPPUNIT_ASSERT(part.size() <= limit);
      const CallerDays again = read(parts);
      CPPUNIT_ASSERT(caller == again);
      CPPUNIT_ASSERT(parts == again.write(limit));
    }
    CPPUNIT_ASSERT_THROW(random_caller(random, 3).write(31), std::logic_error);
    CPPUNIT_ASSERT(read({}).empty());
  }

  void splitsAHeavyCaller() {
    CallerDays caller;
    for (std::int32_t customer = 1; customer <= 100; ++customer) {
      for (std::int32_t day = 0; day < 1000; ++day)
        caller.change(customer, 18000 + day, 1 + (day + customer) % 3);
    }
    const auto parts = caller.write();
    CPPUNIT_ASSERT(parts.size() > 3);
    for (const std::string& part : parts) CPPUNIT_ASSERT(part.size() < 32 * 1024);
    CallerDays again = read(parts);
    CPPUNIT_ASSERT(caller == again);
    CPPUNIT_ASSERT(
        (List{{101, 17000, -1, 1}, {0, 18000, -1, -1}, {0, 17000, -1, 1}, {0, 18000, 17000, 1}}) ==
        changed(again, 101, 17000, 1));
  }

  void refusesDamage() {
    using namespace std::string_view_literals;
    const auto refused = [](std::string_view bytes) {
      CPPUNIT_ASSERT_THROW(CallerDays::read(bytes), DamagedCallerDays);
    };
    refused(""sv);
    refused("\x00\x0a\x02"sv);                      // an unknown format
    refused("\x01"sv);                              // no customer
    refused("\x01\x0a"sv);                          // no day
    refused("\x01\x00\x02"sv);                      // customer 0
    refused("\x01\x0a\x02\x00\x02"sv);              // the same customer again
    refused("\x01\x0a\x02\x0a"sv);                  // bytes left over: a customer without a day
    refused("\x01\x0b\x01\x02\x02"sv);              // three days, two there
    refused("\x01\x0b\xff\xff\xff\xff\x07\x02"sv);  // two thousand million days
    refused("\x01\x0b\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x02"sv);  // so many that their
                                                                        // number wraps
    refused("\x01\x0a\x82\x00"sv);                                      // longer than need be
    refused("\x01\x0a\x82"sv);                                          // cut off
    refused("\x01\x0a\xc2\x82\xe6\x02"sv);                              // 10000-01-01
    refused("\x01\x80\x80\x80\x80\x10\x02"sv);                          // customer 2^31
    refused("\x01\xfe\xff\xff\xff\x0f\x02\x02\x02"sv);                  // 2^31-1, and one more
    refused("\x01\x0a\x03\xfe\xff\xff\xff\x07"sv);                      // 2^31 calls
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2147483647},
                         CallerDays::read("\x01\x0a\x03\xfd\xff\xff\xff\x07"sv).calls(5, 1));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         CallerDays::read("\x01\x0a\xc0\x82\xe6\x02"sv).calls(5, 2932896));

    std::mt19937_64 random{15};
    auto parts = random_caller(random, 200).write(64);
    std::swap(parts[1], parts[2]);
    CPPUNIT_ASSERT_THROW(read(parts), DamagedCallerDays);
    std::swap(parts[1], parts[2]);
    parts.push_back(parts.back());
    CPPUNIT_ASSERT_THROW(read(parts), DamagedCallerDays);
    // The same day in two parts.
    CPPUNIT_ASSERT_THROW(read({"\x01\x0a\x02", "\x01\x0a\x02"}), DamagedCallerDays);
    CPPUNIT_ASSERT(!read({"\x01\x0a\x02", "\x01\x0a\x04"}).empty());
  }

  // Cut off, flipped and random bytes: refused, or a caller that writes the very same bytes.
  void survivesRandomDamage() {
    std::mt19937_64 random{16};
    int refused = 0;
    for (int times = 0; times < 30000; ++times) {
      std::string bytes(1 + random() % 40, '\1');
      for (std::size_t at = 1; at < bytes.size(); ++at)
        bytes[at] = static_cast<char>(random() >> (random() % 5 + 3));
      if (times % 3 != 0) {
        bytes = random_caller(random, 1 + static_cast<int>(random() % 20)).write()[0];
        if (times % 3 == 1) bytes.resize(random() % bytes.size());
        if (times % 3 == 2) bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
      }
      try {
        CPPUNIT_ASSERT(std::vector{bytes} == CallerDays::read(bytes).write());
      } catch (const DamagedCallerDays&) {
        ++refused;
      }
    }
    CPPUNIT_ASSERT(refused > 8000 && refused < 29000);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CallerDaysTest, "caller_days");

}  // namespace
}  // namespace callwidgets::tests
