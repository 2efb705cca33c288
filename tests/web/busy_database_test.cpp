// The tables are locked, so that what is computed stays under way for as long as a test likes:
// who waits for it, who is refused, who makes room, and how the program ends meanwhile.
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

#include "access_line.h"
#include "served_test.h"
#include "sql_client.h"

namespace callwidgets::test {
namespace {

// A different one for each number, and never asked before.
OracleQuestion new_question(int number) {
  return about("call_totals", ServedSite::kFirst - number, ServedSite::kLast);
}

// What the user who only reads runs on a server, as long as this lives.
class GeneralLog {
 public:
  explicit GeneralLog(const std::string& server) : server_(server) {
    sql(server_,
        "SET GLOBAL log_output = 'TABLE'; TRUNCATE mysql.general_log; SET GLOBAL general_log = 1");
  }
  ~GeneralLog() {
    try {
      sql(server_, "SET GLOBAL general_log = 0");
    } catch (const std::exception&) {  // the server is private, and ends soon
    }
  }
  GeneralLog(const GeneralLog&) = delete;
  GeneralLog& operator=(const GeneralLog&) = delete;

  int statements_on_figures() const {
    return std::stoi(
        sql(server_,
            "SELECT COUNT(*) FROM mysql.general_log WHERE command_type IN ('Execute', 'Query') AND "
            "user_host LIKE 'callwidgets_read[%' AND argument RLIKE 'sums|tallies'"));
  }

 private:
  std::string server_;
};

template <Database kind>
class BusyDatabaseTest : public ServedTest {
  CPPUNIT_TEST_SUITE(BusyDatabaseTest<kind>);
  CPPUNIT_TEST(more_misses_than_there_is_room_for_are_refused_at_once);
  CPPUNIT_TEST(a_client_that_leaves_makes_room);
  CPPUNIT_TEST(a_waiting_client_that_leaves_makes_room);
  CPPUNIT_TEST(a_thousand_equal_questions_are_one_computation);
  CPPUNIT_TEST(followers_outlive_the_one_they_follow);
  CPPUNIT_TEST(a_connection_that_is_killed_is_replaced);
  CPPUNIT_TEST(sigterm_lets_what_is_under_way_end);
  CPPUNIT_TEST(sigterm_waits_for_nobody_for_long);
  CPPUNIT_TEST(sighup_loses_nothing_that_is_under_way);
  CPPUNIT_TEST_SUITE_END();

 public:
  void tearDown() override {
    lock_.reset();
    made_.reset();
  }

  void more_misses_than_there_is_room_for_are_refused_at_once() {
    start({"workers = 1", "queue = 2"});
    const OracleQuestion known = new_question(0);
    misses_then_hits(site(), known);
    lock();
    std::vector<Pending> taken = fill(3);
    for (int more = 4; more < 10; ++more) {
      const Stopwatch watch;
      is_unavailable(site().ask(new_question(more)));
      CPPUNIT_ASSERT_MESSAGE("refused late", watch.elapsed() < kSoon);
      hits(site(), known);
    }
    lock_.reset();
    for (int number = 1; number <= 3; ++number) {
      is_right(site(), new_question(number), taken[number - 1].answer(seconds{20}));
    }
    becomes_right(site(), new_question(10));
  }

  void a_client_that_leaves_makes_room() {
    start({"workers = 1", "queue = 1"});
    lock();
    std::vector<Pending> taken = fill(2);
    is_unavailable(site().ask(new_question(3)));
    taken.erase(taken.begin());  // the one whose answer is being computed
    Pending late = place(4);
    lock_.reset();
    is_right(site(), new_question(2), taken[0].answer(seconds{20}));
    is_right(site(), new_question(4), late.answer(seconds{20}));
  }

  void a_waiting_client_that_leaves_makes_room() {
    start({"workers = 1", "queue = 1"});
    lock();
    std::vector<Pending> taken = fill(2);
    is_unavailable(site().ask(new_question(3)));
    taken.pop_back();
    Pending late = place(4);
    lock_.reset();
    is_right(site(), new_question(1), taken[0].answer(seconds{20}));
    is_right(site(), new_question(4), late.answer(seconds{20}));
  }

  void a_thousand_equal_questions_are_one_computation() {
    more_descriptors();
    start({"workers = 2", "queue = 8"});
    const GeneralLog log{site().database()};
    misses(site(), new_question(1));
    const int by_one = log.statements_on_figures();
    CPPUNIT_ASSERT_MESSAGE("the log doesn't show an answer's statements", by_one > 0);
    lock();
    const Stopwatch sending;
    std::vector<Pending> asked;
    for (int i = 0; i < 1000; ++i) asked.push_back(site().begin(new_question(2)));
    // A computation that began long ago may be too old for those who ask now.
    const int most = 1 + static_cast<int>(sending.elapsed() / milliseconds{500});
    std::this_thread::sleep_for(seconds{1});
    lock_.reset();
    std::map<std::string, int> marks;
    for (Pending& pending : asked) {
      const Answer answer = pending.answer(seconds{20});
      is_right(site(), new_question(2), answer);
      ++marks[answer.header("X-Cache")];
    }
    const int by_all = log.statements_on_figures() - by_one;
    CPPUNIT_ASSERT_MESSAGE(
        std::to_string(by_all) + " statements instead of " + std::to_string(by_one),
        by_all > 0 && by_all <= most * by_one);
    CPPUNIT_ASSERT(marks["MISS"] > 0 && marks["MISS"] <= most);
    CPPUNIT_ASSERT_EQUAL(1000, marks["MISS"] + marks["COALESCED"] + marks["HIT"]);
    CPPUNIT_ASSERT_MESSAGE(std::to_string(marks["COALESCED"]), marks["COALESCED"] > 500);
    CPPUNIT_ASSERT(eventually([&] {
      const auto lines = access_lines(site().program().logged());
      return std::count_if(lines.begin(), lines.end(), [](const auto& line) {
               return line.at("cache") == "COALESCED";
             }) == marks["COALESCED"];
    }));
  }

