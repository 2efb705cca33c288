// The database is killed, hangs, takes no more connections, takes no writes: what is known goes on
// being answered, what isn't is refused, and all of it passes by itself.
#include <algorithm>
#include <memory>
#include <optional>

#include "access_line.h"
#include "own_server.h"
#include "served_test.h"
#include "sql_client.h"
#include "status_of.h"

namespace callwidgets::test {
namespace {

constexpr long kFrom = ServedSite::kFirst, kTo = ServedSite::kLast;

// A different one for each number, and never asked before.
OracleQuestion new_question(int number) { return about("call_totals", kFrom - number, kTo); }

template <Database kind>
class FailingDatabaseTest : public ServedTest {
  CPPUNIT_TEST_SUITE(FailingDatabaseTest<kind>);
  CPPUNIT_TEST(killed_and_restarted);
  CPPUNIT_TEST(killed_and_the_status_says_so);
  CPPUNIT_TEST(killed_and_the_log_says_so_once);
  CPPUNIT_TEST(killed_for_longer_than_stale_answers_may_be);
  CPPUNIT_TEST(hung_and_hits_are_answered_at_once);
  CPPUNIT_TEST(hung_and_misses_free_their_threads);
  CPPUNIT_TEST(out_of_connections);
  CPPUNIT_TEST(read_only);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { server().mend(); }
  void tearDown() override {
    made_.reset();
    server().mend();
    sql(server().url(), "SET GLOBAL read_only = 0; SET GLOBAL max_connections = 100");
  }

  void killed_and_restarted() {
    start({});
    const std::vector<OracleQuestion> known = {about("call_totals", kFrom, kTo),
                                               about("calls_per_day", kFrom, kTo, 2),
                                               about("top_customers_by_calls", kFrom, kTo)};
    for (const auto& question : known) misses_then_hits(site(), question);
    Pending under_way = kill_in_the_middle_of(new_question(9));
    is_unavailable(under_way.answer());
    for (const auto& question : known) turns_stale(question);
    is_unavailable(site().ask(new_question(1)));
    const Answer early = site().ask(known[0]);
    std::this_thread::sleep_for(milliseconds{2200});
    const Answer late = site().ask(known[0]);
    CPPUNIT_ASSERT_MESSAGE(text_of(early) + "\n" + text_of(late), age(late) > age(early));
    CPPUNIT_ASSERT_EQUAL(200, site().ask("/miscellaneous/ping").status);
    const auto lines = access_lines(site().program().logged());
    CPPUNIT_ASSERT(std::any_of(lines.begin(), lines.end(),
                               [](const auto& line) { return line.at("cache") == "STALE"; }));
    server().restart();
    const std::string former = site().right(known[0]);
    site().import_calls(3, 2, kFrom + 5);
    becomes_right(site(), known[0], former);
    for (const auto& question : known) becomes_right(site(), question);
    becomes_right(site(), new_question(1));
    misses_then_hits(site(), new_question(2));
  }

  void killed_and_the_status_says_so() {
    start({});
    misses(site(), new_question(1));
    const StatusOf before{site().ask("/status")};
    CPPUNIT_ASSERT_MESSAGE("nothing about the database: " + before.text(),
                           !before.database_words().empty());
    server().kill();
    std::string now;
    const auto words = [&] {
      const StatusOf status{site().ask("/status")};
      now = status.text();
      return status.database_words();
    };
    const bool said =
        eventually([&] { return words() != before.database_words(); }, kSoon, milliseconds{20});
    CPPUNIT_ASSERT_MESSAGE("as before, and it is down: " + now, said);
    const Answer lines = site().ask("/status?format=text");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(lines), 200, lines.status);
    server().restart();
    becomes_right(site(), new_question(2));
    CPPUNIT_ASSERT_MESSAGE(now, eventually([&] { return words() == before.database_words(); },
                                           kSoon, milliseconds{20}));
  }

