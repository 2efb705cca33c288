#include "calls/origin/phone_areas.h"

#include <cppunit/extensions/HelperMacros.h>

namespace callwidgets::calls {

class PhoneAreasTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PhoneAreasTest);
  CPPUNIT_TEST(areas_have_english_names);
  CPPUNIT_TEST(mobile_numbers_are_mobile);
  CPPUNIT_TEST(a_country_where_only_that_is_known);
  CPPUNIT_TEST(unknown_where_nothing_is_found);
  CPPUNIT_TEST(national_numbers_become_international);
  CPPUNIT_TEST(incomplete_numbers_stay_as_they_are);
  CPPUNIT_TEST(regions_are_known_by_two_capital_letters);
  CPPUNIT_TEST(look_ups_are_remembered_within_bounds);
  CPPUNIT_TEST_SUITE_END();

  PhoneAreas areas_;

  void check(const std::string& expected, const std::string& number) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(number, expected, areas_.area_of(number));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(number, expected, areas_.area_of(number));
  }

 public:
  void areas_have_english_names() {
    check("Dursley", "+441453540000");
    check("London", "+442079460000");
    check("Berlin", "+493012345678");
    check("Rome", "+390612345678");
    check("San Francisco, CA", "+14155550100");  // where mobile numbers look the same
  }

  void mobile_numbers_are_mobile() {
    check("Mobile", "+447911123456");
    check("Mobile", "+31612345678");
    check("Mobile", "+5491123456789");
  }

  void a_country_where_only_that_is_known() {
    check("United Kingdom", "+44800123456");
    check("United States", "+18002345678");
    check("Singapore", "+6561234567");
  }

  void unknown_where_nothing_is_found() {
    for (const char* number : {"+", "+0", "+4499", "+80012345678", "+999123456789", "+4414535"})
      check("Unknown", number);
    check("Unknown", "+" + std::string(5000, '4'));
  }

  void national_numbers_become_international() {
    CPPUNIT_ASSERT_EQUAL(std::string{"+441453540000"}, areas_.international("01453540000", "GB"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+441453540000"},
                         areas_.international("00441453540000", "GB"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+31201234567"}, areas_.international("0201234567", "NL"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+390612345678"}, areas_.international("0612345678", "IT"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+33612345678"}, areas_.international("0612345678", "FR"));
  }

  void incomplete_numbers_stay_as_they_are() {
    CPPUNIT_ASSERT_EQUAL(std::string{"9"}, areas_.international("9", "GB"));
    CPPUNIT_ASSERT_EQUAL(std::string{"999"}, areas_.international("999", "GB"));
    CPPUNIT_ASSERT_EQUAL(std::string{"2530000"}, areas_.international("2530000", "US"));
    CPPUNIT_ASSERT_EQUAL(std::string{"01453540000"}, areas_.international("01453540000", "XX"));
  }

  void regions_are_known_by_two_capital_letters() {
    CPPUNIT_ASSERT(PhoneAreas::knows("GB"));
    CPPUNIT_ASSERT(PhoneAreas::knows("NL"));
    for (const char* region : {"", "gb", "UK", "ZZ", "001", "GBR"})
      CPPUNIT_ASSERT(!PhoneAreas::knows(region));
  }

  void look_ups_are_remembered_within_bounds() {
    RecentAreas recent{10};
    int looked_up = 0;
    const auto get = [&](int key) {
      return recent.get(std::to_string(key), [&] {
        ++looked_up;
        return "area " + std::to_string(key);
      });
    };
    for (int key = 0; key < 1000; ++key) {
      CPPUNIT_ASSERT_EQUAL("area " + std::to_string(key), get(key));
      CPPUNIT_ASSERT_EQUAL(std::string{"area 7"}, get(7));
      CPPUNIT_ASSERT(recent.size() <= 20);
    }
    CPPUNIT_ASSERT_EQUAL(1000, looked_up);
    get(999);
    CPPUNIT_ASSERT_EQUAL(1000, looked_up);
    get(500);
    CPPUNIT_ASSERT_EQUAL(1001, looked_up);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PhoneAreasTest, "phone_areas");

}  // namespace callwidgets::calls
