#include "sources/verdicts/bridge_log.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <map>

namespace callwidgets::test {
namespace {

using sources::BridgeLog;
using sources::ChannelEvent;
using sources::Stretch;
using sources::Stretches;
using Kind = ChannelEvent::Kind;

const BridgeLog::IsTrunk is_trunk = [](std::string_view channel) {
  return channel.starts_with("SIP/telco");
};

// Events of channels that are known by their ids.
class Log {
 public:
  void made(const std::string& id, const std::string& call, const std::string& channel,
            const std::string& dialled = "s") {
    channels_[id] = channel;
    log.add({Kind::channel_made, 0, id, call, channel, dialled, {}, false});
  }
  void together(const std::string& bridge, const std::string& id, std::int64_t from,
                std::int64_t to, bool holding = false) {
    log.add({Kind::bridge_entered, from, id, "1.1", channels_[id], {}, bridge, holding});
    log.add({Kind::bridge_left, to, id, "1.1", channels_[id], {}, bridge, holding});
  }
  Stretches with(const std::string& id) const {
    const auto found = log.with_people(id, is_trunk);
    CPPUNIT_ASSERT_MESSAGE(id + " has no bridge", found.has_value());
    return *found;
  }

  BridgeLog log;

 private:
  std::map<std::string, std::string> channels_;
};

class BridgeLogTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BridgeLogTest);
  CPPUNIT_TEST(people_are_those_in_the_same_bridge_at_the_same_time);
  CPPUNIT_TEST(another_caller_is_no_person_but_a_line_that_was_called_is);
  CPPUNIT_TEST(music_joins_nobody);
  CPPUNIT_TEST(a_person_may_be_behind_halves_of_channels);
  CPPUNIT_TEST(halves_that_lead_back_end);
  CPPUNIT_TEST(knows_what_was_dialled_and_called);
  CPPUNIT_TEST_SUITE_END();

 public:
  void people_are_those_in_the_same_bridge_at_the_same_time() {
    Log log = arrival();
    log.made("1.2", "1.1", "SIP/101-2");
    log.together("b", "1.1", 110, 150);
    log.together("b", "1.2", 112, 140);
    CPPUNIT_ASSERT(log.with("1.1") == (Stretches{{112, 140}}));
    // Before him, and in another bridge.
    log.made("1.3", "1.1", "SIP/102-3");
    log.together("b", "1.3", 90, 100);
    log.together("other", "1.3", 120, 130);
    CPPUNIT_ASSERT(log.with("1.1") == (Stretches{{112, 140}}));
    CPPUNIT_ASSERT(!log.log.with_people("9.9", is_trunk).has_value());
  }

  void another_caller_is_no_person_but_a_line_that_was_called_is() {
    Log log = arrival();
    log.together("room", "1.1", 100, 200);
    log.made("2.1", "2.1", "SIP/telco-7");
    log.together("room", "2.1", 110, 190);
    CPPUNIT_ASSERT(log.with("1.1").empty());
    log.made("1.4", "1.1", "SIP/telco-8");  // has the id of the call that made it
    log.together("room", "1.4", 150, 160);
    CPPUNIT_ASSERT(log.with("1.1") == (Stretches{{150, 160}}));
  }

  void music_joins_nobody() {
    Log log = arrival();
    log.made("1.2", "1.1", "SIP/101-2");
    log.together("park", "1.1", 100, 200, true);
    log.together("park", "1.2", 100, 200, true);
    CPPUNIT_ASSERT(log.with("1.1").empty());
  }

  void a_person_may_be_behind_halves_of_channels() {
    Log log = arrival();
    log.made("1.2", "1.1", "Local/101@q-0a;1");
    log.made("1.3", "1.1", "Local/101@q-0a;2");
    log.made("1.4", "1.1", "SIP/101-4");
    log.together("outer", "1.1", 100, 160);
    log.together("outer", "1.2", 100, 160);
    CPPUNIT_ASSERT(log.with("1.1").empty());  // a mailbox, say
    log.together("inner", "1.3", 105, 150);
    log.together("inner", "1.4", 110, 150);
    CPPUNIT_ASSERT(log.with("1.1") == (Stretches{{110, 150}}));
  }

  void halves_that_lead_back_end() {
    Log log = arrival();
    log.made("1.2", "1.1", "Local/101@q-0a;1");
    log.made("1.3", "1.1", "Local/101@q-0a;2");
    for (const char* id : {"1.1", "1.2", "1.3"}) log.together("one", id, 100, 160);
    CPPUNIT_ASSERT(log.with("1.1").empty());
  }

  void knows_what_was_dialled_and_called() {
    BridgeLog log;
    log.add({Kind::channel_made, 0, "1.1", "1.1", "SIP/telco-1", "441632960101", {}, false});
    log.add({Kind::channel_made, 0, "1.2", "1.1", "SIP/101-2", "s", {}, false});
    log.add({Kind::answered_call, 0, "1.2", "1.1", "SIP/101-2", {}, {}, false});
    CPPUNIT_ASSERT_EQUAL(std::string{"441632960101"}, std::string{log.dialled_on("1.1")});
    CPPUNIT_ASSERT(log.dialled_on("1.2").empty() && log.dialled_on("9.9").empty());
    CPPUNIT_ASSERT(log.was_called("1.2") && !log.was_called("1.1"));
  }

 private:
  static Log arrival() {
    Log log;
    log.made("1.1", "1.1", "SIP/telco-1", "441632960101");
    return log;
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(BridgeLogTest, "bridge_log");

}  // namespace
}  // namespace callwidgets::test
