#include "figures/period.h"

#include <cppunit/extensions/HelperMacros.h>

#include <random>
#include <set>

using namespace callwidgets;
using figures::Runs;

namespace {

class PeriodTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PeriodTest);
  CPPUNIT_TEST(months_are_counted_from_1970);
  CPPUNIT_TEST(runs_cover_each_day_once_and_few_days_singly);
  CPPUNIT_TEST_SUITE_END();

 public:
  void months_are_counted_from_1970() {
    for (const auto& [day, month] : {std::pair{"1970-01-01", 0},
                                     {"1970-12-31", 11},
                                     {"2024-02-29", 649},
                                     {"9999-12-31", 96359}}) {
      CPPUNIT_ASSERT_EQUAL(month, figures::month_of(*calendar::parse_day(day)));
      CPPUNIT_ASSERT_EQUAL(std::string{day}.substr(0, 7) + "-01",
                           calendar::format(figures::first_day_of(month)));
    }
    CPPUNIT_ASSERT_EQUAL(-1, figures::month_of(calendar::Day{} - date::days{1}));
    CPPUNIT_ASSERT(figures::first_day_of(-1) == calendar::Day{} - date::days{31});
    CPPUNIT_ASSERT(figures::first_day_of(-12) == calendar::Day{} - date::days{365});
  }

  void runs_cover_each_day_once_and_few_days_singly() {
    std::mt19937 random{7};
    for (int round = 0; round < 3000; ++round) {
      const calendar::Day from{date::days{static_cast<int>(random() % 4000) - 60}};
      const int length = static_cast<int>(random() % (round % 3 == 0 ? 3 : 900));
      const calendar::Day to = from + date::days{length};
      const Runs runs = Runs::of({from, to});
      std::multiset<std::int64_t> days;
      std::size_t single = 0;
      for (const Runs::Run& run : {runs.days, runs.days_after}) {
        for (auto day = run.first; day <= run.last; ++day, ++single) days.insert(day);
      }
      for (auto month = runs.months.first; month <= runs.months.last; ++month) {
        const auto end = figures::first_day_of(static_cast<std::int32_t>(month + 1));
        for (auto day = figures::first_day_of(static_cast<std::int32_t>(month)); day < end;
             day += date::days{1}) {
          days.insert(calendar::number(day));
        }
      }
      CPPUNIT_ASSERT_EQUAL(static_cast<std::size_t>(length + 1), days.size());
      CPPUNIT_ASSERT_EQUAL(calendar::number(from), *days.begin());
      CPPUNIT_ASSERT_EQUAL(calendar::number(to), *days.rbegin());
      CPPUNIT_ASSERT_EQUAL(days.size(), std::set<std::int64_t>(days.begin(), days.end()).size());
      CPPUNIT_ASSERT(single <= 60);
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PeriodTest, "period");

}  // namespace
