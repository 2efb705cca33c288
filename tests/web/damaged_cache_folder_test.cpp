// The cache folder's files, damaged beneath a running program and before its start: every answer is
// right, and answers are shared again. Once in each way, or as often as CALLWIDGETS_DAMAGES says
// (ctest ends a test after 900 s: run web_tests for more).
#include <filesystem>
#include <optional>

#include "damage.h"
#include "random_calls.h"
#include "served_test.h"

namespace callwidgets::test {
namespace {

class DamagedCacheFolderTest : public ServedTest {
  CPPUNIT_TEST_SUITE(DamagedCacheFolderTest);
  CPPUNIT_TEST(a_running_program_goes_on);
  CPPUNIT_TEST(a_program_starts_and_cgi_answers);
  CPPUNIT_TEST(a_file_in_the_folders_place_is_in_nobodys_way);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    made_.emplace(fresh_database(Database::sqlite, outer_),
                  std::vector<std::string>{"cache_folder = " + folder()});
    start(site());
  }
  void tearDown() override { made_.reset(); }

  void a_running_program_goes_on() {
    each_damage([&] {
      all_right();
      site().import_calls(1, 1 + step_ % 3, ServedSite::kFirst + step_ % 40);
      CPPUNIT_ASSERT_MESSAGE(
          what_, eventually([&] { return knows_the_new_call(); }, kSoon, milliseconds{10}));
      all_right();
    });
    is_shared_again();
  }

  void a_program_starts_and_cgi_answers() {
    each_damage([&] {
      site().program().stop();
      // The one that ran may have mended it.
      damage_files();
      cgi_right(question(step_));
      damage_files();
      site().program().start();
      all_right();
    });
    is_shared_again();
  }

  void a_file_in_the_folders_place_is_in_nobodys_way() {
    std::filesystem::remove_all(folder());
    std::ofstream{folder()} << "a file";
    all_right();
    site().program().stop();
    site().program().start();
    all_right();
    std::filesystem::remove(folder());
    is_shared_again();
  }

 private:
  template <class Body>
  void each_damage(Body body) {
    for (int round = 0; round < damage_rounds(1); ++round) {
      for (const auto& [name, damage] : damages()) {
        ++step_;
        damage_ = &damage;
        what_ = name + ", CALLWIDGETS_RANDOM_SEED=" + std::to_string(seed_);
        damage_files();
        body();
        CPPUNIT_ASSERT_MESSAGE(what_, site().program().alive());
      }
    }
  }

  void damage_files() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder()})
      files.push_back(entry.path().string());
    for (const std::string& file : files) (*damage_)(file, random_);
  }

  static OracleQuestion question(int number) {
    static const std::vector<std::string> types = {"call_totals", "unique_callers", "calls_per_day",
                                                   "geographic_origin"};
    return about(types[static_cast<std::size_t>(number) % types.size()], ServedSite::kFirst,
                 ServedSite::kLast, 1 + number % 3);
  }

  // By the process that stays, from its memory or not, and by one that starts.
  void all_right() {
    for (int number = 0; number < 4; ++number) {
      const Answer answer = site().ask(question(number));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what_ + ": " + text_of(answer), 200, answer.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what_, site().right(question(number)), answer.body);
    }
    cgi_right(question(step_));
  }

  // The call of this step: whatever the process that stays had in its memory, and one that starts.
  bool knows_the_new_call() {
    for (int number = 0; number < 4; ++number) {
      const OracleQuestion asked = question(number);
      if (site().ask(asked).body != site().right(asked)) return false;
    }
    const OracleQuestion asked = question(step_);
    return site().program().cgi(target_of(asked)).out.ends_with(site().right(asked));
  }

  std::string cgi_right(const OracleQuestion& question) {
    const Finished done = site().program().cgi(target_of(question));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(what_ + done.err, 0, done.status);
    const auto body = done.out.find("\r\n\r\n");
    CPPUNIT_ASSERT_MESSAGE(what_ + done.out, body != std::string::npos);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(what_, site().right(question), done.out.substr(body + 4));
    return done.out;
  }

  // What one process computes another one has.
  void is_shared_again() {
    CPPUNIT_ASSERT_MESSAGE(
        what_,
        eventually([&] { return cgi_right(question(7)).find("X-Cache: HIT") != std::string::npos; },
                   kSoon, milliseconds{100}));
  }

  ServedSite& site() { return *made_; }
  std::string folder() const { return outer_ / "cache"; }

  const unsigned seed_ = random_seed();
  std::mt19937 random_{seed_};
  int step_ = 0;
  const Damage* damage_ = nullptr;
  std::string what_;
  Folder outer_;
  std::optional<ServedSite> made_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(DamagedCacheFolderTest, "damaged_cache_folder_socket");

}  // namespace
}  // namespace callwidgets::test
