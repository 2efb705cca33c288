#include <cppunit/extensions/HelperMacros.h>

#include "calls/record.h"

namespace callwidgets::calls {

class CallRecordTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CallRecordTest);
  CPPUNIT_TEST(every_field_is_found_by_its_name);
  CPPUNIT_TEST(other_names_are_no_fields);
  CPPUNIT_TEST_SUITE_END();

 public:
  void every_field_is_found_by_its_name() {
    for (std::size_t i = 0; i < field_count; ++i) {
      const auto field = static_cast<Field>(i);
      CPPUNIT_ASSERT(!name_of(field).empty());
      CPPUNIT_ASSERT(field_named(name_of(field)) == field);
    }
    CPPUNIT_ASSERT_EQUAL(std::string_view{"deleted"}, name_of(Field::deleted));
    CPPUNIT_ASSERT_EQUAL(std::string_view{"customer_id"}, name_of(last_mandatory));
  }

  void other_names_are_no_fields() {
    for (const auto name : {"", "CDR_ID", "cdr_id ", "bnum", "source_id"})
      CPPUNIT_ASSERT(!field_named(name));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CallRecordTest, "call_record");

}  // namespace callwidgets::calls
