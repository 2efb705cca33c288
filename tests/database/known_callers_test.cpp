// Callers, their credentials and their accounts, from the commands to the answers of one program.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <ctime>
#include <fstream>

#include "fastcgi_client.h"
#include "import_site.h"
#include "minted_token.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

const std::string kQuery = "type=call_totals&from_date=2024-02-01&to_date=2024-02-29";
constexpr std::chrono::seconds kSoon{5};

// Accounts `one` with 3 calls of customer 7 and 2 of customer 8, and `second` with 5 of customer 7.
template <Database kind>
class KnownCallersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KnownCallersTest<kind>);
  CPPUNIT_TEST(one_program_answers_each_account_its_own);
  CPPUNIT_TEST(an_import_changes_the_answers_of_its_account_alone);
  CPPUNIT_TEST(what_is_revoked_removed_or_new_counts_soon);
  CPPUNIT_TEST(the_use_of_a_token_is_kept_to_the_day);
  CPPUNIT_TEST(a_signed_token_sees_what_its_key_and_itself_say);
  CPPUNIT_TEST(settings_of_an_earlier_version_let_nobody_in_and_say_so);
  CPPUNIT_TEST(nothing_secret_stands_in_the_log);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    site().must_admin({"import", "--account", "one", "-"}, csv("x", 7, 3) + csv("y", 8, 2, false));
    site().must_admin({"account", "add", "second"});
    site().must_admin({"import", "--account", "second", "-"}, csv("x", 7, 5));
    site().must_admin({"login", "add", "anna", "--account", "one"});
    site().must_admin({"login", "add", "bert", "--account", "second"});
    site().must_admin({"login", "add", "carl", "--account", "one", "--customer", "8"});
  }

  void one_program_answers_each_account_its_own() {
    serve("server, token");
    const std::string token = add_token("second");
    CPPUNIT_ASSERT_EQUAL(std::string("5"), total_of(login("anna")));
    CPPUNIT_ASSERT_EQUAL(std::string("5"), total_of(login("bert")));
    CPPUNIT_ASSERT_EQUAL(std::string("3"), total_of(login("anna"), "&customer_id=7"));
    CPPUNIT_ASSERT_EQUAL(std::string("5"), total_of(login("bert"), "&customer_id=7"));
    CPPUNIT_ASSERT_EQUAL(std::string("2"), total_of(login("carl")));
    CPPUNIT_ASSERT_EQUAL(std::string("5"), total_of(bearer(token)));
    CPPUNIT_ASSERT_EQUAL(404, ask(login("carl"), "&customer_id=7").status());
    CPPUNIT_ASSERT_EQUAL(404, ask(login("bert"), "&customer_id=8").status());
    CPPUNIT_ASSERT_EQUAL(403, ask(login("dora")).status());
    CPPUNIT_ASSERT_EQUAL(401, ask({}).status());
  }

  void an_import_changes_the_answers_of_its_account_alone() {
    serve("server");
    for (const char* name : {"anna", "bert"}) {
      CPPUNIT_ASSERT(
          eventually([&] { return ask(login(name)).header("X-Cache") == "HIT"; }, kSoon));
    }
    site().must_admin({"import", "--account", "second", "-"}, csv("z", 7, 4));
    CPPUNIT_ASSERT(eventually(
        [&] {
          const Reply other = ask(login("anna"));
          CPPUNIT_ASSERT_EQUAL_MESSAGE(other.out, std::string("HIT"), other.header("X-Cache"));
          return total_of(login("bert")) == "9";
        },
        kSoon, std::chrono::milliseconds{20}));
    CPPUNIT_ASSERT_EQUAL(std::string("5"), total_of(login("anna")));
  }

  void what_is_revoked_removed_or_new_counts_soon() {
    serve("server, token");
    const std::string token = add_token("one");
    CPPUNIT_ASSERT_EQUAL(std::string("5"), total_of(bearer(token)));
    CPPUNIT_ASSERT_EQUAL(403, ask(login("dora")).status());
    site().must_admin({"token", "revoke", token.substr(3, 8)});
    site().must_admin({"login", "remove", "anna"});
    site().must_admin({"login", "add", "dora", "--account", "second"});
    becomes(401, bearer(token));
    becomes(403, login("anna"));
    becomes(200, login("dora"));
    CPPUNIT_ASSERT_EQUAL(std::string("5"), total_of(login("dora")));
  }

  void the_use_of_a_token_is_kept_to_the_day() {
    serve("token");
    const std::string token = add_token("one"), unused = add_token("one");
    CPPUNIT_ASSERT_EQUAL(200, ask(bearer(token)).status());
    char today[16];
    const std::time_t now = std::time(nullptr);
    std::strftime(today, sizeof today, "%Y-%m-%d", std::gmtime(&now));
    const std::string listed = site().must_admin({"token", "list"});
    CPPUNIT_ASSERT_MESSAGE(
        listed,
        line_of(listed, token).find(std::string("\t") + today + "\tgood") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(listed,
                           line_of(listed, unused).find("\tnever\tgood") != std::string::npos);
  }

  void a_signed_token_sees_what_its_key_and_itself_say() {
    serve("signed", {"token_audience = widgets"});
    const std::string added = site().must_admin(
        {"key", "add", "pages", "--account", "one", "--customer", "7", "--customer", "8"});
    const std::string kid = added.substr(0, 8), secret = added.substr(9, 43);
    const auto token = [&](const std::string& more, const std::string& audience = "widgets") {
      return hmac_token("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}",
                        "{\"aud\":\"" + audience +
                            "\",\"exp\":" + std::to_string(std::time(nullptr) + 600) + more + "}",
                        secret);
    };
    CPPUNIT_ASSERT_EQUAL(400, ask(bearer(token(""))).status());
    CPPUNIT_ASSERT_EQUAL(std::string("3"), total_of(bearer(token("")), "&customer_id=7"));
    CPPUNIT_ASSERT_EQUAL(std::string("2"), total_of(bearer(token(",\"customers\":[8]"))));
    CPPUNIT_ASSERT_EQUAL(404, ask(bearer(token(",\"customers\":[8]")), "&customer_id=7").status());
    CPPUNIT_ASSERT_EQUAL(401, ask(bearer(token("", "another"))).status());
    CPPUNIT_ASSERT_EQUAL(401, ask(login("anna")).status());
    const std::string used = token(",\"customers\":[8]");
    CPPUNIT_ASSERT_EQUAL(200, ask(bearer(used)).status());
    site().must_admin({"key", "revoke", kid});
    becomes(401, bearer(used));
  }

  void settings_of_an_earlier_version_let_nobody_in_and_say_so() {
    site().settle({});
    std::string settings = read_all(site().settings());
    const std::string auth = "auth = everyone\n";
    std::ofstream{site().settings()} << settings.erase(settings.find(auth), auth.size());
    site().start();
    CPPUNIT_ASSERT_EQUAL(403, ask({}).status());
    CPPUNIT_ASSERT_EQUAL(403, ask({{"REMOTE_ADDR", "127.0.0.1"}}).status());
    site().stop();
    const std::string log = read_all(site().log_file());
    CPPUNIT_ASSERT_MESSAGE(log, log.find("auth is server") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(log, log.find("reason=no-login") != std::string::npos);
  }

  void nothing_secret_stands_in_the_log() {
    serve("server, token");
    const std::string token = add_token("one");
    ask(bearer(token));
    ask(bearer(token + "x"));
    ask({{"HTTP_AUTHORIZATION", "Basic YW5uYTpwYXNzd29yZA=="}});
    site().stop();
    const std::string log = read_all(site().log_file());
    for (const std::string& secret : {token.substr(11, 32), std::string("YW5uYT")}) {
      CPPUNIT_ASSERT_MESSAGE(log, log.find(secret) == std::string::npos);
    }
    CPPUNIT_ASSERT_MESSAGE(log, log.find("caller=token:" + token.substr(3, 8)) != log.npos);
    CPPUNIT_ASSERT_MESSAGE(log, log.find("reason=damaged-token") != std::string::npos);
  }

 private:
  Site& site() { return const_cast<Site&>(made_.site()); }

  static std::string csv(const std::string& prefix, int customer, int count, bool header = true) {
    std::string text = header ? "cdr_id,start,duration,answered,customer_id\n" : "";
    for (int call = 0; call < count; ++call) {
      text += prefix + std::to_string(call) + ",2024-02-03 10:00:00,5,1," +
              std::to_string(customer) + "\n";
    }
    return text;
  }

  void serve(const std::string& auth, std::vector<std::string> more = {}) {
    more.push_back("auth = " + auth);
    site().settle(more);
    site().start();
  }

  std::string add_token(const std::string& account) {
    const std::string out = site().must_admin({"token", "add", "a page", "--account", account});
    return out.substr(0, out.find('\n'));
  }

  static Params login(const std::string& name) { return {{"REMOTE_USER", name}}; }
  static Params bearer(const std::string& token) {
    return {{"HTTP_AUTHORIZATION", "Bearer " + token}};
  }

  Reply ask(const Params& sender, const std::string& more = {}) {
    Params params = get("/widgets/data", kQuery + more);
    params.insert(params.end(), sender.begin(), sender.end());
    return send(site().socket(), params);
  }

  std::string total_of(const Params& sender, const std::string& more = {}) {
    const std::string body = ask(sender, more).body(), mark = "\"data\":\"";
    const auto at = body.find(mark);
    if (at == body.npos) return body;
    return body.substr(at + mark.size(), body.find('"', at + mark.size()) - at - mark.size());
  }

  void becomes(int status, const Params& sender) {
    Reply last;
    const bool came = eventually([&] { return (last = ask(sender)).status() == status; }, kSoon,
                                 std::chrono::milliseconds{20});
    CPPUNIT_ASSERT_MESSAGE(last.out, came);
  }

  static std::string line_of(const std::string& list, const std::string& token) {
    const auto at = list.find(token.substr(3, 8));
    return at == list.npos ? "" : list.substr(at, list.find('\n', at) - at);
  }

  ImportSite made_{kind};
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KnownCallersTest<Database::sqlite>, "known_callers_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KnownCallersTest<Database::mariadb>, "known_callers_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KnownCallersTest<Database::mysql56>, "known_callers_mysql56");

}  // namespace
}  // namespace callwidgets::test
