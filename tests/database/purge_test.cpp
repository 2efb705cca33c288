// The operator's purge: what it says, and what import says afterwards.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "database/session.h"
#include "import_site.h"

namespace callwidgets::test {
namespace {

const std::string kHeader = "cdr_id,start,duration,answered,customer_id,anum_md5\n";
const std::string kCaller = "0123456789abcdef0123456789ABCDEF";
const std::string kOld = "old,2021-02-10 10:00:00,10,1,7," + kCaller + "\n";
const std::string kNew = "new,2021-05-10 10:00:00,10,1,7," + kCaller + "\n";

class PurgeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PurgeTest);
  CPPUNIT_TEST(figures_stay);
  CPPUNIT_TEST(figures_go);
  CPPUNIT_TEST(earlier_records_are_rejected);
  CPPUNIT_TEST(a_change_of_zone_brings_no_purged_call_back);
  CPPUNIT_TEST(a_purge_of_an_earlier_program_has_an_instant_too);
  CPPUNIT_TEST(wrong_words);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    site_ = std::make_unique<ImportSite>(Database::sqlite);
    CPPUNIT_ASSERT_EQUAL(0, site_->import({site_->file("both.csv", kHeader + kOld + kNew)}).status);
  }

  void figures_stay() {
    CPPUNIT_ASSERT_EQUAL(std::string("calls of account one before 2021-05-01 purged; what was "
                                     "counted of them stays\n"),
                         purge("2021-05-01", "stay"));
    CPPUNIT_ASSERT_EQUAL(std::string("\"2\""), site_->data("call_totals"));
    CPPUNIT_ASSERT_EQUAL(std::string("1"), site_->data("unique_callers"));
    CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site_->site().must_admin({"verify"}));
    const std::string stats = site_->site().must_admin({"stats"});
    CPPUNIT_ASSERT_MESSAGE(stats, stats.find("calls         1,") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(stats,
                           stats.find("before 2021-05-01 00:00:00 UTC; their figures stay: a "
                                      "caller who came back after it may count twice in ranges "
                                      "across that day\n") != std::string::npos);
    const Finished moved = site_->site().admin({"account", "time-zone", "one", "Europe/Amsterdam"});
    CPPUNIT_ASSERT_EQUAL(1, moved.status);
    CPPUNIT_ASSERT_MESSAGE(moved.err, moved.err.find("can't be changed") != std::string::npos);
  }

  void figures_go() {
    purge("2021-05-01", "go");
    CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), site_->data("call_totals"));
    CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site_->site().must_admin({"verify"}));
    const std::string stats = site_->site().must_admin({"stats"});
    CPPUNIT_ASSERT_MESSAGE(
        stats, stats.find("before 2021-05-01 00:00:00 UTC; their figures are gone too\n") !=
                   std::string::npos);
  }

  void earlier_records_are_rejected() {
    purge("2021-05-01", "stay");
    const std::string file =
        site_->file("again.csv", kHeader + kOld + "newer,2021-05-01 00:00:00,10,1,7,\n" +
                                     "late,2021-04-30 23:59:59,10,1,7,\n");
    CPPUNIT_ASSERT_EQUAL(3, site_->import({file}).status);
    CPPUNIT_ASSERT_EQUAL(
        "2\tstart is 2021-02-10 10:00:00; allowed: from 2021-05-01 00:00:00 (UTC) on, for the "
        "calls "
        "before were purged\t" +
            kOld +
            "4\tstart is 2021-04-30 23:59:59; allowed: from 2021-05-01 00:00:00 (UTC) on, for the "
            "calls before were purged\tlate,2021-04-30 23:59:59,10,1,7,\n",
        read_all(file + ".rejected"));
    CPPUNIT_ASSERT_EQUAL(std::string("\"3\""), site_->data("call_totals"));
  }

  // The day of the cut begins later to the west, and earlier to the east: what the account's zone
  // says of it brings back no call, and keeps none out that never was purged.
  void a_change_of_zone_brings_no_purged_call_back() {
    const std::string around =
        kHeader + "before,2021-04-30 23:30:00,10,1,7,\n" + "after,2021-05-01 00:00:00,10,1,7,\n";
    const std::string file = site_->file("around.csv", around);
    CPPUNIT_ASSERT_EQUAL(0, site_->import({file}).status);
    purge("2021-05-01", "go");
    for (const char* zone :
         {"Europe/Amsterdam", "America/Los_Angeles", "Pacific/Kiritimati", "UTC"}) {
      site_->site().must_admin({"account", "time-zone", "one", zone});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(zone, 3, site_->import({file}).status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(zone, std::string("\"2\""), site_->data("call_totals"));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(zone, std::string("0 differences\n"),
                                   site_->site().must_admin({"verify"}));
    }
    // An earlier day than that of the cut, in a zone to the east.
    site_->site().must_admin({"account", "time-zone", "one", "Pacific/Kiritimati"});
    purge("2021-05-02", "go");
    CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), site_->data("call_totals"));
  }

  // It kept the day alone, in the zone of the figures.
  void a_purge_of_an_earlier_program_has_an_instant_too() {
    site_->site().must_admin({"account", "time-zone", "one", "America/Los_Angeles"});
    purge("2021-05-01", "go");
    const auto writer = database::open_writer(*database::Address::parse(site_->database()));
    writer->direct("UPDATE purges SET kept_from = -1");
    writer->direct("DELETE FROM schema_migrations WHERE number >= 7");
    site_->site().must_admin({"migrate"});
    site_->site().must_admin({"account", "time-zone", "one", "UTC"});
    const std::string file = site_->file(
        "around.csv",
        kHeader + "before,2021-05-01 06:59:59,10,1,7,\nafter,2021-05-01 07:00:00,10,1,7,\n");
    CPPUNIT_ASSERT_EQUAL(3, site_->import({file}).status);
    const std::string rejected = read_all(file + ".rejected");
    CPPUNIT_ASSERT_MESSAGE(rejected,
                           rejected.starts_with("2\tstart is 2021-05-01 06:59:59; allowed: "
                                                "from 2021-05-01 07:00:00 (UTC) on"));
    CPPUNIT_ASSERT_EQUAL(std::string("\"2\""), site_->data("call_totals"));
  }

  void wrong_words() {
    refused({"purge"}, "purge needs --before DAY and --figures go|stay");
    refused({"purge", "--before", "2021-02-30", "--figures", "go"}, "calendar day as YYYY-MM-DD");
    refused({"purge", "--before", "2021-05-01", "--figures", "all"}, "allowed: go (");
    refused({"purge", "--before", "9999-01-01", "--figures", "go"}, "allowed: up to today");
    purge("2021-05-01", "stay");
    refused({"purge", "--before", "2021-04-30", "--figures", "stay"},
            "the calls before 2021-05-01 are purged already");
    CPPUNIT_ASSERT_EQUAL(std::string("\"2\""), site_->data("call_totals"));
  }

 private:
  std::string purge(const std::string& day, const std::string& figures) {
    return site_->site().must_admin({"purge", "--before", day, "--figures", figures});
  }

  void refused(const std::vector<std::string>& words, const std::string& part) {
    const Finished done = site_->site().admin(words);
    CPPUNIT_ASSERT_EQUAL(1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(part) != std::string::npos);
  }

  std::unique_ptr<ImportSite> site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PurgeTest, "purge_sqlite");

}  // namespace
}  // namespace callwidgets::test
