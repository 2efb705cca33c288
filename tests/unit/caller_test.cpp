#include "identity/caller.h"

#include <cppunit/extensions/HelperMacros.h>

#include <set>

using namespace callwidgets;

namespace {

using Customers = std::optional<std::vector<std::int64_t>>;
const Customers kNobody = std::vector<std::int64_t>{};

identity::Caller caller(std::int64_t account, Customers customers) {
  return {account, std::move(customers), "login:mary"};
}

class CallerTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CallerTest);
  CPPUNIT_TEST(sees_its_customers_alone);
  CPPUNIT_TEST(an_only_customer_is_implied);
  CPPUNIT_TEST(different_views_have_different_texts);
  CPPUNIT_TEST(a_view_tells_no_name);
  CPPUNIT_TEST_SUITE_END();

 public:
  void sees_its_customers_alone() {
    const auto some = caller(1, Customers{{7, 9, 1001}});
    for (const std::int64_t id : {7, 9, 1001}) CPPUNIT_ASSERT(some.may_see(id));
    for (const std::int64_t id : {0, -7, 1, 8, 10, 1000, 1002}) CPPUNIT_ASSERT(!some.may_see(id));
    CPPUNIT_ASSERT(!caller(1, kNobody).may_see(1));
    CPPUNIT_ASSERT(caller(1, std::nullopt).may_see(1));
    CPPUNIT_ASSERT(caller(1, std::nullopt).may_see(999'999'999'999'999'999));
  }

  void an_only_customer_is_implied() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, caller(1, Customers{{7}}).implied_customer());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, caller(1, Customers{{7, 9}}).implied_customer());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, caller(1, kNobody).implied_customer());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, caller(1, std::nullopt).implied_customer());
  }

  void different_views_have_different_texts() {
    std::set<std::string> texts;
    std::size_t views = 0;
    for (const std::int64_t account : {0, 1, 11, 17}) {
      for (const Customers& customers :
           {Customers{}, kNobody, Customers{{1}}, Customers{{1, 7}}, Customers{{17}},
            Customers{{1, 1, 7}}, Customers{{11, 7}}, Customers{{7, 117}}}) {
        texts.insert(caller(account, customers).view());
        ++views;
      }
    }
    CPPUNIT_ASSERT_EQUAL(views, texts.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, caller(1, std::nullopt).view());
    CPPUNIT_ASSERT_EQUAL(std::string{"1:7,9"}, caller(1, Customers{{7, 9}}).view());
  }

  void a_view_tells_no_name() {
    identity::Caller other = caller(1, Customers{{7}});
    other.name = "token:Ab12cd34";
    CPPUNIT_ASSERT_EQUAL(caller(1, Customers{{7}}).view(), other.view());
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CallerTest, "caller");

}  // namespace
