// What a day's coming or going changes in a chain of days.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <vector>

#include "figures/packed/chain.h"

namespace callwidgets::tests {
namespace {

using figures::ChainChange;
using figures::ChainChanges;
using figures::never;

using List = std::vector<ChainChange>;

class ChainTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ChainTest);
  CPPUNIT_TEST(putsADayBetweenItsNeighbours);
  CPPUNIT_TEST(putsADayAtTheEnds);
  CPPUNIT_TEST(takesADayFromBetweenItsNeighbours);
  CPPUNIT_TEST(takesADayFromTheEnds);
  CPPUNIT_TEST_SUITE_END();

  template <class Change>
  static List changes(Change change) {
    ChainChanges result;
    change(result);
    CPPUNIT_ASSERT_EQUAL(result.empty(), result.size() == 0);
    return {result.begin(), result.end()};
  }

 public:
  void putsADayBetweenItsNeighbours() {
    CPPUNIT_ASSERT((List{{5, 30, 10, -1}, {5, 20, 10, 1}, {5, 30, 20, 1}}) ==
                   changes([](auto& c) { c.day_comes(5, 20, 10, 30); }));
  }

  void putsADayAtTheEnds() {
    CPPUNIT_ASSERT((List{{5, 20, never, 1}}) ==
                   changes([](auto& c) { c.day_comes(5, 20, never, never); }));
    CPPUNIT_ASSERT((List{{5, 20, 10, 1}}) ==
                   changes([](auto& c) { c.day_comes(5, 20, 10, never); }));
    CPPUNIT_ASSERT((List{{5, 30, never, -1}, {5, 0, never, 1}, {5, 30, 0, 1}}) ==
                   changes([](auto& c) { c.day_comes(5, 0, never, 30); }));
  }

  void takesADayFromBetweenItsNeighbours() {
    CPPUNIT_ASSERT((List{{5, 30, 20, -1}, {5, 20, 10, -1}, {5, 30, 10, 1}}) ==
                   changes([](auto& c) { c.day_goes(5, 20, 10, 30); }));
  }

  void takesADayFromTheEnds() {
    CPPUNIT_ASSERT((List{{0, 20, never, -1}}) ==
                   changes([](auto& c) { c.day_goes(0, 20, never, never); }));
    CPPUNIT_ASSERT((List{{0, 20, 10, -1}}) ==
                   changes([](auto& c) { c.day_goes(0, 20, 10, never); }));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ChainTest, "chain");

}  // namespace
}  // namespace callwidgets::tests
