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
  CPPUNIT_TEST(international_numbers_are_written_as_e164_does);
  CPPUNIT_TEST(a_glance_gives_what_a_look_up_gives);
  CPPUNIT_TEST(incomplete_numbers_are_none);
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

  void international_numbers_are_written_as_e164_does() {
    const std::pair<const char*, const char*> numbers[] = {
        {"+441632960001", "+441632960001"}, {"+4401632960001", "+441632960001"},
        {"+49030123456", "+4930123456"},    {"+330612345678", "+33612345678"},
        {"+390612345678", "+390612345678"},  // there the 0 belongs to it
        {"+784951234567", "+74951234567"},   // there 8 is dialled before
        {"+114155550100", "+14155550100"},   // there 1
        {"+14155550100", "+14155550100"},
    };
    for (const std::string region : {"", "GB", "US"}) {
      for (const auto& [given, written] : numbers)
        CPPUNIT_ASSERT_EQUAL(std::string{written}, areas_.international(given, region));
    }
  }

  // Only numbers that a glance shows to be written so are not looked up.
  void a_glance_gives_what_a_look_up_gives() {
    for (const char* code :
         {"1",  "7",  "20", "27", "31", "33", "34", "36",  "39",  "41",  "43",  "44",  "49",
          "52", "54", "55", "61", "81", "86", "91", "351", "353", "358", "370", "420", "972"}) {
      for (int first = 0; first < 10; ++first) {
        for (const char* rest : {"2345678", "12345678", "123456789"}) {
          const std::string number = "+" + std::string{code} + std::to_string(first) + rest;
          const std::string written = areas_.international(number, "");
          if (written.empty()) continue;
          CPPUNIT_ASSERT_EQUAL_MESSAGE(number, written, areas_.international(written, ""));
        }
      }
    }
  }

  void incomplete_numbers_are_none() {
    for (const char* number : {"9", "999", "2530000", "+", "+0", "+44", "+999123456789"})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(number, std::string{}, areas_.international(number, "US"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, areas_.international("01453540000", "XX"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, areas_.international("+340911234567", ""));
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
