#include "figures/importing/seen_ids.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using namespace callwidgets;

namespace {

class SeenIdsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SeenIdsTest);
  CPPUNIT_TEST(knows_every_id_that_was_added);
  CPPUNIT_TEST(takes_few_others_for_seen);
  CPPUNIT_TEST(says_maybe_to_all_when_it_is_full);
  CPPUNIT_TEST_SUITE_END();

 public:
  void knows_every_id_that_was_added() {
    figures::SeenIds seen{4096};
    for (int id = 0; id < 5000; ++id) seen.add(std::to_string(id));
    for (int id = 0; id < 5000; ++id) CPPUNIT_ASSERT(seen.maybe(std::to_string(id)));
  }

  void takes_few_others_for_seen() {
    constexpr int ids = 20'000;
    figures::SeenIds seen{ids};  // eight bits an id
    for (int id = 0; id < ids; ++id) seen.add(std::to_string(id));
    int taken = 0;
    for (int id = ids; id < 2 * ids; ++id) taken += seen.maybe(std::to_string(id));
    CPPUNIT_ASSERT(taken < ids / 20);
  }

  void says_maybe_to_all_when_it_is_full() {
    figures::SeenIds seen{1};
    for (int id = 0; id < 5000; ++id) seen.add(std::to_string(id));
    CPPUNIT_ASSERT(seen.maybe("never added"));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SeenIdsTest, "seen_ids");

}  // namespace
