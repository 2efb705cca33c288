// `caller erase`: the calls go, or stay as nobody's, the figures are those of an oracle that knows
// the same, and no later import of the same records brings anything back.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "calendar_days.h"
#include "database/session.h"
#include "import_site.h"
#include "killed_command.h"
#include "random_calls.h"

namespace callwidgets::test {
namespace {

const std::string kHeader =
    "cdr_id,start,duration,answered,customer_id,anum,anum_md5,quarantined\n";

template <Database kind>
class EraseTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(EraseTest<kind>);
  CPPUNIT_TEST(erased_calls_stay_away);
  CPPUNIT_TEST(the_caller_is_known_as_an_import_knows_him);
  CPPUNIT_TEST(a_kept_number_is_found_whatever_its_key);
  CPPUNIT_TEST(quarantined_calls_are_the_callers_too);
  CPPUNIT_TEST(no_first_load_brings_them_back);
  CPPUNIT_TEST(accounts_do_not_mix);
  CPPUNIT_TEST(a_dry_run_changes_nothing);
  CPPUNIT_TEST(wrong_words);
  CPPUNIT_TEST(one_is_killed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void erased_calls_stay_away() {
    Oracle oracle{"UTC"};
    RandomCalls calls{random_seed(), "one"};
    const std::string file = site_.file("calls", calls.file(4000, oracle));
    import(file);
    // RandomCalls writes caller k as +4474001 and five digits, or as that number's MD5.
    says({"caller", "erase", "+44 (7400) 100-003"}, "calls of the caller removed; the same");
    oracle.erase_caller("3", false);
    check(oracle);
    says({"caller", "erase", "+447400100001", "--calls", "nobody"},
         "calls of the caller made nobody's; the same");
    oracle.erase_caller("1", true);
    check(oracle);
    // The last record of each id says the same as before.
    import(file);
    check(oracle);
    // Corrections and deletions of erased calls among them, and the callers' later calls.
    for (int more = 0; more < 3; ++more) {
      import(site_.file("more", calls.file(1000, oracle)));
      check(oracle);
    }
    CPPUNIT_ASSERT_EQUAL(static_cast<std::int64_t>(oracle.size()), rows("calls", "1 = 1"));
    says({"rebuild"}, "");
    check(oracle);
    says({"caller", "erase", "+447400100001"}, "calls of the caller removed; the same");
    oracle.erase_caller("1", false);
    check(oracle);
  }

  void the_caller_is_known_as_an_import_knows_him() {
    site_.site().must_admin({"account", "add", "gb", "--region", "GB"});
    const std::string file =
        site_.file("calls", kHeader + "1,2021-05-05 10:00:00,10,1,7,01632 960100,,\n" +
                                "2,2021-05-05 11:00:00,10,1,7,+44 (0)1632-960100,,\n" +
                                "3,2021-05-05 12:00:00,10,1,7,+441632960101,,\n");
    CPPUNIT_ASSERT_EQUAL(0, site_.site().admin({"import", "--account", "gb", file}).status);
    says({"caller", "erase", "tel:+44.1632.960100", "--account", "gb"}, "2 calls of the caller");
    says({"caller", "erase", "01632960100", "--account", "gb"}, "0 calls of the caller");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, rows("calls", "cdr_id = x'33'"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, rows("calls", "1 = 1"));
  }

  // Another system's MD5 may be that of another form of the number.
  void a_kept_number_is_found_whatever_its_key() {
    site_.site().settle({"keep_numbers = yes"});
    const std::string other_md5 = "0123456789abcdef0123456789abcdef";
    const std::string records = "1,2021-05-05 10:00:00,10,1,7,+441632960100," + other_md5 + ",\n" +
                                "2,2021-05-05 11:00:00,10,1,7,+441632960100,,\n" +
                                "3,2021-05-05 12:00:00,10,1,7,+441632960101,,\n";
    const std::string file = site_.file("calls", kHeader + records);
    import(file);
    says({"caller", "erase", "+441632960100", "--calls", "nobody"}, "2 calls of the caller");
    for (int run = 0; run < 2; ++run) {
      CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, rows("calls", "caller = 0 AND caller_number = x''"));
      CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, rows("calls", "caller_number <> x''"));
      CPPUNIT_ASSERT_EQUAL(std::string{"1"}, site_.data("unique_callers"));
      import(file);
    }
    // Where the call comes from stays.
    CPPUNIT_ASSERT(site_.data("geographic_origin").find("\"3\"") != std::string::npos ||
                   site_.data("geographic_origin").find(",3") != std::string::npos ||
                   site_.data("geographic_origin").find(":3") != std::string::npos);
  }

