#include "cache/cache.h"

#include <cppunit/extensions/HelperMacros.h>

#include "cache_readings.h"
#include "site.h"

namespace callwidgets::cache {

using namespace std::chrono_literals;

// What both kinds of cache hold to: in memory only, and with the tier that processes share.
template <bool with_folder>
class CacheTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CacheTest);
  CPPUNIT_TEST(an_answer_lives_until_a_day_of_its_range_changes);
  CPPUNIT_TEST(an_answer_of_no_scope_goes_with_any_change);
  CPPUNIT_TEST(the_latest_reading_bounds_what_is_fresh);
  CPPUNIT_TEST(everything_changes_with_another_history);
  CPPUNIT_TEST(nothing_is_kept_while_a_backup_is_put_back);
  CPPUNIT_TEST(a_version_that_the_feed_never_told_of_may_vanish);
  CPPUNIT_TEST(or_become_another_of_the_same_number);
  CPPUNIT_TEST(or_be_what_it_was);
  CPPUNIT_TEST(two_readings_of_the_same_are_one);
  CPPUNIT_TEST(what_changed_during_a_computation_makes_it_stale);
  CPPUNIT_TEST(what_changed_before_it_was_shared_is_not);
  CPPUNIT_TEST(nothing_is_known_before_the_first_reading);
  CPPUNIT_TEST(memory_is_searched_alone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void an_answer_lives_until_a_day_of_its_range_changes() {
    learn({0, 0}, {5, 55}, {});
    put("a", entry(5, 1, 10, 20));
    learn({5, 55}, {8, 88}, {{1, 9, 6}, {1, 21, 7}, {2, 15, 8}});
    CPPUNIT_ASSERT(fresh("a"));
    learn({8, 88}, {9, 99}, {{1, 20, 9}});
    CPPUNIT_ASSERT(!fresh("a"));
    put("a", entry(9, 1, 10, 20));
    learn({9, 99}, {10, 100}, {{1, 10, 10}});
    CPPUNIT_ASSERT(!fresh("a"));
  }

  void an_answer_of_no_scope_goes_with_any_change() {
    learn({0, 0}, {5, 55}, {});
    put("a", entry(5, 0, 10, 20));
    put("b", entry(5, 3, 10, 20));
    learn({5, 55}, {6, 66}, {{1, 900, 6}});
    CPPUNIT_ASSERT(!fresh("a"));
    CPPUNIT_ASSERT(fresh("b"));
    learn({6, 66}, {7, 77}, {{0, -1, 7}});
    CPPUNIT_ASSERT(!fresh("b"));
  }

  void the_latest_reading_bounds_what_is_fresh() {
    learn({0, 0}, {5, 55}, {});
    put("a", entry(5, 1, 10, 20));
    now_ += 1500ms;
    CPPUNIT_ASSERT(fresh("a"));
    now_ += 1ms;
    auto found = cache_->find("a", now_);
    CPPUNIT_ASSERT(found.entry && found.stale);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, std::int64_t{found.age.count()});
    now_ += 9s;
    CPPUNIT_ASSERT(cache_->find("a", now_).stale);
    now_ += 1s;
    CPPUNIT_ASSERT(!cache_->find("a", now_).entry);
    learn({5, 55}, {5, 55}, {});
    CPPUNIT_ASSERT(fresh("a"));
  }

  void everything_changes_with_another_history() {
    learn({0, 0}, {5, 55}, {});
    put("a", entry(5, 1, 10, 20));
    const auto begin = cache_->begin(now_);
    FeedReading other = reading({5, 55}, {5, 56}, {});
    other.everything = true;
    cache_->learn(other, now_);
    CPPUNIT_ASSERT(!fresh("a"));
    // Computed in the history that is no more.
    CPPUNIT_ASSERT(cache_->put("a", entry(7, 1, 10, 20), begin, now_).stale);
    CPPUNIT_ASSERT(!fresh("a"));
    put("a", entry(5, 1, 10, 20));
    CPPUNIT_ASSERT(fresh("a"));
    FeedReading rebuilt = reading({5, 56}, {6, 66}, {});
    rebuilt.generation = 2;
    cache_->learn(rebuilt, now_);
    CPPUNIT_ASSERT(!fresh("a"));
  }

  void nothing_is_kept_while_a_backup_is_put_back() {
    learn({0, 0}, {5, 55}, {});
    FeedReading other = reading({5, 55}, {4, 44}, {});
    other.everything = other.another_history = true;
    cache_->learn(other, now_);
    put("a", entry(4, 1, 10, 20));
    CPPUNIT_ASSERT(!fresh("a"));
    if (with_folder) return;  // its clock is the host's
    now_ += unsettled;
    learn({4, 44}, {4, 44}, {});
    put("a", entry(4, 1, 10, 20));
    CPPUNIT_ASSERT(fresh("a"));
  }

  // Answered from version 6 before the feed told of it; then a backup of version 5 is put back.
  void a_version_that_the_feed_never_told_of_may_vanish() {
    learn({0, 0}, {5, 55}, {});
    put("a", entry(6, 1, 10, 20));
    now_ += 1s;
    learn({5, 55}, {5, 55}, {});
    CPPUNIT_ASSERT(!fresh("a"));
  }

  void or_become_another_of_the_same_number() {
    learn({0, 0}, {5, 55}, {});
    put("a", entry(6, 1, 10, 20));
    FeedReading other = reading({5, 55}, {6, 67}, {{1, 900, 6}});
    other.ledger = {{6, 67}};
    cache_->learn(other, now_);
    CPPUNIT_ASSERT(!fresh("a"));
  }

  void or_be_what_it_was() {
    learn({0, 0}, {5, 55}, {});
    put("a", entry(6, 1, 10, 20));
    learn({5, 55}, {6, 66}, {{1, 15, 6}});
    CPPUNIT_ASSERT(with_folder || fresh("a"));
  }

  void two_readings_of_the_same_are_one() {
    learn({0, 0}, {5, 55}, {});
    put("a", entry(5, 1, 10, 20));
    learn({0, 0}, {5, 55}, {});
    CPPUNIT_ASSERT(fresh("a"));
  }

  void what_changed_during_a_computation_makes_it_stale() {
    learn({0, 0}, {5, 55}, {});
    const auto begin = cache_->begin(now_);
    learn({5, 55}, {7, 77}, {{1, 15, 6}, {2, 15, 7}});
    CPPUNIT_ASSERT(cache_->put("a", entry(5, 1, 10, 20), begin, now_).stale);
    CPPUNIT_ASSERT(!cache_->find("a", now_).entry);
    put("a", entry(6, 1, 10, 20), begin);
    CPPUNIT_ASSERT(fresh("a"));
    put("b", entry(5, 1, 16, 20), begin);
    CPPUNIT_ASSERT(fresh("b"));
  }

  void what_changed_before_it_was_shared_is_not() {
    learn({0, 0}, {5, 55}, {});
    const auto begin = cache_->begin(now_);
    cache_->put("a", entry(5, 1, 10, 20), begin, now_);
    FeedReading other = reading({5, 55}, {5, 56}, {});
    other.everything = true;
    cache_->learn(other, now_);
    cache_->share(now_);
    CPPUNIT_ASSERT(!fresh("a"));
  }

  void nothing_is_known_before_the_first_reading() {
    const auto begin = cache_->begin(now_);
    cache_->put("a", entry(5, 1, 10, 20), begin, now_);
    CPPUNIT_ASSERT(!cache_->find("a", now_).entry);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, cache_->served().account);
  }

  void memory_is_searched_alone() {
    learn({0, 0}, {5, 55}, {});
    put("a", entry(5, 1, 10, 20));
    CPPUNIT_ASSERT_EQUAL(!with_folder, cache_->find_in_memory("a", now_).entry != nullptr);
    CPPUNIT_ASSERT(!cache_->find_in_memory("b", now_).entry);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, store_->misses);
    CPPUNIT_ASSERT(fresh("a"));
    learn({5, 55}, {6, 66}, {{1, 15, 6}});
    CPPUNIT_ASSERT(!cache_->find_in_memory("a", now_).entry);
  }

 private:
  std::unique_ptr<Cache> make() const {
    std::unique_ptr<Shared> shared;
    if (with_folder) {
      shared = Shared::open(folder_.path(), 1 << 22, "kind", 7,
                            [](const std::string& text) { CPPUNIT_FAIL(text); });
    }
    return std::make_unique<Cache>(store_, 7, 10s, std::move(shared));
  }

  static Entry entry(std::int64_t version, std::int64_t scope, std::int32_t from, std::int32_t to) {
    return {"body", "\"tag\"", version, version * 11, 1, scope, from, to};
  }

  void learn(Stamp since, Stamp now, std::vector<Change> changes) {
    cache_->learn(reading(since, now, std::move(changes)), now_);
  }
  void put(const std::string& key, Entry entry) { put(key, std::move(entry), cache_->begin(now_)); }
  void put(const std::string& key, Entry entry, const Cache::Begin& begin) {
    const auto found = cache_->put(key, std::move(entry), begin, now_);
    CPPUNIT_ASSERT(!found.stale);
    cache_->share(now_);
  }
  bool fresh(const std::string& key) {
    const auto found = cache_->find(key, now_);
    return found.entry && !found.stale;
  }

  test::Folder folder_;
  // No memory to speak of: all comes from the folder.
  const std::shared_ptr<Store> store_ = store(with_folder ? 0u : 100'000u);
  std::unique_ptr<Cache> cache_ = make();
  Time now_ = std::chrono::steady_clock::now();
};

using CacheInMemory = CacheTest<false>;
using CacheInFolder = CacheTest<true>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CacheInMemory, "cache_memory");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CacheInFolder, "cache_folder");

}  // namespace callwidgets::cache
