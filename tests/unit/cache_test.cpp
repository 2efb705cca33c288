#include "cache/cache.h"

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>

using namespace callwidgets;
using cache::Cache;
using cache::Entry;

namespace {

Entry entry(std::int64_t version, std::size_t size = 10) {
  return {std::make_shared<const std::string>(size, 'x'), "\"tag\"", version};
}

class CacheTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CacheTest);
  CPPUNIT_TEST(an_answer_is_computed_once_a_version);
  CPPUNIT_TEST(what_compute_throws_is_not_kept);
  CPPUNIT_TEST(the_least_recently_used_goes_first);
  CPPUNIT_TEST(without_room_nothing_is_kept);
  CPPUNIT_TEST(every_part_of_a_question_tells_keys_apart);
  CPPUNIT_TEST_SUITE_END();

 public:
  void an_answer_is_computed_once_a_version() {
    Cache cache{1 << 20};
    int computed = 0;
    const auto compute = [&] { return ++computed, entry(7); };
    cache.get("a", 7, compute);
    cache.get("a", 7, compute);
    CPPUNIT_ASSERT_EQUAL(1, computed);
    cache.get("a", 8, [&] { return ++computed, entry(8); });
    CPPUNIT_ASSERT_EQUAL(2, computed);
    cache.get("b", 8, [&] { return ++computed, entry(8); });
    CPPUNIT_ASSERT_EQUAL(3, computed);
  }

  void what_compute_throws_is_not_kept() {
    Cache cache{1 << 20};
    CPPUNIT_ASSERT_THROW(cache.get("a", 1, []() -> Entry { throw std::runtime_error("x"); }),
                         std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, cache.get("a", 1, [] { return entry(1); })->version);
  }

  void the_least_recently_used_goes_first() {
    Cache cache{3000};
    const auto never = []() -> Entry { throw std::runtime_error("was not kept"); };
    cache.get("a", 1, [] { return entry(1, 1000); });
    cache.get("b", 1, [] { return entry(1, 1000); });
    cache.get("a", 1, never);
    cache.get("c", 1, [] { return entry(1, 1000); });
    cache.get("a", 1, never);
    cache.get("c", 1, never);
    CPPUNIT_ASSERT_THROW(cache.get("b", 1, never), std::runtime_error);
  }

  void without_room_nothing_is_kept() {
    Cache cache{0};
    CPPUNIT_ASSERT_EQUAL(std::size_t{10}, cache.get("a", 1, [] { return entry(1); })->body->size());
    int computed = 0;
    cache.get("a", 1, [&] { return ++computed, entry(1); });
    CPPUNIT_ASSERT_EQUAL(1, computed);
  }

  void every_part_of_a_question_tells_keys_apart() {
    question::Question one;
    one.types = {1};
    const std::string key = cache::key(1, one);
    auto other = one;
    other.types = {1, 1};
    CPPUNIT_ASSERT(key != cache::key(1, other));
    other = one, other.several = true;
    CPPUNIT_ASSERT(key != cache::key(1, other));
    other = one, other.customer_id = 1;
    CPPUNIT_ASSERT(key != cache::key(1, other));
    other = one, other.range.from -= date::days{1};
    CPPUNIT_ASSERT(key != cache::key(1, other));
    other = one, other.range.to += date::days{1};
    CPPUNIT_ASSERT(key != cache::key(1, other));
    other = one, other.datasources = 2;
    CPPUNIT_ASSERT(key != cache::key(1, other));
    CPPUNIT_ASSERT(key != cache::key(2, one));
    CPPUNIT_ASSERT(key == cache::key(1, one));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CacheTest, "cache");

}  // namespace
