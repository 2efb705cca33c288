// callwidgets-admin login and token: what they print, keep and refuse.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <future>
#include <set>
#include <sstream>

#include "database/session.h"
#include "site.h"

namespace callwidgets::test {
namespace {

template <Database kind>
class TokenCommandsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TokenCommandsTest);
  CPPUNIT_TEST(a_login_is_added_listed_and_removed);
  CPPUNIT_TEST(a_login_takes_any_text_of_utf_8);
  CPPUNIT_TEST(customers_are_sorted_and_unknown_ones_are_named);
  CPPUNIT_TEST(the_account_is_chosen_as_elsewhere);
  CPPUNIT_TEST(an_option_of_another_form_is_refused);
  CPPUNIT_TEST(a_token_is_shown_once);
  CPPUNIT_TEST(a_token_expires_after_its_day);
  CPPUNIT_TEST(a_day_in_the_past_is_refused);
  CPPUNIT_TEST(a_revoked_token_stays_listed);
  CPPUNIT_TEST(a_whole_token_is_no_id);
  CPPUNIT_TEST(two_commands_at_once_both_count);
  CPPUNIT_TEST(what_nobody_has_seen_is_said_to_be_revoked);
  CPPUNIT_TEST(a_list_that_nobody_can_read_is_a_failure);
  CPPUNIT_TEST(a_login_begins_and_ends_without_blank);
  CPPUNIT_TEST(the_commands_are_in_the_help);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    database_ = fresh_database(kind, folder_);
    site_ = std::make_unique<Site>(folder_, "site", database_);
    site_->must_admin({"migrate"});
    site_->must_admin({"account", "add", "acme"});
    for (const char* customer : {"7", "9", "1001"})
      site_->must_admin({"customer", "add", customer});
  }

  void a_login_is_added_listed_and_removed() {
    const Finished added = site_->admin({"login", "add", "mary"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.err, 0, added.status);
    CPPUNIT_ASSERT_EQUAL(std::string{}, added.out);
    CPPUNIT_ASSERT_EQUAL(std::string{"login mary added: account acme, all customers\n"}, added.err);
    site_->must_admin({"login", "add", "bob", "--customer", "7"});
    CPPUNIT_ASSERT_EQUAL(std::string{"bob\tacme\t7\nmary\tacme\tall\n"},
                         site_->must_admin({"login", "list"}));
    refused({"login", "add", "mary", "--customer", "9"}, "there is a login mary already");
    refused({"login", "remove", "Mary"}, "there is no login Mary");
    site_->must_admin({"login", "remove", "mary"});
    refused({"login", "remove", "mary"}, "there is no login mary");
    CPPUNIT_ASSERT_EQUAL(std::string{"bob\tacme\t7\n"}, site_->must_admin({"login", "list"}));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, number("SELECT version FROM credential_state"));
  }

  void a_login_takes_any_text_of_utf_8() {
    const std::string longest(190, 'm');
    for (const std::string& name : std::vector<std::string>{
             "m\xC3\xA4ry", "CN=mary, O=acme", "mary@example.org", "' OR 1=1", longest, "--mary"}) {
      site_->must_admin({"login", "add", "--", name});
      const std::string listed = site_->must_admin({"login", "list"});
      CPPUNIT_ASSERT_MESSAGE(listed, listed.find(name + "\tacme\tall\n") != std::string::npos);
      site_->must_admin({"login", "remove", "--", name});
    }
    refused({"login", "add", ""}, "the login's name has 0 bytes; allowed: 1 to 190");
    refused({"login", "add", longest + "m"}, "the login's name has 191 bytes; allowed: 1 to 190");
    refused({"login", "add", "m\xE4ry"}, "no UTF-8");
    for (const char* name : {"ma\try", "mary\n", "ma\x1Bry", "ma\x7Fry", "ma\xC2\x9Bry"})
      refused({"login", "add", name}, "control character");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, number("SELECT COUNT(*) FROM credentials"));
  }

  void customers_are_sorted_and_unknown_ones_are_named() {
    const Finished added = site_->admin({"login", "add", "mary", "--customer", "1001",
                                         "--customer=7", "--customer", "8", "--customer", "7"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.err, 0, added.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"there is no customer 8 in account acme yet\n"
                                     "login mary added: account acme, customers 7,8,1001\n"},
                         added.err);
    CPPUNIT_ASSERT_EQUAL(std::string{"mary\tacme\t7,8,1001\n"},
                         site_->must_admin({"login", "list"}));
    for (const char* id : {"0", "", "-7", "07", "7,9", "seven", "1234567890123456789"})
      refused({"login", "add", "bob", "--customer", "7", "--customer", id},
              std::string{"--customer is '"} + id + "'; allowed: 1 to 18 digits");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number("SELECT COUNT(*) FROM credentials"));
  }

  void the_account_is_chosen_as_elsewhere() {
    site_->must_admin({"account", "add", "other"});
    refused({"login", "add", "mary"}, "there are several accounts");
    refused({"token", "add", "shop", "--account", "third"}, "there is no account third");
    const Finished added =
        site_->admin({"login", "add", "mary", "--account", "other", "--customer", "7"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.err, 0, added.status);
    CPPUNIT_ASSERT_MESSAGE(added.err,
                           added.err.starts_with("there is no customer 7 in account other yet\n"));
    site_->settle({"account = acme"});
    site_->must_admin({"login", "add", "bob"});
    site_->must_admin({"account", "rename", "other", "renamed"});
    CPPUNIT_ASSERT_EQUAL(std::string{"bob\tacme\tall\nmary\trenamed\t7\n"},
                         site_->must_admin({"login", "list"}));
  }

  void an_option_of_another_form_is_refused() {
    site_->must_admin({"login", "add", "mary", "--customer", "7", "--customer", "9"});
    refused({"login", "remove", "mary", "--customer", "7"}, "no option --customer");
    refused({"login", "list", "--account", "acme"}, "no option --account");
    refused({"token", "list", "--expires", "never"}, "no option --expires");
    refused({"token", "revoke", "Ab12cd34", "--account", "acme"}, "no option --account");
    refused({"login"}, "login takes: add NAME");
    refused({"login", "add"}, "login takes: add NAME");
    refused({"token", "remove", "Ab12cd34"}, "token takes: add LABEL");
    CPPUNIT_ASSERT_EQUAL(std::string{"mary\tacme\t7,9\n"}, site_->must_admin({"login", "list"}));
  }

  void a_token_is_shown_once() {
    const Finished added =
        site_->admin({"token", "add", "the sh\xC3\xB6p", "--customer", "9", "--customer", "7"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.err, 0, added.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.out, std::size_t{50}, added.out.size());
    CPPUNIT_ASSERT_MESSAGE(added.out, added.out.starts_with("cw_") && added.out.back() == '\n');
    const std::string text = added.out.substr(0, 49), id = text.substr(3, 8);
    const std::string secret = text.substr(11, 32);
    CPPUNIT_ASSERT_EQUAL("token " + id + " added: account acme, customers 7,9; good through " +
                             next_year() + ". It is shown this once:\n",
                         added.err);
    CPPUNIT_ASSERT_EQUAL(
        id + "\tthe sh\xC3\xB6p\tacme\t7,9\t" + today(0) + '\t' + next_year() + "\tnever\tgood\n",
        site_->must_admin({"token", "list"}));
    const Finished digest = run({"sha256sum"}, text);
    CPPUNIT_ASSERT_EQUAL(digest.out.substr(0, 64), hex_of_secret(id));
    for (const char* column : {"name", "label", "secret"})
      CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                           number("SELECT COUNT(*) FROM credentials WHERE " + std::string{column} +
                                  " LIKE '%" + secret + "%'"));
    for (const std::string& label :
         std::vector<std::string>{"", std::string(201, 'x'), "a\tb", "\xFF"})
      refused({"token", "add", label}, "the label has ");
    const std::string longest(200, 'x');
    site_->must_admin({"token", "add", longest});
    const std::string listed = site_->must_admin({"token", "list"});
    CPPUNIT_ASSERT_MESSAGE(listed, listed.find('\t' + longest + "\tacme\tall\t") != listed.npos);
  }

  void a_token_expires_after_its_day() {
    const auto state_in = [&](int days) { return columns_in(days)[7]; };
    site_->must_admin({"token", "add", "shop", "--expires", today(3)});
    CPPUNIT_ASSERT_EQUAL(today(3), columns_in(0)[5]);
    CPPUNIT_ASSERT_EQUAL(std::string{"good"}, state_in(3));
    CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, state_in(4));
    sql("DELETE FROM credentials");
    const Finished added = site_->admin({"token", "add", "shop", "--expires", "never"});
    CPPUNIT_ASSERT_MESSAGE(added.err, added.err.find("it never expires") != added.err.npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"never"}, columns_in(0)[5]);
    CPPUNIT_ASSERT_EQUAL(std::string{"good"}, state_in(100'000));
    sql("UPDATE credentials SET last_used = 19782");
    CPPUNIT_ASSERT_EQUAL(std::string{"2024-02-29"}, columns_in(0)[6]);
    sql("DELETE FROM credentials");
    site_->must_admin({"token", "add", "shop", "--expires", today(0)});
    CPPUNIT_ASSERT_EQUAL(std::string{"good"}, state_in(0));
    CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, state_in(1));
  }

  void a_day_in_the_past_is_refused() {
    refused({"token", "add", "shop", "--expires", today(-1)},
            "--expires is '" + today(-1) + "', a day in the past; allowed: ");
    for (const char* day : {"", "tomorrow", "2999-02-29", "2999-1-1", "Never", "0"})
      refused({"token", "add", "shop", "--expires", day},
              std::string{"--expires is '"} + day + "'; allowed: ");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, number("SELECT COUNT(*) FROM credentials"));
  }

  void a_revoked_token_stays_listed() {
    const std::string id = site_->must_admin({"token", "add", "shop"}).substr(3, 8);
    site_->must_admin({"token", "add", "other"});
    refused({"token", "revoke", "00000000"}, "there is no token 00000000");
    refused({"key", "revoke", id}, "there is no key " + id);
    site_->must_admin({"token", "revoke", id});
    const Finished again = site_->admin({"token", "revoke", id});
    CPPUNIT_ASSERT_EQUAL(0, again.status);
    CPPUNIT_ASSERT_EQUAL("token " + id + " is revoked " + today(0) + " already\n", again.err);
    const std::string listed = site_->must_admin({"token", "list"});
    CPPUNIT_ASSERT_MESSAGE(listed,
                           listed.find("\tnever\trevoked " + today(0) + '\n') != listed.npos);
    CPPUNIT_ASSERT_MESSAGE(listed, listed.find("\tother\t") != listed.npos);
    CPPUNIT_ASSERT_MESSAGE(listed, listed.find("\tnever\tgood\n") != listed.npos);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, number("SELECT version FROM credential_state"));
  }

  void a_whole_token_is_no_id() {
    const std::string text = site_->must_admin({"token", "add", "shop"}).substr(0, 49);
    const Finished done = site_->admin({"token", "revoke", text});
    CPPUNIT_ASSERT_EQUAL(1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("the id has 49 characters") != done.err.npos);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(text.substr(11, 32)) == done.err.npos);
  }

  void two_commands_at_once_both_count() {
    constexpr int commands = 6;
    std::vector<std::future<Finished>> logins, tokens;
    for (int at = 0; at < commands; ++at) {
      logins.push_back(std::async(std::launch::async, [&] {
        return site_->admin({"login", "add", "mary"});
      }));
      tokens.push_back(std::async(std::launch::async, [&] {
        return site_->admin({"token", "add", "shop"});
      }));
    }
    int added = 0;
    std::set<std::string> texts;
    for (auto& login : logins) {
      const Finished done = login.get();
      if (done.status == 0) ++added;
      if (done.status != 0)
        CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("login mary already") != done.err.npos);
    }
    for (auto& token : tokens) {
      const Finished done = token.get();
      CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
      texts.insert(done.out);
    }
    CPPUNIT_ASSERT_EQUAL(1, added);
    CPPUNIT_ASSERT_EQUAL(std::size_t{commands}, texts.size());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1 + 1 + commands},
                         number("SELECT version FROM credential_state"));
  }

  void what_nobody_has_seen_is_said_to_be_revoked() {
    auto command = site_->admin_command({"token", "add", "shop"});
    command.insert(command.begin(), {"sh", "-c", "\"$@\" >/dev/full", "sh"});
    const Finished done = run(command);
    CPPUNIT_ASSERT_EQUAL(1, done.status);
    const std::string id = columns_in(0)[0];
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("revoke token " + id) != done.err.npos);
  }

  void a_list_that_nobody_can_read_is_a_failure() {
    site_->must_admin({"login", "add", "mary"});
    site_->must_admin({"token", "add", "shop"});
    site_->must_admin({"key", "add", "shop"});
    for (const char* what : {"login list", "token list", "key list", "account list", "stats"}) {
      auto command = site_->admin_command({});
      command.insert(command.begin(),
                     {"sh", "-c", std::string("\"$@\" ") + what + " >/dev/full", "sh"});
      const Finished done = run(command);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what, 1, done.status);
      CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("standard output") != done.err.npos);
    }
  }

  void a_login_begins_and_ends_without_blank() {
    for (const char* name : {" mary", "mary ", " "}) {
      refused({"login", "add", name}, "begins or ends with a blank");
    }
    site_->must_admin({"login", "add", "mary ann"});
  }

  void the_commands_are_in_the_help() {
    const std::string help = site_->must_admin({"--help"});
    for (const char* command : {"\n  login add NAME", "\n  token add LABEL", "\n  key add LABEL"})
      CPPUNIT_ASSERT_MESSAGE(command, help.find(command) != help.npos);
  }

 private:
  void refused(const std::vector<std::string>& words, const std::string& part) {
    const Finished done = site_->admin(words);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(part, 1, done.status);
    CPPUNIT_ASSERT_EQUAL(std::string{}, done.out);
    CPPUNIT_ASSERT_MESSAGE(done.err + " lacks " + part, done.err.find(part) != done.err.npos);
  }

  // Of the only token, by a clock that is so many days ahead.
  std::vector<std::string> columns_in(int days) {
    auto command = site_->admin_command({"token", "list"});
    command.insert(command.begin(), {"env", "CALLWIDGETS_TEST_CLOCK_OFFSET=" +
                                                std::to_string(std::int64_t{days} * 86'400)});
    const Finished done = run(command);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
    std::istringstream line{done.out.substr(0, done.out.find('\n'))};
    std::vector<std::string> columns;
    for (std::string column; std::getline(line, column, '\t');) columns.push_back(column);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.out, std::size_t{8}, columns.size());
    return columns;
  }

  // By the `date` of the system, in UTC.
  static std::string today(int days) { return date(std::to_string(days) + " days"); }
  static std::string next_year() {
    const std::string day = today(0);
    if (day.ends_with("-02-29")) return std::to_string(std::stoi(day.substr(0, 4)) + 1) + "-02-28";
    return std::to_string(std::stoi(day.substr(0, 4)) + 1) + day.substr(4);
  }
  static std::string date(const std::string& when) {
    return run({"date", "-u", "-d", when, "+%F"}).out.substr(0, 10);
  }

  void sql(const std::string& statement) {
    database::open_writer(*database::Address::parse(database_))->direct(statement);
  }

  std::int64_t number(const std::string& query) {
    const std::string text = "-- returns: integer\n" + query;
    const auto session = database::open_reader(*database::Address::parse(database_));
    return session->query({"number", text}, {}).integer(0, 0);
  }

  std::string hex_of_secret(const std::string& id) {
    static const database::Statement secret{
        "secret", "-- returns: bytes\nSELECT secret FROM credentials WHERE name = :name"};
    const auto session = database::open_reader(*database::Address::parse(database_));
    const auto rows = session->query(secret, {{"name", id}});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rows.size());
    std::string text;
    for (const char byte : rows.bytes(0, 0)) {
      for (const int shift : {4, 0}) text += "0123456789abcdef"[(byte >> shift) & 15];
    }
    return text;
  }

  Folder folder_;
  std::string database_;
  std::unique_ptr<Site> site_;
};

using TokenCommandsSqlite = TokenCommandsTest<Database::sqlite>;
using TokenCommandsMariadb = TokenCommandsTest<Database::mariadb>;
using TokenCommandsMysql56 = TokenCommandsTest<Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(TokenCommandsSqlite, "token_commands_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(TokenCommandsMariadb, "token_commands_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(TokenCommandsMysql56, "token_commands_mysql56");

}  // namespace
}  // namespace callwidgets::test