  void followers_outlive_the_one_they_follow() {
    start({"workers = 1", "queue = 1"});
    lock();
    std::vector<Pending> first = fill(1), followers;
    for (int i = 0; i < 5; ++i) followers.push_back(site().begin(new_question(1)));
    std::this_thread::sleep_for(milliseconds{300});
    first.clear();
    std::this_thread::sleep_for(milliseconds{300});
    lock_.reset();
    for (Pending& follower : followers) {
      is_right(site(), new_question(1), follower.answer(seconds{20}));
    }
  }

  void a_connection_that_is_killed_is_replaced() {
    start({"workers = 2"});
    lock();
    std::vector<Pending> under_way = fill(2);
    const std::string& database = site().database();
    std::istringstream waiting{
        sql(database,
            "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> "
            "CONNECTION_ID() AND info LIKE 'SELECT%'")};
    int killed = 0;
    for (std::string id; std::getline(waiting, id); ++killed) sql(database, "KILL " + id);
    CPPUNIT_ASSERT_EQUAL(2, killed);
    lock_.reset();
    for (int number = 1; number <= 2; ++number) {
      is_right(site(), new_question(number), under_way[number - 1].answer(seconds{20}));
    }
  }

  void sigterm_lets_what_is_under_way_end() {
    start({});
    FastcgiClient idle{site().program().socket()};
    CPPUNIT_ASSERT_EQUAL(200, idle.ask(get("/miscellaneous/ping", "")).status());
    lock();
    std::vector<Pending> under_way = fill(2);
    const Stopwatch watch;
    site().program().program().signal(SIGTERM);
    std::this_thread::sleep_for(milliseconds{300});
    CPPUNIT_ASSERT(site().ask("/miscellaneous/ping").status != 200);
    if (under_way[0].answered_within(milliseconds{0})) {
      CPPUNIT_FAIL("ended too early: " + text_of(under_way[0].answer()));
    }
    lock_.reset();
    for (int number = 1; number <= 2; ++number) {
      is_right(site(), new_question(number), under_way[number - 1].answer());
    }
    CPPUNIT_ASSERT_EQUAL(0, site().program().program().wait(seconds{10}));
    CPPUNIT_ASSERT_MESSAGE(std::to_string(watch.elapsed().count()), watch.elapsed() < seconds{6});
  }

  void sigterm_waits_for_nobody_for_long() {
    start({});
    lock();
    std::vector<Pending> under_way = fill(2);
    const Stopwatch watch;
    site().program().program().signal(SIGTERM);
    CPPUNIT_ASSERT_EQUAL(0, site().program().program().wait(seconds{10}));
    CPPUNIT_ASSERT_MESSAGE(std::to_string(watch.elapsed().count()), watch.elapsed() < seconds{6});
    for (Pending& pending : under_way) {
      const Answer answer = pending.answer();
      if (answer.failure.empty()) is_unavailable(answer);
    }
  }

  void sighup_loses_nothing_that_is_under_way() {
    start({"top_customers = 10", "workers = 2"});
    lock();
    std::vector<Pending> under_way = fill(4);
    site().program().settle({"top_customers = 2", "workers = 2", "answer_seconds = 30"});
    site().program().program().signal(SIGHUP);
    std::this_thread::sleep_for(seconds{1});
    lock_.reset();
    for (int number = 1; number <= 4; ++number) {
      is_right(site(), new_question(number), under_way[number - 1].answer(seconds{20}));
    }
    becomes_right(site(), new_question(5));
  }

 private:
  void start(std::vector<std::string> settings) {
    settings.push_back("answer_seconds = 30");
    made_.emplace(fresh_database(kind, folder_), settings);
    ServedTest::start(site());
  }

  // What is computed from now on waits, until lock_ goes.
  void lock() {
    lock_.emplace(site().database());
    lock_->run("LOCK TABLES sums WRITE, period_tallies WRITE");
  }

  // The questions 1 to `count`, sent with a pause after each, for it to find its place; all wait.
  std::vector<Pending> fill(int count) {
    std::vector<Pending> taken;
    for (int number = 1; number <= count; ++number) {
      taken.push_back(site().begin(new_question(number)));
      std::this_thread::sleep_for(milliseconds{200});
    }
    for (Pending& pending : taken) {
      if (!pending.answered_within(milliseconds{0})) continue;
      CPPUNIT_FAIL("answered although the tables are locked: " + text_of(pending.answer()));
    }
    return taken;
  }

  // Asked until it isn't refused.
  Pending place(int number) {
    for (const Stopwatch watch; watch.elapsed() < seconds{5};) {
      Pending pending = site().begin(new_question(number));
      if (!pending.answered_within(milliseconds{500})) return pending;
      is_unavailable(pending.answer());
    }
    CPPUNIT_FAIL("there is still no place");
    throw std::logic_error("not reached");
  }

  static void more_descriptors() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }

  ServedSite& site() { return *made_; }

  Folder folder_;
  std::optional<ServedSite> made_;
  std::optional<SqlSession> lock_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(BusyDatabaseTest<Database::mariadb>, "busy_database_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(BusyDatabaseTest<Database::mysql56>, "busy_database_mysql56");

}  // namespace
}  // namespace callwidgets::test
