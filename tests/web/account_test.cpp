// What /account says is what the clock on the account's wall shows, before, while and after it is
// put forward or back.
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>

#include "served_test.h"

namespace callwidgets::test {
namespace {

// The answer at a moment, by the C library, which reads the system's zones its own way.
std::string account_at(const std::string& zone, time_t second) {
  const char* const given = getenv("TZ");
  const std::string before = given ? given : "";
  setenv("TZ", zone.c_str(), 1);
  tzset();
  tm local{};
  localtime_r(&second, &local);
  if (given) {
    setenv("TZ", before.c_str(), 1);
  } else {
    unsetenv("TZ");
  }
  tzset();
  char day[32], clock[32];
  std::strftime(day, sizeof day, "%Y-%m-%d", &local);
  std::strftime(clock, sizeof clock, "%H:%M:%S", &local);
  return std::string("{\"today\":\"") + day + "\",\"time\":\"" + clock + "\",\"time_zone\":\"" +
         zone + "\",\"max_days\":3660}";
}

// When clocks change in 2027, in UTC.
constexpr long kSpring = 1806195600;         // 03-28 01:00: Berlin goes from 2 to 3
constexpr long kAutumn = 1824944400;         // 10-31 01:00: and back
constexpr long kLordHowe = 1806764400;       // 04-03 15:00: from 2 to half past 1
constexpr long kNoMidnight = 1806184800;     // 03-27 22:00: Beirut goes from 24 to 1
constexpr long kMidnightTwice = 1824930000;  // 10-30 21:00: from 24 to 23

class AccountTest : public ServedTest {
  CPPUNIT_TEST_SUITE(AccountTest);
  CPPUNIT_TEST(the_clock_is_that_of_the_account);
  CPPUNIT_TEST(a_running_program_puts_its_clock_forward);
  CPPUNIT_TEST(a_running_program_puts_its_clock_back);
  CPPUNIT_TEST(a_midnight_that_does_not_exist_begins_a_day);
  CPPUNIT_TEST(a_midnight_that_comes_twice_begins_one);
  CPPUNIT_TEST(another_time_zone_is_told_within_a_second);
  CPPUNIT_TEST(a_plain_cgi_process_says_the_same);
  CPPUNIT_TEST(it_is_told_while_the_database_is_away);
  CPPUNIT_TEST_SUITE_END();

 public:
  void the_clock_is_that_of_the_account() {
    for (const char* zone : {"Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe",
                             "America/St_Johns", "Asia/Beirut", "Pacific/Kiritimati", "UTC"}) {
      settle(zone);
      for (const long moment : {kSpring, kAutumn, kLordHowe, kNoMidnight, kMidnightTwice}) {
        for (const long off : {-900, 900}) {
          start_at(moment + off);
          says_the_time(zone);
          site_->program().stop();
        }
      }
    }
  }

  void a_running_program_puts_its_clock_forward() { changes("Europe/Berlin", kSpring); }
  void a_running_program_puts_its_clock_back() { changes("Australia/Lord_Howe", kLordHowe); }
  void a_midnight_that_does_not_exist_begins_a_day() { changes("Asia/Beirut", kNoMidnight); }
  void a_midnight_that_comes_twice_begins_one() { changes("Asia/Beirut", kMidnightTwice); }

  void another_time_zone_is_told_within_a_second() {
    settle("Europe/Berlin");
    start_at(kAutumn - 900);
    says_the_time("Europe/Berlin");
    site_->admin().must_admin({"account", "time-zone", "one", "Asia/Kathmandu"});
    CPPUNIT_ASSERT(eventually(
        [&] { return site_->ask("/account").body.find("Kathmandu") != std::string::npos; }, kSoon));
    says_the_time("Asia/Kathmandu");
  }

  // From the database, and, after another process of the host has read it, without.
  void a_plain_cgi_process_says_the_same() {
    settle("Asia/Beirut", {"cache_folder = " + (folder_ / "answers")});
    offset_ = kMidnightTwice - 60 - time(nullptr);
    for (int process = 0; process < 2; ++process) {
      const std::string clock = "CALLWIDGETS_TEST_CLOCK_OFFSET=" + std::to_string(offset_);
      is_of_now("Asia/Beirut", [&] {
        const std::string out = site_->program().cgi("/account", {clock}).out;
        return out.substr(out.find("\r\n\r\n") + 4);
      });
    }
  }

  void it_is_told_while_the_database_is_away() {
    settle("Asia/Kathmandu", {"stale_seconds = 3"});
    start_at(kSpring);
    says_the_time("Asia/Kathmandu");
    const std::string file = site_->database().substr(std::string("sqlite:").size());
    std::filesystem::rename(file, file + ".away");
    const auto asked = [&](const std::string& mark, int status) {
      Answer answer;
      CPPUNIT_ASSERT_MESSAGE(text_of(answer), eventually(
                                                  [&] {
                                                    answer = site_->ask("/account");
                                                    return answer.status == status &&
                                                           answer.header("X-Cache") == mark;
                                                  },
                                                  seconds{15}, milliseconds{20}));
      return answer;
    };
    const Answer stale = asked("STALE", 200);
    CPPUNIT_ASSERT(stale.has("Warning") && stale.has("Age") && !stale.has("ETag"));
    CPPUNIT_ASSERT_EQUAL(std::string("no-store"), stale.header("Cache-Control"));
    CPPUNIT_ASSERT(stale.body.find("\"time_zone\":\"Asia/Kathmandu\"") != std::string::npos);
    is_unavailable(asked("", 503));
    std::filesystem::rename(file + ".away", file);
    asked("", 200);
    says_the_time("Asia/Kathmandu");
  }

 private:
  void settle(const std::string& zone, const std::vector<std::string>& settings = {}) {
    site_.reset();
    site_ = std::make_unique<ServedSite>(fresh_database(Database::sqlite, folder_), settings);
    site_->admin().must_admin({"account", "time-zone", "one", zone});
  }

  // The program's clock differs from ours from now on.
  void start_at(long moment) {
    offset_ = moment - time(nullptr);
    setenv("CALLWIDGETS_TEST_CLOCK_OFFSET", std::to_string(offset_).c_str(), 1);
    site_->program().start();
    unsetenv("CALLWIDGETS_TEST_CLOCK_OFFSET");
  }

  // time() may lag behind the program's clock by some milliseconds.
  long now() const {
    return std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()) + offset_;
  }

  template <class Ask>
  void is_of_now(const std::string& zone, Ask ask) const {
    const long begun = now();
    const std::string body = ask();
    const long ended = now();
    for (long second = begun; second <= ended; ++second) {
      if (body == account_at(zone, second)) return;
    }
    CPPUNIT_FAIL(body + " between " + account_at(zone, begun) + " and " + account_at(zone, ended));
  }

  void says_the_time(const std::string& zone) const {
    is_of_now(zone, [&] {
      const Answer answer = site_->ask("/account");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), 200, answer.status);
      return answer.body;
    });
  }

  // Asked all the time from shortly before a change to shortly after.
  void changes(const std::string& zone, long moment) {
    settle(zone);
    start_at(moment - 4);
    while (now() < moment + 2) {
      says_the_time(zone);
      std::this_thread::sleep_for(milliseconds{20});
    }
    says_the_time(zone);
  }

  Folder folder_;
  std::unique_ptr<ServedSite> site_;
  long offset_ = 0;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AccountTest, "account_sqlite_socket");

}  // namespace
}  // namespace callwidgets::test
