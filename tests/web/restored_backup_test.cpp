// A backup is put back: answers are those of the backup, whatever was kept of the time after it.
#include <signal.h>

#include <optional>

#include "served_test.h"
#include "sql_client.h"
#include "status_of.h"

namespace callwidgets::test {
namespace {

constexpr long kDay = ServedSite::kFirst + 20;
const OracleQuestion kQuestion = about("call_totals", kDay, kDay + 9);

template <Database kind>
class RestoredBackupTest : public ServedTest {
  CPPUNIT_TEST_SUITE(RestoredBackupTest<kind>);
  CPPUNIT_TEST(answers_are_the_backups);
  CPPUNIT_TEST(as_many_other_batches_later_too);
  CPPUNIT_TEST(as_many_other_batches_at_once_too);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    made_.emplace(fresh_database(kind, folder_));
    backup_.emplace(site().database());
    earlier_ = site().oracle();
    start(site());
    for (int batch = 0; batch < 2; ++batch) site().import_calls(5, 1, kDay + batch);
    becomes_right(site(), kQuestion);
    hits(site(), kQuestion);
    later_ = site().right(kQuestion);
    CPPUNIT_ASSERT(later_ != earlier_.answer(kQuestion));
  }
  void tearDown() override { made_.reset(); }

  void answers_are_the_backups() {
    backup_->restore();
    site().oracle() = earlier_;
    becomes_right(site(), kQuestion, later_);
    says_that_nothing_is_kept();
    // What comes after it is taken in as ever.
    const std::string former = site().right(kQuestion);
    site().import_calls(1, 2, kDay);
    becomes_right(site(), kQuestion, former);
  }

  void as_many_other_batches_later_too() {
    std::this_thread::sleep_for(seconds{2});  // the program knows of the version that will go
    same_version_again();
  }
  // It answered from that version, and mayn't have heard of it otherwise.
  void as_many_other_batches_at_once_too() { same_version_again(); }

 private:
  void says_that_nothing_is_kept() {
    int told = 0;
    for (const std::string& line : site().program().logged()) {
      told += line.find("a backup was restored") != line.npos;
    }
    CPPUNIT_ASSERT_EQUAL(1, told);
    const auto waits = StatusOf{site().ask("/status")}.numbers({"keeps_nothing"});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, waits.size());
    CPPUNIT_ASSERT(waits[0] > 200 && waits[0] <= 301);
  }

  // The account's version is the same again, and the program has seen nothing in between.
  void same_version_again() {
    Process& program = site().program().program();
    const std::string version = "SELECT version FROM accounts";
    const std::string before = sql(site().database(), version);
    program.signal(SIGSTOP);
    try {
      backup_->restore();
      site().oracle() = earlier_;
      for (int batch = 0; batch < 2; ++batch) site().import_calls(3, 2, kDay + batch);
    } catch (...) {
      program.signal(SIGCONT);
      throw;
    }
    CPPUNIT_ASSERT_EQUAL(before, sql(site().database(), version));
    std::this_thread::sleep_for(milliseconds{1600});
    program.signal(SIGCONT);
    for (int again = 0; again < 50; ++again) {
      const Answer answer = site().ask(kQuestion);
      if (!answer.has("Warning") && answer.status == 200) is_right(site(), kQuestion, answer);
    }
    becomes_right(site(), kQuestion, later_);
  }

  ServedSite& site() { return *made_; }

  Folder folder_;
  std::optional<ServedSite> made_;
  std::optional<Backup> backup_;
  Oracle earlier_{"UTC"};
  std::string later_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RestoredBackupTest<Database::mariadb>,
                                      "restored_backup_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RestoredBackupTest<Database::mysql56>,
                                      "restored_backup_mysql56");

}  // namespace
}  // namespace callwidgets::test
