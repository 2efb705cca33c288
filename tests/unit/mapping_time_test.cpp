// Dates and times as systems write them, and what they mean when the clock is changed.
#include <cppunit/extensions/HelperMacros.h>

#include "mapping_of.h"

namespace callwidgets::test {

class MappingTimeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MappingTimeTest);
  CPPUNIT_TEST(forms_of_signs_and_words);
  CPPUNIT_TEST(iso);
  CPPUNIT_TEST(rfc2822);
  CPPUNIT_TEST(epochs);
  CPPUNIT_TEST(zones);
  CPPUNIT_TEST(an_hour_that_comes_twice);
  CPPUNIT_TEST(an_hour_that_does_not_exist);
  CPPUNIT_TEST(clocks_that_change_by_less_and_by_more);
  CPPUNIT_TEST(what_is_no_date);
  CPPUNIT_TEST(mistakes_of_forms_are_named);
  CPPUNIT_TEST_SUITE_END();

  static void is(const std::string& expected, const std::string& found) {
    CPPUNIT_ASSERT_EQUAL(expected, found);
  }
  // In UTC. Expected values are `date -u -d … +%s`.
  static void read(const std::string& form, const std::string& text, const std::string& expected) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text, expected, value_of("time(a, \"" + form + "\", utc)", text));
  }
  static std::string berlin(const std::string& text, const std::string& near = {}) {
    return value_of("time(a, \"iso\", local, b)", text, near);
  }

  void forms_of_signs_and_words() {
    const std::string when = "1780653906";  // 2026-06-05 10:05:06
    read("YYYY-MM-DD hh:mm:ss", "2026-06-05 10:05:06", when);
    read("YYYY-MM-DD hh:mm:ss", "  2026-06-05  10:05:06 ", when);
    read("YYYY-MM-DD hh:mm:ss", "2026-06-05 10:05:06.999999", when);
    read("YYYY-MM-DDThh:mm:ssZ", "2026-06-05T10:05:06Z", when);
    read("DD.MM.YYYY hh:mm:ss", "05.06.2026 10:05:06", when);
    read("D/M/YY h:mm:ss", "5/6/26 10:05:06", when);
    read("M/D/YYYY h:mm:ss am", "6/5/2026 10:05:06 AM", when);
    read("M/D/YYYY h:mm:ss am", "06/05/2026 10:05:06 a.m.", when);
    read("DD MMM YYYY hh:mm:ss", "05 Jun 2026 10:05:06", when);
    read("MMM D YYYY hh:mm:ss", "JUN 5 2026 10:05:06", when);
    read("YYYYMMDDhhmmss", "20260605100506", when);
    read("YYYY-MM-DD hh:mm", "2026-06-05 10:05", "1780653900");
    read("M/D/YYYY h:mm am", "6/5/2026 10:05 pm", "1780697100");
    read("M/D/YYYY h:mm am", "6/5/2026 12:05 AM", "1780617900");
    read("M/D/YYYY h:mm am", "6/5/2026 12:05 PM", "1780661100");
    read("D.M.YY hh:mm", "5.6.69 10:00", "3137652000");
    read("D.M.YY hh:mm", "5.6.70 10:00", "13428000");
    const std::string two = "time(a, (\"D.M.YYYY hh:mm:ss\", \"iso\"), utc)";
    is(when, value_of(two, "5.6.2026 10:05:06"));
    is(when, value_of(two, "2026-06-05 10:05:06"));
    is("!a is 'x'; a time like D.M.YYYY hh:mm:ss or iso is allowed", value_of(two, "x"));
    is("", value_of(two, "NULL"));
  }

  void iso() {
    const std::string when = "1780653906";
    read("iso", "2026-06-05 10:05:06", when);
    read("iso", "2026-06-05T10:05:06", when);
    read("iso", "2026-06-05T10:05:06.123456Z", when);
    read("iso", "2026-06-05t10:05:06z", when);
    read("iso", "2026-06-05 12:05:06+02:00", when);
    read("iso", "2026-06-05 12:05:06.5 +0200", when);
    read("iso", "2026-06-05 12:05:06+02", when);
    read("iso", "2026-06-05T04:35:06-05:30", when);
    read("iso", "2026-06-05T10:05", "1780653900");
    for (const char* bad : {"2026-06-05", "2026-6-5 10:05:06", "2026-06-05 10:05:06 CET",
                            "2026-06-05 10:05:06+2", "2026-06-05 10", "2026-06-05 10:05:",
                            "2026-06-05 10:05:06+02:", "2026-06-05 10:05:06+19:00"}) {
      read("iso", bad, "!a is '" + std::string{bad} + "'; a time like iso is allowed");
    }
  }

  void rfc2822() {
    const std::string when = "1780653906";
    read("rfc2822", "Fri, 05 Jun 2026 10:05:06 +0000", when);
    read("rfc2822", "Fri, 5 Jun 2026 05:05:06 -0500", when);
    read("rfc2822", "05 Jun 2026 06:05:06 EDT", when);
    read("rfc2822", "05 Jun 2026 10:05:06 GMT", when);
    read("rfc2822", "05 Jun 2026 10:05 gmt", "1780653900");
    for (const char* bad : {"Fri 05 Jun 2026 10:05:06 +0000", "05 Jun 2026 10:05:06",
                            "05 Jun 2026 10:05:06 CEST", "05 Juno 2026 10:05:06 GMT"}) {
      read("rfc2822", bad, "!a is '" + std::string{bad} + "'; a time like rfc2822 is allowed");
    }
  }

  void epochs() {
    read("epoch", "1780653906", "1780653906");
    read("epoch", "1780653906.75", "1780653906");
    read("epoch_ms", "1780653906999", "1780653906");
    read("epoch_us", "1780653906999999", "1780653906");
    read("epoch", "0", "");
    read("epoch", "-5", "!a is '-5', which is no date; dates from 1970-01-01 on are allowed");
    read("epoch", "1780653906999999",
         "!a is '1780653906999999', a day or an hour that does not exist");
    read("epoch", "x", "!a is 'x'; a time like epoch is allowed");
  }

  void zones() {
    is("1780646706", value_of("time(a, \"iso\")", "2026-06-05 10:05:06"));
    is("1780646706", value_of("time(a, \"iso\", local)", "2026-06-05 10:05:06"));
    is("1780646706", value_of("time(a, \"iso\", \"local\")", "2026-06-05 10:05:06"));
    is("1780653906", value_of("time(a, \"iso\", utc)", "2026-06-05 10:05:06"));
    is("1780668306", value_of("time(a, \"iso\", \"America/New_York\")", "2026-06-05 10:05:06"));
    // Written offsets count, whatever the zone.
    is("1780653906", value_of("time(a, \"iso\")", "2026-06-05 10:05:06Z"));
  }

  void an_hour_that_comes_twice() {
    // Berlin, 2026-10-25: 02:30 is 00:30 UTC and again 01:30 UTC.
    const std::string first = "1792888200";
    const std::string second = "1792891800";
    is(first, berlin("2026-10-25 02:30:00"));
    is(first, berlin("2026-10-25 02:30:00", "no number"));
    is(first, berlin("2026-10-25 02:30:00", "1792888200"));
    is(first, berlin("2026-10-25 02:30:00", "1792888259"));  // within a minute
    is(second, berlin("2026-10-25 02:30:00", "1792888261"));
    is(second, berlin("2026-10-25 02:30:00", "1792891800"));
    is(second, berlin("2026-10-25 02:30:00", "1792899999"));
    is(first, berlin("2026-10-25 02:30:00", "1792800000"));
    // The hours around it come once.
    is("1792886399", berlin("2026-10-25 01:59:59", "1792891800"));
    is("1792893600", berlin("2026-10-25 03:00:00", "1792880000"));
  }

  void an_hour_that_does_not_exist() {
    // Berlin, 2026-03-29: after 01:59:59 (00:59:59 UTC) comes 03:00.
    is("!a is '2026-03-29 02:30:00', a time that does not exist in Europe/Berlin",
       berlin("2026-03-29 02:30:00"));
    is("1774747800", berlin("2026-03-29 02:30:00", "1774747800"));  // 01:30 UTC
    is("1774744200", berlin("2026-03-29 02:30:00", "1774744200"));  // 00:30 UTC
    is("1774747800", berlin("2026-03-29 02:30:00", "1774999999"));
    is("1774745999", berlin("2026-03-29 01:59:59"));
    is("1774746000", berlin("2026-03-29 03:00:00"));
  }

  void clocks_that_change_by_less_and_by_more() {
    const auto at = [](const std::string& zone, const std::string& text) {
      return value_of("time(a, \"iso\", \"" + zone + "\")", text);
    };
    // Lord Howe changes by half an hour: 2026-10-04 02:00 is +10:30, 02:30 on is +11.
    is("!a is '2026-10-04 02:15:00', a time that does not exist in Australia/Lord_Howe",
       at("Australia/Lord_Howe", "2026-10-04 02:15:00"));
    is("1791041400", at("Australia/Lord_Howe", "2026-10-04 02:30:00"));
    // Samoa had no 2011-12-30.
    is("!a is '2011-12-30 12:00:00', a time that does not exist in Pacific/Apia",
       at("Pacific/Apia", "2011-12-30 12:00:00"));
    is("1325282400", at("Pacific/Apia", "2011-12-31 12:00:00"));
    is("1325196000", at("Pacific/Apia", "2011-12-29 12:00:00"));
  }

  void what_is_no_date() {
    for (const char* none : {"0000-00-00 00:00:00", "1000-01-01 00:00:00", "1969-12-31 23:59:59"}) {
      read("iso", none,
           "!a is '" + std::string{none} +
               "', which is no date; dates from 1970-01-01 on are allowed");
    }
    for (const char* none : {"2026-02-30 00:00:00", "2026-13-01 00:00:00", "2026-00-01 00:00:00",
                             "2026-01-01 24:00:00", "2026-01-01 00:60:00", "2026-01-01 00:00:60"}) {
      read("iso", none, "!a is '" + std::string{none} + "', a day or an hour that does not exist");
    }
    read("M/D/YY h:mm am", "1/1/26 13:00 am",
         "!a is '1/1/26 13:00 am', a day or an hour that does not exist");
    read("M/D/YY h:mm am", "1/1/26 0:00 am",
         "!a is '1/1/26 0:00 am', a day or an hour that does not exist");
  }

  void mistakes_of_forms_are_named() {
    const auto in = [](const std::string& call, const std::string& zone) {
      return mistake(zone + "\nstart = " + call);
    };
    const std::string forms =
        "; a form of YYYY YY MM M MMM DD D hh h mm ss am and signs is allowed, or iso, rfc2822, "
        "epoch, epoch_ms, epoch_us";
    for (const char* form : {"yyyy-MM-DD hh:mm", "YYYY-MM-DD", "hh:mm", "isoo", ""}) {
      is("my.source:2: the form of a time is '" + std::string{form} + "'" + forms,
         in("time(a, \"" + std::string{form} + "\")", "zone = UTC"));
    }
    is("my.source:2: start needs the setting zone; a line zone = Europe/London is allowed, or utc "
       "in "
       "time(…)",
       in("time(a, \"iso\")", ""));
    is("", in("time(a, \"epoch\")", ""));
    is("", in("time(a, \"rfc2822\")", ""));
    is("", in("time(a, \"iso\", utc)", ""));
    is("my.source:2: there is no time zone 'Berlin'; an IANA name like Europe/London is allowed",
       in("time(a, \"iso\", \"Berlin\")", ""));
    is("my.source:2: the form of a time is 'b'; a form in quotes is allowed",
       in("time(a, b)", "zone = UTC"));
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MappingTimeTest, "mapping_time");

}  // namespace callwidgets::test
