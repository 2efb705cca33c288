// The same call again, a deletion, another caller key.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "import_site.h"
#include "random_calls.h"

namespace callwidgets::test {
namespace {

const std::string kHeader =
    "cdr_id,start,duration,answered,customer_id,anum,anum_ndc_name,source_name,deleted\n";

template <Database kind>
class ImportRepeatsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ImportRepeatsTest<kind>);
  CPPUNIT_TEST(changes_nothing_the_second_time);
  CPPUNIT_TEST(replaces_a_corrected_call);
  CPPUNIT_TEST(takes_a_file_that_came_before);
  CPPUNIT_TEST(deletes_a_deleted_call);
  CPPUNIT_TEST(refuses_another_caller_key);
  CPPUNIT_TEST_SUITE_END();

 public:
  void changes_nothing_the_second_time() {
    const ImportSite site{kind};
    Oracle oracle{"UTC"};
    const std::string file =
        site.file("random", RandomCalls{random_seed(), "one"}.file(400, oracle));
    for (int times = 0; times < 2; ++times) {
      const Finished done = site.import({file});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
      CPPUNIT_ASSERT_EQUAL(std::string(),
                           first_difference(ImportSite::everything(oracle), site.everything()));
    }
  }

  void replaces_a_corrected_call() {
    const ImportSite site{kind};
    site.import(
        {site.file("a", kHeader + "x,2021-03-01 10:00:00,10,1,7,+447400100001,London,Old,\n")});
    CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), site.data("call_totals", "7"));
    site.import({site.file("b", kHeader + "x,2021-04-01 11:00:00,99,0,8,,Leeds,New,\n")});
    CPPUNIT_ASSERT_EQUAL(std::string("\"0\""), site.data("call_totals", "7"));
    CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), site.data("call_totals", "8"));
    CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), site.data("missed_calls"));
    CPPUNIT_ASSERT_EQUAL(std::string("0"), site.data("unique_callers"));
    CPPUNIT_ASSERT_EQUAL(std::string(R"([{"name":"New","val":"1"}])"),
                         site.data("calls_top_attributions"));
    CPPUNIT_ASSERT_EQUAL(std::string(R"([{"name":"Leeds","val":1}])"),
                         site.data("geographic_origin"));
  }

  // A, then B, then A again: A's records apply again.
  void takes_a_file_that_came_before() {
    const ImportSite site{kind};
    const std::string a = site.file("a", kHeader + "x,2021-03-01 10:00:00,10,1,7,,London,A,\n");
    const std::string b = site.file("b", kHeader + "x,2021-03-01 10:00:00,10,1,7,,London,B,\n");
    for (const std::string& file : {a, b, a}) site.import({file});
    CPPUNIT_ASSERT_EQUAL(std::string(R"([{"name":"A","val":"1"}])"),
                         site.data("calls_top_attributions"));
    site.import({b, a, b});
    CPPUNIT_ASSERT_EQUAL(std::string(R"([{"name":"B","val":"1"}])"),
                         site.data("calls_top_attributions"));
  }

  void deletes_a_deleted_call() {
    const ImportSite site{kind};
    site.import(
        {site.file("a", kHeader + "x,2021-03-01 10:00:00,10,1,7,+447400100001,London,,\n"
                                  "y,2021-03-02 10:00:00,10,1,7,+447400100001,London,,\n")});
    const Finished done = site.import({site.file("b", "cdr_id,deleted\nx,1\nnever,1\n")});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
    CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), site.data("call_totals"));
    CPPUNIT_ASSERT_EQUAL(std::string("1"), site.data("unique_callers"));
    site.import({"-"}, R"({"cdr_id":"y","deleted":true})");
    CPPUNIT_ASSERT_EQUAL(std::string("\"0\""), site.data("call_totals"));
    CPPUNIT_ASSERT_EQUAL(std::string("0"), site.data("unique_callers"));
  }

  void refuses_another_caller_key() {
    const ImportSite site{kind};
    const std::string row = "x,2021-03-01 10:00:00,10,1,7,+447400100001,London,,\n";
    CPPUNIT_ASSERT_EQUAL(0, site.import({site.file("a", kHeader + row)}).status);
    // Another folder, whose migrate of another database makes another key; then the first database.
    Folder elsewhere;
    Site{elsewhere, "own", fresh_database(Database::sqlite, elsewhere)}.must_admin({"migrate"});
    const Site other{elsewhere, "other", site.database()};
    const Finished refused = other.admin({"import", site.file("b", kHeader + "y" + row.substr(1))});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.err, 1, refused.status);
    CPPUNIT_ASSERT_MESSAGE(refused.err, refused.err.find("key") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), site.data("call_totals"));
    // No key at all is refused too.
    Folder nowhere;
    const Site keyless{nowhere, "keyless", site.database()};
    CPPUNIT_ASSERT_EQUAL(1, keyless.admin({"import", site.folder() / "b"}).status);
    CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), site.data("call_totals"));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportRepeatsTest<Database::sqlite>, "import_repeats_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportRepeatsTest<Database::mariadb>,
                                      "import_repeats_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportRepeatsTest<Database::mysql56>,
                                      "import_repeats_mysql56");

}  // namespace
}  // namespace callwidgets::test
