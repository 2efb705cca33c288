// `customer merge` and `customer remove`: the figures are those of an oracle that knows the same,
// whoever asks sees it at once, and what names a customer that has gone follows.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "calendar_days.h"
#include "database/session.h"
#include "fastcgi_client.h"
#include "import_site.h"
#include "killed_command.h"
#include "random_calls.h"

namespace callwidgets::test {
namespace {

constexpr std::chrono::seconds kSoon{5};

const std::string kHeader = "cdr_id,start,duration,answered,customer_id,anum,custnr\n";

template <Database kind>
class CustomerMergeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CustomerMergeTest<kind>);
  CPPUNIT_TEST(all_calls_are_the_others);
  CPPUNIT_TEST(chains_lead_to_their_end);
  CPPUNIT_TEST(a_merged_customer_can_be_added_again);
  CPPUNIT_TEST(credentials_follow);
  CPPUNIT_TEST(a_removed_customers_calls_stay_away);
  CPPUNIT_TEST(a_removed_customer_is_nobodys_to_see);
  CPPUNIT_TEST(whoever_asks_sees_it);
  CPPUNIT_TEST(a_dry_run_changes_nothing);
  CPPUNIT_TEST(wrong_words);
  CPPUNIT_TEST(a_merge_is_killed);
  CPPUNIT_TEST(a_removal_is_killed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void all_calls_are_the_others() {
    Oracle oracle{"UTC"};
    RandomCalls calls{random_seed(), "one"};
    const std::string file = site_.file("calls", calls.file(4000, oracle));
    import(file);
    const std::string moved = std::to_string(oracle.calls_of(1));
    CPPUNIT_ASSERT_EQUAL("customer 1 has " + moved +
                             " calls; it is named by 0 number mappings and 0 credentials\n" +
                             "customer 1 is merged into customer 2: " + moved +
                             " calls moved; what names 1 means 2 from now on\n",
                         site_.site().must_admin({"customer", "merge", "1", "2"}));
    oracle.merge(1, 2);
    check(oracle);
    import(file);
    check(oracle);
    site_.site().must_admin({"customer", "merge", "99", "4"});
    oracle.merge(99, 4);
    for (int more = 0; more < 3; ++more) {
      import(site_.file("more", calls.file(1000, oracle)));
      check(oracle);
    }
    site_.site().must_admin({"rebuild"});
    check(oracle);
    CPPUNIT_ASSERT_EQUAL(std::string{"customer 1 is merged into customer 2 already\n"},
                         site_.site().must_admin({"customer", "merge", "1", "2"}));
  }

  void chains_lead_to_their_end() {
    import_calls_of({1, 2, 3, 4});
    site_.site().must_admin({"customer", "merge", "1", "2"});
    site_.site().must_admin({"customer", "merge", "2", "3"});
    refused({"customer", "merge", "3", "1"}, "customer 1 was merged into customer 3\n");
    refused({"customer", "merge", "3", "2"}, "customer 2 was merged into customer 3\n");
    refused({"customer", "merge", "4", "1"}, "customer 1 was merged into customer 3: name that");
    refused({"customer", "merge", "1", "4"}, "customer 1 was merged into customer 3\n");
    import_calls_of({1, 2, 3, 4});
    CPPUNIT_ASSERT_EQUAL(std::string{"3\t3\t\n4\t4\t\n"}, list());
    CPPUNIT_ASSERT_EQUAL(std::string{"\"6\""}, site_.data("call_totals", "3"));
    // The last one goes, and comes again by whatever name.
    site_.site().must_admin({"customer", "remove", "3", "--with-calls"});
    import_calls_of({1});
    CPPUNIT_ASSERT_EQUAL(std::string{"3\t3\t\n4\t4\t\n"}, list());
    CPPUNIT_ASSERT_EQUAL(std::string{"\"1\""}, site_.data("call_totals", "3"));
    CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site_.site().must_admin({"verify"}));
  }

  void a_merged_customer_can_be_added_again() {
    import_calls_of({1, 2});
    site_.site().must_admin({"customer", "merge", "1", "2"});
    site_.site().must_admin({"customer", "add", "1", "--name", "Again"});
    import_calls_of({1});
    CPPUNIT_ASSERT_EQUAL(std::string{"\"1\""}, site_.data("call_totals", "1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"2\""}, site_.data("call_totals", "2"));
  }

