// Local days and hours of every zone, beside those of the C library, which reads the same files its
// own way.
#include "calendar/zone.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <stdlib.h>
#include <time.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "calendar/posix_rule.h"
#include "calendar/zone_rules.h"
#include "process.h"
#include "site.h"

namespace callwidgets::test {
namespace {

namespace fs = std::filesystem;
using calendar::Instant;
using calendar::Zone;

constexpr const char* kFolder = "/usr/share/zoneinfo";

Instant at(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }

Instant at(const std::string& text) { return *calendar::parse_instant(text); }

std::string bytes_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> names_below(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    const std::string name = fs::relative(entry.path(), folder).string();
    if (!entry.is_regular_file() || name.starts_with("posix/") || name.starts_with("right/") ||
        name == "localtime" || name == "posixrules" ||
        !bytes_of(entry.path()).starts_with("TZif")) {
      continue;
    }
    names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

// The C library's time zone, for as long as this lives.
class SystemZone {
 public:
  explicit SystemZone(const std::string& name) {
    if (const char* given = getenv("TZ")) before_ = given;
    setenv("TZ", name.c_str(), 1);
    tzset();
  }
  ~SystemZone() {
    if (before_) {
      setenv("TZ", before_->c_str(), 1);
    } else {
      unsetenv("TZ");
    }
    tzset();
  }
  std::int64_t offset(std::int64_t seconds) const {
    const time_t instant = seconds;
    tm local{};
    localtime_r(&instant, &local);
    return local.tm_gmtoff;
  }

 private:
  std::optional<std::string> before_;
};

std::string hour_text(const calendar::LocalHour& local) {
  return calendar::format(local.day) + " " + std::to_string(local.hour);
}

std::string hour_text(std::int64_t seconds, std::int64_t offset) {
  const std::int64_t local = seconds + offset;
  return hour_text({calendar::day_of(local / 86400), static_cast<int>(local % 86400 / 3600)});
}

// Where a zone differs from the C library's of that name: at sampled instants from 1972 to 2100
// (before that offsets had seconds in places), and on both sides of each change between them.
std::string differences(const std::string& name, const Zone& zone) {
  const SystemZone system{name};
  const std::int64_t from = 63'072'000, to = 4'102'444'800, step = 5 * 86'400 + 3'600;
  const auto differs = [&](std::int64_t seconds) {
    return hour_text(zone.local(at(seconds))) != hour_text(seconds, system.offset(seconds));
  };
  for (std::int64_t seconds = from; seconds < to; seconds += step) {
    if (differs(seconds)) return name + " at " + std::to_string(seconds) + "\n";
    std::int64_t before = seconds, after = seconds + step;
    const std::int64_t offset = system.offset(before);
    if (offset == system.offset(after)) continue;
    while (after - before > 1) {
      const std::int64_t middle = (before + after) / 2;
      (system.offset(middle) == offset ? before : after) = middle;
    }
    if (differs(before) || differs(after)) {
      return name + " where the clock changes, at " + std::to_string(after) + "\n";
    }
  }
  return {};
}

class ZoneTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ZoneTest);
  CPPUNIT_TEST(every_zone_is_as_the_c_library_has_it);
  CPPUNIT_TEST(files_that_list_fewer_changes_say_the_same);
  CPPUNIT_TEST(changes_that_are_listed_beyond_2037_count);
  CPPUNIT_TEST(a_zone_comes_back_from_its_bytes);
  CPPUNIT_TEST(other_rules_are_told_apart);
  CPPUNIT_TEST(a_day_begins_where_the_clock_says_so);
  CPPUNIT_TEST(the_next_change_is_the_first_one);
  CPPUNIT_TEST(what_is_no_zone_is_none);
  CPPUNIT_TEST(damaged_bytes_are_refused_or_harmless);
  CPPUNIT_TEST(rules_of_every_form);
  CPPUNIT_TEST_SUITE_END();

 public:
  void every_zone_is_as_the_c_library_has_it() {
    const auto names = names_below(kFolder);
    CPPUNIT_ASSERT(names.size() > 300);
    std::string found;
    for (const std::string& name : names) found += differences(name, *Zone::named(name));
    CPPUNIT_ASSERT_EQUAL(std::string{}, found);
  }

