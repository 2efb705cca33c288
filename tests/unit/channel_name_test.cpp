#include "sources/verdicts/channel_name.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <string>

namespace callwidgets::test {
namespace {

class ChannelNameTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ChannelNameTest);
  CPPUNIT_TEST(takes_the_number_off_a_device);
  CPPUNIT_TEST(knows_the_halves_of_a_channel);
  CPPUNIT_TEST(tells_telephones_from_lines);
  CPPUNIT_TEST(fits_patterns);
  CPPUNIT_TEST_SUITE_END();

 public:
  void takes_the_number_off_a_device() {
    expect("PJSIP/201", "PJSIP/201-0000001f");
    expect("PJSIP/TRUNK-A", "PJSIP/TRUNK-A-0000001f");
    expect("Local/201@from-internal", "Local/201@from-internal-0000000d;1");
    expect("DAHDI/i1/01632960001", "DAHDI/i1/01632960001-3");
    // No number, or none that is one.
    expect("PJSIP/my-line", "PJSIP/my-line");
    expect("PJSIP/201-", "PJSIP/201-");
    expect("", "");
  }

  void knows_the_halves_of_a_channel() {
    CPPUNIT_ASSERT(sources::is_local("Local/201@x-00000001;1"));
    CPPUNIT_ASSERT(!sources::is_local("PJSIP/Local/1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Local/201@x-00000001;2"},
                         sources::other_half_of("Local/201@x-00000001;1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Local/201@x-00000001;1"},
                         sources::other_half_of("Local/201@x-00000001;2"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, sources::other_half_of("PJSIP/201-00000001"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, sources::other_half_of("1"));
  }

  void tells_telephones_from_lines() {
    CPPUNIT_ASSERT(sources::is_extension("PJSIP/201"));
    CPPUNIT_ASSERT(sources::is_extension("SIP/123456"));
    CPPUNIT_ASSERT(!sources::is_extension("SIP/1"));
    CPPUNIT_ASSERT(!sources::is_extension("SIP/01632960001"));
    CPPUNIT_ASSERT(!sources::is_extension("SIP/telco"));
    // An analogue line.
    CPPUNIT_ASSERT(!sources::is_extension("DAHDI/12"));
  }

  void fits_patterns() {
    CPPUNIT_ASSERT(sources::fits("PJSIP/Trunk-A", "pjsip/trunk-*"));
    CPPUNIT_ASSERT(sources::fits("from-trunk", "*trunk"));
    CPPUNIT_ASSERT(sources::fits("aXbXc", "a*b*c"));
    CPPUNIT_ASSERT(sources::fits("abab", "*ab"));
    CPPUNIT_ASSERT(sources::fits("", "*"));
    CPPUNIT_ASSERT(!sources::fits("from-trunk-1", "*trunk"));
    CPPUNIT_ASSERT(!sources::fits("x", ""));
    CPPUNIT_ASSERT(!sources::fits("", "x*"));
  }

 private:
  static void expect(const std::string& device, const std::string& channel) {
    CPPUNIT_ASSERT_EQUAL(device, std::string{sources::device_of(channel)});
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ChannelNameTest, "channel_name");

}  // namespace
}  // namespace callwidgets::test
