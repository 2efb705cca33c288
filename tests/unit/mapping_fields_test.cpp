// What becomes of the values that a mapping gives to the fields of a leg.
#include <cppunit/extensions/HelperMacros.h>

#include "mapping_of.h"

namespace callwidgets::test {

using sources::Leg;
using sources::Outcome;
using sources::Stage;

class MappingFieldsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MappingFieldsTest);
  CPPUNIT_TEST(every_field_is_given);
  CPPUNIT_TEST(what_is_not_given_is_nothing);
  CPPUNIT_TEST(a_leg_keeps_nothing_of_the_row_before);
  CPPUNIT_TEST(words_of_outcomes_and_stages);
  CPPUNIT_TEST(values_that_a_field_cannot_have_are_named);
  CPPUNIT_TEST(a_row_that_cannot_be_read_is_none);
  CPPUNIT_TEST(columns_that_are_not_used_are_told);
  CPPUNIT_TEST_SUITE_END();

  static void is(const std::string& expected, const std::string& found) {
    CPPUNIT_ASSERT_EQUAL(expected, found);
  }
  static Read with(const std::string& line, const std::string& a) {
    return read("start = 1800000000\n" + line, {{"a"}, {a}, {}});
  }

  void every_field_is_given() {
    std::string text;
    for (const char* name : {"id", "call", "parent", "channel", "other", "caller", "called",
                             "target", "context", "application", "customer", "attribution"}) {
      text += std::string{name} + " = \"of " + name + "\"\n";
    }
    const Leg leg = read(text +
                             "sequence = -3\nstart = 1800000000\nbegan = 1700000000.9\n"
                             "duration = 60\ntalk = 30.5\nwaited = 2147483647\n"
                             "outcome = \"busy\"\nstage = \"fax\"\ninbound = 1\n"
                             "left_out = \"yes\"\nperson = a = \"x\"",
                         {{"a"}, {"x"}, {}})
                        .leg;
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, leg.row);
    is("of id", leg.id);
    is("of call", leg.call);
    is("of parent", leg.parent);
    is("of channel", leg.channel);
    is("of other", leg.other);
    is("of caller", leg.caller);
    is("of called", leg.called);
    is("of target", leg.target);
    is("of context", leg.context);
    is("of application", leg.application);
    is("of customer", leg.customer);
    is("of attribution", leg.attribution);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{-3}, leg.sequence);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1800000000}, leg.start);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1700000000}, leg.began);
    CPPUNIT_ASSERT_EQUAL(60, leg.duration);
    CPPUNIT_ASSERT_EQUAL(30, leg.talk);
    CPPUNIT_ASSERT_EQUAL(2147483647, leg.waited);
    CPPUNIT_ASSERT(leg.outcome == Outcome::busy && leg.stage == Stage::fax);
    CPPUNIT_ASSERT(leg.inbound && leg.left_out && leg.person);
  }

  void what_is_not_given_is_nothing() {
    const Read none =
        with("talk = a\nsequence = a\noutcome = a\nstage = a\nbegan = a\ninbound = a", "");
    is("", none.problem);
    CPPUNIT_ASSERT(none.leg.talk == 0 && none.leg.sequence == 0 && none.leg.began == 0);
    CPPUNIT_ASSERT(none.leg.outcome == Outcome::none && none.leg.stage == Stage::none);
    CPPUNIT_ASSERT(!none.leg.inbound && none.leg.id.empty());
  }

  void a_leg_keeps_nothing_of_the_row_before() {
    const auto source = source_of("start = 1800000000\nid = a\ntalk = b\ninbound = b");
    const std::vector<std::string> columns{"a", "b"};
    const sources::Mapping mapping{source, columns};
    Leg leg;
    leg.other = "before";
    leg.left_out = true;
    std::string problem;
    OneRow full{columns, {"x", "5"}, {}};
    OneRow empty{columns, {}, {}};  // fewer values than columns
    CPPUNIT_ASSERT(mapping.read(full.row(), leg, problem));
    CPPUNIT_ASSERT(leg.id == "x" && leg.talk == 5 && leg.other.empty() && !leg.left_out);
    CPPUNIT_ASSERT(mapping.read(empty.row(), leg, problem));
    CPPUNIT_ASSERT(leg.id.empty() && leg.talk == 0 && !leg.inbound);
  }

  void words_of_outcomes_and_stages() {
    const std::vector<std::pair<std::string, Outcome>> outcomes{{"none", Outcome::none},
                                                                {"answered", Outcome::answered},
                                                                {"unanswered", Outcome::unanswered},
                                                                {"cancelled", Outcome::cancelled},
                                                                {"busy", Outcome::busy},
                                                                {"failed", Outcome::failed}};
    for (const auto& [word, outcome] : outcomes) {
      CPPUNIT_ASSERT_MESSAGE(word, with("outcome = a", word).leg.outcome == outcome);
    }
    const std::vector<std::pair<std::string, Stage>> stages{{"none", Stage::none},
                                                            {"menu", Stage::menu},
                                                            {"queue", Stage::queue},
                                                            {"ringing", Stage::ringing},
                                                            {"conference", Stage::conference},
                                                            {"voicemail", Stage::voicemail},
                                                            {"fax", Stage::fax},
                                                            {"closed", Stage::closed},
                                                            {"blocked", Stage::blocked}};
    for (const auto& [word, stage] : stages) {
      CPPUNIT_ASSERT_MESSAGE(word, with("stage = a", word).leg.stage == stage);
    }
    is("outcome is 'ANSWERED'; allowed are none, answered, unanswered, cancelled, busy, failed",
       with("outcome = a", "ANSWERED").problem);
    is("stage is 'ivr'; allowed are none, menu, queue, ringing, conference, voicemail, fax, "
       "closed, "
       "blocked",
       with("stage = a", "ivr").problem);
  }

  void values_that_a_field_cannot_have_are_named() {
    const std::string seconds = "; seconds from 0 to 2147483647 are allowed; seconds(…) gives them";
    for (const char* bad : {"x", "-1", "1:30", "2147483648", "99999999999999999999"}) {
      is("talk is '" + std::string{bad} + "'" + seconds, with("talk = a", bad).problem);
    }
    is("sequence is 'x'; a whole number is allowed", with("sequence = a", "x").problem);
    is("began is '2026-01-01'; seconds since 1970 are allowed; time(…) gives them",
       with("began = a", "2026-01-01").problem);
    is("talk is 'a b" + std::string(77, 'x') + "…'" + seconds,
       with("talk = a", "a\nb" + std::string(99, 'x')).problem);
    is("start is empty; a date and time from 1970-01-01 on is allowed",
       read("start = a", {{"a"}, {"\\N"}, {}}).problem);
  }

  void a_row_that_cannot_be_read_is_none() {
    const auto source = source_of("start = 1800000000");
    const sources::Mapping mapping{source, {}};
    sources::Row row;
    row.problem = "3 values for 2 columns";
    Leg leg;
    std::string problem;
    CPPUNIT_ASSERT(!mapping.read(row, leg, problem));
    is("3 values for 2 columns", problem);
  }

  void columns_that_are_not_used_are_told() {
    const auto source = source_of("let x = b\nlet y = c\nstart = d\nid = first(x, optional(e))");
    const std::vector<std::string> columns{"a", "b", "c", "D", "e"};
    const sources::Mapping mapping{source, columns};
    const std::vector<std::size_t> expected{1, 3, 4};
    CPPUNIT_ASSERT(expected == mapping.used_columns());
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MappingFieldsTest, "mapping_fields");

}  // namespace callwidgets::test
