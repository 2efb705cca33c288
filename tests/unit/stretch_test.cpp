#include "sources/verdicts/stretch.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace callwidgets::test {
namespace {

using sources::Stretch;
using sources::Stretches;

class StretchTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StretchTest);
  CPPUNIT_TEST(counts_each_second_once);
  CPPUNIT_TEST(keeps_moments_at_the_edge);
  CPPUNIT_TEST(says_what_touches);
  CPPUNIT_TEST_SUITE_END();

 public:
  void counts_each_second_once() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, sources::covered({}));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{10}, sources::covered({{100, 110}}));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{15}, sources::covered({{105, 115}, {100, 110}}));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{10}, sources::covered({{100, 110}, {102, 104}, {100, 110}}));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{15}, sources::covered({{100, 110}, {200, 205}, {300, 300}}));
  }

  void keeps_moments_at_the_edge() {
    const Stretches parts =
        sources::parts_within({{0, 5}, {5, 20}, {30, 40}, {12, 12}}, Stretch{5, 15});
    const Stretches expected{{5, 5}, {5, 15}, {12, 12}};
    CPPUNIT_ASSERT(parts == expected);
  }

  void says_what_touches() {
    CPPUNIT_ASSERT(sources::near({0, 10}, {12, 20}, 2));
    CPPUNIT_ASSERT(sources::near({12, 20}, {0, 10}, 2));
    CPPUNIT_ASSERT(!sources::near({0, 10}, {13, 20}, 2));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(StretchTest, "stretch");

}  // namespace
}  // namespace callwidgets::test
