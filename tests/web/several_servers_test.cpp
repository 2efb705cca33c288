// Two servers, tried in their order: the second answers while the first is down, and is believed,
// even where it is behind, or went another way.
#include <optional>

#include "own_server.h"
#include "served_test.h"
#include "sql_client.h"

namespace callwidgets::test {
namespace {

constexpr long kDay = ServedSite::kFirst + 20;
const OracleQuestion kQuestion = about("call_totals", kDay, kDay + 9);
const OracleQuestion kUnasked = about("missed_calls", kDay, kDay + 9);

template <Database kind>
class SeveralServersTest : public ServedTest {
  CPPUNIT_TEST_SUITE(SeveralServersTest<kind>);
  CPPUNIT_TEST(the_second_went_another_way);
  CPPUNIT_TEST(the_second_is_behind_and_the_first_comes_back);
  CPPUNIT_TEST_SUITE_END();

 public:
  void the_second_is_behind_and_the_first_comes_back() { first_goes(3, 0, true); }

  // As many batches on both: the number of the version doesn't tell them apart.
  void the_second_went_another_way() { first_goes(2, 2, false); }

 private:
  void first_goes(int batches_of_first, int batches_of_second, bool comes_back) {
    server().mend();
    ServedSite second{fresh_database(kind, folder_)};
    const std::string own = server().fresh_database();
    ServedSite first{own, {}, reading(own) + " " + reading(second.database())};
    for (int i = 0; i < batches_of_first; ++i) first.import_calls(7, 1, kDay + i);
    for (int i = 0; i < batches_of_second; ++i) second.import_calls(4, 2, kDay + i);
    const std::string of_first = first.right(kQuestion), of_second = second.right(kQuestion);
    CPPUNIT_ASSERT(of_first != of_second);
    const std::string version = "SELECT version FROM accounts";
    CPPUNIT_ASSERT_EQUAL(batches_of_first == batches_of_second,
                         sql(first.database(), version) == sql(second.database(), version));
    start(first);
    misses_then_hits(first, kQuestion);

    server().kill();
    turns(first, of_first, of_second);
    // Never back to what only the first one knew, unless marked.
    for (int again = 0; again < 20; ++again) {
      const Answer answer = first.ask(kQuestion);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), 200, answer.status);
      if (!answer.has("Warning")) CPPUNIT_ASSERT_EQUAL(of_second, answer.body);
    }
    const Answer unasked = first.ask(kUnasked);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(unasked), second.right(kUnasked), unasked.body);

    if (!comes_back) return;
    server().restart();
    turns(first, of_second, of_first);
    const Answer again = first.ask(kUnasked);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(again), first.right(kUnasked), again.body);
  }

  // From one body to another one within some seconds; in between, marked ones and 503s.
  static void turns(const ServedSite& site, const std::string& from, const std::string& to) {
    Answer answer;
    const bool turned = eventually(
        [&] {
          answer = site.ask(kQuestion);
          if (answer.status == 503) return is_unavailable(answer), false;
          CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), 200, answer.status);
          CPPUNIT_ASSERT_MESSAGE(text_of(answer), answer.body == from || answer.body == to);
          return answer.body == to && !answer.has("Warning");
        },
        seconds{12}, milliseconds{20});
    CPPUNIT_ASSERT_MESSAGE("still " + text_of(answer), turned);
  }

  static OwnServer& server() {
    static OwnServer server{kind};
    return server;
  }

  Folder folder_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SeveralServersTest<Database::mariadb>,
                                      "several_servers_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SeveralServersTest<Database::mysql56>,
                                      "several_servers_mysql56");

}  // namespace
}  // namespace callwidgets::test
