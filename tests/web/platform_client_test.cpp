// The platform's own PHP client (platform_client.php) before Apache with its Digest login, and the
// program behind it: by FastCGI, and as plain CGI.
#include <Poco/MD5Engine.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

#include "access_line.h"
#include "calendar_days.h"
#include "identity_rules.h"
#include "random_calls.h"
#include "transports.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

using Way = Apache::Way;
using Route = Enquiry::Route;

constexpr Way kWays[] = {Way::fcgi, Way::cgi};
constexpr const char* kPassword = "correct horse";

const View kOne{"one", {}}, kTwo{"two", {}}, kBoth{"one", std::set<long>{1, 2}};
const std::vector<std::string> kTypes = {"call_totals", "calls_per_day", "geographic_origin",
                                         "top_customers_by_calls"};

// Of a customer, or `{id}`: of each that the client has been told of.
Enquiry about(const std::string& type, const std::string& customer = {}) {
  return {Route::data,
          "/widgets/data?type=" + type + (customer.empty() ? "" : "&customer_id=" + customer) +
              "&from_date=" + day_text(TwoAccounts::kFrom) +
              "&to_date=" + day_text(TwoAccounts::kTo),
          {type},
          customer};
}

const Enquiry kPing{Route::ping, "/miscellaneous/ping"}, kCustomers{Route::customers, "/customers"};

std::vector<Enquiry> walk() {
  std::vector<Enquiry> walk = {kPing, kCustomers};
  for (const std::string& type : kTypes) walk.push_back(about(type, "{id}"));
  return walk;
}

class PlatformClientTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PlatformClientTest);
  CPPUNIT_TEST(walks_from_the_ping_to_the_figures);
  CPPUNIT_TEST(each_login_walks_to_its_own_customers);
  CPPUNIT_TEST(gets_no_further_than_its_login_may_see);
  CPPUNIT_TEST(a_wrong_password_ends_at_apache);
  CPPUNIT_TEST(a_login_is_known_as_soon_as_it_is_added);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    std::ofstream users{folder_ / "users"};
    for (const std::string name : {"mary", "chris", "tom", "who"}) {
      Poco::MD5Engine md5;
      md5.update(name + ":callwidgets:" + kPassword);
      users << name << ":callwidgets:" << Poco::DigestEngine::digestToHex(md5.digest()) << '\n';
    }
    admin_.must_admin({"login", "add", "mary", "--account", "one"});
    admin_.must_admin({"login", "add", "tom", "--account", "two"});
    admin_.must_admin(
        {"login", "add", "chris", "--account", "one", "--customer", "1", "--customer", "2"});
    program_.start();
  }

  void walks_from_the_ping_to_the_figures() {
    // The second is what the platform's own addresses look like.
    for (const std::string mount : {"/api", "/2.4.9"}) {
      const Apache apache = with_login(mount);
      for (const Way way : kWays) {
        const std::size_t before = settled_access_lines(log_).size();
        const std::string walked = client(apache.url(way), "mary", kPassword, walk());
        CPPUNIT_ASSERT_EQUAL(wanted("mary", kOne, walk()), walked);
        const auto lines = std::count(walked.begin(), walked.end(), '\n');
        CPPUNIT_ASSERT_EQUAL(long{2 + 3 * 4}, lines);
        are_all_asked_by("login:mary", before, static_cast<std::size_t>(lines));
      }
    }
  }

  void each_login_walks_to_its_own_customers() {
    const Apache apache = with_login("/api");
    const std::map<std::string, View> logins = {{"mary", kOne}, {"chris", kBoth}, {"tom", kTwo}};
    for (const Way way : kWays) {
      std::set<std::string> different;
      for (int times = 0; times < 2;
           ++times) {  // the second time out of the cache, if there is one
        for (const auto& [name, view] : logins) {
          const std::string walked = client(apache.url(way), name, kPassword, walk());
          CPPUNIT_ASSERT_EQUAL(wanted(name, view, walk()), walked);
          different.insert(walked);
        }
      }
      CPPUNIT_ASSERT_EQUAL(logins.size(), different.size());
    }
  }

  void gets_no_further_than_its_login_may_see() {
    const Apache apache = with_login("/api");
    const std::vector<Enquiry> beyond = {
        about("call_totals", "3"),  // the account's, but not his
        about("call_totals", "4"),  // the other account's
        about("call_totals"),       // of all that he may see: they are two
        {Route::customer, "/customers/3", {}, "3"},
        {Route::customers, "/customers?customer_id=3", {}, "3"},
        {Route::unknown, "/recordings"}};
    for (const Way way : kWays) {
      const std::string walked = client(apache.url(way), "chris", kPassword, beyond);
      CPPUNIT_ASSERT_EQUAL(wanted("chris", kBoth, beyond), walked);
      CPPUNIT_ASSERT_EQUAL(std::string::npos, walked.find("no JSON"));
    }
  }

  void a_wrong_password_ends_at_apache() {
    const Apache apache = with_login("/api");
    const std::size_t before = settled_access_lines(log_).size();
    for (const Way way : kWays) {
      for (const auto& [name, password] :
           std::vector<std::pair<std::string, std::string>>{{"mary", "wrong"},
                                                            {"mary", ""},
                                                            {"nobody", kPassword},
                                                            {"", ""},
                                                            {"chris", "correct hors"}}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(
            name,
            "401 /miscellaneous/ping no JSON\n401 /customers no JSON\n401 " +
                about("call_totals", "1").target + " no JSON\n",
            client(apache.url(way), name, password,
                   {kPing, kCustomers, about("call_totals", "1")}));
      }
      // Whoever is let in next is the first that the program hears of.
      client(apache.url(way), "tom", kPassword, {kPing});
    }
    are_all_asked_by("login:tom", before, 2);
  }

  void a_login_is_known_as_soon_as_it_is_added() {
    const Apache apache = with_login("/api");
    for (const Way way : kWays) {
      const std::string url = apache.url(way);
      CPPUNIT_ASSERT_EQUAL(wanted("who", {}, walk()), client(url, "who", kPassword, walk()));
      admin_.must_admin({"login", "add", "who", "--account", "one", "--customer", "2"});
      const View second{"one", std::set<long>{2}};
      becomes(wanted("who", second, walk()), url);
      admin_.must_admin({"login", "remove", "who"});
      becomes(wanted("who", {}, walk()), url);
    }
  }

 private:
  Apache with_login(const std::string& mount) const {
    return Apache{folder_, program_, mount, {}, {"digest=" + (folder_ / "users")}};
  }

  // What the client prints.
  static std::string client(const std::string& url, const std::string& name,
                            const std::string& password, const std::vector<Enquiry>& walk) {
    std::vector<std::string> command = {"php8.2", source_path() / "tests/web/platform_client.php",
                                        url, name, password};
    for (const Enquiry& asked : walk) command.push_back(asked.target);
    const Finished done = run(command);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.out + done.err, 0, done.status);
    CPPUNIT_ASSERT_EQUAL(std::string{}, done.err);
    return done.out;
  }

  // The same of whom the web server lets in, and who may see that, or nothing.
  std::string wanted(const std::string& name, const std::optional<View>& view,
                     const std::vector<Enquiry>& walk) const {
    const IdentityRules rules{accounts_, "server"};
    const Identity identity{name, name, view, {}};
    std::string text;
    const auto add = [&](const Enquiry& asked) {
      const Wanted wanted = rules.wanted(identity, "GET", asked);
      text += std::to_string(wanted.status) + " " + asked.target + " " + wanted.body + "\n";
    };
    for (const Enquiry& asked : walk) {
      if (asked.customer != "{id}") {
        add(asked);
      } else if (view) {
        for (const auto& [id, is] : accounts_.customers(view->account)) {
          if (view->shows(id)) add(about(asked.types[0], std::to_string(id)));
        }
      }
    }
    return text;
  }

  // An entry of the directory takes effect within 1.5 s, widened for slow machines.
  static void becomes(const std::string& wanted, const std::string& url) {
    std::string walked;
    eventually([&] { return (walked = client(url, "who", kPassword, walk())) == wanted; });
    CPPUNIT_ASSERT_EQUAL(wanted, walked);
  }

  // That so much was asked since then, and all by him.
  void are_all_asked_by(const std::string& caller, std::size_t before, std::size_t count) const {
    const auto lines = settled_access_lines(log_);
    CPPUNIT_ASSERT_EQUAL(before + count, lines.size());
    for (std::size_t at = before; at < lines.size(); ++at) {
      CPPUNIT_ASSERT_EQUAL(caller, lines[at].at("caller"));
    }
  }

  Folder folder_;
  const std::string log_ = folder_ / "access.log";
  const std::string database_ = fresh_database(Database::sqlite, folder_);
  const Site admin_{folder_, "admin", database_};
  const TwoAccounts accounts_{admin_};
  Site program_{
      folder_, "program", database_, {"auth = server", "account = one", "access_log = " + log_}};
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PlatformClientTest, "platform_client_sqlite");

}  // namespace
}  // namespace callwidgets::test
