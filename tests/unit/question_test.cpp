#include "question/question.h"

#include <cppunit/extensions/HelperMacros.h>

#include <array>
#include <string>

using namespace callwidgets;
using question::Problem;

namespace {

constexpr std::array<std::string_view, 2> types{"call_totals", "missed_calls"};

calendar::Day day(const char* text) { return calendar::parse_day(text).value(); }

question::Question parse(const std::string& query, const char* today = "2026-03-15",
                         std::int64_t max_days = 3660) {
  return question::parse(question::Parameters{query}, {}, {1, types, day(today), max_days});
}

// The parameter that a query fails for, and how.
std::string failure(const std::string& query, const char* today = "2026-03-15") {
  try {
    parse(query, today);
  } catch (const Problem& problem) {
    return (problem.code() == Problem::Code::missing_parameter ? "missing " : "invalid ") +
           problem.parameter();
  }
  return "none";
}

class QuestionTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(QuestionTest);
  CPPUNIT_TEST(dates_that_are_left_out_give_thirty_days);
  CPPUNIT_TEST(a_lone_from_date_reaches_to_today_and_not_beyond);
  CPPUNIT_TEST(the_first_wrong_parameter_in_the_contracts_order_is_named);
  CPPUNIT_TEST(a_range_is_measured_with_both_its_ends);
  CPPUNIT_TEST(the_last_of_several_counts_and_templates_do_not);
  CPPUNIT_TEST(lists_keep_their_order_and_repeats);
  CPPUNIT_TEST(a_wrong_value_is_shown_short_and_printable);
  CPPUNIT_TEST(the_rows_of_all_envelopes_are_bounded);
  CPPUNIT_TEST(a_percent_sign_that_starts_no_escape_stays);
  CPPUNIT_TEST_SUITE_END();

 public:
  void dates_that_are_left_out_give_thirty_days() {
    CPPUNIT_ASSERT(parse("type=call_totals").range ==
                   (calendar::Range{day("2026-02-14"), day("2026-03-15")}));
    CPPUNIT_ASSERT(parse("type=call_totals&to_date=2024-03-01").range ==
                   (calendar::Range{day("2024-02-01"), day("2024-03-01")}));
    CPPUNIT_ASSERT(parse("type=call_totals&to_date=1970-01-01").range.from ==
                   day("1970-01-01") - date::days{29});
  }

