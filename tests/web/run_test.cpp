// ./run as somebody types it in a clone: what it says, and that it is so.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "free_port.h"
#include "import_site.h"
#include "transports.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

namespace fs = std::filesystem;

class RunTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RunTest);
  CPPUNIT_TEST(it_says_where_the_endpoint_and_the_dashboard_are);
  CPPUNIT_TEST(it_says_so_too_where_a_token_is_asked_for);
  CPPUNIT_TEST_SUITE_END();

 public:
  // A clone that is built already.
  void setUp() override {
    clone_.emplace();
    open_to_all(*clone_);
    for (const char* name : {"build", "packages", "web/dist"}) {
      fs::create_directories(*clone_ / name);
    }
    fs::copy(source_path() / "run", *clone_ / "run");
    fs::copy(source_path() / "nginx", *clone_ / "nginx");
    fs::create_symlink(program_path(""), *clone_ / "build/bin");
    for (const char* name : {"packages/install-packages", "packages/compile"}) {
      fs::create_symlink("/bin/true", *clone_ / name);
    }
    std::ofstream{*clone_ / "web/dist/index.html"} << kPage;
    std::ofstream{*clone_ / "calls.csv"}
        << "cdr_id,start,duration,answered,customer_id\n1,2026-11-02 09:14:07,125,1,407382\n";
  }

  void it_says_where_the_endpoint_and_the_dashboard_are() { says_so({}, 200); }
  void it_says_so_too_where_a_token_is_asked_for() { says_so({"--auth", "token"}, 401); }

 private:
  void says_so(const std::vector<std::string>& words, int unnamed) {
    const std::string port = free_port(), host = "http://127.0.0.1:" + port;
    std::vector<std::string> command = {*clone_ / "run", "--port", port};
    command.insert(command.end(), words.begin(), words.end());
    command.push_back(*clone_ / "calls.csv");
    Process run{command, *clone_ / "out", *clone_ / "err"};
    const std::string wanted =
        "\nready " + host + "/api/widgets/data\ndashboard " + host + "/dashboard/\ntry:\n";
    const bool said = eventually(
        [&] { return !run.alive() || read_all(*clone_ / "out").find(wanted) != std::string::npos; },
        std::chrono::seconds{60}, std::chrono::milliseconds{20});
    CPPUNIT_ASSERT_MESSAGE(read_all(*clone_ / "out") + read_all(*clone_ / "err"),
                           said && run.alive());
    const Transport way = over_url("run", host, "127.0.0.1");
    const Answer page = way.send({"GET", "/dashboard/", {}, {}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(page.failure, 200, page.status);
    CPPUNIT_ASSERT_EQUAL(std::string{kPage}, page.body);
    CPPUNIT_ASSERT(page.has("Content-Security-Policy"));
    CPPUNIT_ASSERT_EQUAL(unnamed, way.send({"GET", "/api/customers", {}, {}}).status);
    run.signal(SIGTERM);
    CPPUNIT_ASSERT_EQUAL(0, run.wait(std::chrono::seconds{20}));
  }

  static constexpr const char* kPage = "<!doctype html><title>a dashboard</title>";
  std::optional<Folder> clone_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RunTest, "run_sqlite");

}  // namespace
}  // namespace callwidgets::test