  void credentials_follow() {
    import_calls_of({1, 2});
    site_.site().must_admin({"account", "add", "two"});
    site_.site().settle({"account = one"});
    login("anna", {"1"});
    login("bert", {"1", "2", "3"});
    login("carl", {});
    site_.site().must_admin({"login", "add", "dora", "--account", "two", "--customer", "1"});
    database::open_writer(*database::Address::parse(site_.database()))
        ->direct(
            "INSERT INTO number_mappings VALUES (1, x'2B34', 0, 0, 99999, 1, x''), (2, x'2B34', 0, "
            "0, 99999, 1, x'')");
    const std::string said = site_.site().must_admin({"customer", "merge", "1", "2"});
    CPPUNIT_ASSERT_MESSAGE(said,
                           said.find("named by 1 number mapping and 2 credentials\n") != said.npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"anna:2 bert:2 bert:3 dora:1 "}, named_customers());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        number("SELECT COUNT(*) FROM number_mappings WHERE account = 1 AND customer_id = 2"));
    site_.site().must_admin({"customer", "remove", "2", "--with-calls"});
    CPPUNIT_ASSERT_EQUAL(std::string{"bert:3 dora:1 "}, named_customers());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number("SELECT COUNT(*) FROM number_mappings"));
  }

  void a_removed_customers_calls_stay_away() {
    Oracle oracle{"UTC"};
    const std::string text = busy_customers("a", oracle);
    const std::string file = site_.file("calls", text);
    import(file);
    const std::string calls = std::to_string(oracle.calls_of(1));
    refused({"customer", "remove", "1"},
            "customer 1 has calls: --with-calls removes them too, for good; customer merge 1 "
            "INTO keeps them as another's");
    check(oracle);
    CPPUNIT_ASSERT_EQUAL(
        "customer 1 has " + calls +
            " calls; it is named by 0 number mappings and 0 credentials\ncustomer 1 is removed, "
            "and " +
            calls +
            " calls with it; the same records bring none back, a new call makes "
            "the customer anew\n",
        site_.site().must_admin({"customer", "remove", "1", "--with-calls"}));
    oracle.remove_customer(1);
    check(oracle);
    import(file);
    check(oracle);
    import(site_.file("new", busy_customers("b", oracle)));
    check(oracle);
    site_.site().must_admin({"customer", "add", "103"});
    site_.site().must_admin({"customer", "remove", "103"});
    check(oracle);
  }

  // A login that named it alone must not see all.
  void a_removed_customer_is_nobodys_to_see() {
    import_calls_of({1, 2});
    login("anna", {"1"});
    site_.site().settle({"auth = server"});
    site_.site().start();
    CPPUNIT_ASSERT(ask("anna", "/customers", "").find("\"total\":1,") != std::string::npos);
    site_.site().must_admin({"customer", "remove", "1", "--with-calls"});
    becomes_seen("anna", "\"total\":0,");
    const std::string totals = ask("anna", "/widgets/data", "type=call_totals");
    CPPUNIT_ASSERT_MESSAGE(totals, totals.find("\"data\":\"1\"") == std::string::npos);
    import_calls_of({1});
    site_.site().must_admin({"login", "add", "bert", "--customer", "1"});
    becomes_seen("bert", "\"total\":1,");
    becomes_seen("anna", "\"total\":0,");
  }

  void whoever_asks_sees_it() {
    import_calls_of({1, 2, 3});
    site_.site().must_admin({"customer", "rename", "1", "Old Mill"});
    site_.site().must_admin({"customer", "rename", "2", "New Mill"});
    site_.site().settle({"auth = server"});
    site_.site().must_admin({"login", "add", "anna"});
    site_.site().start();
    const std::string data = "type=call_totals&from_date=2021-01-01&to_date=2021-12-31";
    becomes("anna", "/customers", "name=mill", "\"total\":2,");
    becomes("anna", "/widgets/data", data + "&customer_id=1", "\"data\":\"1\"");
    becomes("anna", "/widgets/data", data + "&customer_id=2", "\"data\":\"1\"");
    site_.site().must_admin({"customer", "merge", "1", "2"});
    becomes("anna", "/customers", "name=mill", "\"total\":1,");
    becomes("anna", "/customers", "", "\"total\":2,");
    becomes("anna", "/customers/1", "", "there is no customer 1");
    becomes("anna", "/widgets/data", data + "&customer_id=2", "\"data\":\"2\"");
    becomes("anna", "/widgets/data", data + "&customer_id=1", "no customer 1");
    becomes("anna", "/widgets/data", data, "\"data\":\"3\"");
    site_.site().must_admin({"customer", "remove", "2", "--with-calls"});
    becomes("anna", "/customers", "name=mill", "\"total\":0,");
    becomes("anna", "/widgets/data", data, "\"data\":\"1\"");
    site_.site().must_admin({"caller", "erase", "+441632960103"});
    becomes("anna", "/widgets/data", data, "\"data\":\"0\"");
  }

  void a_dry_run_changes_nothing() {
    import_calls_of({1, 2});
    const std::int64_t version = number("SELECT version FROM accounts");
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"customer", "merge", "1", "2", "--dry-run"},
             {"customer", "remove", "1", "--dry-run"},
             {"customer", "remove", "1", "--with-calls", "--dry-run"}}) {
      CPPUNIT_ASSERT_EQUAL(std::string{"customer 1 has 1 call; it is named by 0 number mappings "
                                       "and 0 credentials\nnothing was changed\n"},
                           site_.site().must_admin(words));
    }
    CPPUNIT_ASSERT_EQUAL(version, number("SELECT version FROM accounts"));
    CPPUNIT_ASSERT_EQUAL(std::string{"1\t1\t\n2\t2\t\n"}, list());
  }

  void wrong_words() {
    import_calls_of({1});
    refused({"customer", "merge", "1"}, "customer takes: add ID");
    refused({"customer", "merge", "1", "1"}, "customer 1 is given twice");
    refused({"customer", "merge", "1", "5"}, "there is no customer 5; customer list shows");
    refused({"customer", "merge", "5", "1"}, "there is no customer 5; customer list shows");
    refused({"customer", "merge", "one", "1"}, "customer_id is 'one'; allowed: 1 to 18");
    refused({"customer", "merge", "1", "2", "--with-calls"}, "no option --with-calls");
    refused({"customer", "remove", "5"}, "there is no customer 5; customer list shows");
    refused({"customer", "list", "--dry-run"}, "no option --dry-run");
  }

  void a_merge_is_killed() {
    KilledCommand command{random_seed()};
    Oracle oracle{"UTC"};
    long from = 1;
    import(site_.file("calls", busy_customers("first", oracle)));
    for (int part = 0; command.again(); ++part) {
      const long into = from == 1 ? 2 : 1;
      command.run(site_, {"customer", "merge", std::to_string(from), std::to_string(into)});
      CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site_.site().must_admin({"verify"}));
      // Each call is the one's or the other's.
      CPPUNIT_ASSERT_EQUAL(static_cast<std::int64_t>(oracle.size()),
                           number("SELECT COUNT(*) FROM calls JOIN customers ON customers.account "
                                  "= calls.account AND customers.number = calls.customer"));
      site_.site().must_admin({"customer", "merge", std::to_string(from), std::to_string(into)});
      oracle.merge(from, into);
      check(oracle);
      // Back, with more of them.
      site_.site().must_admin({"customer", "add", std::to_string(from)});
      oracle.unmerge(from);
      import(site_.file("calls", busy_customers(std::to_string(part), oracle)));
      check(oracle);
      from = into;
    }
  }

  void a_removal_is_killed() {
    KilledCommand command{random_seed()};
    Oracle oracle{"UTC"};
    for (int part = 0; command.again(); ++part) {
      const std::string file = site_.file("calls", busy_customers(std::to_string(part), oracle));
      import(file);
      const std::vector<std::string> words = {"customer", "remove", "1", "--with-calls"};
      const bool killed = command.run(site_, words);
      CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site_.site().must_admin({"verify"}));
      const std::int64_t there = number("SELECT COUNT(*) FROM calls");
      import(file);
      CPPUNIT_ASSERT_EQUAL(there, number("SELECT COUNT(*) FROM calls"));
      const Finished again = site_.site().admin(words);
      CPPUNIT_ASSERT_MESSAGE(again.err, again.status == 0 || !killed ||
                                            again.err.find("no customer 1") != std::string::npos);
      oracle.remove_customer(1);
      check(oracle);
    }
  }

 private:
  // One call each, by +4416329601 and two digits of the customer.
  void import_calls_of(const std::vector<int>& customers) {
    std::string text = kHeader;
    for (const int customer : customers) {
      text += "c" + std::to_string(++made_) + ",2021-05-05 10:00:00,10,1," +
              std::to_string(customer) + ",+44163296010" + std::to_string(customer) + ",\n";
    }
    import(site_.file("calls", text));
  }

  // 9,000 calls, half of them of customer 1, the others of 2 to 4.
  static std::string busy_customers(const std::string& part, Oracle& oracle) {
    std::string text = kHeader;
    for (int id = 0; id < 9000; ++id) {
      OracleCall call;
      call.start = (day_number(2024, 1, 1) + id % 97) * 86400 + id;
      call.duration = id % 700;
      call.answered = id % 5 != 0;
      call.customer = id % 2 == 0 ? 1 : 2 + id / 2 % 3;
      call.caller = "+44163296" + std::to_string(1000 + id % 800);
      call.origin = "Unknown";
      call.attribution = "Direct";
      const std::string name = part + "/" + std::to_string(id);
      oracle.put(name, call);
      text += name + "," + moment_text(call.start) + "," + std::to_string(call.duration) + "," +
              (call.answered ? "1," : "0,") + std::to_string(call.customer) + "," + call.caller +
              ",\n";
    }
    return text;
  }

  void import(const std::string& file) const {
    const Finished done = site_.import({file});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
  }

  void check(const Oracle& oracle) const {
    CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site_.site().must_admin({"verify"}));
    CPPUNIT_ASSERT_EQUAL(std::string(),
                         first_difference(ImportSite::everything(oracle), site_.everything()));
  }

  std::string list() const { return site_.site().must_admin({"customer", "list"}); }

  void login(const std::string& name, const std::vector<std::string>& customers) const {
    std::vector<std::string> words = {"login", "add", name, "--account", "one"};
    for (const std::string& customer : customers) {
      words.push_back("--customer");
      words.push_back(customer);
    }
    site_.site().must_admin(words);
  }

  std::string named_customers() const {
    const auto session = database::open_reader(*database::Address::parse(site_.database()));
    const auto rows = session->query({"named",
                                      "-- returns: bytes integer\nSELECT name, customer_id FROM "
                                      "credential_customers ORDER BY name, customer_id"},
                                     {});
    std::string text;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      text += std::string{rows.bytes(row, 0)} + ":" + std::to_string(rows.integer(row, 1)) + " ";
    }
    return text;
  }

  std::string ask(const std::string& login, const std::string& path, const std::string& query) {
    Params params = get(path, query);
    params.emplace_back("REMOTE_USER", login);
    return send(site_.site().socket(), params).body();
  }

  void becomes(const std::string& login, const std::string& path, const std::string& query,
               const std::string& part) {
    std::string last;
    const bool came =
        eventually([&] { return (last = ask(login, path, query)).find(part) != std::string::npos; },
                   kSoon, std::chrono::milliseconds{20});
    CPPUNIT_ASSERT_MESSAGE(path + "?" + query + " wants " + part + ": " + last, came);
  }

  void becomes_seen(const std::string& login, const std::string& part) {
    becomes(login, "/customers", "", part);
  }

  void refused(const std::vector<std::string>& words, const std::string& part) const {
    const Finished done = site_.site().admin(words);
    CPPUNIT_ASSERT_EQUAL(1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(part) != std::string::npos);
  }

  std::int64_t number(const std::string& query) const {
    const auto session = database::open_reader(*database::Address::parse(site_.database()));
    const std::string text = "-- returns: integer\n" + query;
    return session->query({"number", text}, {}).integer(0, 0);
  }

  ImportSite site_{kind};
  int made_ = 0;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CustomerMergeTest<Database::sqlite>, "customer_merge_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CustomerMergeTest<Database::mariadb>,
                                      "customer_merge_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CustomerMergeTest<Database::mysql56>,
                                      "customer_merge_mysql56");

}  // namespace
}  // namespace callwidgets::test
