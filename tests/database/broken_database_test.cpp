// A database that is damaged, half restored, of another version or not writable: both programs say
// what it is and what to do, the log names it, and /status says so without a path.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "database/session.h"
#include "import_site.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

template <Database kind>
class BrokenDatabaseTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BrokenDatabaseTest<kind>);
  CPPUNIT_TEST(a_damaged_file);
  CPPUNIT_TEST(a_file_that_is_no_database);
  CPPUNIT_TEST(no_tables_yet);
  CPPUNIT_TEST(no_account_yet);
  CPPUNIT_TEST(customers_without_an_account);
  CPPUNIT_TEST(tables_without_the_note_of_their_schema);
  CPPUNIT_TEST(an_account_without_figures);
  CPPUNIT_TEST(a_missing_table_that_only_answers_read);
  CPPUNIT_TEST(older_tables);
  CPPUNIT_TEST(newer_tables);
  CPPUNIT_TEST(a_folder_that_may_not_be_written);
  CPPUNIT_TEST_SUITE_END();

  static constexpr bool is_file = kind == Database::sqlite;

 public:
  void setUp() override {
    folder_ = std::make_unique<Folder>();
    database_ = fresh_database(kind, *folder_);
    site_ = std::make_unique<Site>(*folder_, "site", database_,
                                   std::vector<std::string>{"access_log = off"});
    site_->must_admin({"migrate"});
    site_->must_admin({"account", "add", "one"});
    site_->must_admin({"import", "-"},
                      "cdr_id,start,duration,answered,customer_id\n1,2024-02-03 10:00:00,5,1,7\n");
  }
  void tearDown() override {
    site_.reset();
    folder_.reset();
  }

  void a_damaged_file() {
    if (!is_file) return;
    overwrite(4096, 120'000);
    admin_says("the database is damaged: restore a backup", path());
    program_says("the database is damaged: restore a backup", 503);
  }

  void a_file_that_is_no_database() {
    if (!is_file) return;
    std::ofstream{path(), std::ios::trunc} << "cdr_id,start\n1,2024-02-03 10:00:00\n";
    admin_says("the database is damaged: restore a backup", path());
    program_says("the database is damaged: restore a backup", 503);
  }

  void no_tables_yet() {
    site_ = std::make_unique<Site>(*folder_, "empty", fresh_database(kind, *folder_));
    // Of SQLite the file isn't there either, and nothing that only reads makes it.
    program_says(kind == Database::sqlite
                     ? "the database file cannot be opened: check the path in the setting database"
                     : "the database has no tables yet: run callwidgets-admin migrate",
                 503);
  }

  void no_account_yet() {
    site_ = std::make_unique<Site>(*folder_, "empty", fresh_database(kind, *folder_));
    site_->must_admin({"migrate"});
    program_says("there is no account yet: run callwidgets-admin account add NAME", 503);
    admin_says("there is no account yet: run callwidgets-admin account add NAME", "");
  }

  void customers_without_an_account() {
    change("DELETE FROM accounts");
    program_says("the database looks half restored", 503);
    admin_says("restore the whole backup again", "");
  }

  void tables_without_the_note_of_their_schema() {
    change("DROP TABLE schema_migrations");
    program_says("the database looks half restored", 503);
  }

  void an_account_without_figures() {
    change("DELETE FROM served_generations");
    program_says("the database looks half restored", 503);
  }

  // The feed is read, and the database seems well.
  void a_missing_table_that_only_answers_read() {
    change("DROP TABLE sums");
    program_says("a table or column is missing", 503);
    admin_says("only a part of a backup is restored", "");
  }

  void older_tables() {
    change("DELETE FROM schema_migrations WHERE number > 1");
    program_says("and this program works with schema ", 503);
    program_says_also("run callwidgets-admin migrate");
  }

  void newer_tables() {
    change("INSERT INTO schema_migrations (number) VALUES (9999)");
    program_says("the tables are of schema 9999, and this program works with schema ", 503);
    program_says_also("install the newer callwidgets");
  }

  void a_folder_that_may_not_be_written() {
    if (!is_file) return;
    namespace fs = std::filesystem;
    // Where another user finds them, for root may write everywhere.
    for (const char* name : {"callwidgets", "callwidgets-admin", "callwidgets-answers.so"}) {
      fs::copy_file(program_path(name), *folder_ / name);
    }
    for (const char* suffix : {"-wal", "-shm"}) fs::remove(path() + suffix);
    fs::permissions(path(), fs::perms{0444});
    fs::permissions(site_->settings(), fs::perms{0444});
    fs::permissions(folder_->path(), fs::perms{0555});
    const Finished stats =
        as_another_user({*folder_ / "callwidgets-admin", "--settings", site_->settings(), "stats"});
    const Finished cgi =
        as_another_user({"env", "-i", "GATEWAY_INTERFACE=CGI/1.1", "REQUEST_METHOD=GET",
                         "PATH_INFO=/widgets/data", "QUERY_STRING=type=call_totals",
                         "CALLWIDGETS_SETTINGS=" + site_->settings(), *folder_ / "callwidgets"});
    fs::permissions(folder_->path(), fs::perms{0755});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(stats.err, 1, stats.status);
    CPPUNIT_ASSERT_MESSAGE(cgi.out, cgi.out.starts_with("Status: 503 "));
    for (const std::string& said : {stats.err, cgi.err}) {
      CPPUNIT_ASSERT_MESSAGE(said, said.find("the database is read-only: let this user write to "
                                             "the file and its folder") != said.npos);
      CPPUNIT_ASSERT_MESSAGE(said, said.find(path()) != said.npos);
    }
  }

 private:
  static Finished as_another_user(std::vector<std::string> command) {
    if (geteuid() == 0) {
      const std::vector<std::string> nobody = {"setpriv", "--reuid=65534", "--regid=65534",
                                               "--clear-groups"};
      command.insert(command.begin(), nobody.begin(), nobody.end());
    }
    return run(command);
  }

  std::string path() const { return database_.substr(std::string("sqlite:").size()); }

  void change(const std::string& statement) const {
    database::open_writer(*database::Address::parse(database_))->direct(statement);
  }

  void overwrite(std::size_t from, std::size_t bytes) const {
    for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(path() + suffix);
    std::fstream file{path(), std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(static_cast<std::streamoff>(from));
    file << std::string(bytes, '\xa5');
  }

  void admin_says(const std::string& words, const std::string& place) const {
    const Finished done = site_->admin({"query", "call_totals"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(words) != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(place) != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("widgets-4-tests") == std::string::npos);
  }

  // In the log, once, with the database's name, and in /status, without it.
  void program_says(const std::string& words, int status) {
    site_->start();
    std::string log;
    const auto asked = [&] {
      const int got = site_->get("/widgets/data?type=call_totals,unique_callers").status;
      log = read_all(site_->log_file());
      return got == status && log.find(words) != std::string::npos;
    };
    CPPUNIT_ASSERT_MESSAGE(
        log, eventually(asked, std::chrono::seconds{10}, std::chrono::milliseconds{20}));
    std::this_thread::sleep_for(std::chrono::milliseconds{1500});
    asked();
    CPPUNIT_ASSERT_EQUAL_MESSAGE(log, std::size_t{1}, count(log, words));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(log, std::size_t{0}, count(log, "lately"));
    const std::string line = line_with(log, words);
    CPPUNIT_ASSERT_MESSAGE(line, line.find(name()) != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(line, line.find("widgets-4-tests") == std::string::npos);
    const Answer told = site_->get("/status");
    CPPUNIT_ASSERT_MESSAGE(told.body,
                           told.body.find("\"database_answers\":false") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(told.body, told.body.find(words) != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(told.body, told.body.find(name()) == std::string::npos);
    site_->program().stop();
  }

  void program_says_also(const std::string& words) const {
    const std::string log = read_all(site_->log_file());
    CPPUNIT_ASSERT_MESSAGE(log, log.find(words) != std::string::npos);
  }

  // The file, or host, port and name.
  std::string name() const {
    const std::string settings = read_all(site_->settings());
    const std::string given = settings.substr(11, settings.find('\n') - 11);
    return is_file ? given.substr(7) : given.substr(given.rfind('@') + 1);
  }

  static std::size_t count(const std::string& text, const std::string& words) {
    std::size_t number = 0;
    for (auto at = text.find(words); at != text.npos; at = text.find(words, at + 1)) ++number;
    return number;
  }

  static std::string line_with(const std::string& text, const std::string& words) {
    const auto at = text.find(words);
    const auto begin = text.rfind('\n', at) + 1;
    return text.substr(begin, text.find('\n', at) - begin);
  }

  std::unique_ptr<Folder> folder_;
  std::string database_;
  std::unique_ptr<Site> site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(BrokenDatabaseTest<Database::sqlite>,
                                      "broken_database_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(BrokenDatabaseTest<Database::mariadb>,
                                      "broken_database_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(BrokenDatabaseTest<Database::mysql56>,
                                      "broken_database_mysql56");

}  // namespace
}  // namespace callwidgets::test
