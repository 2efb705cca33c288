#include "sources/feeds/log_time.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "calendar/day.h"
#include "sources/feeds/order_column.h"

namespace callwidgets::test {
namespace {

using sources::OrderColumn;
using sources::Stretch;

calendar::Zone zone() { return *calendar::Zone::named("Europe/London"); }

class LogTimeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LogTimeTest);
  CPPUNIT_TEST(reads_seconds_and_the_clock_of_the_system);
  CPPUNIT_TEST(an_id_settles_an_hour_that_comes_twice);
  CPPUNIT_TEST(other_texts_are_no_time);
  CPPUNIT_TEST_SUITE_END();

 public:
  void reads_seconds_and_the_clock_of_the_system() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1795877688}, *of("1795877688"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1795877688}, *of("1795877688.900"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1795877680}, *of("2026-11-28 14:54:40"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1795877680}, *of("2026-11-28 14:54:40.99"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1782654880}, *of("2026-06-28 14:54:40"));  // in summer
  }

  void an_id_settles_an_hour_that_comes_twice() {
    const std::int64_t first = 1792888200;  // 2026-10-25 00:30 UTC
    CPPUNIT_ASSERT_EQUAL(first, *of("2026-10-25 01:30:00"));
    CPPUNIT_ASSERT_EQUAL(first, *of("2026-10-25 01:30:00", "1792888190.7"));
    CPPUNIT_ASSERT_EQUAL(first + 3600, *of("2026-10-25 01:30:00", "1792891795.7"));
    CPPUNIT_ASSERT_EQUAL(first + 3600, *of("2026-10-25 01:30:00", "pbx-1-1792891795.7"));
    // No seconds in it.
    for (const char* id : {"", "NONE", ".", "12.5", "17928917x5.7"})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(id, first, *of("2026-10-25 01:30:00", id));
  }

  void other_texts_are_no_time() {
    for (const char* text : {"", ".", "noon", "12x", "2026-11-28", "2026-02-30 10:00:00",
                             "28-11-2026 14:54:40", "99999999999999999999"})
      CPPUNIT_ASSERT_MESSAGE(text, !of(text).has_value());
    // An hour that is passed over.
    CPPUNIT_ASSERT(!of("2026-03-29 01:30:00").has_value());
  }

 private:
  static std::optional<std::int64_t> of(std::string_view text, std::string_view id = {}) {
    return sources::LogTime{sources::WallClock{"Europe/London", zone()}}.of(text, id);
  }
};

class OrderColumnTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(OrderColumnTest);
  CPPUNIT_TEST(writes_moments_as_the_column_does);
  CPPUNIT_TEST(holds_every_row_where_clocks_change);
  CPPUNIT_TEST(gives_a_moment_that_is_not_later);
  CPPUNIT_TEST(a_column_of_ends_is_read_further);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_column_of_ends_is_read_further() {
    const OrderColumn ends{OrderColumn::Form::epoch, zone(), 100};
    const auto bounds = ends.of({1000, 2000});
    CPPUNIT_ASSERT_EQUAL(std::string{"1000"}, bounds.from);
    CPPUNIT_ASSERT_EQUAL(std::string{"2100"}, bounds.to);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{900}, *ends.moment_before("1000"));
  }

  void writes_moments_as_the_column_does() {
    const Stretch time{1782654880, 1795877680};  // in summer, in winter
    expect("2026-06-28 13:54:40", "2026-11-28 14:54:40", OrderColumn::Form::utc, time);
    expect("2026-06-28 14:54:40", "2026-11-28 14:54:40", OrderColumn::Form::local, time);
    expect("1782654880", "1795877680", OrderColumn::Form::epoch, time);
    expect("1782654880000", "1795877680000", OrderColumn::Form::epoch_ms, time);
    expect("1970-01-01 00:00:00", "1970-01-01 00:00:05", OrderColumn::Form::utc, {-7200, 5});
  }

  // In the night to 2026-10-25 the clock goes from 02:00 to 01:00, at 01:00 UTC.
  void holds_every_row_where_clocks_change() {
    const std::int64_t change = 1792890000;
    const OrderColumn column{OrderColumn::Form::local, zone()};
    for (std::int64_t at = change - 4 * 3600; at < change + 4 * 3600; at += 600) {
      const auto [from, to] = column.of({at, at + 600});
      for (const std::int64_t row : {at, at + 300, at + 599}) {
        const std::int64_t ahead = row < change ? 3600 : 0;
        const std::string written =
            calendar::format(calendar::Instant{std::chrono::seconds{row + ahead}});
        CPPUNIT_ASSERT_MESSAGE(written, from <= written && written < to);
      }
    }
  }

  void gives_a_moment_that_is_not_later() {
    const auto moment = [](OrderColumn::Form form, const std::string& value) {
      return OrderColumn{form, zone()}.moment_before(value);
    };
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1795877680},
                         *moment(OrderColumn::Form::utc, "2026-11-28 14:54:40.250"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, *moment(OrderColumn::Form::epoch, "7.5"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, *moment(OrderColumn::Form::epoch_ms, "7900"));
    CPPUNIT_ASSERT(*moment(OrderColumn::Form::local, "2026-06-28 14:54:40") <= 1782654880);
    for (const auto form : {OrderColumn::Form::local, OrderColumn::Form::utc,
                            OrderColumn::Form::epoch, OrderColumn::Form::epoch_ms})
      CPPUNIT_ASSERT(!moment(form, "noon").has_value() && !moment(form, "").has_value());
  }

 private:
  static void expect(const std::string& from, const std::string& to, OrderColumn::Form form,
                     const Stretch& time) {
    const auto bounds = OrderColumn{form, zone()}.of(time);
    CPPUNIT_ASSERT_EQUAL(from, bounds.from);
    CPPUNIT_ASSERT_EQUAL(to, bounds.to);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(LogTimeTest, "log_time");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(OrderColumnTest, "order_column");

}  // namespace
}  // namespace callwidgets::test
