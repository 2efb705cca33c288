// The commands of INSTALL.md, run as they stand there.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <signal.h>

#include <fstream>
#include <optional>
#include <regex>

#include "guide_host.h"
#include "import_site.h"
#include "served_test.h"
#include "sql_client.h"

namespace callwidgets::test {
namespace {

constexpr long kDay = ServedSite::kFirst + 20;
const OracleQuestion kQuestion = about("call_totals", ServedSite::kFirst, ServedSite::kLast);

template <Database kind>
class InstallGuideTest : public ServedTest {
  CPPUNIT_TEST_SUITE(InstallGuideTest<kind>);
  CPPUNIT_TEST(an_upgrade_brings_tables_and_programs_up_to_date);
  CPPUNIT_TEST(a_second_account_leaves_the_first_in_service);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    folder_.emplace();
    if (kind != Database::sqlite) database_ = fresh_database(kind, *folder_);
    host_.emplace(*folder_, database_);
    if (kind == Database::sqlite) database_ = "sqlite:" + file();
    made_.emplace(database_);
    std::filesystem::copy(site().admin().settings(),
                          host_->path("/etc/callwidgets/callwidgets.conf"));
    std::filesystem::copy(site().folder() / "caller.key",
                          host_->path("/var/lib/callwidgets/callwidgets.key"));
    host_->stands_for("--hex-blob callwidgets ", "--hex-blob " + schema() + " ");
    host_->stands_for("mysql callwidgets ", "mysql " + schema() + " ");
  }
  void tearDown() override {
    host_.reset();
    made_.reset();
  }

  void an_upgrade_brings_tables_and_programs_up_to_date() {
    const std::string older =
        "DELETE FROM schema_migrations WHERE number = (SELECT newest FROM "
        "(SELECT MAX(number) AS newest FROM schema_migrations) AS numbers)";
    if (kind == Database::sqlite) {
      CPPUNIT_ASSERT_EQUAL(0, run({"sqlite3", file(), older}).status);
    } else {
      sql(database_, older);
    }
    host_->stands_for(" build/bin/", " " + program_path(""));
    const Finished done = host_->run_block("upgrade");
    CPPUNIT_ASSERT_MESSAGE(done.out, done.out.find("is in place") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string("restart callwidgets\n"), host_->done());
    for (const char* name :
         {"bin/callwidgets", "bin/callwidgets-admin", "lib/callwidgets/callwidgets-answers.so",
          "lib/callwidgets/callwidgets-signed.so"}) {
      CPPUNIT_ASSERT_MESSAGE(name, std::filesystem::exists(host_->path("/usr/local/") + name));
    }
    start(site());
    becomes_right(site(), kQuestion);
  }

