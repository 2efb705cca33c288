#include "cache/caches.h"

#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>

#include "site.h"

namespace callwidgets::cache {

using namespace std::chrono_literals;

// Many accounts in one process: what one has, loses or learns is no other's.
class CachesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CachesTest);
  CPPUNIT_TEST(no_key_finds_another_accounts_answer);
  CPPUNIT_TEST(what_changes_in_one_account_leaves_the_others);
  CPPUNIT_TEST(all_accounts_together_keep_within_the_bytes);
  CPPUNIT_TEST(an_account_that_has_not_changed_stays_right);
  CPPUNIT_TEST(a_state_that_is_no_longer_known_is_no_news);
  CPPUNIT_TEST(each_account_shares_a_file_of_its_own);
  CPPUNIT_TEST(a_file_of_another_account_is_none);
  CPPUNIT_TEST(so_many_accounts_have_a_file_and_no_more);
  CPPUNIT_TEST(files_that_take_too_much_together_go_the_longest_unused_first);
  CPPUNIT_TEST_SUITE_END();

 public:
  void no_key_finds_another_accounts_answer() {
    put(1, "a", "one");
    put(2, "a", "two");
    CPPUNIT_ASSERT_EQUAL(std::string("two"), found(2, "a"));
    CPPUNIT_ASSERT(found(1, "a") != "two");
    put(1, "b", "one");
    CPPUNIT_ASSERT_EQUAL(std::string("one"), found(1, "b"));
    CPPUNIT_ASSERT_EQUAL(std::string(), found(2, "b"));
    CPPUNIT_ASSERT(!caches_->directory().find("b", now_).entry);
  }

  void what_changes_in_one_account_leaves_the_others() {
    put(1, "a", "one");
    put(2, "b", "two");
    FeedReading change = reading(1, {5, 55}, {6, 66});
    change.changes = {{0, -1, 6}};
    caches_->of(1).learn(change, now_);
    CPPUNIT_ASSERT_EQUAL(std::string(), found(1, "a"));
    CPPUNIT_ASSERT_EQUAL(std::string("two"), found(2, "b"));
    put(1, "a", "one", 6);
    change = reading(2, {5, 55}, {5, 56});
    change.everything = true;
    caches_->of(2).learn(change, now_);
    CPPUNIT_ASSERT_EQUAL(std::string("one"), found(1, "a"));
    CPPUNIT_ASSERT_EQUAL(std::string(), found(2, "b"));
  }

  void all_accounts_together_keep_within_the_bytes() {
    const std::string body(1000, 'x');
    for (std::int64_t account = 1; account <= 300; ++account) {
      put(account, "a" + std::to_string(account), body);
    }
    const auto counts = caches_->counts();
    CPPUNIT_ASSERT_EQUAL(std::size_t{300}, counts.accounts);
    CPPUNIT_ASSERT(counts.bytes <= 100'000);
    CPPUNIT_ASSERT(counts.entries > 10 && counts.entries < 100);
  }

  void an_account_that_has_not_changed_stays_right() {
    put(1, "a", "one");
    const auto later = now_ + 5s;
    CPPUNIT_ASSERT(caches_->of(1).find("a", later).stale);
    caches_->of(1).unchanged({1, {5, 55}, 1}, later);
    const auto at = caches_->of(1).find("a", later);
    CPPUNIT_ASSERT(at.entry && !at.stale);
  }

  void a_state_that_is_no_longer_known_is_no_news() {
    put(1, "a", "one");
    const auto later = now_ + 5s;
    caches_->of(1).unchanged({1, {4, 44}, 1}, later);
    CPPUNIT_ASSERT(caches_->of(1).find("a", later).stale);
  }

  void each_account_shares_a_file_of_its_own() {
    share_files();
    put(1, "a", "one");
    put(2, "a", "two");
    for (const std::int64_t account : {1, 2}) caches_->of(account).share(now_);
    const auto others = made(100'000);
    CPPUNIT_ASSERT_EQUAL(std::string("one"), found(*others, 1, "a"));
    CPPUNIT_ASSERT_EQUAL(std::string("two"), found(*others, 2, "a"));
    CPPUNIT_ASSERT_EQUAL(std::string(), found(*others, 3, "a"));
  }

  void a_file_of_another_account_is_none() {
    share_files();
    put(1, "a", "one");
    put(2, "b", "two");
    caches_->of(1).share(now_);
    std::string one, two;
    for (const auto& file : std::filesystem::directory_iterator{folder_.path()}) {
      const std::string path = file.path().string();
      if (path.ends_with("-1")) one = path;
      if (path.ends_with("-2")) two = path;
    }
    std::filesystem::copy_file(one, two, std::filesystem::copy_options::overwrite_existing);
    CPPUNIT_ASSERT_EQUAL(std::string("one"), found(*made(100'000), 1, "a"));
    CPPUNIT_ASSERT_EQUAL(std::string(), found(*made(100'000), 2, "a"));
  }

  void so_many_accounts_have_a_file_and_no_more() {
    share_files();
    const auto most = static_cast<std::int64_t>(Caches::most_shared);
    std::int64_t shared = 0;
    for (std::int64_t account = 1; account <= most + 5; ++account) {
      shared += caches_->of(account).is_shared();
    }
    CPPUNIT_ASSERT_EQUAL(most - 1, shared);  // the directory has one, too
  }

  void files_that_take_too_much_together_go_the_longest_unused_first() {
    share_files();
    const auto size = std::size_t{1} << 20;
    for (const auto& [account, age] : {std::pair{1, 10min}, {2, 20min}, {3, 61min}}) {
      const std::string path = file_of(account);
      std::ofstream{path} << std::string(size, 'x');
      std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - age);
    }
    // One file's worth is allowed, which 1 and 2 together are not.
    caches_->of(4).learn(reading(4, {}, {5, 55}), now_);
    CPPUNIT_ASSERT(std::filesystem::exists(file_of(1)));
    CPPUNIT_ASSERT(!std::filesystem::exists(file_of(2)));
    CPPUNIT_ASSERT(!std::filesystem::exists(file_of(3)));
    CPPUNIT_ASSERT(std::filesystem::exists(file_of(4)));
  }

 private:
  static FeedReading reading(std::int64_t account, Stamp since, Stamp now) {
    return {since, now, 1, {account, 19'000, 2'000'000'000}, since.version == 0, false, {}, {}};
  }

  std::unique_ptr<Caches> made(std::size_t bytes) const {
    return std::make_unique<Caches>(Caches::Limits{bytes, 10s}, [this](std::int64_t account) {
      return with_files_ ? Shared::open(folder_.path(), folder_bytes, "kind", account,
                                        [](const std::string& text) { CPPUNIT_FAIL(text); })
                         : nullptr;
    });
  }

  void share_files() {
    with_files_ = true;
    caches_ = made(100'000);
  }

  // The directory's is there from the beginning.
  std::string file_of(std::int64_t account) const {
    for (const auto& file : std::filesystem::directory_iterator{folder_.path()}) {
      const std::string path = file.path().string();
      return path.substr(0, path.rfind('-') + 1) + std::to_string(account);
    }
    return {};
  }

  void put(std::int64_t account, const std::string& key, const std::string& body,
           std::int64_t version = 5) {
    Cache& cache = caches_->of(account);
    if (cache.known().stamp.version == 0) cache.learn(reading(account, {}, {5, 55}), now_);
    cache.put(key, {body, "tag", version, version * 11, 1, 1, 10, 20}, cache.begin(now_), now_);
  }

  std::string found(Caches& caches, std::int64_t account, const std::string& key) const {
    const auto at = caches.of(account).find(key, now_);
    return at.entry && !at.stale ? at.entry->body : "";
  }
  std::string found(std::int64_t account, const std::string& key) const {
    return found(*caches_, account, key);
  }

  static constexpr std::size_t folder_bytes = 1'600'000;
  const test::Folder folder_;
  bool with_files_ = false;
  std::unique_ptr<Caches> caches_ = made(100'000);
  const Time now_ = std::chrono::steady_clock::now();
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CachesTest, "caches");

}  // namespace callwidgets::cache
