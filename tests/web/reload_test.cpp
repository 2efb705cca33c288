// SIGHUP: the settings are read again, without a request lost.
#include <signal.h>

#include <atomic>
#include <optional>
#include <thread>

#include "import_site.h"
#include "served_test.h"

namespace callwidgets::test {
namespace {

const OracleQuestion kQuestion =
    about("top_customers_by_calls", ServedSite::kFirst, ServedSite::kLast);

template <Database kind>
class ReloadTest : public ServedTest {
  CPPUNIT_TEST_SUITE(ReloadTest<kind>);
  CPPUNIT_TEST(new_settings_count_and_nothing_is_lost);
  CPPUNIT_TEST(a_mistake_leaves_the_old_ones);
  CPPUNIT_TEST(what_needs_a_restart_is_named);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    made_.emplace(fresh_database(kind, folder_), std::vector<std::string>{"top_customers = 3"});
    site().program().start();
  }
  void tearDown() override { made_.reset(); }

  void new_settings_count_and_nothing_is_lost() {
    is_right(site(), kQuestion, site().ask(kQuestion));
    CPPUNIT_ASSERT_EQUAL(3, customers());
    CPPUNIT_ASSERT(!allows("https://page.example"));
    std::atomic<bool> over{false};
    std::atomic<int> answered{0};
    std::string lost;
    std::thread client{[&] {
      const std::string same =
          target_of(about("call_totals", ServedSite::kFirst, ServedSite::kLast));
      for (int n = 0; !over; ++n) {
        const std::string other =
            target_of(about("unique_callers", ServedSite::kFirst - n % 500, ServedSite::kLast));
        const Answer answer = site().ask(n % 2 ? same : other);
        if (answer.status == 200) {
          ++answered;
        } else if (lost.empty()) {
          lost = text_of(answer);
        }
        std::this_thread::sleep_for(milliseconds{1});
      }
    }};
    bool followed = true;
    for (const int count : {1, 2, 1}) {
      reload({"top_customers = " + std::to_string(count), "cors_origins = https://page.example"});
      followed =
          followed && eventually([&] { return customers() == count; }, kSoon, milliseconds{20});
    }
    over = true;
    client.join();
    CPPUNIT_ASSERT_EQUAL(std::string(), lost);
    CPPUNIT_ASSERT(answered > 0);
    CPPUNIT_ASSERT_MESSAGE("top_customers is still " + std::to_string(customers()), followed);
    CPPUNIT_ASSERT(allows("https://page.example"));
    CPPUNIT_ASSERT(site().program().alive());
  }

  void a_mistake_leaves_the_old_ones() {
    reload({"top_customers = 2"});
    CPPUNIT_ASSERT(eventually([&] { return customers() == 2; }, kSoon, milliseconds{20}));
    reload({"top_customers = 1", "cors_origins = nonsense"});
    CPPUNIT_ASSERT_MESSAGE(
        read_all(site().program().log_file()),
        eventually(
            [&] { return log_line_with("cors_origins").find("nonsense") != std::string::npos; },
            kSoon));
    CPPUNIT_ASSERT_EQUAL(2, customers());
    CPPUNIT_ASSERT(site().program().alive());
    reload({"top_customers = 1"});
    CPPUNIT_ASSERT(eventually([&] { return customers() == 1; }, kSoon, milliseconds{20}));
  }

  void what_needs_a_restart_is_named() {
    reload({"top_customers = 2", "workers = 2", "socket_mode = 0600"});
    CPPUNIT_ASSERT(eventually([&] { return !log_line_with("restart").empty(); }, kSoon));
    CPPUNIT_ASSERT(log_line_with("restart").ends_with("needed for socket_mode, workers"));
    CPPUNIT_ASSERT_EQUAL(2, customers());
    const auto told = site().program().logged().size();
    reload({"top_customers = 1"});
    CPPUNIT_ASSERT(eventually([&] { return customers() == 1; }, kSoon, milliseconds{20}));
    const auto lines = site().program().logged();
    for (auto line = lines.begin() + static_cast<std::ptrdiff_t>(told); line != lines.end(); ++line)
      CPPUNIT_ASSERT(line->find("restart") == std::string::npos);
  }

 private:
  ServedSite& site() { return *made_; }

  void reload(const std::vector<std::string>& settings) {
    site().program().settle(settings);
    site().program().program().signal(SIGHUP);
  }

  std::string log_line_with(const std::string& word) {
    for (const std::string& line : site().program().logged()) {
      if (line.find(word) != std::string::npos) return line;
    }
    return {};
  }

  int customers() {
    const Answer answer = site().ask(kQuestion);
    int count = 0;
    for (size_t at = 0; (at = answer.body.find("\"scId\"", at)) != std::string::npos; ++at) ++count;
    return count;
  }

  bool allows(const std::string& origin) {
    const Answer answer = over_fast_cgi(site().program().socket(),
                                        {"GET", "/miscellaneous/ping", {{"Origin", origin}}, {}});
    return answer.header("Access-Control-Allow-Origin") == origin;
  }

  Folder folder_;
  std::optional<ServedSite> made_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ReloadTest<Database::sqlite>, "reload_sqlite_socket");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ReloadTest<Database::mariadb>, "reload_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ReloadTest<Database::mysql56>, "reload_mysql56");

}  // namespace
}  // namespace callwidgets::test
