// The kinds under sources/: each is without mistake, and says of rows of its system what they are.
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <iterator>
#include <set>

#include "mapping_of.h"
#include "site.h"
#include "sources/mapping/function_table.h"
#include "sources/mapping/leg_fields.h"
#include "sources/mapping/setting_table.h"

namespace callwidgets::test {

using sources::Leg;
using sources::Outcome;
using sources::Stage;

class MappingShippedTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MappingShippedTest);
  CPPUNIT_TEST(each_kind_is_without_mistake);
  CPPUNIT_TEST(a_call_from_outside_rings_a_telephone);
  CPPUNIT_TEST(stages_of_asterisk);
  CPPUNIT_TEST(outcomes_of_asterisk);
  CPPUNIT_TEST(what_is_left_out);
  CPPUNIT_TEST(local_times_are_settled_by_the_unique_id);
  CPPUNIT_TEST(freepbx_has_columns_of_its_own);
  CPPUNIT_TEST(the_language_is_documented);
  CPPUNIT_TEST_SUITE_END();

  static std::optional<std::string> shipped(const std::string& kind) {
    std::ifstream in{source_path() / "sources" / (kind + ".source"), std::ios::binary};
    if (!in) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>{in}, {}};
  }

  using Values = std::map<std::string, std::string>;

  static Read row(const std::string& kind, const Values& values,
                  const std::string& settings = "zone = Europe/London\n") {
    OneRow table;
    for (const auto& [name, value] : values) {
      table.columns.push_back(name);
      table.values.push_back(value);
    }
    return read("kind = " + kind + "\n" + settings, table,
                {{"asterisk", *shipped("asterisk")}, {"freepbx", *shipped("freepbx")}});
  }

  // A row of Master.csv, changed in some columns.
  static Read asterisk(const Values& changed,
                       const std::string& settings = "zone = Europe/London\n") {
    Values values{{"src", "01632960207"},
                  {"dst", "107"},
                  {"dcontext", "ext-local"},
                  {"channel", "SIP/telco-0000000a"},
                  {"dstchannel", "SIP/107-0000000c"},
                  {"lastapp", "Dial"},
                  {"lastdata", "SIP/107,8"},
                  {"start", "2026-06-28 14:54:41"},
                  {"duration", "9"},
                  {"billsec", "5"},
                  {"disposition", "ANSWERED"},
                  {"uniqueid", "1782654880.10"},
                  {"linkedid", "1782654880.9"},
                  {"sequence", "12"}};
    for (const auto& [name, value] : changed) values[name] = value;
    return row("asterisk", values, settings);
  }

  static Stage stage(const Values& changed) { return asterisk(changed).leg.stage; }

  void each_kind_is_without_mistake() {
    std::set<std::string> kinds;
    for (const auto& file : std::filesystem::directory_iterator{source_path() / "sources"}) {
      if (file.path().extension() != ".source") continue;
      const std::string kind = file.path().stem();
      kinds.insert(kind);
      const sources::SourceFile source{"my.source", "zone = Europe/London\nkind = " + kind,
                                       shipped};
      // All the columns that it names, one after another as it asks for them.
      std::vector<std::string> columns;
      for (;;) {
        try {
          const sources::Mapping mapping{source, columns};
          break;
        } catch (const sources::MappingError& error) {
          const std::string text = error.what();
          const std::string mark = "needs the column '";
          const std::size_t at = text.find(mark);
          CPPUNIT_ASSERT_MESSAGE(text, at != std::string::npos && columns.size() < 100);
          const std::size_t begin = at + mark.size();
          columns.push_back(text.substr(begin, text.find('\'', begin) - begin));
        }
      }
      CPPUNIT_ASSERT_MESSAGE(kind, !columns.empty());
    }
    CPPUNIT_ASSERT(kinds.contains("asterisk") && kinds.contains("freepbx"));
  }

  void the_language_is_documented() {
    std::ifstream in{source_path() / "docs/sources.md"};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto is_told = [&](std::string_view name, char end) {
      const std::string mark = "`" + std::string{name} + end;
      CPPUNIT_ASSERT_MESSAGE(mark, text.find(mark) != std::string::npos);
    };
    for (const auto& setting : sources::all_settings()) {
      is_told(setting.name, '`');
      if (!setting.otherwise.empty()) is_told(setting.otherwise, '`');
    }
    for (const auto& field : sources::leg_fields()) is_told(field.name, '`');
    for (const auto& function : sources::all_functions()) {
      const bool bare = text.find("`" + std::string{function.name} + "`") != std::string::npos;
      is_told(function.name, bare ? '`' : '(');
    }
  }

  void a_call_from_outside_rings_a_telephone() {
    const Read read = asterisk({}, "zone = Europe/London\ntrunks = SIP/telco-*\n");
    const Leg& leg = read.leg;
    CPPUNIT_ASSERT_EQUAL(std::string{}, read.problem);
    CPPUNIT_ASSERT_EQUAL(std::string{"1782654880.10"}, leg.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"1782654880.9"}, leg.call);
    CPPUNIT_ASSERT_EQUAL(std::string{"107"}, leg.target);
    CPPUNIT_ASSERT_EQUAL(std::string{"01632960207"}, leg.caller);
    CPPUNIT_ASSERT_EQUAL(std::string{"SIP/telco-0000000a"}, leg.channel);
    CPPUNIT_ASSERT_EQUAL(std::string{"SIP/107-0000000c"}, leg.other);
    CPPUNIT_ASSERT_EQUAL(std::string{"ext-local"}, leg.context);
    CPPUNIT_ASSERT_EQUAL(std::string{"Dial"}, leg.application);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1782654881}, leg.start);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1782654880}, leg.began);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{12}, leg.sequence);
    CPPUNIT_ASSERT(leg.duration == 9 && leg.talk == 5 && leg.outcome == Outcome::answered);
    CPPUNIT_ASSERT(leg.stage == Stage::ringing && leg.inbound && !leg.left_out);
    CPPUNIT_ASSERT(!asterisk({}).leg.inbound);
    CPPUNIT_ASSERT(asterisk({{"dcontext", "from-trunk-sip-telco"}}).leg.inbound);
    CPPUNIT_ASSERT(asterisk({{"did", "441632960107"}}).leg.inbound);
  }

  void stages_of_asterisk() {
    CPPUNIT_ASSERT(stage({}) == Stage::ringing);
    CPPUNIT_ASSERT(stage({{"lastapp", "Queue"}, {"lastdata", "600,t"}}) == Stage::queue);
    CPPUNIT_ASSERT_EQUAL(std::string{"600"},
                         asterisk({{"lastapp", "Queue"}, {"lastdata", "600,t"}}).leg.target);
    const auto alone = [](Values changed) {
      changed["dstchannel"] = "";
      return stage(changed);
    };
    CPPUNIT_ASSERT(alone({{"lastapp", "VoiceMail"}, {"dst", "vmu104"}}) == Stage::voicemail);
    CPPUNIT_ASSERT(alone({{"lastapp", "AGI"}, {"dcontext", "voicemail-op"}}) == Stage::voicemail);
    CPPUNIT_ASSERT(alone({{"lastapp", "Hangup"}, {"dst", "vmu104"}}) == Stage::voicemail);
    CPPUNIT_ASSERT(stage({{"dst", "vmu104"}}) == Stage::ringing);
    CPPUNIT_ASSERT(alone({{"lastapp", "ReceiveFAX"}}) == Stage::fax);
    CPPUNIT_ASSERT(alone({{"lastapp", "Hangup"}, {"dcontext", "ext-fax"}}) == Stage::fax);
    CPPUNIT_ASSERT(alone({{"lastapp", "ConfBridge"}}) == Stage::conference);
    CPPUNIT_ASSERT(stage({{"lastapp", "MeetMe"}}) == Stage::conference);
    CPPUNIT_ASSERT(alone({{"lastapp", "BackGround"}, {"dcontext", "ivr-1"}}) == Stage::menu);
    CPPUNIT_ASSERT(alone({{"lastapp", "Hangup"}, {"dcontext", "ivr-1"}}) == Stage::menu);
    CPPUNIT_ASSERT(alone({{"lastapp", "Hangup"}, {"dcontext", "app-announcement-1"}}) ==
                   Stage::menu);
    CPPUNIT_ASSERT(alone({{"lastapp", "Playback"}, {"lastdata", "custom/we-are-closed"}}) ==
                   Stage::closed);
    CPPUNIT_ASSERT(alone({{"lastapp", "Hangup"}, {"dcontext", "after-hours"}}) == Stage::closed);
    CPPUNIT_ASSERT(alone({{"lastapp", "Hangup"}, {"dcontext", "app-blacklist"}}) == Stage::blocked);
    CPPUNIT_ASSERT(alone({{"lastapp", "Hangup"}}) == Stage::none);
  }

  void outcomes_of_asterisk() {
    const std::vector<std::pair<std::string, Outcome>> dispositions{
        {"ANSWERED", Outcome::answered},
        {"NO ANSWER", Outcome::unanswered},
        {"CANCEL", Outcome::cancelled},
        {"BUSY", Outcome::busy},
        {"FAILED", Outcome::failed},
        {"CONGESTION", Outcome::failed},
        {"", Outcome::none}};
    for (const auto& [word, outcome] : dispositions) {
      CPPUNIT_ASSERT_MESSAGE(word, asterisk({{"disposition", word}}).leg.outcome == outcome);
    }
    CPPUNIT_ASSERT(asterisk({{"disposition", "LOST"}}).problem.starts_with("outcome is 'LOST'; "));
  }

  void what_is_left_out() {
    CPPUNIT_ASSERT(asterisk({{"channel", "PJSIP/anonymous-00000001"}}).leg.left_out);
    const Values code{{"dst", "*97"}, {"dcontext", "from-internal"}, {"channel", "SIP/201-1"}};
    CPPUNIT_ASSERT(asterisk(code).leg.left_out);
    Values outside = code;
    outside["did"] = "441632960107";
    CPPUNIT_ASSERT(!asterisk(outside).leg.left_out);
  }

  void local_times_are_settled_by_the_unique_id() {
    const std::string berlin = "zone = Europe/Berlin\n";
    const std::string id = "pbx1-1774747800.710";
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1774747800},
        asterisk({{"start", "2026-03-29 02:30:00"}, {"uniqueid", id}}, berlin).leg.start);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"start is '2026-03-29 02:30:00', a time that does not exist in Europe/Berlin"},
        asterisk({{"start", "2026-03-29 02:30:00"}, {"uniqueid", ""}}, berlin).problem);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1792891805},
        asterisk({{"start", "2026-10-25 02:30:05"}, {"uniqueid", "1792891800.1"}}, berlin)
            .leg.start);
  }

  void freepbx_has_columns_of_its_own() {
    Values values{{"calldate", "2026-06-28 14:54:41"},
                  {"src", "441632960100"},
                  {"dst", "107"},
                  {"dcontext", "ext-local"},
                  {"channel", "PJSIP/telco-0a"},
                  {"dstchannel", "PJSIP/107-0c"},
                  {"lastapp", "Dial"},
                  {"duration", "9"},
                  {"billsec", "5"},
                  {"disposition", "BUSY"},
                  {"uniqueid", "1782654880.10"},
                  {"linkedid", "1782654880.10"},
                  {"sequence", "1"},
                  {"did", "441632960107"},
                  {"cnum", "01632960207"}};
    const Read read = row("freepbx", values);
    CPPUNIT_ASSERT_EQUAL(std::string{}, read.problem);
    CPPUNIT_ASSERT_EQUAL(std::string{"01632960207"}, read.leg.caller);
    CPPUNIT_ASSERT_EQUAL(std::string{"441632960107"}, read.leg.called);
    CPPUNIT_ASSERT(read.leg.inbound && read.leg.outcome == Outcome::busy);
    values["cnum"] = "";
    CPPUNIT_ASSERT_EQUAL(std::string{"441632960100"}, row("freepbx", values).leg.caller);
    values["calldate"] = "0000-00-00 00:00:00";
    CPPUNIT_ASSERT_EQUAL(std::string{"calldate is '0000-00-00 00:00:00', which is no date; dates "
                                     "from 1970-01-01 on are allowed"},
                         row("freepbx", values).problem);
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MappingShippedTest, "mapping_shipped");

}  // namespace callwidgets::test
