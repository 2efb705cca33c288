// The database is away behind a program that has a cache in front of it: what the program marks as
// stale arrives so, although the copy in front is the same, byte for byte.
#include <memory>

#include "front.h"
#include "own_server.h"
#include "served_test.h"

namespace callwidgets::test {
namespace {

class FrontStaleTest : public ServedTest {
  CPPUNIT_TEST_SUITE(FrontStaleTest);
  CPPUNIT_TEST(is_marked_through_nginx);
  CPPUNIT_TEST(is_marked_through_apache);
  CPPUNIT_TEST_SUITE_END();

 public:
  void is_marked_through_nginx() {
    is_marked_through(NginxFront{site_->folder(), site_->program()});
  }
  void is_marked_through_apache() {
    is_marked_through(ApacheFront{site_->folder(), site_->program()});
  }

  void setUp() override {
    server_ = std::make_unique<OwnServer>(Database::mariadb);
    site_ = std::make_unique<ServedSite>(
        server_->fresh_database(),
        std::vector<std::string>{"auth = everyone", "cache_control = public"});
    site_->program().start();
  }
  void tearDown() override {
    site_.reset();
    server_.reset();
  }

 private:
  void is_marked_through(const Front& front) {
    const std::string target = target_of(question_);
    for (int i = 0; i < 2; ++i) {
      const Answer fresh = front.get(target);
      is_right(*site_, question_, fresh);
      CPPUNIT_ASSERT_MESSAGE(text_of(fresh), !fresh.has("Warning"));
      outlast_copies();
    }
    const std::string etag = front.get(target).header("ETag");

    server_->kill();
    CPPUNIT_ASSERT(
        eventually([&] { return site_->ask(question_).header("X-Cache") == "STALE"; }, kSoon));
    outlast_copies();
    for (int i = 0; i < 3; ++i) {
      const Answer stale = front.get(target);
      is_right(*site_, question_, stale);
      is_marked("STALE", stale);
      CPPUNIT_ASSERT_MESSAGE(text_of(stale),
                             stale.header("Warning").starts_with("110 callwidgets"));
      CPPUNIT_ASSERT_EQUAL(std::string("no-store"), stale.header("Cache-Control"));
    }
    // Also for a client that has it already.
    const Answer again = front.get(target, {{"If-None-Match", etag}});
    CPPUNIT_ASSERT_MESSAGE(text_of(again), again.has("Warning"));

    server_->restart();
    CPPUNIT_ASSERT(eventually([&] { return !front.get(target).has("Warning"); }, kSoon));
  }

  const OracleQuestion question_ = about("calls_per_day", ServedSite::kFirst, ServedSite::kLast);
  std::unique_ptr<OwnServer> server_;
  std::unique_ptr<ServedSite> site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FrontStaleTest, "front_stale_mariadb");

}  // namespace
}  // namespace callwidgets::test