  void quarantined_calls_are_the_callers_too() {
    const std::string file =
        site_.file("calls", kHeader + "1,2021-05-05 10:00:00,10,1,7,+441632960100,,1\n" +
                                "2,2021-05-05 12:00:00,10,1,7,+441632960101,,1\n");
    import(file);
    says({"caller", "erase", "+441632960100"}, "1 call of the caller removed");
    says({"caller", "erase", "+441632960101", "--calls", "nobody"}, "1 call of the caller made");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, rows("calls", "1 = 1"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, rows("calls", "caller <> 0"));
    CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site_.site().must_admin({"verify"}));
  }

  // The account is empty then, and the fast path looks nothing up.
  void no_first_load_brings_them_back() {
    std::string records = kHeader;
    for (int id = 0; id < 2500; ++id)
      records += std::to_string(id) + ",2021-05-05 10:00:00,10,1,7,+441632960100,,\n";
    const std::string file = site_.file("calls", records);
    CPPUNIT_ASSERT_EQUAL(0, site_.site().admin({"import", "--bulk", "yes", file}).status);
    says({"caller", "erase", "+441632960100"}, "2500 calls of the caller removed");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, rows("calls", "1 = 1"));
    const Finished again = site_.site().admin({"import", "--bulk", "yes", file});
    CPPUNIT_ASSERT_MESSAGE(again.out, again.out.find("2500 unchanged") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, rows("calls", "1 = 1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"0\""}, site_.data("call_totals"));
  }

  void accounts_do_not_mix() {
    site_.site().must_admin({"account", "add", "two"});
    const std::string file =
        site_.file("calls", kHeader + "1,2021-05-05 10:00:00,10,1,7,+441632960100,,\n");
    for (const char* account : {"one", "two"})
      site_.site().must_admin({"import", "--account", account, file});
    says({"caller", "erase", "+441632960100", "--account", "one"}, "1 call of the caller");
    for (const char* account : {"one", "two"})
      site_.site().must_admin({"import", "--account", account, file});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, rows("calls", "account = 1"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, rows("calls", "account = 2"));
  }

  void a_dry_run_changes_nothing() {
    import(site_.file("calls", kHeader + "1,2021-05-05 10:00:00,10,1,7,+441632960100,,\n"));
    const std::int64_t version = number("SELECT version FROM accounts");
    says({"caller", "erase", "+441632960100", "--dry-run"},
         "1 call of the caller; nothing was changed\n");
    CPPUNIT_ASSERT_EQUAL(version, number("SELECT version FROM accounts"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, rows("erased_calls", "1 = 1"));
  }

  void wrong_words() {
    refused({"caller"}, "caller takes: erase NUMBER");
    refused({"caller", "erase"}, "caller takes: erase NUMBER");
    refused({"caller", "erase", "+44163296xxx"}, "is masked, and may be several callers");
    refused({"caller", "erase", "anonymous"}, "stands for no caller (setting withheld)");
    refused({"caller", "erase", "Smith"}, "'Smith' is no telephone number; allowed: + and digits");
    refused({"caller", "erase", "+441632960100", "--calls", "some"},
            "--calls is 'some'; allowed: go (");
  }

  void one_is_killed() {
    const unsigned seed = random_seed();
    KilledCommand command{seed};
    Oracle oracle{"UTC"};
    int part = 0;
    while (command.again()) {
      const bool stay = part % 2 == 1;
      const std::string number = "+44163296" + std::to_string(1000 + part);
      const std::string file = site_.file("calls", busy_caller(part++, number, oracle));
      import(file);
      std::vector<std::string> words = {"caller", "erase", number};
      if (stay) words.insert(words.end(), {"--calls", "nobody"});
      command.run(site_, words);
      // A batch is there or it isn't, with its ids: an import brings none back.
      const std::int64_t erased = rows("erased_calls", "1 = 1"), there = rows("calls", "1 = 1");
      import(file);
      CPPUNIT_ASSERT_EQUAL(erased, rows("erased_calls", "1 = 1"));
      CPPUNIT_ASSERT_EQUAL(there, rows("calls", "1 = 1"));
      CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site_.site().must_admin({"verify"}));
      site_.site().must_admin(words);
      oracle.erase_caller(number, stay);
      check(oracle);
      import(file);
      check(oracle);
    }
  }

 private:
  // 9,000 calls, two thirds of one caller's.
  static std::string busy_caller(int part, const std::string& number, Oracle& oracle) {
    std::string text = kHeader;
    for (int id = 0; id < 9000; ++id) {
      OracleCall call;
      call.start = (day_number(2024, 1, 1) + id % 97) * 86400 + id;
      call.duration = id % 700;
      call.answered = id % 5 != 0;
      call.customer = 1 + id % 4;
      call.caller = id % 3 == 0 ? "+4416329600" + std::to_string(10 + id % 7) : number;
      call.origin = "Unknown";
      call.attribution = "Direct";
      const std::string name = std::to_string(part) + "/" + std::to_string(id);
      oracle.put(name, call);
      text += name + "," + moment_text(call.start) + "," + std::to_string(call.duration) + "," +
              (call.answered ? "1," : "0,") + std::to_string(call.customer) + "," + call.caller +
              ",,\n";
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

  void says(const std::vector<std::string>& words, const std::string& part) const {
    const std::string said = site_.site().must_admin(words);
    CPPUNIT_ASSERT_MESSAGE(said, said.find(part) != std::string::npos);
  }

  void refused(const std::vector<std::string>& words, const std::string& part) const {
    const Finished done = site_.site().admin(words);
    CPPUNIT_ASSERT_EQUAL(1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(part) != std::string::npos);
  }

  std::int64_t rows(const std::string& table, const std::string& condition) const {
    return number("SELECT COUNT(*) FROM " + table + " WHERE " + condition);
  }

  std::int64_t number(const std::string& query) const {
    const auto session = database::open_reader(*database::Address::parse(site_.database()));
    const std::string text = "-- returns: integer\n" + query;
    return session->query({"number", text}, {}).integer(0, 0);
  }

  ImportSite site_{kind};
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(EraseTest<Database::sqlite>, "erase_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(EraseTest<Database::mariadb>, "erase_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(EraseTest<Database::mysql56>, "erase_mysql56");

}  // namespace
}  // namespace callwidgets::test