  // Most of what they say is in their rules.
  void files_that_list_fewer_changes_say_the_same() {
    const Folder folder;
    const Finished made = run(
        {"/usr/sbin/zic", "-b", "slim", "-d", folder.path(), std::string{kFolder} + "/tzdata.zi"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.err, 0, made.status);
    const auto names = names_below(folder.path());
    CPPUNIT_ASSERT(names.size() > 300);
    std::string found;
    for (const std::string& name : names) {
      const auto slim = Zone::of_bytes(bytes_of(folder / name));
      CPPUNIT_ASSERT_MESSAGE(name, slim);
      found += differences(":" + (folder / name), *slim);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, found);
    for (const char* name : {"Europe/Amsterdam", "Europe/Dublin", "America/New_York",
                             "America/Santiago", "Africa/Casablanca", "Asia/Kathmandu"}) {
      const auto slim = Zone::of_bytes(bytes_of(folder / name));
      CPPUNIT_ASSERT_MESSAGE(name, bytes_of(folder / name) != Zone::named(name)->bytes());
      CPPUNIT_ASSERT_MESSAGE(name, slim->same_rules(*Zone::named(name)));
    }
  }

  // Months of fasting are listed up to 2087 in Morocco, up to 2086 in Palestine.
  void changes_that_are_listed_beyond_2037_count() {
    const Zone casablanca = *Zone::named("Africa/Casablanca");
    CPPUNIT_ASSERT_EQUAL(std::string("2040-09-20 0"),
                         hour_text(casablanca.local(at("2040-09-20 00:30:00"))));
    CPPUNIT_ASSERT_EQUAL(std::string("2040-12-20 1"),
                         hour_text(casablanca.local(at("2040-12-20 00:30:00"))));
    CPPUNIT_ASSERT_EQUAL(std::string("9999-12-20 1"),
                         hour_text(casablanca.local(at("9999-12-20 00:30:00"))));
    const Zone amsterdam = *Zone::named("Europe/Amsterdam");
    CPPUNIT_ASSERT_EQUAL(std::string("9999-07-01 2"),
                         hour_text(amsterdam.local(at("9999-07-01 00:30:00"))));
  }

  void a_zone_comes_back_from_its_bytes() {
    for (const char* name : {"UTC", "Europe/Amsterdam", "Asia/Gaza", "America/New_York"}) {
      const Zone zone = *Zone::named(name);
      const auto back = Zone::of_bytes(zone.bytes());
      CPPUNIT_ASSERT(back && back->same_rules(zone) && zone.same_rules(*back));
      for (std::int64_t day = 0; day < 36'500; day += 13) {
        CPPUNIT_ASSERT_EQUAL(hour_text(zone.local(at(day * 86400))),
                             hour_text(back->local(at(day * 86400))));
      }
    }
  }

  void other_rules_are_told_apart() {
    const std::vector<std::string> names{"UTC",           "Europe/Amsterdam",
                                         "Europe/London", "Africa/Casablanca",
                                         "Africa/Lagos",  "Asia/Gaza"};
    for (const std::string& one : names) {
      for (const std::string& other : names) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(one + " and " + other, one == other,
                                     Zone::named(one)->same_rules(*Zone::named(other)));
      }
    }
  }

  void a_day_begins_where_the_clock_says_so() {
    const auto begin = [](const std::string& zone, const std::string& day) {
      return Zone::named(zone)->begin_of(*calendar::parse_day(day));
    };
    CPPUNIT_ASSERT(at("2026-07-01 00:00:00") == begin("UTC", "2026-07-01"));
    CPPUNIT_ASSERT(at("2026-06-30 22:00:00") == begin("Europe/Amsterdam", "2026-07-01"));
    CPPUNIT_ASSERT(at("2026-07-01 07:00:00") == begin("America/Los_Angeles", "2026-07-01"));
    CPPUNIT_ASSERT(at("2026-06-30 10:00:00") == begin("Pacific/Kiritimati", "2026-07-01"));
    CPPUNIT_ASSERT(at("2026-06-30 18:15:00") == begin("Asia/Kathmandu", "2026-07-01"));
    // The clock goes from 24:00 to 01:00: the day has no first hour.
    CPPUNIT_ASSERT(at("2026-09-06 04:00:00") == begin("America/Santiago", "2026-09-06"));
    // Samoa left a whole day out.
    CPPUNIT_ASSERT(at("2011-12-30 10:00:00") == begin("Pacific/Apia", "2011-12-30"));
  }

