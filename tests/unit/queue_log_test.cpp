#include "sources/verdicts/queue_log.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "sources/feeds/queue_events.h"
#include "text_source.h"

namespace callwidgets::test {
namespace {

using sources::QueueEvent;
using sources::QueueLog;
using sources::Stretches;
using Kind = QueueEvent::Kind;

sources::LogTime london() {
  return sources::LogTime{
      sources::WallClock{"Europe/London", *calendar::Zone::named("Europe/London")}};
}

std::vector<QueueEvent> read(const std::string& text, std::size_t piece = 1 << 20) {
  calls::TextSource source{text, piece};
  return sources::read_queue_file(source, london());
}

class QueueLogTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(QueueLogTest);
  CPPUNIT_TEST(knows_the_events_by_their_names);
  CPPUNIT_TEST(tells_when_agents_spoke);
  CPPUNIT_TEST(the_last_event_counts_in_any_order);
  CPPUNIT_TEST(reads_a_line);
  CPPUNIT_TEST(reads_a_file_in_any_pieces);
  CPPUNIT_TEST(a_line_that_is_too_long_is_no_event_nor_is_its_rest);
  CPPUNIT_TEST_SUITE_END();

 public:
  void knows_the_events_by_their_names() {
    const std::vector<std::pair<const char*, Kind>> names{{"ENTERQUEUE", Kind::entered},
                                                          {"CONNECT", Kind::connected},
                                                          {"COMPLETEAGENT", Kind::completed},
                                                          {"COMPLETECALLER", Kind::completed},
                                                          {"TRANSFER", Kind::completed},
                                                          {"BLINDTRANSFER", Kind::completed},
                                                          {"ATTENDEDTRANSFER", Kind::completed},
                                                          {"ABANDON", Kind::abandoned},
                                                          {"EXITWITHTIMEOUT", Kind::ended_empty},
                                                          {"EXITEMPTY", Kind::ended_empty},
                                                          {"EXITWITHKEY", Kind::left_by_key},
                                                          {"RINGNOANSWER", Kind::other},
                                                          {"connect", Kind::other},
                                                          {"", Kind::other}};
    for (const auto& [name, kind] : names)
      CPPUNIT_ASSERT_MESSAGE(name, sources::queue_event_named(name) == kind);
  }

  void tells_when_agents_spoke() {
    QueueLog log;
    CPPUNIT_ASSERT(log.empty());
    for (const auto& [kind, time] : {std::pair{Kind::entered, 100},
                                     {Kind::connected, 110},
                                     {Kind::completed, 150},
                                     {Kind::entered, 160},
                                     {Kind::connected, 170}})
      log.add({kind, time, "1.1"});
    CPPUNIT_ASSERT(!log.empty());
    CPPUNIT_ASSERT(log.connections("1.1") == (Stretches{{110, 150}, {170, 170}}));
    CPPUNIT_ASSERT(log.connections("1.2").empty());
  }

  void the_last_event_counts_in_any_order() {
    QueueLog log;
    log.add({Kind::abandoned, 130, "1.1"});
    log.add({Kind::other, 140, "1.1"});
    log.add({Kind::entered, 100, "1.1"});
    CPPUNIT_ASSERT(log.last("1.1") == Kind::abandoned);
    CPPUNIT_ASSERT(log.last("1.2") == Kind::other);
    QueueLog nothing;
    nothing.add({Kind::other, 1, "1.1"});
    CPPUNIT_ASSERT(nothing.empty());
  }

  void reads_a_line() {
    const auto time = london();
    const QueueEvent event = sources::queue_event_in(
        "1795877688|1795877687.30|700|Agent 121|CONNECT|1|1795877687.31|1", time);
    CPPUNIT_ASSERT(event.kind == Kind::connected);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1795877688}, event.time);
    CPPUNIT_ASSERT_EQUAL(std::string{"1795877687.30"}, event.call);
    for (const char* line : {"", "|||||", "noon|1.1|700|NONE|CONNECT|", "1795877688|1.1|700|NONE",
                             "1795877688|NONE|NONE|NONE|QUEUESTART|"})
      CPPUNIT_ASSERT_MESSAGE(line, sources::queue_event_in(line, time).kind == Kind::other);
  }

  void reads_a_file_in_any_pieces() {
    const std::string text =
        "1795877680|NONE|NONE|NONE|QUEUESTART|\n"
        "1795877687|1795877687.30|700|NONE|ENTERQUEUE||01632960217|1\r\n"
        "\n"
        "2026-11-28 14:54:54.123456|1795877687.30|700|Agent 122|CONNECT|7\n"
        "1795877699|1795877687.30|700|Agent 122|COMPLETECALLER";
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20}) {
      const auto events = read(text, piece);
      CPPUNIT_ASSERT_EQUAL(std::size_t{3}, events.size());
      CPPUNIT_ASSERT_EQUAL(std::int64_t{1795877694}, events[1].time);
      CPPUNIT_ASSERT(events[2].kind == Kind::completed);
    }
  }

  void a_line_that_is_too_long_is_no_event_nor_is_its_rest() {
    const std::string event = "1795877688|1.1|700|NONE|ABANDON|1|1|3";
    std::string text;
    for (const std::size_t length : {std::size_t{70'000}, std::size_t{200'000}})
      text += std::string(length, '|') + event + "\n" + event + "\n";
    text += std::string(131'072 - event.size(), ' ') + event;
    for (const std::size_t piece : {std::size_t{1000}, std::size_t{65'536}, std::size_t{1} << 20})
      CPPUNIT_ASSERT_EQUAL(std::size_t{2}, read(text, piece).size());
    // The rest of a long line, by itself, would be one.
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         read(std::string(65'536 * 2, 'x') + "\n" + event, 65'536).size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, read(std::string(65'536 * 2, 'x') + event, 65'536).size());
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(QueueLogTest, "queue_log");

}  // namespace
}  // namespace callwidgets::test
