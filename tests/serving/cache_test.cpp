#include "cache/cache.h"

#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "cache/entry_bytes.h"
#include "cache/shared_file.h"
#include "site.h"

namespace callwidgets::cache {

using namespace std::chrono_literals;

namespace {

// Versions with nonces of eleven times as much.
std::vector<Stamp> ledger(std::int64_t after, std::int64_t last) {
  std::vector<Stamp> stamps;
  for (std::int64_t version = after + 1; version <= last; ++version) {
    stamps.push_back({version, version * 11});
  }
  return stamps;
}

std::shared_ptr<Store> store(std::size_t bytes) { return std::make_shared<Store>(bytes); }

// Of account 7 and generation 1; before its first version all is another.
FeedReading reading(Stamp since, Stamp now, std::vector<Change> changes = {}) {
  return {since,
          now,
          1,
          {7, 19'000, 2'000'000'000},
          since.version == 0,
          false,
          std::move(changes),
          ledger(since.version, now.version)};
}

}  // namespace

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

class MemoryTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MemoryTest);
  CPPUNIT_TEST(stays_within_its_bytes);
  CPPUNIT_TEST(no_entry_takes_more_than_an_eighth);
  CPPUNIT_TEST(a_scan_pushes_nothing_out_that_is_asked_for);
  CPPUNIT_TEST(random_use_keeps_its_books);
  CPPUNIT_TEST_SUITE_END();

 public:
  void stays_within_its_bytes() {
    Memory memory{10'000};
    for (int number = 0; number < 1000; ++number) {
      put(memory, std::to_string(number), 100);
      CPPUNIT_ASSERT(memory.bytes() <= 10'000);
    }
    CPPUNIT_ASSERT(memory.entries() > 5);
    put(memory, "too large", 10'000);
    CPPUNIT_ASSERT(!memory.find(7, "too large"));
    memory.clear(7);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, memory.bytes());
  }

  void no_entry_takes_more_than_an_eighth() {
    Memory memory{80'000};
    put(memory, "large", 9'000);
    put(memory, "larger", 10'000);
    CPPUNIT_ASSERT(memory.find(7, "large"));
    CPPUNIT_ASSERT(!memory.find(7, "larger"));
  }

  void a_scan_pushes_nothing_out_that_is_asked_for() {
    Memory memory{100'000};
    for (int number = 0; number < 50; ++number) put(memory, "hot " + std::to_string(number), 100);
    for (int round = 0; round < 3; ++round) {
      for (int number = 0; number < 50; ++number) memory.find(7, "hot " + std::to_string(number));
    }
    for (int number = 0; number < 10'000; ++number) {
      put(memory, "rare " + std::to_string(number), 100);
      if (number % 100 == 0) memory.find(7, "hot " + std::to_string(number / 100 % 50));
    }
    int left = 0;
    for (int number = 0; number < 50; ++number) {
      left += memory.find(7, "hot " + std::to_string(number)) != nullptr;
    }
    CPPUNIT_ASSERT_EQUAL(50, left);
  }

  void random_use_keeps_its_books() {
    std::mt19937 random{20'241'124};
    Memory memory{20'000};
    for (int step = 0; step < 30'000; ++step) {
      const std::string key = std::to_string(random() % 200);
      switch (random() % 8) {
        case 0:
          memory.change(7, static_cast<std::int64_t>(random() % 4),
                        static_cast<std::int32_t>(random() % 20), 5);
          break;
        case 1:
        case 2:
          put(memory, key, random() % 500);
          break;
        default:
          if (const auto found = memory.find(7, key)) CPPUNIT_ASSERT_EQUAL(key, found->etag);
      }
      CPPUNIT_ASSERT(memory.bytes() <= 20'000);
      CPPUNIT_ASSERT(memory.entries() * 400 <= memory.bytes());
    }
    memory.change(7, 0, -1, 1000);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, memory.entries());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, memory.bytes());
  }

 private:
  static void put(Memory& memory, const std::string& key, std::size_t size) {
    const auto scope = static_cast<std::int64_t>(key.size() % 3);
    memory.put(
        7, key,
        std::make_shared<const Entry>(Entry{std::string(size, 'x'), key, 1, 11, 1, scope, 5, 10}));
  }
};

// The tier that processes share, seen by two of them.
class SharedTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SharedTest);
  CPPUNIT_TEST(one_process_finds_what_another_computed);
  CPPUNIT_TEST(one_that_starts_goes_on_where_others_are);
  CPPUNIT_TEST(a_change_that_one_reads_is_one_for_all);
  CPPUNIT_TEST(other_kinds_do_not_meet);
  CPPUNIT_TEST(a_full_folder_is_emptied);
  CPPUNIT_TEST(a_gap_empties_it);
  CPPUNIT_TEST(an_answer_outlives_the_changes_of_other_days);
  CPPUNIT_TEST(more_changes_than_are_remembered_end_what_they_might_concern);
  CPPUNIT_TEST(an_answer_that_fills_an_eighth_is_not_kept);
  CPPUNIT_TEST(another_boot_begins_anew);
  CPPUNIT_TEST(an_unknown_boot_keeps_nothing);
  CPPUNIT_TEST(files_of_kinds_that_nobody_uses_go);
  CPPUNIT_TEST(a_writer_that_was_stopped_stops_nobody);
  CPPUNIT_TEST(closing_a_file_ends_no_lock);
  CPPUNIT_TEST(a_folder_that_cannot_be_had_is_none_and_comes_back);
  CPPUNIT_TEST(entries_are_read_as_they_were_written);
  CPPUNIT_TEST_SUITE_END();

 public:
  void one_process_finds_what_another_computed() {
    const auto one = open(), other = open();
    one->learn(reading({}, {5, 55}), now_);
    put(*one, "a", {"body", "tag", 5, 55, 1, 1, 10, 20});
    const auto found = other->find("a", 1);
    CPPUNIT_ASSERT(found.entry);
    CPPUNIT_ASSERT_EQUAL(std::string{"body"}, found.entry->body);
    CPPUNIT_ASSERT(!other->find("a", 2).entry);
    CPPUNIT_ASSERT(!other->find("b", 1).entry);
  }

  void one_that_starts_goes_on_where_others_are() {
    open()->learn(reading({}, {5, 55}), now_);
    const Cache cache{store(1000), 7, 10s, open()};
    CPPUNIT_ASSERT(Stamp(5, 55) == cache.known().stamp);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, cache.served().account);
    CPPUNIT_ASSERT(cache.reads_present(now_ + 1500ms));
    CPPUNIT_ASSERT(!cache.reads_present(now_ + 1501ms));
  }

  void a_change_that_one_reads_is_one_for_all() {
    const auto one = open(), other = open();
    one->learn(reading({}, {5, 55}), now_);
    put(*other, "a", {"body", "tag", 5, 55, 1, 1, 10, 20});
    put(*other, "b", {"body", "tag", 5, 55, 1, 2, 10, 20});
    one->learn(reading({5, 55}, {6, 66}, {{1, 12, 6}}), now_);
    CPPUNIT_ASSERT(!other->find("a", 1).entry);
    CPPUNIT_ASSERT(other->find("b", 1).entry);
    // Computed before, put afterwards.
    put(*other, "a", {"body", "tag", 5, 55, 1, 1, 10, 20});
    CPPUNIT_ASSERT(!other->find("a", 1).entry);
    put(*other, "a", {"body", "tag", 6, 66, 1, 1, 10, 20});
    CPPUNIT_ASSERT(other->find("a", 1).entry);
    // The other reads the same later: nothing more.
    other->learn(reading({5, 55}, {6, 66}, {{1, 12, 6}}), now_ + 1s);
    CPPUNIT_ASSERT(other->find("a", 1).entry);
    CPPUNIT_ASSERT(other->position().read == now_ + 1s);
  }

  void other_kinds_do_not_meet() {
    const auto one = open(), other = open("other settings");
    one->learn(reading({}, {5, 55}), now_);
    other->learn(reading({}, {5, 55}), now_);
    put(*one, "a", {"body", "tag", 5, 55, 1, 1, 10, 20});
    CPPUNIT_ASSERT(!other->find("a", 1).entry);
  }

  void a_full_folder_is_emptied() {
    const auto shared = open();
    shared->learn(reading({}, {5, 55}), now_);
    for (int number = 0; number < 1000; ++number) {
      put(*shared, std::to_string(number), {std::string(9000, 'x'), "tag", 5, 55, 1, 1, 10, 20});
    }
    CPPUNIT_ASSERT(Stamp(5, 55) == shared->position().stamp);
    put(*shared, "last", {"body", "tag", 5, 55, 1, 1, 10, 20});
    CPPUNIT_ASSERT(shared->find("last", 1).entry);
  }

  void a_gap_empties_it() {
    const auto shared = open();
    shared->learn(reading({}, {5, 55}), now_);
    put(*shared, "a", {"body", "tag", 5, 55, 1, 1, 10, 20});
    shared->learn(reading({6, 66}, {7, 77}), now_);
    CPPUNIT_ASSERT(!shared->find("a", 1).entry);
    put(*shared, "a", {"body", "tag", 7, 77, 1, 1, 10, 20});
    shared->learn(reading({7, 78}, {8, 88}), now_);  // another history's 7
    CPPUNIT_ASSERT(!shared->find("a", 1).entry);
  }

  // Kept at version 5; by version 7 only others have changed, and so a new process finds it.
  void an_answer_outlives_the_changes_of_other_days() {
    open()->learn(reading({}, {5, 55}), now_);
    put(*open(), "a", {"body", "tag", 5, 55, 1, 1, 10, 20});
    open()->learn(reading({5, 55}, {6, 66}, {{1, 21, 6}, {2, 15, 6}}), now_);
    Cache cache{store(100'000), 7, 10s, open()};
    cache.learn(reading({6, 66}, {7, 77}, {{2, 12, 7}}), now_);
    CPPUNIT_ASSERT(cache.find("a", now_).entry);
    // It finds out there about a change that it has not read of yet.
    Cache behind{store(100'000), 7, 10s, open()};
    open()->learn(reading({7, 77}, {8, 88}, {{1, 20, 8}}), now_);
    CPPUNIT_ASSERT(!behind.find("a", now_).entry);
    CPPUNIT_ASSERT(!Cache(store(100'000), 7, 10s, open()).find("a", now_).entry);
  }

  void more_changes_than_are_remembered_end_what_they_might_concern() {
    const auto shared = open();
    shared->learn(reading({}, {1, 11}), now_);
    put(*shared, "a", {"body", "tag", 1, 11, 1, 1, 10, 20});
    std::int64_t version = 1;
    for (int round = 0; round < 10; ++round) {
      std::vector<Change> changes;
      for (int n = 0; n < 1000; ++n) changes.push_back({2 + n, 100 + round, version + 1});
      shared->learn(reading({version, version * 11}, {version + 1, version * 11 + 11}, changes),
                    now_);
      ++version;
      CPPUNIT_ASSERT_EQUAL(round < 8, shared->find("a", 1).entry != nullptr);
    }
    put(*shared, "a", {"body", "tag", version, version * 11, 1, 1, 10, 20});
    CPPUNIT_ASSERT(shared->find("a", 1).entry);
  }

  void an_answer_that_fills_an_eighth_is_not_kept() {
    const auto shared = open();
    shared->learn(reading({}, {5, 55}), now_);
    put(*shared, "a", {"body", "tag", 5, 55, 1, 1, 10, 20});
    put(*shared, "large", {std::string(1 << 20, 'x'), "tag", 5, 55, 1, 1, 10, 20});
    CPPUNIT_ASSERT(!shared->find("large", 1).entry);
    CPPUNIT_ASSERT(shared->find("a", 1).entry);
  }

  void another_boot_begins_anew() {
    const std::string boot = folder_ / "boot";
    std::ofstream{boot} << "one";
    const auto opened = [&] {
      return Shared::open(
          folder_.path(), 1 << 22, "kind", 7, [](const std::string& text) { CPPUNIT_FAIL(text); },
          boot);
    };
    opened()->learn(reading({}, {5, 55}), now_);
    put(*opened(), "a", {"body", "tag", 5, 55, 1, 1, 10, 20});
    CPPUNIT_ASSERT(opened()->find("a", 1).entry);
    std::ofstream{boot} << "other";
    const auto after = opened();
    CPPUNIT_ASSERT(!after->find("a", 1).entry);
    CPPUNIT_ASSERT(Stamp{} == after->position().stamp);
    after->learn(reading({}, {5, 55}), now_);
    CPPUNIT_ASSERT(!after->find("a", 1).entry);
  }

  void an_unknown_boot_keeps_nothing() {
    std::string told;
    CPPUNIT_ASSERT(!Shared::open(
        folder_.path(), 1 << 22, "kind", 7, [&](const std::string& text) { told += text; },
        folder_ / "no such boot"));
    CPPUNIT_ASSERT(told.find("cache_folder") != std::string::npos);
    CPPUNIT_ASSERT(told.find("no such boot") != std::string::npos);
    CPPUNIT_ASSERT(std::filesystem::is_empty(folder_.path()));
  }

  void files_of_kinds_that_nobody_uses_go() {
    open("former")->learn(reading({}, {5, 55}), now_);
    const std::string former = only_file();
    open("used")->learn(reading({}, {5, 55}), now_);
    CPPUNIT_ASSERT(std::filesystem::exists(former));
    std::filesystem::last_write_time(former, std::filesystem::file_time_type::clock::now() - 2min);
    std::ofstream{folder_ / "data.mdb"} << "of an earlier version of the program";
    std::ofstream{folder_ / "notes.txt"} << "somebody's own";
    open()->learn(reading({}, {5, 55}), now_);
    CPPUNIT_ASSERT(!std::filesystem::exists(former));
    CPPUNIT_ASSERT(!std::filesystem::exists(folder_ / "data.mdb"));
    CPPUNIT_ASSERT(std::filesystem::exists(folder_ / "notes.txt"));
    CPPUNIT_ASSERT(Stamp(5, 55) == open("used")->position().stamp);
  }

  void a_writer_that_was_stopped_stops_nobody() {
    std::string told;
    const auto shared = Shared::open(folder_.path(), 1 << 22, "kind", 7,
                                     [&](const std::string& text) { told += text; });
    CPPUNIT_ASSERT(shared->learn(reading({}, {5, 55}), now_));
    put(*shared, "a", {"body", "tag", 5, 55, 1, 1, 10, 20});
    {
      const SharedFile file{only_file()};
      const SharedFile::Lock stopped{file};
      CPPUNIT_ASSERT(stopped);
      CPPUNIT_ASSERT(!shared->learn(reading({5, 55}, {6, 66}, {{1, 15, 6}}), now_));
      CPPUNIT_ASSERT(!told.empty());
      CPPUNIT_ASSERT(shared->find("a", 1).entry);
    }
    CPPUNIT_ASSERT(shared->learn(reading({5, 55}, {6, 66}, {{1, 15, 6}}), now_));
    CPPUNIT_ASSERT(!shared->find("a", 1).entry);
  }

  void closing_a_file_ends_no_lock() {
    open()->learn(reading({}, {5, 55}), now_);
    const SharedFile file{only_file()}, other{only_file()};
    const SharedFile::Lock held{file};
    { const SharedFile again{only_file()}; }
    open()->position();
    CPPUNIT_ASSERT(!SharedFile::Lock{other});
  }

  void a_folder_that_cannot_be_had_is_none_and_comes_back() {
    const std::string folder = folder_ / "cache";
    std::ofstream{folder} << "a file";
    int told = 0;
    std::string last;
    const auto shared = Shared::open(folder, 1 << 22, "kind", 7, [&](const std::string& text) {
      ++told;
      last = text;
    });
    CPPUNIT_ASSERT(!shared->learn(reading({}, {5, 55}), now_));
    CPPUNIT_ASSERT(!shared->learn(reading({5, 55}, {5, 55}), now_));
    CPPUNIT_ASSERT(!shared->find("a", 1).entry);
    CPPUNIT_ASSERT_EQUAL(1, told);
    CPPUNIT_ASSERT(last.find("cache_folder") != std::string::npos);
    std::filesystem::remove(folder);
    CPPUNIT_ASSERT(shared->learn(reading({5, 55}, {5, 55}), now_));
    put(*shared, "a", {"body", "tag", 5, 55, 1, 1, 10, 20});
    CPPUNIT_ASSERT(shared->find("a", 1).entry);
  }

  void entries_are_read_as_they_were_written() {
    const Entry entry{"body", "tag", 5, 55, 1, -3, 10, 20};
    const auto bytes = entry_bytes(entry);
    const auto read = read_entry(bytes);
    CPPUNIT_ASSERT(read && read->body == "body" && read->etag == "tag" && read->scope == -3);
    for (std::size_t size = 0; size < bytes.size() - 4; ++size) {
      CPPUNIT_ASSERT(!read_entry(std::string_view{bytes}.substr(0, size)));
    }
    CPPUNIT_ASSERT(!read_entry(std::string(200, 'x')));
  }

 private:
  std::unique_ptr<Shared> open(const std::string& kind = "kind") const {
    return Shared::open(folder_.path(), 1 << 22, kind, 7,
                        [](const std::string& text) { CPPUNIT_FAIL(text); });
  }
  std::string only_file() const {
    std::string file;
    for (const auto& entry : std::filesystem::directory_iterator{folder_.path()}) {
      CPPUNIT_ASSERT(file.empty());
      file = entry.path().string();
    }
    return file;
  }
  static void put(Shared& shared, const std::string& key, const Entry& entry) {
    shared.put({{key, entry}}, shared.position().stamp);
  }

  test::Folder folder_;
  const Shared::Time now_ = std::chrono::steady_clock::now();
};

using CacheInMemory = CacheTest<false>;
using CacheInFolder = CacheTest<true>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CacheInMemory, "cache_memory");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CacheInFolder, "cache_folder");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MemoryTest, "memory");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SharedTest, "shared");

}  // namespace callwidgets::cache
