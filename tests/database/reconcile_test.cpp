// `callwidgets-admin reconcile` counts a real Asterisk's day as others do, and says why they
// differ.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <map>
#include <sstream>

#include "asterisk_site.h"

namespace callwidgets::test {
namespace {

// Of the lines of a text those that begin so.
std::vector<std::string> lines_with(const std::string& text, const std::string& begin) {
  std::vector<std::string> found;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(begin)) found.push_back(line);
  }
  return found;
}

void expect(const std::string& text, const std::string& part) {
  CPPUNIT_ASSERT_MESSAGE("'" + part + "' is missing in: " + text, text.find(part) != text.npos);
}

class ReconcileTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ReconcileTest);
  CPPUNIT_TEST(rows_are_counted_as_sql_counts_them);
  CPPUNIT_TEST(any_answered_row_is_counted_as_sql_counts_it);
  CPPUNIT_TEST(the_stored_calls_are_counted);
  CPPUNIT_TEST(another_report_is_compared_call_by_call);
  CPPUNIT_TEST(a_report_that_agrees_has_no_difference);
  CPPUNIT_TEST(a_report_without_its_columns_is_refused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void rows_are_counted_as_sql_counts_them() {
    const std::string text = reconcile();
    const long all = number("SELECT COUNT(*) FROM cdr WHERE " + day());
    const long answered =
        number("SELECT COUNT(*) FROM cdr WHERE " + day() + " AND disposition = 'ANSWERED'");
    expect(text, "do: " + std::to_string(all) + " rows, " + std::to_string(answered) +
                     " answered, " + std::to_string(all - answered) + " not; of these rows are\n");
    long explained = 0;
    for (const char* what :
         {"legs of the calls from outside", "an outbound call", "a call inside the house",
          "a leg of another call", "a line that was called from here",
          "no number of the business was called"})
      explained += counted(text, what);
    CPPUNIT_ASSERT_EQUAL(all, explained);
    CPPUNIT_ASSERT_EQUAL(
        number("SELECT COUNT(*) FROM cdr WHERE " + day() + " AND channel LIKE 'Local/%'"),
        counted(text, "a leg of another call"));
  }

  void any_answered_row_is_counted_as_sql_counts_it() {
    const std::string text = reconcile();
    const auto [answered, missed] = truth();
    expect(text, "calls from outside: " + std::to_string(answered + missed) + ", ");
    const std::string arrivals =
        "SELECT linkedid FROM cdr WHERE " + day() +
        " AND uniqueid = linkedid AND did <> '' AND channel LIKE 'SIP/telco-%'";
    const long any = number("SELECT COUNT(DISTINCT linkedid) FROM cdr WHERE linkedid IN (" +
                            arrivals + ") AND disposition = 'ANSWERED'");
    expect(text, "a call counted as answered where any of its rows is: " + std::to_string(any) +
                     " answered, " + std::to_string(answered + missed - any) + " missed;");
    // Each is listed that is so and was missed.
    const auto listed = lines_with(text, "  1795");
    const auto ours = counted_answered(text);
    CPPUNIT_ASSERT_EQUAL(any - ours, static_cast<long>(listed.size()));
    for (const std::string& line : listed) {
      expect(line, "  by any row: answered; callwidgets: missed: ");
      CPPUNIT_ASSERT_EQUAL(std::string{"0"}, happened(line.substr(2, line.find("  ", 2) - 2)));
    }
    CPPUNIT_ASSERT(listed.size() > 40);
  }

  void the_stored_calls_are_counted() {
    CPPUNIT_ASSERT(lines_with(reconcile(), "stored by the last sync: 0, ").size() <= 1);
    site_.sync();
    const std::string text = reconcile();
    const auto [answered, missed] = truth();
    expect(text, "stored by the last sync: " + std::to_string(answered + missed) + ", ");
  }

  void another_report_is_compared_call_by_call() {
    std::string report = "linkedid,start,disposition\n";
    std::vector<std::string> ids;
    for (const auto& [id, answered] : calls()) {
      ids.push_back(id);
      // One is missing, two have another outcome.
      if (ids.size() == 5) continue;
      const bool turned = id == site_.call_of("in-ext-rings-out") ||
                          id == site_.call_of("in-ext-answered-agent-hangs-up");
      report += id + ",2026-11-28," + (answered != turned ? "ANSWERED" : "NO ANSWER") + "\n";
    }
    const std::string outbound = site_.call_of("outbound-answered");
    report += outbound + ",2026-11-28,ANSWERED\n1795877680.999,2026-11-28,NO ANSWER\n";
    const std::string told = against(report);
    expect(told, std::to_string(ids.size() + 1) + " calls, 5 differences\n");
    const auto line = [&](const std::string& id) {
      const auto found = lines_with(told, "  " + id + "  ");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(id + " in " + told, std::size_t{1}, found.size());
      return found[0];
    };
    expect(line(ids[4]), "  there: no such call; callwidgets: ");
    expect(line(site_.call_of("in-ext-rings-out")),
           "  there: answered; callwidgets: missed: rang 114 for 8 s and nobody picked up");
    expect(line(site_.call_of("in-ext-answered-agent-hangs-up")),
           "  there: missed; callwidgets: answered: ");
    expect(line(outbound), "  there: a call; callwidgets: left out: an outbound call");
    expect(line("1795877680.999"),
           "  -  there: a call; callwidgets: no row of that time has this id");
  }

  void a_report_that_agrees_has_no_difference() {
    std::string report = "call_id,answered\n";
    for (const auto& [id, answered] : calls()) report += id + (answered ? ",yes\n" : ",no\n");
    expect(against(report), " calls, 0 differences\n");
  }

  void a_report_without_its_columns_is_refused() {
    const std::string file = site_.file("other.csv", "number,when\n1,2\n");
    const Finished refused =
        site_.admin({"reconcile", "pbx", "--day", "2026-11-28", "--against", file});
    CPPUNIT_ASSERT(refused.status != 0);
    expect(refused.err, "other.csv");
    expect(refused.err, "number, when");
    CPPUNIT_ASSERT(site_.admin({"reconcile", "pbx"}).status != 0);
    CPPUNIT_ASSERT(site_.admin({"reconcile", "--day", "2026-11-28"}).status != 0);
  }

 private:
  static std::string day() {
    return "calldate >= '2026-11-28 00:00:00' AND calldate < '2026-11-29 00:00:00'";
  }
  std::string reconcile() const { return site_.told({"reconcile", "pbx", "--day", "2026-11-28"}); }
  long number(const std::string& query) const { return std::stol(site_.sql(query + ";")); }

  // The part about the report alone.
  std::string against(const std::string& report) const {
    const std::string file = site_.file("report.csv", report);
    const std::string text =
        site_.told({"reconcile", "pbx", "--day", "2026-11-28", "--against", file});
    const auto at = text.find(file + ": ");
    CPPUNIT_ASSERT(at != text.npos);
    return text.substr(at);
  }

  static long counted(const std::string& text, const std::string& what) {
    const auto at = text.find("  " + what + "\n");
    CPPUNIT_ASSERT_MESSAGE(what + " in " + text, at != text.npos);
    return std::stol(text.substr(text.rfind('\n', at) + 1));
  }
  static long counted_answered(const std::string& text) {
    return std::stol(text.substr(text.find(", ") + 2));
  }

  // Arrivals of the day, and whether a person answered; where the rows can't tell, one did.
  std::map<std::string, bool> calls() const {
    std::map<std::string, bool> calls;
    for (const auto& row : site_.truth().rows()) {
      const auto of = [&](const char* column) { return site_.of_truth(row, column); };
      if (of("inbound") == "1" && of("rows") != "0" && of("start_utc").starts_with("2026-11-28"))
        calls[of("linkedid")] = of("answered_by_person") == "1" ||
                                of("scenario") == "followme-mobile-voicemail-answers";
    }
    return calls;
  }
  std::pair<long, long> truth() const {
    long answered = 0, missed = 0;
    for (const auto& [id, was] : calls()) ++(was ? answered : missed);
    return {answered, missed};
  }
  std::string happened(const std::string& id) const {
    for (const auto& row : site_.truth().rows()) {
      if (site_.of_truth(row, "linkedid") == id) return site_.of_truth(row, "answered_by_person");
    }
    return "no call";
  }

  const AsteriskSite site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ReconcileTest, "reconcile_sqlite");

}  // namespace
}  // namespace callwidgets::test
