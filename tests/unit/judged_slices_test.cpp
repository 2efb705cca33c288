// Slices of a source's legs: every arrival in one of them, however unevenly they come, and never
// more legs in memory than a slice may have.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <set>
#include <string>

#include "sources/judged_slices.h"

namespace callwidgets::sources {
namespace {

constexpr std::int64_t hour = 3600, day = 24 * hour;
constexpr std::int64_t first = 1'767'225'600;  // 2026-01-01

// Ten legs a day, and after so many days 21,600.
class GrowingFeed : public LegFeed {
 public:
  explicit GrowingFeed(std::int64_t quiet_days, std::int64_t days)
      : busy_(first + quiet_days * day), end_(first + days * day) {}

  void between(const Stretch& time, const std::function<void(Leg&&)>& visit) override {
    for (std::int64_t at = next_from(time.from); at < std::min(time.to, end_); at += step(at)) {
      Leg leg;
      leg.id = std::to_string(at);
      leg.start = at;
      leg.inbound = true;
      visit(std::move(leg));
    }
  }
  std::optional<std::int64_t> first_from(std::int64_t from) override {
    const std::int64_t next = next_from(from);
    return next < end_ ? std::optional{next} : std::nullopt;
  }
  void evidence(std::span<const Leg>, BridgeLog&, QueueLog&) override {}

 private:
  std::int64_t step(std::int64_t at) const { return day / (at < busy_ ? 10 : 21'600); }
  std::int64_t next_from(std::int64_t from) const {
    if (from <= first) return first;
    const std::int64_t by = step(from);
    return first + (from - first + by - 1) / by * by;
  }

  const std::int64_t busy_, end_;
};

class JudgedSlicesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(JudgedSlicesTest);
  CPPUNIT_TEST(a_busy_time_behind_a_quiet_one_is_read_in_short_slices);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_busy_time_behind_a_quiet_one_is_read_in_short_slices() {
    constexpr std::int64_t quiet = 100, days = 112;
    GrowingFeed feed{quiet, days};
    const Rules rules;
    JudgedSlices slices{feed, Method::calls, rules, 4 * hour};
    std::set<std::string> met;
    std::size_t most = 0;
    slices.each({first, first + days * day}, [&](const Slice& slice) {
      most = std::max(most, slice.legs.size());
      for (const Judged& judged : slice.judged)
        CPPUNIT_ASSERT_MESSAGE(judged.verdict.id, met.insert(judged.verdict.id).second);
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{quiet * 10 + (days - quiet) * 21'600}, met.size());
    CPPUNIT_ASSERT_MESSAGE(std::to_string(most), most <= 80'000);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(JudgedSlicesTest, "judged_slices");

}  // namespace
}  // namespace callwidgets::sources
