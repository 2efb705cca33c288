// Tallies in memory and as bytes.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <limits>
#include <map>
#include <random>

#include "figures/packed/tally.h"
#include "figures/packed/tally_sum.h"
#include "figures/tallies.h"

namespace callwidgets::tests {
namespace {

using figures::count_below;
using figures::count_below_in_head;
using figures::DamagedTally;
using figures::Tally;
using figures::TallySum;

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

using Plain = std::map<std::int64_t, std::int64_t>;

Plain plain(const Tally& tally) {
  Plain result;
  for (const auto& [key, count] : tally) result[key] = count;
  CPPUNIT_ASSERT_EQUAL(tally.size(), result.size());
  return result;
}

Tally tally(const Plain& entries) {
  Tally result;
  for (const auto& [key, count] : entries) result.add(key, count);
  return result;
}

Tally read(const std::vector<std::string>& parts) {
  Tally whole;
  for (const std::string& part : parts) whole.merge(Tally::read(part));
  return whole;
}

// Keys near zero, near each other, and at the ends of what a key can be.
Tally random_tally(std::mt19937_64& random, std::size_t entries) {
  Tally result;
  for (std::size_t entry = 0; entry < entries; ++entry) {
    std::int64_t key = static_cast<std::int64_t>(random() % 3000) - 1000;
    if (random() % 8 == 0)
      key = static_cast<std::int64_t>(random() % 600) + 1048000;  // the pages' end
    if (random() % 16 == 0) key = static_cast<std::int64_t>(random() >> random() % 64);
    if (random() % 50 == 0) key = random() % 2 ? lowest : highest;
    if (result.count(key) == 0)
      result.add(key, static_cast<std::int64_t>(random() >> (8 + random() % 56)) + 1);
  }
  return result;
}

class TallyTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TallyTest);
  CPPUNIT_TEST(addsLikeAMap);
  CPPUNIT_TEST(mergesLikeAMap);
  CPPUNIT_TEST(refusesSumsThatLeave64Bits);
  CPPUNIT_TEST(storesPositiveCountsOnly);
  CPPUNIT_TEST(hasTheseBytes);
  CPPUNIT_TEST(readsWhatItWrote);
  CPPUNIT_TEST(splitsByRangesOfKeys);
  CPPUNIT_TEST(countsBelowABound);
  CPPUNIT_TEST(countsInAHead);
  CPPUNIT_TEST(stopsReadingAtTheBound);
  CPPUNIT_TEST(sumsManyStoredOnes);
  CPPUNIT_TEST(refusesSumsOfStoredOnesThatLeave64Bits);
  CPPUNIT_TEST(refusesDamage);
  CPPUNIT_TEST(survivesRandomDamage);
  CPPUNIT_TEST(areStoredTogetherByPeriod);
  CPPUNIT_TEST_SUITE_END();

 public:
  void addsLikeAMap() {
    std::mt19937_64 random{1};
    Tally sum;
    Plain expected;
    for (int step = 0; step < 20000; ++step) {
      const std::int64_t key = static_cast<std::int64_t>(random() % 200) - 100;
      const std::int64_t delta = static_cast<std::int64_t>(random() % 5) - 2;
      sum.add(key, delta);
      if ((expected[key] += delta) == 0) expected.erase(key);
      CPPUNIT_ASSERT_EQUAL(expected.count(key) ? expected[key] : 0, sum.count(key));
    }
    CPPUNIT_ASSERT(expected == plain(sum));
  }

  void mergesLikeAMap() {
    std::mt19937_64 random{2};
    for (int times = 0; times < 500; ++times) {
      Plain left, right;
      for (int entry = 0; entry < 10; ++entry) {
        left[static_cast<std::int64_t>(random() % 20)] =
            1 + static_cast<std::int64_t>(random() % 3);
        right[static_cast<std::int64_t>(random() % 20)] =
            -1 - static_cast<std::int64_t>(random() % 3);
      }
      Tally sum = tally(left);
      sum.merge(tally(right));
      for (const auto& [key, count] : right) {
        if ((left[key] += count) == 0) left.erase(key);
      }
      CPPUNIT_ASSERT(left == plain(sum));
    }
  }

  void refusesSumsThatLeave64Bits() {
    Tally sum = tally({{1, highest}, {2, 5}});
    CPPUNIT_ASSERT_THROW(sum.add(1, 1), std::overflow_error);
    CPPUNIT_ASSERT_EQUAL(highest, sum.count(1));
    CPPUNIT_ASSERT_THROW(sum.merge(tally({{1, 1}})), std::overflow_error);
    CPPUNIT_ASSERT_THROW(sum.count_below(3), std::overflow_error);
    sum.add(1, -highest);
    sum.add(2, -5);
    CPPUNIT_ASSERT(sum.empty());
  }

  void storesPositiveCountsOnly() {
    CPPUNIT_ASSERT_THROW(tally({{1, 2}, {2, -1}}).write(), std::logic_error);
    CPPUNIT_ASSERT_THROW(tally({{1, 2}}).write(20), std::logic_error);
    CPPUNIT_ASSERT(Tally{}.write().empty());
  }

