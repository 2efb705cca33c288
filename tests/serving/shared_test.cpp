#include "cache/shared.h"

#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>

#include "cache/entry_bytes.h"
#include "cache/shared_file.h"
#include "cache_readings.h"
#include "site.h"

namespace callwidgets::cache {

using namespace std::chrono_literals;

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

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SharedTest, "shared");

}  // namespace callwidgets::cache
