#include "fcgi/endpoint/trouble.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <vector>

#include "cache/cache.h"
#include "fcgi/endpoint/settling_notice.h"

namespace callwidgets::web {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class TroubleTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TroubleTest);
  CPPUNIT_TEST(a_reason_is_told_once_and_again_each_minute);
  CPPUNIT_TEST(reasons_that_alternate_are_told_once_each);
  CPPUNIT_TEST(ever_new_reasons_do_not_fill_the_log);
  CPPUNIT_TEST(its_end_is_told_once_with_how_long_it_lasted);
  CPPUNIT_TEST(what_comes_and_goes_is_told_once_a_minute);
  CPPUNIT_TEST(its_state_has_the_plain_reason);
  CPPUNIT_TEST(that_nothing_is_kept_is_told_when_it_begins_and_when_it_ends);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_reason_is_told_once_and_again_each_minute() {
    for (int attempt = 0; attempt < 3 * 130; ++attempt) fail("away", attempt * milliseconds{333});
    are_told({"trouble: away (host)", "trouble, for 60 s: away (host)",
              "trouble, for 120 s: away (host)"});
  }

  void reasons_that_alternate_are_told_once_each() {
    for (int attempt = 0; attempt < 100; ++attempt) {
      fail(attempt % 2 == 0 ? "away" : "asked lately", attempt * milliseconds{300});
    }
    are_told({"trouble: away (host)", "trouble: asked lately (host)"});
  }

  void ever_new_reasons_do_not_fill_the_log() {
    for (int attempt = 0; attempt < 100; ++attempt) {
      fail("number " + std::to_string(attempt), attempt * milliseconds{300});
    }
    CPPUNIT_ASSERT(lines_.size() <= 5);
  }

  void its_end_is_told_once_with_how_long_it_lasted() {
    succeed(seconds{1});
    fail("away", seconds{2});
    succeed(seconds{75});
    succeed(seconds{76});
    are_told({"trouble: away (host)", "trouble is over, after 73 s"});
  }

  void what_comes_and_goes_is_told_once_a_minute() {
    for (int attempt = 0; attempt < 50; ++attempt) {
      fail("away", attempt * seconds{1});
      succeed(attempt * seconds{1} + milliseconds{500});
    }
    are_told({"trouble: away (host)", "trouble is over, after 0 s"});
  }

  void its_state_has_the_plain_reason() {
    CPPUNIT_ASSERT(!trouble_.state(at(seconds{1})));
    fail("away", seconds{1});
    const auto state = trouble_.state(at(seconds{4}));
    CPPUNIT_ASSERT(state);
    CPPUNIT_ASSERT_EQUAL(std::string("away"), state->reason);
    CPPUNIT_ASSERT(state->lasts == seconds{3});
    CPPUNIT_ASSERT_EQUAL(std::string("away (host)"), std::string(trouble_.reason()->what()));
    succeed(seconds{5});
    CPPUNIT_ASSERT(!trouble_.state(at(seconds{6})));
    CPPUNIT_ASSERT(!trouble_.reason());
  }

  void that_nothing_is_kept_is_told_when_it_begins_and_when_it_ends() {
    const auto store = std::make_shared<cache::Store>(1 << 20);
    cache::Cache cache{store, 1, seconds{300}, nullptr};
    SettlingNotice notice;
    const auto learn = [&](std::int64_t version, bool another_history, seconds since) {
      cache::FeedReading reading;
      reading.since = cache.known().stamp;
      reading.now = {version, version};
      reading.another_history = reading.everything = another_history;
      cache.learn(reading, at(since));
      note(notice.at(store->settled, at(since)));
    };
    learn(9, false, seconds{0});
    learn(10, false, seconds{1});
    CPPUNIT_ASSERT(lines_.empty());
    learn(5, true, seconds{2});
    learn(6, false, seconds{3});
    learn(6, false, seconds{301});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lines_.size());
    CPPUNIT_ASSERT_MESSAGE(lines_[0], lines_[0].find("backup") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(lines_[0], lines_[0].find("5 minutes") != std::string::npos);
    learn(6, false, seconds{302});
    learn(6, false, seconds{303});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, lines_.size());
    CPPUNIT_ASSERT_EQUAL(std::string("answers are kept again"), lines_[1]);
  }

 private:
  static Trouble::Time at(std::chrono::steady_clock::duration since) {
    return Trouble::Time{std::chrono::hours{1}} + since;
  }
  void note(const std::optional<std::string>& line) {
    if (line) lines_.push_back(*line);
  }
  void fail(const std::string& reason, std::chrono::steady_clock::duration since) {
    note(trouble_.failed({Unavailable::Extent::everything, reason, "host"}, at(since)));
  }
  void succeed(std::chrono::steady_clock::duration since) { note(trouble_.succeeded(at(since))); }
  void are_told(const std::vector<std::string>& lines) const {
    std::string wanted, got;
    for (const std::string& line : lines) wanted += line + '\n';
    for (const std::string& line : lines_) got += line + '\n';
    CPPUNIT_ASSERT_EQUAL(wanted, got);
  }

  Trouble trouble_{"trouble", "trouble is over"};
  std::vector<std::string> lines_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(TroubleTest, "trouble");

}  // namespace
}  // namespace callwidgets::web
