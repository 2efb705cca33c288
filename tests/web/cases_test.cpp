// Every case of tests/cases, through every way to the program, on each database.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <iostream>
#include <memory>

#include "calendar_days.h"
#include "case_trial.h"
#include "transports.h"
#include "world.h"

namespace callwidgets::test {
namespace {

// One database, one folder; the web servers stay while world after world is settled behind them.
class Stage {
 public:
  Stage(Database kind, bool with_web_servers) : kind_(kind), with_web_servers_(with_web_servers) {}

  void settle(const World& world) {
    site_.reset();
    std::vector<std::string> more = world.settings;
    more.push_back("account = " + world.account);
    site_ = std::make_unique<Site>(folder_, "callwidgets", fresh_database(kind_, folder_), more);
    world.settle(*site_, folder_, today_ = today_in_utc());
    site_->start();
    transports_ = {program_socket(*site_)};
    if (!with_web_servers_) return;
    if (!servers_) servers_ = std::make_unique<WebServers>(folder_, *site_);
    for (Transport& transport : servers_->transports()) transports_.push_back(std::move(transport));
  }

  Site& site() { return *site_; }
  const std::vector<Transport>& transports() const { return transports_; }
  long today() const { return today_; }

 private:
  Database kind_;
  bool with_web_servers_;
  Folder folder_;
  std::unique_ptr<Site> site_;
  std::unique_ptr<WebServers> servers_;
  std::vector<Transport> transports_;
  long today_ = 0;
};

std::string try_query(const Case& test, const Site& site, long today) {
  const Request request = filled_in(test, {}, today);
  if (test.status != 200 || !can_be_queried(request)) return {};
  const Finished done = query(site, request);
  const std::string wanted = fill_in(test.body, today);
  if (done.status == 0 && done.out == wanted) return {};
  return "exit status " + std::to_string(done.status) + ", " + done.err + "printed " + done.out +
         "\n  instead of " + wanted;
}

class CasesTest : public CppUnit::TestFixture {
 protected:
  void try_worlds(Database kind, bool with_web_servers) {
    Stage stage{kind, with_web_servers};
    std::string failures;
    for (const auto& folder : world_folders()) {
      const World world = read_world(folder);
      std::string failed = try_world(stage, world);
      // <today> changed meanwhile: once more, wholly within the new day.
      if (!failed.empty() && today_in_utc() != stage.today()) failed = try_world(stage, world);
      std::cerr << folder.filename().string() << ": " << world.cases.size() << " cases"
                << (failed.empty() ? "" : ", with failures") << std::endl;
      failures += failed;
    }
    CPPUNIT_ASSERT_MESSAGE(failures, failures.empty());
  }

  // A compressed answer's ETag, as the web server changed it, revalidates.
  void try_compressed(Database kind) {
    Stage stage{kind, true};
    stage.settle(read_world(source_path() / "tests/cases/document"));
    const std::string target =
        "/widgets/data?type=daily_call_distribution&from_date=2020-09-01&to_date=2020-09-28";
    for (const Transport& transport : stage.transports()) {
      if (transport.name == "socket") continue;
      const Answer first = transport.send({"GET", target, {{"Accept-Encoding", "gzip"}}, {}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(transport.name, 200, first.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(transport.name, std::string("gzip"),
                                   first.header("Content-Encoding"));
      CPPUNIT_ASSERT_MESSAGE(transport.name + ": " + first.header("Vary"),
                             first.header("Vary").find("Accept-Encoding") != std::string::npos);
      const std::string etag = first.header("ETag");
      CPPUNIT_ASSERT_MESSAGE(transport.name, !etag.empty());
      const Answer second = transport.send(
          {"GET", target, {{"Accept-Encoding", "gzip"}, {"If-None-Match", etag}}, {}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(transport.name + " with " + etag, 304, second.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(transport.name, std::string(), second.body);
      CPPUNIT_ASSERT_MESSAGE(transport.name + ": " + second.header("Vary"),
                             second.header("Vary").find("Accept-Encoding") != std::string::npos);
    }
  }

 private:
  static std::string try_world(Stage& stage, const World& world) {
    std::string failures;
    try {
      stage.settle(world);
    } catch (const std::exception& error) {
      return "\n" + world.folder.string() + ": " + error.what() + "\n";
    }
    for (const Case& test : world.cases) {
      for (const Transport& transport : stage.transports()) {
        add(failures, test, transport.name, try_case(test, transport, stage.today()));
      }
      add(failures, test, "query", try_query(test, stage.site(), stage.today()));
    }
    if (!stage.site().alive()) failures += "\n" + world.folder.string() + ": the program is gone\n";
    for (const std::string& line : stage.site().logged()) {
      if (line.find(" request=") == std::string::npos) {
        failures += "\na log line without its request: " + line + "\n";
      }
    }
    return failures;
  }

  static void add(std::string& failures, const Case& test, const std::string& way,
                  const std::string& failed) {
    if (!failed.empty())
      failures += "\n" + test.file.string() + ", via " + way + ":\n" + failed + "\n";
  }
};

class SocketCasesTest : public CasesTest {
  CPPUNIT_TEST_SUITE(SocketCasesTest);
  CPPUNIT_TEST(answers_every_case);
  CPPUNIT_TEST_SUITE_END();

 public:
  void answers_every_case() { try_worlds(Database::sqlite, false); }
};

template <Database kind>
class WebCasesTest : public CasesTest {
  CPPUNIT_TEST_SUITE(WebCasesTest<kind>);
  CPPUNIT_TEST(answers_every_case);
  CPPUNIT_TEST(revalidates_what_was_compressed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void answers_every_case() { try_worlds(kind, true); }
  void revalidates_what_was_compressed() { try_compressed(kind); }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SocketCasesTest, "cases_sqlite_socket");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WebCasesTest<Database::sqlite>, "cases_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WebCasesTest<Database::mariadb>, "cases_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WebCasesTest<Database::mysql56>, "cases_mysql56");

}  // namespace
}  // namespace callwidgets::test