  void killed_and_the_log_says_so_once() {
    start({"access_log = off"});
    misses(site(), new_question(1));
    server().kill();
    const Stopwatch watch;
    for (int number = 2; watch.elapsed() < seconds{5}; ++number) {
      site().ask(new_question(number));
      std::this_thread::sleep_for(milliseconds{50});
    }
    const Answer status = site().ask("/status");
    server().restart();
    becomes_right(site(), new_question(1));
    std::string lines;
    int begun = 0, ended = 0, all = 0;
    for (const std::string& line : site().program().logged()) {
      lines += line + '\n';
      ++all;
      begun += line.find("database trouble: the database server") != line.npos;
      ended += line.find("database trouble is over, after ") != line.npos;
    }
    // The connection that is there breaks, for one reason; that no other can be made is another.
    CPPUNIT_ASSERT_MESSAGE(lines, begun >= 1 && begun <= 3);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(lines, 1, ended);
    CPPUNIT_ASSERT_MESSAGE(lines, all <= 5);
    const std::string& database = site().database();
    const std::string place = database.substr(database.rfind('@') + 1);
    CPPUNIT_ASSERT_MESSAGE(lines, lines.find(place) != lines.npos);
    CPPUNIT_ASSERT_MESSAGE(lines, lines.find("widgets-4-tests") == lines.npos);
    CPPUNIT_ASSERT_MESSAGE(status.body,
                           status.body.find("\"database_trouble\":\"the database "
                                            "server cannot be reached") != status.body.npos);
    CPPUNIT_ASSERT_MESSAGE(status.body, status.body.find("127.0.0.1") == status.body.npos);
  }

  void killed_for_longer_than_stale_answers_may_be() {
    start({"stale_seconds = 3"});
    const OracleQuestion known = about("call_totals", kFrom, kTo);
    misses_then_hits(site(), known);
    server().kill();
    turns_stale(known);
    Answer answer;
    CPPUNIT_ASSERT(eventually([&] { return (answer = site().ask(known)).status != 200; },
                              seconds{10}, milliseconds{20}));
    is_unavailable(answer);
    server().restart();
    becomes_right(site(), known);
  }

  void hung_and_hits_are_answered_at_once() {
    start({"answer_seconds = 20", "workers = 2"});
    const OracleQuestion known = about("unique_callers", kFrom, kTo);
    misses_then_hits(site(), known);
    {
      const Suspension hung{server()};
      std::vector<Pending> misses;
      for (int number = 1; number <= 4; ++number)
        misses.push_back(site().begin(new_question(number)));
      const Stopwatch watch;
      turns_stale(known);
      while (watch.elapsed() < seconds{4}) {
        const Stopwatch each;
        is_right(site(), known, site().ask(known));
        CPPUNIT_ASSERT_MESSAGE(std::to_string(each.elapsed().count()), each.elapsed() < seconds{3});
        std::this_thread::sleep_for(milliseconds{20});
      }
    }
    becomes_right(site(), known);
  }

  void hung_and_misses_free_their_threads() {
    start({"answer_seconds = 2", "workers = 2"});
    const OracleQuestion known = about("call_totals", kFrom, kTo);
    misses_then_hits(site(), known);
    constexpr int count = 8;
    {
      const Suspension hung{server()};
      const Stopwatch watch;
      std::vector<Pending> misses;
      for (int number = 1; number <= count; ++number) {
        misses.push_back(site().begin(new_question(number)));
      }
      for (Pending& miss : misses) is_unavailable(miss.answer(seconds{10}));
      CPPUNIT_ASSERT_MESSAGE(std::to_string(watch.elapsed().count()), watch.elapsed() < kSoon);
      for (int number = 1; number <= 2; ++number) {
        Pending again = site().begin(new_question(number));
        is_unavailable(again.answer(kSoon));
      }
      turns_stale(known);
    }
    becomes_right(site(), known);
    becomes_right(site(), new_question(1));
    // Each thread is there again.
    std::vector<Pending> asked;
    for (int number = 11; number <= 14; ++number) {
      asked.push_back(site().begin(new_question(number)));
    }
    for (int number = 11; number <= 14; ++number) {
      is_right(site(), new_question(number), asked[number - 11].answer());
    }
  }

