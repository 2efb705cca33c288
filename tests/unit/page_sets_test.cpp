#include "calls/page_sets.h"

#include <cppunit/extensions/HelperMacros.h>

namespace callwidgets::calls {

class PageSetsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PageSetsTest);
  CPPUNIT_TEST(a_whole_set_lacks_nothing);
  CPPUNIT_TEST(missing_pages_are_named);
  CPPUNIT_TEST(a_page_that_breaks_off_is_missing);
  CPPUNIT_TEST(pages_that_hold_too_little_are_told);
  CPPUNIT_TEST(several_sets_are_told_apart);
  CPPUNIT_TEST(what_pages_do_not_say_is_not_asked);
  CPPUNIT_TEST(memory_is_bounded);
  CPPUNIT_TEST_SUITE_END();

  PageSets sets_;

  // Of a set of 10 a page.
  void add(std::int64_t number, std::int64_t total, std::int64_t records = 10, bool whole = true) {
    sets_.add({number, 10, (total + 9) / 10, total, records, whole});
  }

  void check(const std::string& expected) const {
    std::string all;
    for (const std::string& one : sets_.missing()) all += (all.empty() ? "" : "; ") + one;
    CPPUNIT_ASSERT_EQUAL(expected, all);
  }

 public:
  void a_whole_set_lacks_nothing() {
    check("");
    for (const std::int64_t number : {2, 0, 1}) add(number, 25, number == 2 ? 5 : 10);
    check("");
    sets_.add({0, 10, 0, 0, 0, true});
    check("");
  }

  void missing_pages_are_named() {
    for (const std::int64_t number : {0, 1, 3, 6, 9}) add(number, 100);
    check("pages 2, 4 to 5, 7 to 8 of 10 are missing, counted from 0");
    for (const std::int64_t number : {2, 4, 5, 8}) add(number, 100);
    check("page 7 of 10 is missing, counted from 0");
  }

  void a_page_that_breaks_off_is_missing() {
    add(0, 20);
    add(1, 20, 4, false);
    check("page 1 of 2 is missing, counted from 0");
    add(1, 20);
    check("");
  }

  void pages_that_hold_too_little_are_told() {
    add(0, 20);
    add(1, 20, 7);
    check("all 2 pages are there, and hold 17 records of the 20 they speak of");
  }

  void several_sets_are_told_apart() {
    add(0, 10);
    add(0, 8, 8);
    add(0, 25);
    add(2, 25, 5);
    check("page 1 of 3 is missing, counted from 0");
    // Two sets that look alike.
    add(1, 25);
    add(0, 25);
    add(1, 25);
    check("page 2 of 3 is missing, counted from 0");
    add(2, 25, 5);
    check("");
  }

  void what_pages_do_not_say_is_not_asked() {
    sets_.add({{}, {}, {}, {}, 3, true});
    sets_.add({4, {}, {}, {}, 3, true});
    sets_.add({{}, {}, {}, 900, 3, true});
    check("");
    sets_.add({{}, {}, 3, {}, 3, true});
    sets_.add({{}, {}, 3, {}, 3, true});
    check("only 2 of 3 pages are there");
  }

  void memory_is_bounded() {
    sets_.add({0, 1, 9'000'000'000'000'000'000, 1, 1, true});
    for (std::int64_t total = 1; total < 5000; ++total) add(0, total * 100'000);
    CPPUNIT_ASSERT(sets_.missing().size() <= 1000);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PageSetsTest, "page_sets");

}  // namespace callwidgets::calls
