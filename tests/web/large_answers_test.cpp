// A short request asks for much: it is bounded, and so is the memory of many at once.
#include <fstream>
#include <list>
#include <optional>

#include "served_test.h"

namespace callwidgets::test {
namespace {

class LargeAnswersTest : public ServedTest {
  CPPUNIT_TEST_SUITE(LargeAnswersTest);
  CPPUNIT_TEST(too_many_rows_are_refused);
  CPPUNIT_TEST(what_is_repeated_is_answered_as_often);
  CPPUNIT_TEST(many_at_once_stay_within_bounds);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    made_.emplace(fresh_database(Database::sqlite, folder_));
    start(*made_);
  }
  void tearDown() override { made_.reset(); }

  void too_many_rows_are_refused() {
    // 11 times 3,653 days.
    const Answer answer = made_->ask(per_day(11, 1));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), 400, answer.status);
    for (const char* word : {"\"parameter\":\"type\"", "40183", "40000"})
      CPPUNIT_ASSERT_MESSAGE(text_of(answer), answer.body.find(word) != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(200, made_->ask(per_day(10, 1)).status);
  }

  void what_is_repeated_is_answered_as_often() {
    for (const int datasources : {1, 2, 5}) {
      for (const std::vector<std::string>& types :
           {std::vector<std::string>{"calls_per_day", "call_totals", "calls_per_day"},
            {"call_totals", "call_totals"},
            {"geographic_origin"}}) {
        OracleQuestion question = about("call_totals", ServedSite::kFirst, ServedSite::kLast, 1);
        question.types = types;
        question.datasources = datasources;
        std::string target = target_of(question) + "&datasources=0";
        for (int n = 1; n < datasources; ++n) target += ",0";
        is_right(*made_, question, made_->ask(target));
      }
    }
  }

  // 18 different ones, each nearly as large as one may be; more than the cache has room for.
  void many_at_once_stay_within_bounds() {
    for (int n = 0; n < 4; ++n) made_->ask(per_day(10, 40 + n));
    const long before = kilobytes("VmRSS:");
    for (int round = 0; round < 3; ++round) {
      std::list<Pending> asked;
      for (int n = 0; n < 18; ++n)
        asked.emplace_back(made_->program().socket(),
                           Request{"GET", per_day(10, 1 + n + round * 100), {}, {}});
      for (Pending& one : asked) {
        const Answer answer = one.answer(seconds{60});
        CPPUNIT_ASSERT_EQUAL(200, answer.status);
        CPPUNIT_ASSERT(answer.body.size() > 1'000'000);
      }
    }
    const long most = kilobytes("VmHWM:");
    CPPUNIT_ASSERT_MESSAGE(std::to_string(before) + " kB, and at the most " + std::to_string(most),
                           most - before < 128 * 1024);
  }

 private:
  // Ten years of days, of one customer from a day of the first month or two on.
  static std::string per_day(int times, int shift) {
    std::string types = "calls_per_day";
    for (int n = 1; n < times; ++n) types += ",calls_per_day";
    OracleQuestion question = about("call_totals", 16'000 - shift, 16'000 - shift + 3652, 1);
    std::string target = target_of(question);
    return target.replace(target.find("call_totals"), std::string("call_totals").size(), types);
  }

  long kilobytes(const std::string& name) {
    std::ifstream in{"/proc/" + std::to_string(made_->program().program().pid()) + "/status"};
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with(name)) return std::atol(line.c_str() + name.size());
    }
    throw std::runtime_error("the program is gone");
  }

  Folder folder_;
  std::optional<ServedSite> made_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(LargeAnswersTest, "large_answers_socket");

}  // namespace
}  // namespace callwidgets::test
