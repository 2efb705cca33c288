// `callwidgets-admin explain` says of calls of a real Asterisk why they count as they do, and what
// nobody can know.
#include <Poco/JSON/Parser.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <sstream>

#include "asterisk_site.h"

namespace callwidgets::test {
namespace {

using Words = std::vector<std::string>;

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

void expect(const std::string& text, const std::string& part) {
  CPPUNIT_ASSERT_MESSAGE("'" + part + "' is missing in: " + text, text.find(part) != text.npos);
}

class ExplainTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ExplainTest);
  CPPUNIT_TEST(a_call_is_known_by_each_of_its_ids);
  CPPUNIT_TEST(says_whom_it_rang_and_how_it_ended);
  CPPUNIT_TEST(says_what_the_rows_leave_open);
  CPPUNIT_TEST(says_that_nothing_proves_where_a_call_came_from);
  CPPUNIT_TEST(says_why_rows_are_no_call);
  CPPUNIT_TEST(a_day_of_a_customer);
  CPPUNIT_TEST(json_holds_the_same);
  CPPUNIT_TEST(a_call_whose_rows_are_gone);
  CPPUNIT_TEST(an_id_without_time_needs_a_day);
  CPPUNIT_TEST(words_that_name_no_call);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_call_is_known_by_each_of_its_ids() {
    const std::string call = site_.call_of("attended-transfer-code-answered");
    const std::string text = explain({call});
    expect(text, "  " + call + "  from ");
    expect(text, "answered: 114 and 104 picked up");
    CPPUNIT_ASSERT_EQUAL(text, explain({"pbx/" + call}));
    CPPUNIT_ASSERT_EQUAL(text, explain({call, "--source", "pbx"}));
    CPPUNIT_ASSERT_EQUAL(text, explain({call, "--day", "2026-11-28"}));
    // Each row of it has the id of its own channel.
    const std::string ids =
        site_.sql("SELECT DISTINCT uniqueid FROM cdr WHERE linkedid = '" + call + "';");
    std::istringstream lines{ids};
    int others = 0;
    for (std::string id; std::getline(lines, id); ++others)
      CPPUNIT_ASSERT_EQUAL(text, explain({id}));
    CPPUNIT_ASSERT_EQUAL(4, others);
  }

  void says_whom_it_rang_and_how_it_ended() {
    expect(of("in-ext-rings-out"), "missed: rang 114 for 8 s and nobody picked up\n");
    expect(of("in-ext-caller-gives-up"), "missed: rang 115 for 3 s, then the caller hung up\n");
    expect(of("group-nobody"), "missed: rang 131, 132 and 133 for 8 s and nobody picked up\n");
    expect(of("in-ext-busy"), "missed: 116 was busy\n");
    expect(of("in-ext-congestion"), "missed: 117 could not be reached\n");
    expect(of("queue-abandoned"), "missed: rang 121 for 2 s, then the caller left the queue\n");
    expect(of("ext-nobody-then-voicemail-message"),
           "missed: rang 101 for 8 s, then a mailbox picked up; a row says answered because a "
           "machine answered, not a person\n");
    expect(of("fax-received"), "missed: a fax machine picked up; a row says answered");
    expect(of("queue-local-second-agent-answers"),
           "answered: 122 picked up after 7 s and spoke for 5 s\n");
    expect(of("conference-inbound-with-person"),
           "answered: somebody of the house was in the same conference room, for at most ");
  }

