// The file of shared answers, damaged at any moment in any way: what is found then is right, and it
// goes on. 10 times for each way, or as often as CALLWIDGETS_DAMAGES says.
#include <cppunit/extensions/HelperMacros.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "cache/shared.h"
#include "damage.h"
#include "random_calls.h"
#include "site.h"

namespace callwidgets::cache {
namespace {

// Ten answers of each of three scopes, as they are at any version; and two processes that share.
class DamagedCacheTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DamagedCacheTest);
  CPPUNIT_TEST(what_is_found_is_right_and_it_goes_on);
  CPPUNIT_TEST(a_folder_removed_beneath_it_comes_back);
  CPPUNIT_TEST(an_older_copy_put_back_says_nothing_wrong);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    learn({});
    put_all();
  }

  void what_is_found_is_right_and_it_goes_on() {
    for (int round = 0; round < test::damage_rounds(10); ++round) {
      for (const auto& [name, damage] : test::damages()) {
        what_ = name + ", round " + std::to_string(round) +
                ", CALLWIDGETS_RANDOM_SEED=" + std::to_string(seed_);
        damage(file(), random_);
        all_found_is_right();
        if (random_() % 2) two_ = open();  // a process that starts just now
        all_found_is_right();
        learn({{scope(), day(), 0}});
        all_found_is_right();
        learn({});
        put_all();
        learn({{scope(), day(), 0}});
        all_found_is_right();
        put_all();
        CPPUNIT_ASSERT_MESSAGE(what_, all_is_found(*one_));
        CPPUNIT_ASSERT_MESSAGE(what_, all_is_found(*open()));
      }
    }
  }

  void a_folder_removed_beneath_it_comes_back() {
    std::filesystem::remove_all(folder());
    all_found_is_right();
    learn({});
    put_all();
    CPPUNIT_ASSERT(all_is_found(*one_) && all_is_found(*open()));
  }

  // As by a tool that restores: every byte of it was right once.
  void an_older_copy_put_back_says_nothing_wrong() {
    std::filesystem::copy_file(file(), copy());
    for (int n = 0; n < 20; ++n) {
      learn({{scope(), day(), 0}});
      put_all();
    }
    std::filesystem::copy_file(copy(), file(), std::filesystem::copy_options::overwrite_existing);
    learn({});
    all_found_is_right();
    put_all();
    learn({{scope(), day(), 0}});
    all_found_is_right();
  }

 private:
  std::unique_ptr<Shared> open() const {
    return Shared::open(folder(), 1 << 22, "kind", 7, [](const std::string&) {});
  }
  std::string folder() const { return made_ / "cache"; }
  std::string copy() const { return made_ / "copy"; }
  std::string file() const {
    for (const auto& entry : std::filesystem::directory_iterator{folder()}) {
      if (entry.path().string().find(".aside-") == std::string::npos) return entry.path().string();
    }
    throw std::runtime_error("there is no file");
  }

  std::int64_t scope() { return 1 + static_cast<std::int64_t>(random_() % 3); }
  std::int32_t day() { return static_cast<std::int32_t>(random_() % 10); }

  // The next version changes these days, and one of the processes reads so.
  void learn(std::vector<Change> changes) {
    const Stamp since{version_, version_ * 11};
    if (!changes.empty() || version_ == 0) ++version_;
    for (Change& change : changes) {
      change.version = version_;
      changed_[{change.scope, change.day}] = version_;
    }
    FeedReading reading{
        since, {version_, version_ * 11}, 1, {7, 19'000, 2'000'000'000}, since.version == 0,
        false, std::move(changes),        {}};
    (random_() % 2 ? one_ : two_)->learn(reading, std::chrono::steady_clock::now());
  }

  // An answer about one day of a scope says the version at which that changed last.
  std::string body(std::int64_t scope, std::int32_t day) const {
    const auto changed = changed_.find({scope, day});
    const std::string text = std::to_string(changed == changed_.end() ? 1 : changed->second) + ' ';
    return text + std::string(static_cast<std::size_t>(day) * 900, 'x');
  }
  static std::string key(std::int64_t scope, std::int32_t day) {
    return std::to_string(scope) + '/' + std::to_string(day);
  }

  void put_all() {
    std::vector<Entry> entries;
    std::vector<std::string> keys;
    for (std::int64_t scope = 1; scope <= 3; ++scope) {
      for (std::int32_t day = 0; day < 10; ++day) {
        keys.push_back(key(scope, day));
        entries.push_back({body(scope, day), "tag", version_, version_ * 11, 1, scope, day, day});
      }
    }
    std::vector<Shared::Put> puts;
    for (std::size_t at = 0; at < keys.size(); ++at) puts.push_back({keys[at], entries[at]});
    one_->put(puts, {version_, version_ * 11});
  }

  // What a process takes from there: answers of the position up to which it knows the feed.
  bool check(Shared& shared) {
    bool all = true;
    for (std::int64_t scope = 1; scope <= 3; ++scope) {
      for (std::int32_t day = 0; day < 10; ++day) {
        const auto found = shared.find(key(scope, day), 1);
        all = all && found.entry;
        if (!found.entry || found.right_at.version != version_) continue;
        CPPUNIT_ASSERT_MESSAGE(what_, body(scope, day) == found.entry->body);
      }
    }
    return all;
  }
  void all_found_is_right() {
    check(*one_);
    check(*two_);
  }
  bool all_is_found(Shared& shared) { return check(shared); }

  const unsigned seed_ = test::random_seed();
  std::mt19937 random_{seed_};
  test::Folder made_;
  std::int64_t version_ = 0;
  std::map<std::pair<std::int64_t, std::int32_t>, std::int64_t> changed_;
  std::string what_;
  std::unique_ptr<Shared> one_ = open(), two_ = open();
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(DamagedCacheTest, "damaged_cache");

}  // namespace
}  // namespace callwidgets::cache