  void a_second_account_leaves_the_first_in_service() {
    start(site());
    becomes_right(site(), kQuestion);
    host_->stands_for("account = main", "account = one");
    std::ofstream{host_->path("/tmp/calls.csv")}
        << "cdr_id,start,duration,answered,customer_id\n1,2024-02-02 10:00:00,1,1,7\n";
    const Finished done = host_->run_block("a second account");
    CPPUNIT_ASSERT_MESSAGE(done.out, done.out.find(": 1 records imported") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string("reload callwidgets\n"), host_->done());
    // The program reads those settings from its own file here, and was told to.
    std::ofstream{site().program().settings(), std::ios::app} << "account = one\n";
    site().program().program().signal(SIGHUP);
    std::this_thread::sleep_for(seconds{2});
    becomes_right(site(), kQuestion);
    const Finished asked = run({program_path("callwidgets-admin"), "--settings",
                                host_->path("/etc/callwidgets/second.conf"), "query", "call_totals",
                                "--from", "2024-02-01", "--to", "2024-02-29"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(asked.err, 0, asked.status);
    CPPUNIT_ASSERT_MESSAGE(asked.out, asked.out.find("\"data\":\"1\"") != std::string::npos);
  }

 protected:
  std::string file() const { return host_->path("/var/lib/callwidgets/calls.db"); }
  std::string schema() const { return database_.substr(database_.rfind('/') + 1); }
  ServedSite& site() { return *made_; }

  std::optional<Folder> folder_;
  std::string database_;
  std::optional<ServedSite> made_;
  std::optional<GuideHost> host_;
};

// MariaDB's mysqldump knows no MySQL 5.6, and npm's comes without one.
template <Database kind>
class BackupGuideTest : public InstallGuideTest<kind> {
  CPPUNIT_TEST_SUB_SUITE(BackupGuideTest<kind>, InstallGuideTest<kind>);
  CPPUNIT_TEST(a_backup_is_put_back_under_a_running_program);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_backup_is_put_back_under_a_running_program() {
    this->start(this->site());
    this->becomes_right(this->site(), kQuestion);
    this->host_->run_block("backup of a " + form());
    const Oracle then = this->site().oracle();
    this->site().import_calls(9, 1, kDay);
    const std::string later = this->site().right(kQuestion);
    this->becomes_right(this->site(), kQuestion, then.answer(kQuestion));
    this->host_->run_block("restore of a " + form());
    this->site().oracle() = then;
    CPPUNIT_ASSERT(later != this->site().right(kQuestion));
    this->becomes_right(this->site(), kQuestion, later);
    // And what comes after it is taken in as ever.
    const std::string former = this->site().right(kQuestion);
    this->site().import_calls(2, 2, kDay);
    this->becomes_right(this->site(), kQuestion, former);
  }

 private:
  static std::string form() { return kind == Database::sqlite ? "file" : "server"; }
};

// The user, the settings and the units.
class InstallSettingsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(InstallSettingsTest);
  CPPUNIT_TEST(settings_are_such_that_the_first_answer_comes);
  CPPUNIT_TEST(systemd_takes_the_units_and_finds_them_safe);
  CPPUNIT_TEST(no_web_server_serves_the_program_a_second_time);
  CPPUNIT_TEST_SUITE_END();

 public:
  void settings_are_such_that_the_first_answer_comes() {
    const Folder folder;
    const GuideHost host{folder, {}};
    host.run_block("user and settings");
    CPPUNIT_ASSERT(host.done().find("callwidgets\n") != std::string::npos);
    const std::string settings = host.path("/etc/callwidgets/callwidgets.conf");
    const auto admin = [&](std::vector<std::string> words) {
      words.insert(words.begin(), {program_path("callwidgets-admin"), "--settings", settings});
      const Finished done = run(words);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
    };
    admin({"migrate"});
    CPPUNIT_ASSERT(std::filesystem::exists(host.path("/var/lib/callwidgets/callwidgets.key")));
    admin({"account", "add", "main", "--time-zone", "Europe/London"});
    admin({"query", "call_totals"});
    // All that the program writes is its user's; its settings aren't.
    for (const auto& entry : std::filesystem::directory_iterator(host.path("/etc/callwidgets"))) {
      CPPUNIT_ASSERT_EQUAL(std::string("callwidgets.conf"), entry.path().filename().string());
    }
  }

  void systemd_takes_the_units_and_finds_them_safe() {
    const Folder folder;
    const GuideHost host{folder, {}};
    std::filesystem::copy(program_path("callwidgets"), host.path("/usr/local/bin/callwidgets"));
    host.run_block("units");
    CPPUNIT_ASSERT(host.done().find("enable --now callwidgets.socket callwidgets") !=
                   std::string::npos);
    const std::string units = host.path("/etc/systemd/system/callwidgets.");
    const Finished verified =
        run({"systemd-analyze", "verify", units + "socket", units + "service"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(verified.err, 0, verified.status);
    CPPUNIT_ASSERT_EQUAL(std::string(), verified.err);
    // At most 1.5 of 10: what a program may do that it never does.
    const Finished rated = run({"systemd-analyze", "security", "--offline=true", "--threshold=15",
                                "--no-pager", units + "service"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(rated.out + rated.err, 0, rated.status);
  }

  // Debian's Apache serves /usr/lib/cgi-bin and below /var/www, to everybody.
  void no_web_server_serves_the_program_a_second_time() {
    const std::string file = read_all(source_path() / "apache/callwidgets-cgi.conf");
    static const std::regex define{R"(Define CALLWIDGETS_CGI (\S+))"};
    std::smatch program;
    CPPUNIT_ASSERT(std::regex_search(file, program, define));
    CPPUNIT_ASSERT_EQUAL(std::string("/usr/local/bin/callwidgets"), program[1].str());
    const std::string guide = read_all(source_path() / "INSTALL.md");
    static const std::regex served{R"((install|cp) .*(/usr/lib/cgi-bin|/var/www))"};
    CPPUNIT_ASSERT(!std::regex_search(guide, served));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(InstallSettingsTest, "install_settings_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(BackupGuideTest<Database::sqlite>, "install_guide_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(BackupGuideTest<Database::mariadb>, "install_guide_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(InstallGuideTest<Database::mysql56>, "install_guide_mysql56");

}  // namespace
}  // namespace callwidgets::test