  void says_what_the_rows_leave_open() {
    const std::string mailbox =
        "not known: who answered was called on a line to the outside (telco), a mobile say: no row "
        "tells its owner from its mailbox\n";
    for (const char* scenario : {"followme-mobile-voicemail-answers", "followme-mobile-answers",
                                 "forward-to-trunk-answered", "queue-member-is-mobile-answers"})
      expect(of(scenario), mailbox);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, count(of("followme-desk-answers"), "not known"));
    const std::string menu = of("ivr-then-extension-answered");
    expect(menu, "answered: 105 picked up and spoke for at most 9 s\n");
    expect(menu, "not known: something may have answered before the person did");
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         count(of("in-ext-answered-agent-hangs-up"), "may have answered before"));
    expect(of("in-ext-rejected"), "not known: a telephone that declined the call leaves the same ");
    expect(of("announcement-closed"), "not known: a message for out of hours leaves the same rows");
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, count(of("in-ext-rings-out"), "not known"));
  }

  void says_that_nothing_proves_where_a_call_came_from() {
    site_.sql("UPDATE cdr SET did = '';");
    site_.told({"source", "add", "bare", "--kind", "freepbx", "--zone", "Europe/London",
                "--customer", "7", "--trunks", "SIP/telco", "--database", site_.source_database()});
    for (const char* scenario : {"click-to-dial-customer-first", "in-ext-rings-out"})
      expect(explain({"bare/" + site_.call_of(scenario)}),
             "not known: no row has the number that was called: the call counts because of the "
             "line it is on");
  }

  void says_why_rows_are_no_call() {
    expect(of("unknown-did-noservice"), "  left out: no number of the business was called\n");
    expect(of("outbound-answered"), "  left out: an outbound call\n");
    expect(of("internal-answered"), "  left out: a call inside the house\n");
  }

  void a_day_of_a_customer() {
    long inbound = 0;
    for (const auto& row : site_.truth().rows())
      inbound += site_.of_truth(row, "start_utc").starts_with("2026-11-28") &&
                         site_.of_truth(row, "inbound") == "1" && site_.of_truth(row, "rows") != "0"
                     ? 1
                     : 0;
    const std::string all = explain({"--customer", "7", "--day", "2026-11-28"});
    const std::size_t answered = count(all, "\n  answered: ");
    const std::size_t missed = count(all, "\n  missed: ");
    CPPUNIT_ASSERT_EQUAL(inbound, static_cast<long>(answered + missed));
    const std::string only = explain({"--customer", "7", "--day", "2026-11-28", "--missed"});
    CPPUNIT_ASSERT_EQUAL(missed, count(only, "\n  missed: "));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, count(only, "\n  answered: "));
    CPPUNIT_ASSERT_EQUAL(std::string{}, explain({"--customer", "8", "--day", "2026-11-28"}));
    CPPUNIT_ASSERT_EQUAL(std::string{}, explain({"--customer", "7", "--day", "2026-11-27"}));
  }

  void json_holds_the_same() {
    const std::string call = site_.call_of("ivr-then-extension-answered");
    const auto one = json({call, "--json"});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, one->size());
    const auto told = one->getObject(0);
    CPPUNIT_ASSERT_EQUAL(call, told->getValue<std::string>("id"));
    CPPUNIT_ASSERT(told->getValue<bool>("answered") && told->getValue<bool>("at_most"));
    CPPUNIT_ASSERT_EQUAL(9, told->getValue<int>("talk_seconds"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, told->getArray("not_known")->size());
    CPPUNIT_ASSERT_EQUAL(std::string{"spoke with 105 for 9 s"},
                         told->getArray("legs")->getObject(0)->getValue<std::string>("says"));
    const auto day = json({"--customer", "7", "--day", "2026-11-28", "--missed", "--json"});
    CPPUNIT_ASSERT(day->size() > 100);
    for (std::size_t at = 0; at < day->size(); ++at)
      CPPUNIT_ASSERT(!day->getObject(static_cast<unsigned>(at))->getValue<bool>("answered"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         json({"--customer", "8", "--day", "2026-11-28", "--json"})->size());
  }

  void a_call_whose_rows_are_gone() {
    const std::string call = site_.call_of("voicemail-direct-message");
    site_.sync();
    site_.sql("DELETE FROM cdr WHERE linkedid = '" + call + "';");
    const Finished gone = site_.admin({"explain", call});
    CPPUNIT_ASSERT_EQUAL(1, gone.status);
    CPPUNIT_ASSERT_EQUAL(std::string{}, gone.out);
    expect(gone.err, " UTC is of a call " + call +
                         "; it is stored as missed (voicemail), and nothing tells why since its "
                         "rows are gone\n");
    const Finished unknown = site_.admin({"explain", "1795877680.999"});
    CPPUNIT_ASSERT_EQUAL(1, unknown.status);
    expect(unknown.err, "no call of that id is stored either");
  }

  void an_id_without_time_needs_a_day() {
    const std::string call = site_.call_of("in-ext-rings-out");
    site_.sql("UPDATE cdr SET uniqueid = 'odd', linkedid = 'odd' WHERE linkedid = '" + call + "';");
    const Finished refused = site_.admin({"explain", "odd"});
    CPPUNIT_ASSERT(refused.status != 0);
    expect(refused.err, "the id odd tells no time");
    expect(refused.err, "--day says when it was");
    expect(explain({"odd", "--day", "2026-11-28"}), "missed: rang 114 for 8 s");
    // A stored call tells its time.
    site_.sync();
    expect(explain({"odd"}), "missed: rang 114 for 8 s");
  }

  void words_that_name_no_call() {
    for (const Words& words :
         {Words{"explain"}, Words{"explain", "--customer", "7"}, Words{"explain", "1.1", "1.2"},
          Words{"explain", "1795877680.3", "--source", "other"},
          Words{"explain", "--customer", "x", "--day", "2026-11-28"},
          Words{"explain", "--customer", "7", "--day", "2026-11-31"}}) {
      const Finished refused = site_.admin(words);
      CPPUNIT_ASSERT(refused.status != 0);
      CPPUNIT_ASSERT(refused.out.empty() && !refused.err.empty());
    }
  }

 private:
  std::string explain(Words words) const {
    words.insert(words.begin(), "explain");
    return site_.told(words);
  }
  std::string of(const std::string& scenario) const { return explain({site_.call_of(scenario)}); }
  Poco::JSON::Array::Ptr json(const Words& words) const {
    return Poco::JSON::Parser{}.parse(explain(words)).extract<Poco::JSON::Array::Ptr>();
  }

  const AsteriskSite site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ExplainTest, "explain_sqlite");

}  // namespace
}  // namespace callwidgets::test
