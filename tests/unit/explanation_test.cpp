#include "sources/explanation.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace callwidgets::test {
namespace {

using calls::Reason;
using sources::Evidence;
using sources::Leg;
using sources::Outcome;
using sources::Part;
using sources::Verdict;

Leg leg_to(const std::string& other, std::int64_t start, std::int32_t seconds,
           Outcome outcome = Outcome::unanswered) {
  Leg leg;
  leg.start = start;
  leg.duration = seconds;
  leg.other = other;
  leg.outcome = outcome;
  return leg;
}

Verdict missed(Reason reason) {
  Verdict verdict;
  verdict.reason = reason;
  verdict.called = "441632960101";
  return verdict;
}

class ExplanationTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ExplanationTest);
  CPPUNIT_TEST(a_missed_call);
  CPPUNIT_TEST(an_answered_call);
  CPPUNIT_TEST(a_leg);
  CPPUNIT_TEST(what_is_left_open);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_missed_call() {
    const std::vector<Leg> legs{leg_to("PJSIP/201-1", 100, 20), leg_to("SIP/202-2", 100, 18),
                                leg_to("", 120, 9, Outcome::answered)};
    const std::vector<Evidence> ringing{{0, Part::rang}, {1, Part::rang}};
    expect("missed: rang 201 and 202 for 20 s and nobody picked up",
           sentence(missed(Reason::not_answered), legs, ringing));
    expect("missed: rang 201 and 202 for 20 s, then the caller hung up",
           sentence(missed(Reason::abandoned_ringing), legs, ringing));
    const std::vector<Evidence> mailbox{{0, Part::rang}, {2, Part::voicemail}};
    expect(
        "missed: rang 201 for 20 s, then a mailbox picked up; a row says answered because a "
        "machine answered, not a person",
        sentence(missed(Reason::voicemail), legs, mailbox));
    const std::vector<Evidence> refused{{0, Part::busy}, {1, Part::failed}};
    expect("missed: 201 and 202 were busy", sentence(missed(Reason::busy), legs, refused));
    expect("missed: 201 and 202 could not be reached",
           sentence(missed(Reason::failed), legs, refused));
    const std::vector<Evidence> short_talk{{0, Part::talk, 3}};
    expect("missed: somebody picked up, for a shorter time than the source's `minimum_talk`",
           sentence(missed(Reason::not_answered), legs, short_talk));
    Verdict outbound;
    outbound.left_out = sources::LeftOut::outbound;
    expect("left out: an outbound call", sentence(outbound, legs, ringing));
  }

  void an_answered_call() {
    const std::vector<Leg> legs{leg_to("Local/201@q-1;1", 100, 20, Outcome::answered),
                                leg_to("SIP/201-1", 100, 20, Outcome::answered)};
    const std::vector<Evidence> evidence{{0, Part::talk, 12}, {1, Part::talk, 12}};
    Verdict verdict = missed(Reason::none);
    verdict.answered = true;
    verdict.talk = 12;
    verdict.waited = 8;
    expect("answered: 201 picked up after 8 s and spoke for 12 s",
           sentence(verdict, legs, evidence));
    verdict.at_most = true;
    expect("answered: 201 picked up and spoke for at most 12 s", sentence(verdict, legs, evidence));
  }

  void a_leg() {
    const Leg telephone = leg_to("SIP/201-1", 100, 20), alone = leg_to("", 100, 20);
    const std::vector<std::pair<Part, const char*>> sentences{
        {Part::talk, "spoke with 201 for 7 s"},
        {Part::rang, "rang 201 for 20 s, nobody picked up"},
        {Part::busy, "201 was busy"},
        {Part::failed, "201 could not be reached"},
        {Part::inner, "led to another part of the system, where nobody spoke to the caller"}};
    for (const auto& [part, text] : sentences) expect(text, sentence(telephone, {0, part, 7}));
    const std::vector<std::pair<Part, const char*>> machines{
        {Part::busy, "the line was busy"},
        {Part::failed, "nobody could be reached"},
        {Part::menu, "a menu or an announcement played for 20 s"},
        {Part::queue, "waited in a queue for 20 s"},
        {Part::conference, "in a conference room for 20 s"},
        {Part::voicemail, "a mailbox picked up for 20 s"},
        {Part::fax, "a fax machine picked up for 20 s"},
        {Part::closed, "the message for out of hours played for 20 s"},
        {Part::blocked, "the caller is on the blacklist"},
        {Part::ended, "nothing was rung"}};
    for (const auto& [part, text] : machines) expect(text, sentence(alone, {0, part, 0}));
  }

  void what_is_left_open() {
    const std::vector<Leg> legs{leg_to("SIP/telco-1", 100, 20, Outcome::answered)};
    Verdict verdict = missed(Reason::none);
    verdict.answered = true;
    const std::vector<Evidence> inside{{0, Part::talk, 5}}, outside{{0, Part::talk, 5, true}};
    CPPUNIT_ASSERT(left_open(verdict, legs, inside).empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, left_open(verdict, legs, outside).size());
    verdict.at_most = true;
    verdict.called.clear();
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, left_open(verdict, legs, outside).size());
    verdict.left_out = sources::LeftOut::internal;
    CPPUNIT_ASSERT(left_open(verdict, legs, outside).empty());
  }

 private:
  static void expect(const std::string& text, const std::string& got) {
    CPPUNIT_ASSERT_EQUAL(text, got);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ExplanationTest, "explanation");

}  // namespace
}  // namespace callwidgets::test
