// What `source add` suspects of the last rows of a call table.
#include "sources/survey.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

#include "calendar_days.h"
#include "pbx_calls.h"
#include "pbx_text.h"
#include "site.h"

namespace callwidgets::test {
namespace {

std::vector<PbxRow> rows_of(const PbxPlan& plan) {
  PbxCalls source(plan);
  std::vector<PbxRow> rows;
  std::vector<PbxCall> some;
  while (source.next(some)) {
    for (const PbxCall& call : some) rows.insert(rows.end(), call.rows.begin(), call.rows.end());
  }
  return rows;
}

PbxPlan plan(bool unanswered = true) {
  PbxPlan plan;
  plan.settings.seed = 3;
  plan.settings.unanswered = unanswered;
  plan.calls = 400;
  plan.first_day = day_number(2026, 6, 1);  // in summer, London is an hour ahead
  return plan;
}

class SurveyTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SurveyTest);
  CPPUNIT_TEST(suspects_nothing_of_what_is_well);
  CPPUNIT_TEST(rows_that_are_there_twice);
  CPPUNIT_TEST(ids_that_are_cut);
  CPPUNIT_TEST(a_wrong_time_zone);
  CPPUNIT_TEST(callers_who_leave_no_row);
  CPPUNIT_TEST(no_call_from_outside);
  CPPUNIT_TEST(counts_rows_that_are_none);
  CPPUNIT_TEST_SUITE_END();

 public:
  void suspects_nothing_of_what_is_well() {
    const auto survey = survey_of(rows_of(plan()));
    CPPUNIT_ASSERT(survey.suspicions.empty());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, *survey.ahead);
    CPPUNIT_ASSERT_EQUAL(survey.rows, survey.stamped);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, survey.bad);
    CPPUNIT_ASSERT(survey.answered > 100 && survey.missed.size() > 5);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, survey.lines.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"SIP/telco"}, survey.lines.begin()->first);
  }

  void rows_that_are_there_twice() {
    auto rows = rows_of(plan());
    const auto once = rows;
    rows.insert(rows.end(), once.begin(), once.end());
    expect(std::to_string(once.size()) + " rows are there twice", survey_of(rows));
  }

  void ids_that_are_cut() {
    PbxPlan long_name = plan();
    long_name.settings.system = "telephones-of-the-head-office";
    auto rows = rows_of(long_name);
    for (PbxRow& row : rows) {
      row.uniqueid.resize(32);
      row.linkedid.resize(32);
    }
    expect(std::to_string(rows.size()) + " ids look cut to 32 characters", survey_of(rows));
  }

  void a_wrong_time_zone() {
    const auto survey = survey_of(rows_of(plan()), "UTC");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3600}, *survey.ahead);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{-8 * 3600}, *survey_of(rows_of(plan()), "Asia/Tokyo").ahead);
  }

  void callers_who_leave_no_row() {
    auto rows = rows_of(plan(false));
    expect("with `unanswered = no` in cdr.conf such callers leave no row", survey_of(rows));
  }

  void no_call_from_outside() {
    auto rows = rows_of(plan());
    std::erase_if(rows, [](const PbxRow& row) { return row.channel.starts_with("SIP/telco"); });
    expect("no row is a call from outside: `trunks` names the channels", survey_of(rows));
  }

  void counts_rows_that_are_none() {
    auto rows = rows_of(plan());
    for (std::size_t at = 0; at < 9; ++at) rows[at].disposition = "LOST";
    const auto survey = survey_of(rows);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{9}, survey.bad);
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, survey.problems.size());
    CPPUNIT_ASSERT(survey.problems[0].find("'LOST'") != std::string::npos);
  }

 private:
  static sources::Survey survey_of(const std::vector<PbxRow>& rows,
                                   const std::string& zone = "Europe/London") {
    const Folder folder;
    std::ofstream{folder / "pbx.source"} << "kind = freepbx\nzone = " << zone
                                         << "\nfile = " << folder / "rows.csv" << '\n';
    {
      std::ofstream file{folder / "rows.csv"};
      file << pbx_csv(pbx_columns());
      for (const PbxRow& row : rows) file << pbx_csv(pbx_values(row));
    }
    const sources::Source source{sources::SourceFolder{folder.path()}, "pbx", "UTC"};
    return sources::survey(source, 1'000'000);
  }

  static void expect(const std::string& suspicion, const sources::Survey& survey) {
    std::string all;
    for (const std::string& one : survey.suspicions) {
      if (one.find(suspicion) != std::string::npos) return;
      all += one + "\n";
    }
    CPPUNIT_FAIL("'" + suspicion + "' is missing in: " + all);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SurveyTest, "survey");

}  // namespace
}  // namespace callwidgets::test