  // Of every zone, from days of 2026 and 2027 on.
  void the_next_change_is_the_first_one() {
    std::size_t changes = 0;
    for (const std::string& name : names_below(kFolder)) {
      const Zone zone = *Zone::named(name);
      const SystemZone system{name};
      for (std::int64_t from = 1'767'225'600; from < 1'830'297'600; from += 101 * 86'400 + 1'234) {
        const std::int64_t end = from + 400 * 86'400;
        const std::int64_t next = zone.next_change(at(from), at(end)).time_since_epoch().count();
        const std::string where = name + " from " + std::to_string(from);
        CPPUNIT_ASSERT_MESSAGE(where, from < next && next <= end);
        const std::int64_t offset = system.offset(from);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(where, offset, std::int64_t{zone.offset(at(from))});
        for (std::int64_t same = from; same < next; same += 7 * 3'600) {
          CPPUNIT_ASSERT_EQUAL_MESSAGE(where, offset, system.offset(same));
        }
        CPPUNIT_ASSERT_EQUAL_MESSAGE(where, offset, system.offset(next - 1));
        if (next == end) continue;
        CPPUNIT_ASSERT_MESSAGE(where, offset != system.offset(next));
        ++changes;
      }
    }
    CPPUNIT_ASSERT(changes > 500);
    const Zone utc = *Zone::named("UTC");
    CPPUNIT_ASSERT(at(9) == utc.next_change(at(3), at(9)));
    CPPUNIT_ASSERT(at(3) == utc.next_change(at(3), at(3)));
  }

  void what_is_no_zone_is_none() {
    for (const char* name : {"", "Europe", "Europe/Atlantis", "../zoneinfo/Europe/London",
                             "/etc/passwd", "right/Europe/London", "posix/Europe/London",
                             "localtime", "tzdata.zi", "zone.tab", "Europe/"}) {
      CPPUNIT_ASSERT_MESSAGE(name, !Zone::named(name));
    }
  }

  void damaged_bytes_are_refused_or_harmless() {
    const std::string bytes = Zone::named("Europe/Amsterdam")->bytes();
    for (std::size_t size = 1; size < bytes.size(); ++size) {
      CPPUNIT_ASSERT_MESSAGE(std::to_string(size), !Zone::of_bytes(bytes.substr(0, size)));
    }
    std::mt19937 random{1};
    for (int round = 0; round < 5000; ++round) {
      std::string damaged = bytes;
      for (int change = 0; change < 3; ++change) {
        damaged[random() % damaged.size()] = static_cast<char>(random());
      }
      if (const auto zone = Zone::of_bytes(damaged)) zone->local(at(random()));
    }
  }

  void rules_of_every_form() {
    const auto offset = [](const std::string& rule, const std::string& instant) {
      const auto parsed = calendar::PosixRule::parse(rule);
      CPPUNIT_ASSERT_MESSAGE(rule, parsed);
      return parsed->offset(at(instant));
    };
    CPPUNIT_ASSERT_EQUAL(-18000, offset("EST5", "2050-07-01 00:00:00"));
    CPPUNIT_ASSERT_EQUAL(20700, offset("<+0545>-5:45", "2050-07-01 00:00:00"));
    CPPUNIT_ASSERT_EQUAL(-14400, offset("EST5EDT,M3.2.0,M11.1.0", "2050-07-01 00:00:00"));
    CPPUNIT_ASSERT_EQUAL(-18000, offset("EST5EDT,M3.2.0,M11.1.0", "2050-01-01 00:00:00"));
    CPPUNIT_ASSERT_EQUAL(0, offset("IST-1GMT0,M10.5.0,M3.5.0/1", "2050-01-01 00:00:00"));
    CPPUNIT_ASSERT_EQUAL(3600, offset("IST-1GMT0,M10.5.0,M3.5.0/1", "2050-07-01 00:00:00"));
    // All year round; and days that are counted.
    CPPUNIT_ASSERT_EQUAL(-14400, offset("EST5EDT,0/0,J365/25", "2050-12-31 23:59:59"));
    CPPUNIT_ASSERT_EQUAL(-14400, offset("EST5EDT,0/0,J365/25", "2051-01-01 04:30:00"));
    CPPUNIT_ASSERT_EQUAL(3600, offset("AAA0BBB,J60/0,J61/0", "2048-03-01 12:00:00"));
    CPPUNIT_ASSERT_EQUAL(0, offset("AAA0BBB,J60/0,J61/0", "2048-02-29 12:00:00"));
    CPPUNIT_ASSERT_EQUAL(3600, offset("AAA0BBB,59/0,60/0", "2048-02-29 12:00:00"));
    for (const char* wrong :
         {"", "E5", "EST", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0",
          "EST5EDT,M3.2.0,M11.1.0x", "<+05-5", "EST168"}) {
      CPPUNIT_ASSERT_MESSAGE(wrong, !calendar::PosixRule::parse(wrong));
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ZoneTest, "zone");

}  // namespace
}  // namespace callwidgets::test