  // What databases hold already must stay readable.
  void hasTheseBytes() {
    const std::vector<std::string> expected{std::string("\x01\x01\x03\x04\x80\x01\xfd\x01\x05", 9)};
    CPPUNIT_ASSERT(expected == tally({{-1, 3}, {3, 128}, {256, 5}}).write());
  }

  void readsWhatItWrote() {
    std::mt19937_64 random{3};
    for (int times = 0; times < 500; ++times) {
      const Tally written = random_tally(random, random() % 300);
      CPPUNIT_ASSERT(written == read(written.write()));
      CPPUNIT_ASSERT(written == read(written.write(21 + random() % 40)));
    }
    const Tally ends = tally({{lowest, highest}, {0, 1}, {highest, highest}});
    CPPUNIT_ASSERT(ends == read(ends.write()));
    CPPUNIT_ASSERT(ends == read(ends.write(21)));
  }

  void splitsByRangesOfKeys() {
    Tally large;
    for (std::int64_t key = 0; key < 60000; ++key) large.add(key * 3, 1 + key % 300);
    const auto parts = large.write();
    CPPUNIT_ASSERT(parts.size() > 3);
    std::int64_t last = -1;
    for (const std::string& part : parts) {
      CPPUNIT_ASSERT(part.size() < 32 * 1024);
      const Tally range = Tally::read(part);
      CPPUNIT_ASSERT(!range.empty() && range.begin()->key > last);
      last = (range.end() - 1)->key;
    }
    CPPUNIT_ASSERT(large == read(parts));
    for (std::size_t part = 0; part + 1 < parts.size(); ++part)
      CPPUNIT_ASSERT(parts[part].size() > 32 * 1024 - 8);
  }

  void countsBelowABound() {
    std::mt19937_64 random{4};
    for (int times = 0; times < 600; ++times) {
      Tally counted;
      // Counts of one byte and of two, mixed or hardly any of two.
      const std::uint64_t largest = times % 2 == 0 ? 300 : 130;
      for (int entry = 0; entry < 50; ++entry) {
        counted.add(static_cast<std::int64_t>(random() % 100) - 50,
                    1 + static_cast<std::int64_t>(random() % largest));
      }
      for (const std::int64_t bound :
           {lowest, highest, static_cast<std::int64_t>(random() % 120) - 60}) {
        std::int64_t expected = 0;
        for (const auto& [key, count] : plain(counted)) expected += key < bound ? count : 0;
        CPPUNIT_ASSERT_EQUAL(expected, counted.count_below(bound));
        std::int64_t stored = 0;
        for (const std::string& part : counted.write(40)) stored += count_below(part, bound);
        CPPUNIT_ASSERT_EQUAL(expected, stored);
        CPPUNIT_ASSERT_EQUAL(expected, count_below(counted.write()[0], bound));
      }
    }
  }

  // A head of any length gives what the whole gives, or nothing; and all heads that reach the bound
  // give it.
  void countsInAHead() {
    std::mt19937_64 random{7};
    for (int times = 0; times < 300; ++times) {
      const Tally counted = random_days(random);
      const std::string bytes = counted.write()[0];
      const auto bound = static_cast<std::int64_t>(random() % 120);
      const std::int64_t expected = counted.count_below(bound);
      const bool reachable = (counted.end() - 1)->key >= bound;
      bool told = false;
      for (std::size_t size = 0; size <= bytes.size(); ++size) {
        const auto counts = count_below_in_head(std::string_view{bytes}.substr(0, size), bound);
        CPPUNIT_ASSERT(counts ? reachable && *counts == expected : !told);
        told = counts.has_value();
      }
      CPPUNIT_ASSERT_EQUAL(reachable, told);
    }
    CPPUNIT_ASSERT(!count_below_in_head("?", 5));
  }

  // As of previous days: never, then days.
  static Tally random_days(std::mt19937_64& random) {
    Tally tally;
    tally.add(-1, 1 + static_cast<std::int64_t>(random() % 1000));
    for (int entry = 0; entry < 60; ++entry) {
      tally.add(static_cast<std::int64_t>(random() % 100),
                1 + static_cast<std::int64_t>(random() % 5 == 0 ? random() % 300 : random() % 9));
    }
    return tally;
  }