  void a_lone_from_date_reaches_to_today_and_not_beyond() {
    CPPUNIT_ASSERT(parse("type=call_totals&from_date=2026-03-01").range ==
                   (calendar::Range{day("2026-03-01"), day("2026-03-15")}));
    CPPUNIT_ASSERT(parse("type=call_totals&from_date=2026-03-15").range.to == day("2026-03-15"));
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid from_date"},
                         failure("type=call_totals&from_date=2026-03-16"));
    CPPUNIT_ASSERT_EQUAL(std::string{"none"},
                         failure("type=call_totals&from_date=2026-03-16&to_date=2026-03-16"));
  }

  void the_first_wrong_parameter_in_the_contracts_order_is_named() {
    const std::string wrong = "&customer_id=x&from_date=x&to_date=x&datasources=x";
    CPPUNIT_ASSERT_EQUAL(std::string{"missing type"}, failure(wrong));
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid type"}, failure("type=x" + wrong));
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid customer_id"}, failure("type=call_totals" + wrong));
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid from_date"},
                         failure("type=call_totals&from_date=2021-02-30&to_date=x"));
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid to_date"},
                         failure("type=call_totals&to_date=1969-12-31&datasources=1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid datasources"},
                         failure("type=call_totals&datasources=0,1"));
  }

  void a_range_is_measured_with_both_its_ends() {
    parse("type=call_totals&from_date=2026-01-01&to_date=2026-01-10", "2026-03-15", 10);
    CPPUNIT_ASSERT_THROW(
        parse("type=call_totals&from_date=2026-01-01&to_date=2026-01-11", "2026-03-15", 10),
        Problem);
  }

  void the_last_of_several_counts_and_templates_do_not() {
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        parse("type={{type}}&type=call_totals&customer_id={{customerId}}").customer_id);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7},
                         parse("type=call_totals&customer_id=0&customer_id=7").customer_id);
    CPPUNIT_ASSERT_EQUAL(std::string{"missing type"}, failure("type=call_totals&type={{type}}"));
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid type"}, failure("type={{type"));
  }

  void lists_keep_their_order_and_repeats() {
    const auto asked = parse("type=missed_calls,call_totals,missed_calls&datasources=0,0");
    CPPUNIT_ASSERT((asked.types == std::vector<std::size_t>{1, 0, 1}));
    CPPUNIT_ASSERT(asked.several);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, asked.datasources);
    CPPUNIT_ASSERT(!parse("type=missed_calls").several);
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid type"}, failure("type=missed_calls,"));
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid datasources"},
                         failure("type=missed_calls&datasources=0,,0"));
  }

  void the_rows_of_all_envelopes_are_bounded() {
    const auto rows = [](std::string asked, const char* more, std::int64_t top = 10) {
      static constexpr std::array<std::string_view, 3> all{"calls_per_day", "call_totals",
                                                           "top_customers_by_calls"};
      try {
        question::parse(question::Parameters{"type=" + asked + "&to_date=2019-12-31" + more}, {},
                        {1, all, day("2026-03-15"), 10'000, top});
      } catch (const Problem& problem) {
        return problem.parameter() + ": " + problem.what();
      }
      return std::string{"none"};
    };
    const auto times = [](int number, std::string type) {
      std::string list = type;
      while (--number) list += ',' + type;
      return list;
    };
    const char* years = "&from_date=2000-01-01";  // 7,305 days
    CPPUNIT_ASSERT_EQUAL(std::string{"none"}, rows(times(5, "calls_per_day"), years));
    CPPUNIT_ASSERT_EQUAL(std::string{"none"}, rows(times(100, "call_totals"), years));
    CPPUNIT_ASSERT_EQUAL(std::string{"none"}, rows(times(100, "top_customers_by_calls"), years));
    for (const std::string& refused :
         {rows(times(6, "calls_per_day"), years),
          rows("calls_per_day", "&from_date=2000-01-01&datasources=0,0,0,0,0,0")}) {
      CPPUNIT_ASSERT_MESSAGE(refused, refused.starts_with("type: "));
      CPPUNIT_ASSERT_MESSAGE(refused, refused.find("43830") != refused.npos);
      CPPUNIT_ASSERT_MESSAGE(refused, refused.find("40000") != refused.npos);
    }
    CPPUNIT_ASSERT(rows(times(50, "top_customers_by_calls"), years, 1000) != "none");
  }

  void a_wrong_value_is_shown_short_and_printable() {
    try {
      parse("type=call_totals&customer_id=%00%0a" + std::string(1000, '9'));
      CPPUNIT_FAIL("taken");
    } catch (const Problem& problem) {
      const std::string text = problem.what();
      CPPUNIT_ASSERT(text.size() < 200);
      CPPUNIT_ASSERT(text.find("'??999") != text.npos);
    }
  }

  void a_percent_sign_that_starts_no_escape_stays() {
    const question::Parameters parameters{"a=%&b=%4&c=%zz&d=%41+x&e"};
    CPPUNIT_ASSERT_EQUAL(std::string_view{"%"}, parameters.get("a").value());
    CPPUNIT_ASSERT_EQUAL(std::string_view{"%4"}, parameters.get("b").value());
    CPPUNIT_ASSERT_EQUAL(std::string_view{"%zz"}, parameters.get("c").value());
    CPPUNIT_ASSERT_EQUAL(std::string_view{"A x"}, parameters.get("d").value());
    CPPUNIT_ASSERT(!parameters.get("e"));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(QuestionTest, "question");

}  // namespace
