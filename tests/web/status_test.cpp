// /status: how the program is, for an operator and for what watches it. (failing_database_test.cpp
// asks while the database is down.)
#include <algorithm>
#include <optional>
#include <sstream>

#include "served_test.h"
#include "sql_client.h"
#include "status_of.h"

namespace callwidgets::test {
namespace {

const OracleQuestion kQuestion = about("call_totals", ServedSite::kFirst, ServedSite::kLast);

template <Database kind>
class StatusTest : public ServedTest {
  CPPUNIT_TEST_SUITE(StatusTest<kind>);
  CPPUNIT_TEST(tells_numbers);
  CPPUNIT_TEST(follows_what_happens);
  CPPUNIT_TEST(has_lines_for_people);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    made_.emplace(fresh_database(kind, folder_));
    start(site());
    misses_then_hits(site(), kQuestion);
  }
  void tearDown() override { made_.reset(); }

  void tells_numbers() {
    const StatusOf status{site().ask("/status")};
    for (const std::string word :
         {"connection", "thread", "queue", "cache", "memory", "hit", "session", "version"}) {
      CPPUNIT_ASSERT_MESSAGE("no number of " + word + ": " + status.text(),
                             !status.numbers({word}).empty());
    }
    const auto ratios = status.numbers({"ratio"});
    CPPUNIT_ASSERT_MESSAGE("no ratio of hits: " + status.text(), !ratios.empty());
    for (const double ratio : ratios) {
      CPPUNIT_ASSERT_MESSAGE(status.text(), ratio >= 0 && ratio <= 100);
    }
  }

  void follows_what_happens() {
    const StatusOf before{site().ask("/status")};
    for (int i = 0; i < 5; ++i) hits(site(), kQuestion);
    const StatusOf after{site().ask("/status")};
    CPPUNIT_ASSERT_MESSAGE("five hits later: " + after.text(),
                           before.numbers({"hit"}) != after.numbers({"hit"}));
    for (int batch = 0; batch < 3; ++batch) {
      site().import_calls(1, 1, ServedSite::kFirst);
      const double version = std::stod(sql(site().database(), "SELECT version FROM accounts"));
      std::string said;
      const bool followed = eventually(
          [&] {
            const StatusOf status{site().ask("/status")};
            said = status.text();
            const auto versions = status.numbers({"version"});
            return std::count(versions.begin(), versions.end(), version) > 0;
          },
          kSoon, milliseconds{20});
      CPPUNIT_ASSERT_MESSAGE("version " + std::to_string(version) + ": " + said, followed);
    }
  }

  void has_lines_for_people() {
    const Answer answer = site().ask("/status?format=text");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), 200, answer.status);
    CPPUNIT_ASSERT_MESSAGE(answer.header("Content-Type"),
                           answer.header("Content-Type").starts_with("text/plain"));
    std::istringstream lines{answer.body};
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
      CPPUNIT_ASSERT_MESSAGE(answer.body,
                             !line.empty() && line.find_first_of(" :=\t") != line.npos);
      CPPUNIT_ASSERT_MESSAGE(answer.body, line.find_first_of("{}[]") == line.npos);
    }
    CPPUNIT_ASSERT_MESSAGE(answer.body, count >= 6);
    const Answer post = over_fast_cgi(site().program().socket(), {"POST", "/status", {}, {}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(post), 405, post.status);
  }

 private:
  ServedSite& site() { return *made_; }

  Folder folder_;
  std::optional<ServedSite> made_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(StatusTest<Database::mariadb>, "status_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(StatusTest<Database::mysql56>, "status_mysql56");

}  // namespace
}  // namespace callwidgets::test
