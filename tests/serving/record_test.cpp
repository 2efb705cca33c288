#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "fastcgi_client.h"
#include "fcgi/transport/record.h"
#include "fcgi/transport/record_reader.h"

using namespace callwidgets::test;
namespace record = callwidgets::web::record;
using callwidgets::web::RecordReader;
using Event = RecordReader::Event;

class RecordTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RecordTest);
  CPPUNIT_TEST(a_whole_plain_request_is_recognised);
  CPPUNIT_TEST(anything_else_is_not);
  CPPUNIT_TEST(pairs_never_reach_beyond_their_stream);
  CPPUNIT_TEST(what_we_write_reads_back);
  CPPUNIT_TEST(a_request_is_put_together_from_pieces_of_any_size);
  CPPUNIT_TEST(the_reader_holds_no_more_than_the_bound);
  CPPUNIT_TEST_SUITE_END();

  const std::string plain_ = records::request(get("/p", "q"), "body", true, 300);

  void a_whole_plain_request_is_recognised() {
    const auto whole = record::whole_request(plain_);
    CPPUNIT_ASSERT(whole);
    CPPUNIT_ASSERT_EQUAL(300, int{whole->id});
    CPPUNIT_ASSERT(whole->keep);
    CPPUNIT_ASSERT_EQUAL(records::pairs(get("/p", "q")), std::string{whole->parameters});
    const auto empty = record::whole_request(records::request({}, {}, false));
    CPPUNIT_ASSERT(empty && !empty->keep && empty->parameters.empty());
  }

  void anything_else_is_not() {
    for (std::size_t size = 0; size < plain_.size(); ++size) {
      CPPUNIT_ASSERT(!record::whole_request(std::string_view{plain_}.substr(0, size)));
    }
    CPPUNIT_ASSERT(!record::whole_request(plain_ + '\1'));
    CPPUNIT_ASSERT(!record::whole_request(records::record(9, 0, {}) + plain_));
    const std::string rest = plain_.substr(16);
    CPPUNIT_ASSERT(record::whole_request(records::begin(300, true) + rest));
    CPPUNIT_ASSERT(!record::whole_request(records::begin(300, true, 2) + rest));
    CPPUNIT_ASSERT(!record::whole_request(records::begin(301, true) + rest));
    CPPUNIT_ASSERT(!record::whole_request(records::begin(0, true) +
                                          records::request({}, {}, true, 0).substr(16)));
  }

  void pairs_never_reach_beyond_their_stream() {
    const Params params{
        {"A", "1"}, {"", ""}, {std::string(200, 'n'), std::string(70000, 'v')}, {"Z", ""}};
    const std::string stream = records::pairs(params);
    std::string_view left{stream}, name, value;
    for (const auto& [expected_name, expected_value] : params) {
      CPPUNIT_ASSERT(record::take_pair(left, name, value));
      CPPUNIT_ASSERT(name == expected_name && value == expected_value);
    }
    CPPUNIT_ASSERT(left.empty());
    const std::string last = records::pairs({{"Name", std::string(200, 'v')}});
    for (std::size_t size = 0; size < last.size(); ++size) {
      left = std::string_view{last}.substr(0, size);
      CPPUNIT_ASSERT(!record::take_pair(left, name, value));
    }
    left = "\xff\xff\xff\xff\xff\xff\xff\xff";
    CPPUNIT_ASSERT(!record::take_pair(left, name, value));
  }

  void what_we_write_reads_back() {
    const std::string parameters(200000, 'p'), request = record::request(5, true, parameters);
    RecordReader reader{1 << 20, 1};
    std::string replies;
    std::string_view left{request};
    CPPUNIT_ASSERT(reader.take(left, replies) == Event::request);
    CPPUNIT_ASSERT(left.empty());
    CPPUNIT_ASSERT_EQUAL(parameters, std::string{reader.parameters()});
    std::string answer;
    record::append_answer(answer, 5, "x");
    const std::string first("\1\6\0\5\0\1\7\0x\0\0\0\0\0\0\0", 16);
    CPPUNIT_ASSERT_EQUAL(
        first + records::record(6, 5, {}) + records::record(3, 5, std::string(8, '\0')), answer);
  }

  void a_request_is_put_together_from_pieces_of_any_size() {
    const std::string stream = records::record(4, 0, "m", 3) + records::begin(7, true) +
                               records::record(4, 7, "abc", 5) + records::record(4, 8, "alien") +
                               records::record(4, 7, "def", 255) + records::record(4, 7, {}, 9) +
                               records::record(5, 7, "body", 1) + records::record(8, 7, "data") +
                               records::record(5, 7, {}, 6);
    const std::string twice = stream + stream;
    for (const std::size_t piece : {1, 2, 3, 7, 8, 9, 64, 100000}) {
      RecordReader reader{100, 1};
      std::string replies;
      int requests = 0;
      for (std::size_t at = 0; at < twice.size(); at += piece) {
        for (auto input = std::string_view{twice}.substr(at, piece); !input.empty();) {
          const auto event = reader.take(input, replies);
          if (event == Event::more) continue;
          CPPUNIT_ASSERT(event == Event::request);
          CPPUNIT_ASSERT_EQUAL(7, int{reader.id()});
          CPPUNIT_ASSERT_EQUAL(std::string{"abcdef"}, std::string{reader.parameters()});
          reader.answered();
          ++requests;
        }
      }
      CPPUNIT_ASSERT_EQUAL(2, requests);
      CPPUNIT_ASSERT(reader.at_rest());
      CPPUNIT_ASSERT_EQUAL(std::size_t{32}, replies.size());
    }
  }

  void the_reader_holds_no_more_than_the_bound() {
    RecordReader reader{100, 1};
    std::string replies;
    const std::string bytes = records::begin(1, true) +
                              records::record(4, 1, std::string(60, 'p')) +
                              records::record(4, 1, std::string(41, 'p'));
    std::string_view input{bytes};
    CPPUNIT_ASSERT(reader.take(input, replies) == Event::too_long);
    CPPUNIT_ASSERT_EQUAL(std::size_t{60}, reader.held());
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RecordTest, "record");
