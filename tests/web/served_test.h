// What the tests of the serving side assert again and again.
#pragma once

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <string>

#include "served_site.h"
#include "waiting.h"

namespace callwidgets::test {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Bounds that the product is to keep, widened for slow machines: 1.5 s and 2 s are 5 s here.
inline constexpr seconds kSoon{5};

class ServedTest : public CppUnit::TestFixture {
 protected:
  static void is_right(const ServedSite& site, const OracleQuestion& question,
                       const Answer& answer) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(target_of(question) + ": " + text_of(answer), 200, answer.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(target_of(question), site.right(question), answer.body);
  }

  static void is_marked(const std::string& word, const Answer& answer) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), word, answer.header("X-Cache"));
    CPPUNIT_ASSERT_MESSAGE(text_of(answer), (word == "STALE") == answer.has("Warning"));
  }

  // Returns once answers are kept: those before the change feed was read first may not be.
  static void start(ServedSite& site) {
    site.program().start();
    eventually(
        [&] { return site.ask("/widgets/data?type=call_totals").header("X-Cache") == "HIT"; },
        kSoon, milliseconds{20});
  }

  // Asked for the first time: computed.
  static void misses(const ServedSite& site, const OracleQuestion& question) {
    const Answer answer = site.ask(question);
    is_right(site, question, answer);
    is_marked("MISS", answer);
  }

  // Kept. For a moment it may be a stale one, where a busy machine delays the feed; never computed
  // again.
  static void hits(const ServedSite& site, const OracleQuestion& question) {
    Answer answer;
    eventually([&] { return (answer = site.ask(question)).header("X-Cache") != "STALE"; }, kSoon);
    is_right(site, question, answer);
    is_marked("HIT", answer);
  }

  static void misses_then_hits(const ServedSite& site, const OracleQuestion& question) {
    misses(site, question);
    hits(site, question);
  }

  // The database is as it should be: soon, and from then on, answers are right and not marked.
  // Until then they are `former` ones, marked ones or 503s.
  static void becomes_right(const ServedSite& site, const OracleQuestion& question,
                            const std::string& former = {}) {
    const std::string wanted = site.right(question);
    const Stopwatch watch;
    Answer answer;
    const bool came = eventually(
        [&] {
          answer = site.ask(question);
          if (answer.status == 503) return is_unavailable(answer), false;
          CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), 200, answer.status);
          if (answer.body == wanted && !answer.has("Warning")) return true;
          CPPUNIT_ASSERT_MESSAGE(
              target_of(question) + " was neither right nor as before: " + text_of(answer),
              answer.body == wanted || answer.body == former);
          return false;
        },
        kSoon, milliseconds{10});
    CPPUNIT_ASSERT_MESSAGE(target_of(question) + " is still not right after " +
                               std::to_string(watch.elapsed().count()) + " ms: " + text_of(answer),
                           came);
    for (int again = 0; again < 10; ++again) {
      answer = site.ask(question);
      is_right(site, question, answer);
      std::this_thread::sleep_for(milliseconds{20});
    }
  }

  static void is_unavailable(const Answer& answer) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), 503, answer.status);
    CPPUNIT_ASSERT_MESSAGE(text_of(answer), answer.body.starts_with("{\"errors\":[{\"code\":\"") &&
                                                answer.body.ends_with("\"}]}"));
    CPPUNIT_ASSERT_MESSAGE(text_of(answer),
                           answer.body.find("\"unavailable\"") != answer.body.npos);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), std::string("application/json; charset=utf-8"),
                                 answer.header("Content-Type"));
    const std::string retry = answer.header("Retry-After");
    CPPUNIT_ASSERT_MESSAGE(
        text_of(answer),
        !retry.empty() && retry.find_first_not_of("0123456789") == std::string::npos);
  }
};

}  // namespace callwidgets::test
