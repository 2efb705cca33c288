// Answers by a session that has answered before, and knows where the figures are.
#include "figures_fixture.h"

namespace callwidgets::test {
namespace {

template <Database kind>
class AnswerTest : public FiguresFixture {
  CPPUNIT_TEST_SUITE(AnswerTest);
  CPPUNIT_TEST(another_history_is_noticed);
  CPPUNIT_TEST(another_generation_is_noticed);
  if (kind != Database::sqlite) CPPUNIT_TEST(one_figure_takes_one_statement);
  CPPUNIT_TEST_SUITE_END();

 public:
  AnswerTest() : FiguresFixture(kind) {}

  void setUp() override {
    FiguresFixture::setUp();
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 500));
    question_ = random_question(source);
    question_.customer_id = 1;
    answer(*account_, question_, widgets::Source::figures);
  }

  // As where a backup was put back and other calls came in: under the numbers that the session
  // knows there is somebody else. Only the nonce tells.
  void another_history_is_noticed() {
    writer_->direct("UPDATE customers SET customer_id = customer_id + 100");
    const std::string unaware = answer(*account_, question_, widgets::Source::figures);
    CPPUNIT_ASSERT(unaware.find("no customer") == unaware.npos);
    writer_->direct("UPDATE batches SET nonce = nonce - 1");
    const std::string aware = answer(*account_, question_, widgets::Source::figures);
    CPPUNIT_ASSERT_EQUAL(answer(*account_, question_, widgets::Source::calls), aware);
    CPPUNIT_ASSERT(aware.find("no customer") != aware.npos);
  }

  void another_generation_is_noticed() {
    rebuild(account_->zone_name);
    writer_->direct(
        "UPDATE sums SET calls = 7 WHERE scope < (SELECT scope FROM (SELECT "
        "MAX(scope) AS scope FROM scopes WHERE customer = 0) AS newest)");
    const std::string got = answer(*account_, question_, widgets::Source::figures);
    CPPUNIT_ASSERT_EQUAL(answer(*account_, question_, widgets::Source::calls), got);
  }

  void one_figure_takes_one_statement() {
    question::Question totals;
    totals.types = {3};
    totals.customer_id = 1;
    totals.range = question_.range;
    answer(*account_, totals, widgets::Source::figures);
    const std::int64_t before = statements();
    answer(*account_, totals, widgets::Source::figures);
    // One more is the counting.
    CPPUNIT_ASSERT_EQUAL(before + 2, statements());
  }

 private:
  // That this session has sent.
  std::int64_t statements() {
    static const database::Statement statement{
        "questions",
        "-- returns: integer\nSELECT CAST(VARIABLE_VALUE AS SIGNED) FROM "
        "information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'QUESTIONS'"};
    return reader_->query(statement, {}).integer(0, 0);
  }

  question::Question question_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AnswerTest<Database::sqlite>, "answer_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AnswerTest<Database::mariadb>, "answer_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AnswerTest<Database::mysql56>, "answer_mysql56");

}  // namespace
}  // namespace callwidgets::test
