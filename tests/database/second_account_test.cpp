// A second account changes nothing for those who are served: the oldest account goes on answering,
// over a restart and in plain CGI too, until the setting `account` names another.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <thread>

#include "import_site.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

const std::string kTarget =
    "/widgets/data?type=call_totals&from_date=2024-02-01&to_date=2024-02-29";

template <Database kind>
class SecondAccountTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SecondAccountTest<kind>);
  CPPUNIT_TEST(the_oldest_goes_on_answering);
  CPPUNIT_TEST(the_setting_says_otherwise);
  CPPUNIT_TEST(commands_that_change_data_want_a_name);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { import("one", 3); }

  void the_oldest_goes_on_answering() {
    site().start();
    becomes("3");
    const std::string said = site().must_admin({"account", "add", "second"});
    CPPUNIT_ASSERT_MESSAGE(said, said.find("account second added") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(said, said.find("goes on serving the account one") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(said, said.find("account = NAME") != std::string::npos);
    import("second", 5);
    std::this_thread::sleep_for(std::chrono::milliseconds{2500});
    const Answer answer = site().get(kTarget);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, 200, answer.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, std::string(), answer.header("Warning"));
    site().stop();
    std::filesystem::remove(site().log_file());
    site().start();
    becomes("3");
    const std::string notice =
        "there are several accounts, and the setting account names none: one, the oldest, is "
        "served";
    // The first answer may come before the feed's first reading, which logs this.
    std::string log;
    CPPUNIT_ASSERT_MESSAGE(log, eventually([&] {
                             log = read_all(site().log_file());
                             return log.find(notice) != std::string::npos;
                           }));
    CPPUNIT_ASSERT_MESSAGE(log, log.find("There are: one, second\n") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(log, log.find(notice) == log.rfind(notice));
    const Finished cgi =
        run({"env", "-i", "GATEWAY_INTERFACE=CGI/1.1", "REQUEST_METHOD=GET",
             "PATH_INFO=/widgets/data", "QUERY_STRING=" + kTarget.substr(kTarget.find('?') + 1),
             "CALLWIDGETS_SETTINGS=" + site().settings(), program_path("callwidgets")});
    CPPUNIT_ASSERT_MESSAGE(cgi.out + cgi.err, cgi.out.find("\"data\":\"3\"") != std::string::npos);
    const Finished query =
        site().admin({"query", "call_totals", "--from", "2024-02-01", "--to", "2024-02-29"});
    CPPUNIT_ASSERT_MESSAGE(query.out, query.out.find("\"data\":\"3\"") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(query.err, query.err.find(notice) != std::string::npos);
  }

  void the_setting_says_otherwise() {
    site().must_admin({"account", "add", "second"});
    import("second", 5);
    site().settle({"account = second"});
    site().start();
    becomes("5");
    const std::string log = read_all(site().log_file());
    CPPUNIT_ASSERT_MESSAGE(log, log.find("several accounts") == std::string::npos);
    const std::string said = site().must_admin({"account", "add", "third"});
    CPPUNIT_ASSERT_MESSAGE(said,
                           said.find("goes on serving the account second") != std::string::npos);
  }

  void commands_that_change_data_want_a_name() {
    site().must_admin({"account", "add", "second"});
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"import", "-"},
          {"rebuild"},
          {"customer", "add", "9"},
          {"purge", "--before", "2024-01-01", "--figures", "go"}}) {
      const Finished done = site().admin(words, csv("x", 1));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(done.out + done.err, 1, done.status);
      CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("one, second") != std::string::npos);
      CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("--account NAME") != std::string::npos);
    }
  }

 private:
  Site& site() { return const_cast<Site&>(made_.site()); }

  static std::string csv(const std::string& prefix, int count) {
    std::string text = "cdr_id,start,duration,answered,customer_id\n";
    for (int call = 0; call < count; ++call) {
      text += prefix + std::to_string(call) + ",2024-02-03 10:00:00,5,1,7\n";
    }
    return text;
  }

  void import(const std::string& account, int count) {
    site().must_admin({"import", "--account", account, "-"}, csv(account, count));
  }

  void becomes(const std::string& total) {
    Answer answer;
    const bool came = eventually(
        [&] {
          answer = site().get(kTarget);
          return answer.body.find("\"data\":\"" + total + "\"") != std::string::npos;
        },
        std::chrono::seconds{5}, std::chrono::milliseconds{20});
    CPPUNIT_ASSERT_MESSAGE(answer.body, came);
  }

  ImportSite made_{kind};
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SecondAccountTest<Database::sqlite>, "second_account_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SecondAccountTest<Database::mariadb>,
                                      "second_account_mariadb");

}  // namespace
}  // namespace callwidgets::test
