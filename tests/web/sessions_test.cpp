// Sessions that the server ends, and fewer of them than there are threads.
#include <memory>
#include <optional>

#include "own_server.h"
#include "served_test.h"
#include "sql_client.h"

namespace callwidgets::test {
namespace {

constexpr long kFrom = ServedSite::kFirst, kTo = ServedSite::kLast;

// A different one for each number, and never asked before.
OracleQuestion new_question(int number) { return about("call_totals", kFrom - number, kTo); }

template <Database kind>
class SessionsTest : public ServedTest {
  CPPUNIT_TEST_SUITE(SessionsTest);
  CPPUNIT_TEST(what_fails_on_a_session_that_rested_is_asked_again_on_a_new_one);
  CPPUNIT_TEST(what_takes_the_server_too_long_is_a_503);
  CPPUNIT_TEST(idle_sessions_that_the_server_closes_are_replaced);
  CPPUNIT_TEST(two_sessions_are_enough_for_forty_questions_at_once);
  CPPUNIT_TEST(one_session_is_enough);
  CPPUNIT_TEST(a_reader_without_any_session_is_told_why_and_recovers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void tearDown() override {
    made_.reset();
    sql(server().url(), "SET GLOBAL wait_timeout = 28800");
  }

  // 4031 is MySQL's word for a session that was idle for too long, from 8.0.24; 1064 stands for one
  // that nobody has thought of.
  void what_fails_on_a_session_that_rested_is_asked_again_on_a_new_one() {
    start_with_errors();
    int number = 0;
    for (const int code : {4031, 1184, 1317, 1927, 1243, 1615, 1064}) {
      // Now and then the change feed has them all, and the question gets a new one at once.
      for (int again = 0; again < 5; ++again) {
        sessions_now_fail_with(code);
        const OracleQuestion question = new_question(++number);
        is_right(site(), question, site().ask(question));
      }
    }
  }

  void what_takes_the_server_too_long_is_a_503() {
    start_with_errors();
    int number = 0;
    for (const int code : {1969, 3024}) {
      Answer answer;
      const bool refused = eventually([&] {
        sessions_now_fail_with(code);
        answer = site().ask(new_question(++number));
        return answer.status != 200;
      });
      CPPUNIT_ASSERT_MESSAGE(std::to_string(code), refused);
      is_unavailable(answer);
      becomes_right(site(), new_question(number));
    }
  }

  void idle_sessions_that_the_server_closes_are_replaced() {
    made_.emplace(server().fresh_database());
    sql(server().url(), "SET GLOBAL wait_timeout = 1");
    start(site());
    std::vector<Pending> many;
    for (int number = 1; number <= 8; ++number) many.push_back(site().begin(new_question(number)));
    for (int number = 1; number <= 8; ++number)
      is_right(site(), new_question(number), many[number - 1].answer());
    std::this_thread::sleep_for(milliseconds{2500});
    for (int number = 11; number <= 18; ++number)
      is_right(site(), new_question(number), site().ask(new_question(number)));
  }

  void two_sessions_are_enough_for_forty_questions_at_once() { answers_all_with(2); }

  void one_session_is_enough() { answers_all_with(1); }

  void a_reader_without_any_session_is_told_why_and_recovers() {
    start_as_reader_with(1, {"answer_seconds = 3"});
    const auto taken = std::make_unique<SqlSession>(reader_, SqlSession::As::user_of_the_address);
    site().program().start();
    is_unavailable(site().ask(new_question(1)));
    const bool said = eventually([&] {
      for (const std::string& line : site().program().logged()) {
        if (line.find("max_user_connections") != line.npos) return true;
      }
      return false;
    });
    CPPUNIT_ASSERT(said);
    sql(server().url(), "GRANT USAGE ON *.* TO reader@127.0.0.1 WITH MAX_USER_CONNECTIONS 3");
    becomes_right(site(), new_question(1));
  }

 private:
  void answers_all_with(int sessions) {
    start_as_reader_with(sessions, {"workers = 8", "answer_seconds = 60"});
    start(site());
    constexpr int count = 40;
    std::vector<Pending> asked;
    for (int number = 1; number <= count; ++number)
      asked.push_back(site().begin(new_question(number)));
    for (int number = 1; number <= count; ++number)
      is_right(site(), new_question(number), asked[number - 1].answer(seconds{60}));
    // The change feed has had its turns.
    const std::string former = site().right(new_question(1));
    site().import_calls(1, 1, kFrom);
    becomes_right(site(), new_question(1), former);
  }

  void start_as_reader_with(int sessions, const std::vector<std::string>& settings) {
    const std::string database = server().fresh_database();
    const size_t slash = database.rfind('/'), at = database.rfind('@');
    sql(database, "GRANT SELECT ON " + database.substr(slash + 1) +
                      ".* TO reader@127.0.0.1 IDENTIFIED BY 'reads' WITH MAX_USER_CONNECTIONS " +
                      std::to_string(sessions));
    reader_ = "mysql://reader:reads" + database.substr(at);
    made_.emplace(database, settings, reader_);
  }

  // Each row of `ended` makes a session fail as soon as it reads the sums.
  void start_with_errors() {
    made_.emplace(server().fresh_database(), std::vector<std::string>{"workers = 2"});
    sql(site().database(),
        "CREATE TABLE ended (id BIGINT PRIMARY KEY, code INTEGER NOT NULL);"
        "RENAME TABLE sums TO all_sums;\nDELIMITER //\n"
        "CREATE FUNCTION fails_here() RETURNS INTEGER READS SQL DATA BEGIN "
        "DECLARE number INTEGER DEFAULT 0; "
        "SELECT MAX(code) INTO number FROM ended WHERE id = CONNECTION_ID(); "
        "IF number > 0 THEN SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = number, "
        "MESSAGE_TEXT = 'on purpose'; END IF; RETURN 0; END//\nDELIMITER ;\n"
        "CREATE VIEW sums AS SELECT * FROM all_sums WHERE fails_here() = 0");
    start(site());
  }

  void sessions_now_fail_with(int code) {
    sql(site().database(), "INSERT IGNORE INTO ended SELECT id, " + std::to_string(code) +
                               " FROM information_schema.processlist WHERE db = DATABASE()");
  }

  static OwnServer& server() {
    static OwnServer server{kind};
    return server;
  }
  ServedSite& site() { return *made_; }

  std::optional<ServedSite> made_;
  std::string reader_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SessionsTest<Database::mariadb>, "sessions_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SessionsTest<Database::mysql56>, "sessions_mysql56");

}  // namespace
}  // namespace callwidgets::test