  void out_of_connections() {
    start({"workers = 2"});
    site().program().stop();
    sql(server().url(), "SET GLOBAL max_connections = 10");
    std::vector<std::unique_ptr<SqlSession>> all;
    try {
      while (all.size() < 30) all.push_back(std::make_unique<SqlSession>(server().url()));
    } catch (const std::runtime_error&) {  // no more to be had
    }
    CPPUNIT_ASSERT_MESSAGE("there were enough connections", all.size() < 30);
    CPPUNIT_ASSERT(!all.empty());
    site().program().start();
    is_unavailable(site().ask(new_question(1)));
    std::this_thread::sleep_for(milliseconds{500});
    is_unavailable(site().ask(new_question(1)));
    all.front()->run("SET GLOBAL max_connections = 100");
    all.clear();
    becomes_right(site(), new_question(1));
    misses_then_hits(site(), new_question(2));
  }

  void read_only() {
    start({});
    site().program().stop();
    sql(server().url(), "SET GLOBAL read_only = 1");
    ServedTest::start(site());
    const OracleQuestion question = about("geographic_origin", kFrom, kTo);
    misses_then_hits(site(), question);
    const std::string former = site().right(question);
    sql(server().url(), "SET GLOBAL read_only = 0");  // by replication, say
    site().import_calls(2, 1, kFrom + 1);
    sql(server().url(), "SET GLOBAL read_only = 1");
    becomes_right(site(), question, former);
    hits(site(), question);
    refuses_to_write();
  }

 private:
  void refuses_to_write() {
    const Finished done = site().admin().admin({"customer", "add", "9"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err,
                           done.err.find("the database is read-only") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(done.err,
                           done.err.find("turn the server's read_only off") != std::string::npos);
  }

  // One for all tests of this kind: starting one takes a while.
  static OwnServer& server() {
    static OwnServer server{kind};
    return server;
  }
  ServedSite& site() { return *made_; }

  void start(const std::vector<std::string>& settings) {
    made_.emplace(server().fresh_database(), settings);
    ServedTest::start(site());
  }

  // The server dies while it computes this answer.
  Pending kill_in_the_middle_of(const OracleQuestion& question) {
    SqlSession lock{site().database()};
    lock.run("LOCK TABLES sums WRITE, period_tallies WRITE");
    Pending under_way = site().begin(question);
    std::this_thread::sleep_for(milliseconds{300});
    CPPUNIT_ASSERT(!under_way.answered_within(milliseconds{0}));
    server().kill();
    return under_way;
  }

  static long age(const Answer& answer) {
    const std::string text = answer.header("Age");
    CPPUNIT_ASSERT_MESSAGE(text_of(answer), !text.empty() && text.find_first_not_of("0123456789") ==
                                                                 std::string::npos);
    return std::stol(text);
  }

  // The answer stays the same, and soon says that it may be out of date.
  void turns_stale(const OracleQuestion& question) {
    Answer answer;
    eventually(
        [&] {
          is_right(site(), question, answer = site().ask(question));
          if (answer.header("X-Cache") != "STALE") is_marked("HIT", answer);
          return answer.header("X-Cache") == "STALE";
        },
        kSoon, milliseconds{20});
    is_marked("STALE", answer);
    CPPUNIT_ASSERT_MESSAGE(text_of(answer), answer.header("Warning").starts_with("110 "));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), std::string("no-store"),
                                 answer.header("Cache-Control"));
    age(answer);
  }

  std::optional<ServedSite> made_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FailingDatabaseTest<Database::mariadb>,
                                      "failing_database_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FailingDatabaseTest<Database::mysql56>,
                                      "failing_database_mysql56");

}  // namespace
}  // namespace callwidgets::test