  void stopsReadingAtTheBound() {
    const std::string bytes = tally({{1, 1}, {2, 2}, {3, 3}}).write()[0] + "?";
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, count_below(bytes, 3));
    CPPUNIT_ASSERT_THROW(count_below(bytes, 4), DamagedTally);
  }

  void sumsManyStoredOnes() {
    std::mt19937_64 random{5};
    for (int times = 0; times < 100; ++times) {
      TallySum sum;
      Tally expected;
      for (int blob = 0; blob < 20; ++blob) {
        const Tally one = random_tally(random, random() % 100);
        try {
          expected.merge(one);
        } catch (const std::overflow_error&) {
          break;
        }
        for (const std::string& part : one.write(21 + random() % 400)) sum.add(part);
      }
      CPPUNIT_ASSERT(expected == sum.total());
    }
    CPPUNIT_ASSERT(TallySum{}.total().empty());
  }

  void refusesSumsOfStoredOnesThatLeave64Bits() {
    for (const std::int64_t key : {std::int64_t{-1}, std::int64_t{7}, highest}) {
      TallySum sum;
      sum.add(tally({{key, highest}}).write()[0]);
      CPPUNIT_ASSERT_THROW(sum.add(tally({{key, 1}}).write()[0]), DamagedTally);
    }
    CPPUNIT_ASSERT_THROW(count_below(tally({{1, highest}, {2, 1}}).write()[0], 9), DamagedTally);
  }

  void refusesDamage() {
    const auto refused = [](std::string_view bytes) {
      CPPUNIT_ASSERT_THROW(Tally::read(bytes), DamagedTally);
      CPPUNIT_ASSERT_THROW(TallySum{}.add(bytes), DamagedTally);
      CPPUNIT_ASSERT_THROW(count_below(bytes, highest), DamagedTally);
    };
    using namespace std::string_view_literals;
    refused(""sv);
    refused("\x00\x02\x01"sv);  // an unknown format
    refused("\x02\x02\x01"sv);
    refused("\x01"sv);                  // no entry
    refused("\x01\x02"sv);              // a key without a count
    refused("\x01\x02\x00"sv);          // a zero count
    refused("\x01\x02\x81"sv);          // a number cut off
    refused("\x01\x02\x01\x00\x01"sv);  // the same key again
    refused("\x01\x02\x01\x01\x01\x01\x01\x00\x01\x01\x01\x01\x01"sv);
    refused("\x01\x02\x01\x01\x01\x01\x00\x01\x01\x01\x01\x01\x01"sv);
    refused("\x01\x02\x81\x00"sv);  // longer than need be
    refused("\x01\x82\x00\x01"sv);
    refused("\x01\x02\x01\x01"sv);  // bytes left over: a key without a count
    refused("\x01\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"sv);          // 65 bits
    refused("\x01\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"sv);      // eleven bytes
    refused("\x01\x02\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"sv);          // a count of 2^63
    refused("\x01\x00\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01"sv);  // a key beyond 2^63
    CPPUNIT_ASSERT_THROW(Tally::read("\x01\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01\x01\x01"sv),
                         DamagedTally);
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{2},
        Tally::read("\x01\xfc\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01\x01\x01"sv).size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, Tally::read("\x01\x02\x01"sv).size());
  }

  // Cut off, flipped and random bytes: refused, or a tally that writes the very same bytes.
  void survivesRandomDamage() {
    std::mt19937_64 random{6};
    int refused = 0;
    for (int times = 0; times < 30000; ++times) {
      std::string bytes(1 + random() % 40, '\1');
      for (std::size_t at = 1; at < bytes.size(); ++at)
        bytes[at] = static_cast<char>(random() >> (random() % 5 + 3));
      if (times % 3 != 0) {
        const auto parts = random_tally(random, 1 + random() % 20).write();
        bytes = parts[0];
        if (times % 3 == 1) bytes.resize(random() % bytes.size());
        if (times % 3 == 2) bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
      }
      try {
        const Tally tally = Tally::read(bytes);
        CPPUNIT_ASSERT(std::vector{bytes} == tally.write());
        TallySum sum;
        sum.add(bytes);
        CPPUNIT_ASSERT(tally == sum.total());
        count_below(bytes, 500);
      } catch (const DamagedTally&) {
        ++refused;
      }
    }
    CPPUNIT_ASSERT(refused > 8000 && refused < 29000);
  }

  void areStoredTogetherByPeriod() {
    using namespace std::string_literals;
    using figures::TallyKind;
    figures::Tallies period;
    CPPUNIT_ASSERT(period.empty() && period.write().empty());
    for (std::int64_t key = 0; key < 20'000; ++key) period[TallyKind::breakdown].add(key, 1);
    period[TallyKind::customers].add(7, 3);
    CPPUNIT_ASSERT(!period.empty());
    const auto rows = period.write();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rows.size());
    CPPUNIT_ASSERT_EQUAL("\x01\x0e\x03"s, rows[0][3]);
    for (const std::string& none : {rows[0][1], rows[0][2], rows[1][1], rows[1][2], rows[1][3]}) {
      CPPUNIT_ASSERT_EQUAL(""s, none);
    }
    figures::Tallies back;
    for (const std::size_t row : {1, 0}) back.add(rows[row]);
    back.merge(period);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, back[TallyKind::breakdown].count(19'999));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{6}, back[TallyKind::customers].count(7));
    CPPUNIT_ASSERT_THROW(back.add({"", "x", "", ""}), DamagedTally);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(TallyTest, "tally");

}  // namespace
}  // namespace callwidgets::tests
