// Which mapping holds for a called number: cleaning, the longest match, days, and mappings as CSV.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <random>

#include "calls/origin/phone_areas.h"
#include "numbers/mapping_file.h"
#include "numbers/mapping_set.h"
#include "numbers/number_directory.h"

namespace callwidgets::test {
namespace {

using numbers::Mapping;
using numbers::MappingSet;
using numbers::NumberDirectory;

class NumberDirectoryTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(NumberDirectoryTest);
  CPPUNIT_TEST(numbers_are_cleaned_as_callers_are);
  CPPUNIT_TEST(patterns_are_read_or_refused);
  CPPUNIT_TEST(the_longest_match_of_the_day_wins);
  CPPUNIT_TEST(random_mappings_are_found_as_a_plain_search_finds_them);
  CPPUNIT_TEST(mappings_of_one_number_share_no_day);
  CPPUNIT_TEST(removing_ends_from_a_day_on);
  CPPUNIT_TEST(what_is_written_as_csv_is_read_again);
  CPPUNIT_TEST(csv_comes_in_many_shapes);
  CPPUNIT_TEST(a_bad_line_is_named);
  CPPUNIT_TEST_SUITE_END();

 public:
  void numbers_are_cleaned_as_callers_are() {
    const auto british = [&](const char* text) {
      return numbers::called_number(text, areas_, "GB");
    };
    for (const char* text : {"+441632960100", "01632 960100", "+44 (0)1632 960-100",
                             "tel:+441632960100", " 00441632960100 "})
      CPPUNIT_ASSERT_EQUAL(std::string{"+441632960100"}, british(text));
    CPPUNIT_ASSERT_EQUAL(std::string{"600"}, british("600"));
    CPPUNIT_ASSERT_EQUAL(std::string{"from-pstn-sales"}, british(" from-pstn-sales "));
    CPPUNIT_ASSERT_EQUAL(std::string{"SIP/trunk-1"}, british("SIP/trunk-1"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, british("  "));
    CPPUNIT_ASSERT_EQUAL(std::string(64, 'x'), british(std::string(70, 'x').c_str()));
    CPPUNIT_ASSERT_EQUAL(std::string{"01632960100"},
                         numbers::called_number("01632 960100", areas_, ""));
  }

  void patterns_are_read_or_refused() {
    CPPUNIT_ASSERT_EQUAL(std::string{"+441632960100"}, pattern("01632 960100"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+44163296*"}, pattern("+44 163296*"));
    CPPUNIT_ASSERT_EQUAL(std::string{"6*"}, pattern("6*"));
    CPPUNIT_ASSERT_EQUAL(std::string{"from-pstn-*"}, pattern("from-pstn-*"));
    for (const char* text : {"", " ", "*", " *", "+44*1", "**", "a\nb", "4.41633E+11", "0163296*"})
      refused(text);
    refused(std::string(65, 'x'));
    CPPUNIT_ASSERT_EQUAL(std::string(64, 'x'), pattern(std::string(64, 'x')));
  }

  void the_longest_match_of_the_day_wins() {
    const NumberDirectory directory{{mapping("+441632960100", false, 0, Mapping::for_good, 1),
                                     mapping("+4416329601", true, 100, 199, 2),
                                     mapping("+4416329601", true, 200, Mapping::for_good, 3),
                                     mapping("+4416", true, 0, Mapping::for_good, 4)}};
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, customer(directory, "+441632960100", 150));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, customer(directory, "+441632960101", 99));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, customer(directory, "+441632960101", 100));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, customer(directory, "+441632960101", 199));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, customer(directory, "+441632960101", 200));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, customer(directory, "+4416329601", 200));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, customer(directory, "+441632", 150));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, customer(directory, "+441", 150));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, customer(directory, "", 150));
    CPPUNIT_ASSERT(NumberDirectory{std::vector<Mapping>{}}.empty());
    CPPUNIT_ASSERT(!directory.empty());
  }

  void random_mappings_are_found_as_a_plain_search_finds_them() {
    std::mt19937 random{7};
    const auto below = [&](unsigned bound) { return static_cast<std::int64_t>(random() % bound); };
    const auto digits = [&](std::int64_t size) {
      std::string text;
      while (size-- > 0) text += static_cast<char>('0' + below(2));
      return text;
    };
    int hits = 0;
    for (int round = 0; round < 50; ++round) {
      MappingSet set;
      std::vector<Mapping> mappings;
      for (std::int64_t customer = 1; customer <= 30; ++customer) {
        const std::int64_t from = below(20);
        const Mapping one =
            mapping(digits(1 + below(5)), below(2) == 0, from, from + below(10), customer);
        const bool apart = std::all_of(mappings.begin(), mappings.end(), [&](const Mapping& other) {
          return other.pattern.number != one.pattern.number ||
                 other.pattern.prefix != one.pattern.prefix || other.to_day < one.from_day ||
                 one.to_day < other.from_day;
        });
        if (!apart) continue;
        mappings.push_back(one);
        set.add(one);
      }
      const NumberDirectory directory{set.all()};
      for (int question = 0; question < 200; ++question) {
        const std::string number = digits(1 + below(6));
        const std::int64_t day = below(32);
        std::int64_t wanted = 0;
        std::size_t best = 0;
        for (const Mapping& one : mappings) {
          const std::string& part = one.pattern.number;
          if (day < one.from_day || day > one.to_day) continue;
          if (one.pattern.prefix ? number.find(part) != 0 : number != part) continue;
          const std::size_t weight = one.pattern.prefix ? part.size() : 100;
          if (weight > best) {
            best = weight;
            wanted = one.customer_id;
          }
        }
        CPPUNIT_ASSERT_EQUAL(wanted, customer(directory, number, day));
        hits += wanted != 0;
      }
    }
    CPPUNIT_ASSERT(hits > 1000);
  }

  void mappings_of_one_number_share_no_day() {
    MappingSet set;
    set.add(mapping("600", false, 100, 200, 1));
    set.add(mapping("600", true, 150, 250, 2));
    set.add(mapping("600", false, 201, Mapping::for_good, 3));
    for (const auto& [from, to] : std::vector<std::pair<std::int64_t, std::int64_t>>{
             {0, 100}, {0, Mapping::for_good}, {200, 200}, {120, 130}, {100, 199}, {300, 300}}) {
      try {
        set.add(mapping("600", false, from, to, 9));
        CPPUNIT_FAIL("it was taken");
      } catch (const numbers::Overlap& overlap) {
        const std::string text = overlap.what();
        CPPUNIT_ASSERT_MESSAGE(text, text.find("600, customer 9") != text.npos);
        const char* other = to >= 100 && from <= 200
                                ? "600, customer 1, from 1970-04-11 to 1970-07-20"
                                : "600, customer 3, from 1970-07-21";
        CPPUNIT_ASSERT_MESSAGE(text, text.find(other) != text.npos);
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, set.all().size());
    set.add(mapping("600", false, 0, 99, 4));
    set.add(mapping("600", false, 100, 200, 5));  // corrected
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, set.all().size());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, customer(NumberDirectory{set.all()}, "600", 150));
  }

  void removing_ends_from_a_day_on() {
    MappingSet set;
    set.add(mapping("600", false, 0, 99, 1));
    set.add(mapping("600", false, 100, 200, 2));
    set.add(mapping("600", false, 300, Mapping::for_good, 3));
    set.add(mapping("6000", false, 0, Mapping::for_good, 4));
    set.add(mapping("600", true, 0, Mapping::for_good, 5));
    const auto ended = set.remove({"600", false}, 150);
    CPPUNIT_ASSERT(ended ==
                   (std::vector<Mapping>{mapping("600", false, 150, 200, 2),
                                         mapping("600", false, 300, Mapping::for_good, 3)}));
    CPPUNIT_ASSERT(
        set.all() ==
        (std::vector<Mapping>{mapping("600", false, 0, 99, 1), mapping("600", false, 100, 149, 2),
                              mapping("600", true, 0, Mapping::for_good, 5),
                              mapping("6000", false, 0, Mapping::for_good, 4)}));
    CPPUNIT_ASSERT(set.remove({"600", false}, 150).empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, set.remove({"600", false}, 0).size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, set.all().size());
  }

  void what_is_written_as_csv_is_read_again() {
    std::vector<Mapping> mappings{mapping("+441632960100", false, 0, Mapping::for_good, 407382),
                                  mapping("+44163296", true, 19723, 20000, 999999999999999999),
                                  mapping("from,the \"sales\" line", false, 0, 5, 1)};
    mappings[0].attribution = "Google Ads";
    mappings[1].attribution = "a \"quote\", a comma;\ntwo lines\tand a tab";
    const std::string text = numbers::csv_of(mappings);
    CPPUNIT_ASSERT_MESSAGE(text, text.starts_with("number,customer,attribution,from,to\n"
                                                  "+441632960100,407382,Google Ads,,\n"
                                                  "+44163296*,999999999999999999,"));
    CPPUNIT_ASSERT(mappings == read(text));
    CPPUNIT_ASSERT(read(numbers::csv_of({})).empty());
  }

  void csv_comes_in_many_shapes() {
    const std::vector<Mapping> wanted{mapping("600", false, 365, Mapping::for_good, 7)};
    for (const char* text : {"number,customer,from\n600,7,1971-01-01\n",
                             "customer;note;from;number\r\n7;x;1971-01-01;600",
                             "\xEF\xBB\xBFnumber\tcustomer\tfrom\n\n\"600\"\t7\t1971-01-01\n\n",
                             "number,customer,to,from\n600,7,,1971-01-01"})
      CPPUNIT_ASSERT_MESSAGE(text, wanted == read(text));
  }

  void a_bad_line_is_named() {
    for (const auto& [text, part] : std::vector<std::pair<std::string, std::string>>{
             {"", "line 1: nothing is there"},
             {"number,from\n", "line 1: there is no column customer; allowed: number,"},
             {"number,customer,number\n", "line 1: the column number is there twice"},
             {"number,customer\n600,7\n,8\n", "line 3: the number is \"\"; allowed"},
             {"number,customer\n600,x\n", "line 2: customer is \"x\"; allowed: 1 to 18 digits"},
             {"number,customer\n600\n", "line 2: customer is \"\"; allowed"},
             {"number,customer,from\n600,7,1.2.2026\n", "line 2: from is \"1.2.2026\"; allowed"},
             {"number,customer,to\n600,7,1969-12-31\n", "line 2: to is \"1969-12-31\"; allowed"},
             {"number,customer,attribution\n600,7,\"a\nb\"\n601,0,\n", "line 4: customer is \"0\""},
             {"number,customer,attribution\n600,7," + std::string(1001, 'x'),
              "1001 bytes; allowed"},
             {"number,customer\n600,\"7\n", "line 2: a quote is not closed"},
             {"number,customer,from,to\n600,7,2026-01-02,2026-01-01\n",
              "line 2: to is \"2026-01-01\"; allowed: from 2026-01-02 on"}}) {
      try {
        read(text);
        CPPUNIT_FAIL(text + " was taken");
      } catch (const numbers::BadMappingFile& bad) {
        const std::string said = bad.what();
        CPPUNIT_ASSERT_MESSAGE(said, said.find(part) != said.npos);
      }
    }
  }

 private:
  static Mapping mapping(const std::string& number, bool prefix, std::int64_t from, std::int64_t to,
                         std::int64_t customer) {
    return {{number, prefix}, from, to, customer, {}};
  }

  static std::int64_t customer(const NumberDirectory& directory, const std::string& called,
                               std::int64_t day) {
    const Mapping* found = directory.find(called, day);
    return found ? found->customer_id : 0;
  }

  std::string pattern(const std::string& text) {
    return numbers::text_of(numbers::parse_pattern(text, areas_, "GB"));
  }

  void refused(const std::string& text) {
    try {
      pattern(text);
    } catch (const numbers::BadPattern& bad) {
      const std::string said = bad.what();
      CPPUNIT_ASSERT_MESSAGE(said, said.find("; allowed: ") != said.npos);
      return;
    }
    CPPUNIT_FAIL(text + " was taken");
  }

  std::vector<Mapping> read(const std::string& text) {
    std::vector<Mapping> mappings;
    for (auto& [line, one] : numbers::read_mappings(text, areas_, "GB"))
      mappings.push_back(std::move(one));
    return mappings;
  }

  calls::PhoneAreas areas_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(NumberDirectoryTest, "number_directory");

}  // namespace
}  // namespace callwidgets::test
