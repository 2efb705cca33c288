// A file that another program holds for itself alone: whoever waits for it can be ended.
#include <cppunit/extensions/HelperMacros.h>

#include <future>

#include "database/migration.h"
#include "database/session.h"
#include "process.h"
#include "site.h"
#include "sql/statements.h"

using namespace callwidgets;

namespace {

class SqliteLockTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SqliteLockTest);
  CPPUNIT_TEST(a_wire_that_is_cut_ends_the_waiting);
  CPPUNIT_TEST(plain_cgi_says_why_and_ends);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    const auto address = database::Address::parse(database_);
    holder_ = database::open_writer(*address, std::chrono::seconds{10}, database::Absent::make);
    database::migrate(*holder_);
    holder_->direct("PRAGMA journal_mode = DELETE");  // in which a writer keeps readers out
  }
  void tearDown() override { holder_.reset(); }

  void a_wire_that_is_cut_ends_the_waiting() {
    database::Wire wire;
    const auto reader = database::open_reader(*database::Address::parse(database_), &wire);
    hold();
    auto asked =
        std::async(std::launch::async, [&] { reader->query(sql::migrations::version, {}); });
    CPPUNIT_ASSERT(asked.wait_for(std::chrono::milliseconds{300}) == std::future_status::timeout);
    wire.cut();
    // By itself it would wait for ten seconds.
    CPPUNIT_ASSERT(asked.wait_for(std::chrono::seconds{8}) == std::future_status::ready);
    CPPUNIT_ASSERT_THROW(asked.get(), database::Error);
  }

  void plain_cgi_says_why_and_ends() {
    hold();
    const test::Finished done = test::run(
        {"env", "-i", "GATEWAY_INTERFACE=CGI/1.1", "REQUEST_METHOD=GET", "PATH_INFO=/widgets/data",
         "QUERY_STRING=type=call_totals", "CALLWIDGETS_ANSWER_SECONDS=3",
         "CALLWIDGETS_AUTH=everyone", "CALLWIDGETS_DATABASE=" + database_, "timeout", "8",
         test::program_path("callwidgets")});
    CPPUNIT_ASSERT_MESSAGE(done.out, done.out.find("503") != done.out.npos);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(folder_ / "calls.db") != done.err.npos);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("another program holds it") != done.err.npos);
  }

 private:
  void hold() { holder_->direct("BEGIN EXCLUSIVE"); }

  test::Folder folder_;
  const std::string database_ = "sqlite:" + (folder_ / "calls.db");
  std::unique_ptr<database::Session> holder_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SqliteLockTest, "sqlite_lock_sqlite");

}  // namespace
