// Plain CGI: a hit comes from the folder that processes share, with no connection to the database,
// and without what it takes to have one.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <thread>

#include "site.h"

namespace callwidgets::test {
namespace {

class CgiHitTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CgiHitTest);
  CPPUNIT_TEST(a_hit_needs_no_database);
  CPPUNIT_TEST(a_hit_loads_nothing_that_knows_databases);
  CPPUNIT_TEST(what_changed_is_a_miss);
  CPPUNIT_TEST(what_changed_elsewhere_leaves_a_hit);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    database_ = fresh_database(Database::sqlite, folder_);
    site_ = std::make_unique<Site>(folder_, "site", database_,
                                   std::vector<std::string>{"cache_folder = cache"});
    site_->must_admin({"migrate"});
    site_->must_admin({"account", "add", "one"});
    import("a");
  }

  void a_hit_needs_no_database() {
    const std::string first = answered("MISS", cgi().out);
    const std::string path = database_.substr(std::string("sqlite:").size());
    std::filesystem::rename(path, path + ".away");
    CPPUNIT_ASSERT_EQUAL(first, answered("HIT", cgi().out));
    std::filesystem::rename(path + ".away", path);
  }

  void a_hit_loads_nothing_that_knows_databases() {
    const Finished miss = cgi({"LD_DEBUG=files"});
    answered("MISS", miss.out);
    CPPUNIT_ASSERT(miss.err.find("libPocoData") != std::string::npos);
    const Finished hit = cgi({"LD_DEBUG=files"});
    answered("HIT", hit.out);
    CPPUNIT_ASSERT(hit.err.find("libfcgi") != std::string::npos);
    for (const char* part : {"libPocoData", "libmariadb", "libmysqlcppconn", "libdate", "sqlite",
                             "phonenumber", "libgeocoding", "libicu", "callwidgets-answers",
                             "libcrypto", "libjwt", "libjansson", "callwidgets-signed"}) {
      CPPUNIT_ASSERT_MESSAGE(part, hit.err.find(part) == std::string::npos);
    }
  }

  void what_changed_is_a_miss() {
    const std::string before = answered("MISS", cgi().out);
    import("b");
    std::this_thread::sleep_for(std::chrono::milliseconds(1600));
    CPPUNIT_ASSERT(before != answered("MISS", cgi().out));
  }

  void what_changed_elsewhere_leaves_a_hit() {
    const std::string before = answered("MISS", cgi().out);
    import("b", "2024-07-07");
    std::this_thread::sleep_for(std::chrono::milliseconds(1600));
    CPPUNIT_ASSERT_EQUAL(before, answered("HIT", last_of_two()));
  }

 private:
  void import(const std::string& id, const std::string& day = "2024-05-05") {
    site_->must_admin({"import", "-"}, "cdr_id,start,duration,answered,customer_id\n" + id + "," +
                                           day + " 10:00:00,10,1,7\n");
  }

  // Of another question the first one reads the change feed.
  std::string last_of_two() const {
    site_->cgi("/widgets/data?type=missed_calls");
    return cgi().out;
  }

  Finished cgi(const std::vector<std::string>& environment = {}) const {
    return site_->cgi("/widgets/data?type=call_totals&from_date=2024-05-01&to_date=2024-05-31",
                      environment);
  }

  // The body.
  static std::string answered(const std::string& verdict, const std::string& answer) {
    CPPUNIT_ASSERT_MESSAGE(answer,
                           answer.find("X-Cache: " + verdict + "\r\n") != std::string::npos);
    return answer.substr(answer.find("\r\n\r\n"));
  }

  Folder folder_;
  std::string database_;
  std::unique_ptr<Site> site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CgiHitTest, "cgi_hit_sqlite");

}  // namespace
}  // namespace callwidgets::test
