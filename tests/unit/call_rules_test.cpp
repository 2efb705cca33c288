#include "calls/call_rules.h"

#include <Poco/TemporaryFile.h>
#include <cppunit/extensions/HelperMacros.h>
#include <sys/stat.h>

#include <fstream>
#include <map>

#include "calls/origin/phone_areas.h"

namespace callwidgets::calls {
namespace {

// Says what it was asked.
struct EchoAreas : Areas {
  std::string area_of(const std::string& number) override { return "area of " + number; }
  std::string international(const std::string& number, const std::string& region) override {
    if (number.starts_with("+0")) return {};  // incomplete
    return number.starts_with('0') ? "+" + region + number.substr(1) : number;
  }
};

CallerKey test_key() {
  Poco::TemporaryFile file;
  std::ofstream{file.path()} << std::string(64, '7');
  ::chmod(file.path().c_str(), 0600);
  return CallerKey::load(file.path());
}

}  // namespace

class CallRulesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CallRulesTest);
  CPPUNIT_TEST(a_plain_call);
  CPPUNIT_TEST(every_mandatory_field_must_be_there);
  CPPUNIT_TEST(a_record_with_a_problem_has_that_reason);
  CPPUNIT_TEST(ids_have_1_to_150_bytes);
  CPPUNIT_TEST(ids_that_a_spreadsheet_shortened_are_bad);
  CPPUNIT_TEST(starts_exist_and_lie_in_range);
  CPPUNIT_TEST(durations_are_whole_seconds);
  CPPUNIT_TEST(flags_are_0_or_1);
  CPPUNIT_TEST(customers_are_1_to_18_digits);
  CPPUNIT_TEST(a_deletion_needs_its_id_only);
  CPPUNIT_TEST(the_caller_is_the_md5_or_the_number);
  CPPUNIT_TEST(one_number_is_one_caller_however_it_is_written);
  CPPUNIT_TEST(withheld_numbers_and_words_are_nobody);
  CPPUNIT_TEST(a_number_that_cannot_be_read_is_told);
  CPPUNIT_TEST(an_md5_has_32_hexadecimal_digits);
  CPPUNIT_TEST(attribution_is_name_then_media_then_direct);
  CPPUNIT_TEST(origin_is_the_area_given_or_the_numbers);
  CPPUNIT_TEST(a_region_makes_numbers_international);
  CPPUNIT_TEST(numbers_are_kept_only_where_asked_for);
  CPPUNIT_TEST(names_have_up_to_1000_bytes);
  CPPUNIT_TEST(reasons_are_one_short_printable_line);
  CPPUNIT_TEST(nothing_stays_of_the_call_before);
  CPPUNIT_TEST_SUITE_END();

  using Values = std::map<Field, std::string>;

  const CallerKey key_ = test_key();
  EchoAreas areas_;
  CallRules rules_{key_, areas_, {}};
  Call call_;

  // A good call's record but for `changes`.
  static Values with(const Values& changes) {
    Values values = {{Field::cdr_id, "id"},
                     {Field::start, "2021-03-11 09:30:15"},
                     {Field::duration, "75"},
                     {Field::answered, "1"},
                     {Field::customer_id, "407382"}};
    for (const auto& [field, value] : changes) values[field] = value;
    return values;
  }

  std::string reason(const Values& values, CallRules& rules) {
    Record record;
    for (const auto& [field, value] : values)
      record.values[static_cast<std::size_t>(field)] = value;
    std::string why = "not set";
    return rules.read(record, call_, why) ? "" : why;
  }
  std::string reason(const Values& changes) { return reason(with(changes), rules_); }

  const Call& good(const Values& changes) {
    CPPUNIT_ASSERT_EQUAL(std::string{}, reason(changes));
    return call_;
  }
  void good(Field field, const std::string& value) { good({{field, value}}); }
  void bad(Field field, const std::string& value) {
    const std::string why = reason({{field, value}});
    CPPUNIT_ASSERT_MESSAGE(value, why.starts_with(std::string{name_of(field)} + " is "));
    CPPUNIT_ASSERT_MESSAGE(value, why.find("; allowed: ") != why.npos);
  }

 public:
  void a_plain_call() {
    const Call& call = good({{Field::custnr, "C7"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"id"}, call.cdr_id);
    CPPUNIT_ASSERT(call.start == calendar::parse_instant("2021-03-11 09:30:15"));
    CPPUNIT_ASSERT_EQUAL(75, call.duration);
    CPPUNIT_ASSERT(call.answered && !call.deleted && !call.quarantined);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{407382}, call.customer_id);
    CPPUNIT_ASSERT_EQUAL(std::string{"C7"}, call.customer_number);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, call.caller);
    CPPUNIT_ASSERT_EQUAL(std::string{"Direct"}, call.attribution);
    CPPUNIT_ASSERT_EQUAL(std::string{"Unknown"}, call.origin);
  }

  void every_mandatory_field_must_be_there() {
    for (const Field field :
         {Field::cdr_id, Field::start, Field::duration, Field::answered, Field::customer_id}) {
      CPPUNIT_ASSERT(reason({{field, ""}})
                         .starts_with(std::string{name_of(field)} + " is missing; allowed: "));
    }
  }

  void a_record_with_a_problem_has_that_reason() {
    Record record;
    record.problem = "too many fields";
    std::string why;
    CPPUNIT_ASSERT(!rules_.read(record, call_, why));
    CPPUNIT_ASSERT_EQUAL(record.problem, why);
  }

  void ids_have_1_to_150_bytes() {
    for (const std::string id : {"1449741456.0", "x", "a b", "\u00E9", "Id "}) {
      CPPUNIT_ASSERT_EQUAL(id, good({{Field::cdr_id, id}}).cdr_id);
    }
    good(Field::cdr_id, std::string(150, 'x'));
    bad(Field::cdr_id, std::string(151, 'x'));
  }

  void ids_that_a_spreadsheet_shortened_are_bad() {
    for (const char* id : {"1.45E+09", "1,45E+09", "1E+15", "2.00000000001e+20"}) {
      const std::string why = reason({{Field::cdr_id, id}});
      CPPUNIT_ASSERT_MESSAGE(why,
                             why.starts_with("cdr_id is \"" + std::string{id} + "\", shortened"));
      CPPUNIT_ASSERT_MESSAGE(
          id, !reason(Values{{Field::cdr_id, id}, {Field::deleted, "1"}}, rules_).empty());
    }
    for (const char* id :
         {"1449741456.0", "1E15", "E+09", "1.45E+", "1.45E+0x", "a1.45E+09", "1.45E-09"})
      CPPUNIT_ASSERT_EQUAL(std::string{id}, good({{Field::cdr_id, id}}).cdr_id);
  }

  void starts_exist_and_lie_in_range() {
    for (const char* start : {"1970-01-02 00:00:00", "9999-12-30 23:59:59", "2020-02-29 12:00:00"})
      good(Field::start, start);
    for (const char* start : {"1970-01-01 23:59:59", "9999-12-31 00:00:00", "2021-02-29 00:00:00",
                              "2021-02-30 00:00:00", "2021-13-01 00:00:00", "2021-00-01 00:00:00",
                              "2021-01-01 24:00:00", "2021-01-01 00:60:00", "2021-01-01 00:00:60",
                              "2021-01-01", "2021-01-01T00:00:00", "2021-01-01 00:00:00Z",
                              " 2021-01-01 00:00:00", "1969-12-31 00:00:00", "21-01-01 00:00:00"}) {
      bad(Field::start, start);
    }
  }

  void durations_are_whole_seconds() {
    CPPUNIT_ASSERT_EQUAL(0, good({{Field::duration, "0"}}).duration);
    CPPUNIT_ASSERT_EQUAL(2147483647, good({{Field::duration, "2147483647"}}).duration);
    CPPUNIT_ASSERT_EQUAL(60, good({{Field::duration, "0060"}}).duration);
    for (const char* duration : {"2147483648", "9223372036854775808", "99999999999999999999999",
                                 "-1", "+1", "1.5", "1e3", "1 ", "0x10", "none", "\u0661"}) {
      bad(Field::duration, duration);
    }
  }

  void flags_are_0_or_1() {
    CPPUNIT_ASSERT(!good({{Field::answered, "0"}}).answered);
    CPPUNIT_ASSERT(good({{Field::quarantined, "1"}}).quarantined);
    CPPUNIT_ASSERT(!good({{Field::quarantined, "0"}}).quarantined);
    CPPUNIT_ASSERT(!good({{Field::deleted, "0"}}).deleted);
    for (const Field field : {Field::answered, Field::quarantined, Field::deleted}) {
      for (const char* flag : {"2", "true", "yes", "01", "-1", " 1"}) bad(field, flag);
    }
  }

  void customers_are_1_to_18_digits() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{999999999999999999},
                         good({{Field::customer_id, "999999999999999999"}}).customer_id);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, good({{Field::customer_id, "1"}}).customer_id);
    for (const char* id : {"0", "007", "1000000000000000000", "-1", "+1", "1e3", "1.0", "a", " 1"})
      bad(Field::customer_id, id);
  }

  void a_deletion_needs_its_id_only() {
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         reason({{Field::cdr_id, "gone"}, {Field::deleted, "1"}}, rules_));
    CPPUNIT_ASSERT(call_.deleted);
    CPPUNIT_ASSERT_EQUAL(std::string{"gone"}, call_.cdr_id);
    good({{Field::deleted, "1"}, {Field::start, "nonsense"}, {Field::anum_md5, "x"}});
    CPPUNIT_ASSERT(reason({{Field::deleted, "1"}}, rules_).starts_with("cdr_id is missing"));
    CPPUNIT_ASSERT(reason({{Field::cdr_id, "x"}, {Field::deleted, "0"}}, rules_)
                       .starts_with("start is missing"));
  }

  void the_caller_is_the_md5_or_the_number() {
    const std::string md5 = "7560b37b95e6904efa24d94846d79d9f";  // of +441453540000
    const std::int64_t caller = key_.caller(md5);
    CPPUNIT_ASSERT(caller != 0);
    CPPUNIT_ASSERT_EQUAL(caller, good({{Field::anum, "+441453540000"}}).caller);
    CPPUNIT_ASSERT_EQUAL(caller, good({{Field::anum, "+44 (1453) 54.00-00"}}).caller);
    CPPUNIT_ASSERT_EQUAL(caller,
                         good({{Field::anum, "+441453540xxx"}, {Field::anum_md5, md5}}).caller);
    CPPUNIT_ASSERT_EQUAL(caller, good({{Field::anum_md5, md5}}).caller);
    CPPUNIT_ASSERT_EQUAL(
        caller,
        good({{Field::anum, "+31"}, {Field::anum_md5, "7560B37B95E6904EFA24D94846D79D9F"}}).caller);
    CPPUNIT_ASSERT(caller != good({{Field::anum, "441453540000"}}).caller);
    CPPUNIT_ASSERT(0 != good({{Field::anum, "9"}}).caller);
    for (const char* nobody : {"", "anonymous", "+441453540xxx", "+"}) {
      CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, good({{Field::anum, nobody}}).caller);
    }
  }

  void one_number_is_one_caller_however_it_is_written() {
    PhoneAreas areas;
    for (const std::string region : {"", "GB"}) {
      CallRules rules{key_, areas, {region, true, {}}};
      // As it was before international numbers were looked at: whoever is stored stays the same.
      const std::int64_t caller = key_.caller(md5_of("+441632960001"));
      for (const char* number :
           {"+441632960001", "+44 1632 960001", "+44 (0)1632 960001", "+44 01632 960001",
            "+44 (01632) 960001", "tel:+44-1632-960001", "'+441632960001", "+44/1632/960001",
            "\u202A+44\u00A01632\u00A0960001\u202C"}) {
        CPPUNIT_ASSERT_EQUAL(std::string{}, reason(with({{Field::anum, number}}), rules));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(number, caller, call_.caller);
        CPPUNIT_ASSERT_EQUAL(std::string{"+441632960001"}, call_.number);
      }
      for (const char* number : {"+39 (0)6 12345678", "+39 06 12345678"}) {
        CPPUNIT_ASSERT_EQUAL(std::string{}, reason(with({{Field::anum, number}}), rules));
        CPPUNIT_ASSERT_EQUAL(std::string{"+390612345678"}, call_.number);
        CPPUNIT_ASSERT_EQUAL(std::string{"Rome"}, call_.origin);
      }
      CPPUNIT_ASSERT_EQUAL(std::string{},
                           reason(with({{Field::anum, "+34 (0)91 1234567"}}), rules));
      CPPUNIT_ASSERT_EQUAL(std::string{"+34911234567"}, call_.number);
      CPPUNIT_ASSERT_EQUAL(std::string{},
                           reason(with({{Field::anum, "+44 (0)1453 540xxx"}}), rules));
      CPPUNIT_ASSERT_EQUAL(std::string{"Dursley"}, call_.origin);
    }
    CallRules rules{key_, areas, {"GB", true, {}}};
    for (const char* number :
         {"01632 960001", "(0)1632 960001", "0044 (0)1632 960001", "00441632960001"}) {
      CPPUNIT_ASSERT_EQUAL(std::string{}, reason(with({{Field::anum, number}}), rules));
      CPPUNIT_ASSERT_EQUAL(std::string{"+441632960001"}, call_.number);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, reason(with({{Field::anum, "+44 (0)16"}}), rules));
    CPPUNIT_ASSERT_EQUAL(std::string{"+4416"}, call_.number);
  }

  void withheld_numbers_and_words_are_nobody() {
    CallRules rules{
        key_, areas_, {"", true, WithheldNumbers{{"0", "+266 696687", "Anonymous", "no number"}}}};
    for (const char* number :
         {"0", " 0 ", "+266696687", "+266-69-66-87", "anonymous", "ANONYMOUS ", "No Number", ""}) {
      CPPUNIT_ASSERT_EQUAL(std::string{}, reason(with({{Field::anum, number}}), rules));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(number, std::int64_t{0}, call_.caller);
      CPPUNIT_ASSERT_EQUAL(std::string{}, call_.number);
      CPPUNIT_ASSERT_EQUAL(std::string{"Unknown"}, call_.origin);
      CPPUNIT_ASSERT(!rules.number_was_unreadable());
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, reason(with({{Field::anum, "266696687"}}), rules));
    CPPUNIT_ASSERT(call_.caller != 0);
    const std::string md5(32, 'a');
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         reason(with({{Field::anum, "0"}, {Field::anum_md5, md5}}), rules));
    CPPUNIT_ASSERT_EQUAL(key_.caller(md5), call_.caller);
  }

  void a_number_that_cannot_be_read_is_told() {
    const auto told = [&](const Values& changes) {
      good(changes);
      return rules_.number_was_unreadable();
    };
    CPPUNIT_ASSERT(told({{Field::anum, "4.41632E+11"}}));
    CPPUNIT_ASSERT(told({{Field::anum, "sip:12"}}));
    CPPUNIT_ASSERT(!told({{Field::anum, "sip:12"}, {Field::anum_md5, std::string(32, 'a')}}));
    for (const char* number : {"", "+44 1", "12", "12xxx"})
      CPPUNIT_ASSERT(!told({{Field::anum, number}}));
  }

  void an_md5_has_32_hexadecimal_digits() {
    for (const std::string& md5 : {std::string(31, 'a'), std::string(33, 'a'),
                                   std::string(31, 'a') + "g", std::string(32, ' ')}) {
      bad(Field::anum_md5, md5);
    }
  }

  void attribution_is_name_then_media_then_direct() {
    CPPUNIT_ASSERT_EQUAL(std::string{"n"},
                         good({{Field::source_name, "n"}, {Field::source_media, "m"}}).attribution);
    CPPUNIT_ASSERT_EQUAL(std::string{"m"}, good({{Field::source_media, "m"}}).attribution);
    CPPUNIT_ASSERT_EQUAL(std::string{"Direct "},
                         good({{Field::source_name, "Direct "}}).attribution);
    CPPUNIT_ASSERT_EQUAL(std::string{"Direct"}, good({}).attribution);
  }

  void origin_is_the_area_given_or_the_numbers() {
    const auto origin = [&](const std::string& area, const std::string& number) {
      return good({{Field::anum_ndc_name, area}, {Field::anum, number}}).origin;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"Charfield"}, origin("1453 Charfield", "+441453540000"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Charfield"}, origin("Charfield", ""));
    CPPUNIT_ASSERT_EQUAL(std::string{"Bad 3 Oaks"}, origin("030  Bad 3 Oaks", "withheld"));
    CPPUNIT_ASSERT_EQUAL(std::string{"area of +441453540000"}, origin("1453", "+44 1453 540000"));
    CPPUNIT_ASSERT_EQUAL(std::string{"area of +441453540000"}, origin("1453 ", "+441453540000"));
    CPPUNIT_ASSERT_EQUAL(std::string{"area of +441453540000"}, origin("", "+441453540xxx"));
    for (const char* number : {"", "01453540000", "01453540xxx", "anonymous"}) {
      CPPUNIT_ASSERT_EQUAL(std::string{"Unknown"}, origin("1453", number));
    }
  }

  void a_region_makes_numbers_international() {
    CallRules rules{key_, areas_, {"GB", true, {}}};
    CPPUNIT_ASSERT_EQUAL(std::string{}, reason(with({{Field::anum, "0 1453"}}), rules));
    CPPUNIT_ASSERT_EQUAL(std::string{"+GB1453"}, call_.number);
    CPPUNIT_ASSERT_EQUAL(std::string{"area of +GB1453"}, call_.origin);
    CPPUNIT_ASSERT_EQUAL(key_.caller(md5_of("+GB1453")), call_.caller);
    CPPUNIT_ASSERT_EQUAL(std::string{}, reason(with({{Field::anum, "+31453"}}), rules));
    CPPUNIT_ASSERT_EQUAL(std::string{"+31453"}, call_.number);
    CPPUNIT_ASSERT_EQUAL(std::string{}, reason(with({{Field::anum, "01453xxx"}}), rules));
    CPPUNIT_ASSERT_EQUAL(std::string{"01453xxx"}, call_.number);
    CPPUNIT_ASSERT_EQUAL(std::string{"area of +GB1453000"}, call_.origin);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, call_.caller);
    CPPUNIT_ASSERT_EQUAL(std::string{}, reason(with({{Field::anum, "9"}}), rules));
    CPPUNIT_ASSERT_EQUAL(std::string{"9"}, call_.number);
    CPPUNIT_ASSERT_EQUAL(std::string{"Unknown"}, call_.origin);
  }

  void numbers_are_kept_only_where_asked_for() {
    CPPUNIT_ASSERT_EQUAL(std::string{}, good({{Field::anum, "+31 1"}}).number);
    CallRules keeping{key_, areas_, {"", true, {}}};
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         reason(with({{Field::anum, std::string(64, '1')}}), keeping));
    CPPUNIT_ASSERT(
        reason(with({{Field::anum, std::string(65, '1')}}), keeping).starts_with("anum is"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, reason(with({{Field::anum, "+31 1"}}), keeping));
    CPPUNIT_ASSERT_EQUAL(std::string{"+311"}, call_.number);
  }

  void names_have_up_to_1000_bytes() {
    const std::string most(1000, 'n');
    CPPUNIT_ASSERT_EQUAL(most, good({{Field::source_name, most}}).attribution);
    CPPUNIT_ASSERT_EQUAL(most, good({{Field::anum_ndc_name, "1453 " + most}}).origin);
    for (const Field field :
         {Field::source_name, Field::source_media, Field::anum_ndc_name, Field::custnr}) {
      good(field, most);
      bad(field, most + "n");
    }
    good({{Field::source_name, "n"}, {Field::source_media, most + "n"}});  // not used
  }

  void reasons_are_one_short_printable_line() {
    const std::string why = reason({{Field::duration, "\t\n\x1B[2J" + std::string(5000, 'x')}});
    CPPUNIT_ASSERT(why.starts_with("duration is \"\\x09\\x0A\\x1B[2Jxxx"));
    CPPUNIT_ASSERT(why.find("...\"; allowed: whole seconds, 0 to 2147483647") != why.npos);
    CPPUNIT_ASSERT(why.size() < 200);
  }

  void nothing_stays_of_the_call_before() {
    good({{Field::anum, "+31201234567"},
          {Field::custnr, "C"},
          {Field::quarantined, "1"},
          {Field::source_name, "n"}});
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         reason({{Field::cdr_id, "x"}, {Field::deleted, "1"}}, rules_));
    CPPUNIT_ASSERT(call_.caller == 0 && call_.customer_number.empty() && !call_.quarantined &&
                   call_.attribution.empty());
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CallRulesTest, "call_rules");

}  // namespace callwidgets::calls
