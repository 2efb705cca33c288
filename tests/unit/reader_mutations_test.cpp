// Both readers under random damage: nothing may crash or hang, and every byte is in a record, in a
// reject, or nothing.
#include <cppunit/extensions/HelperMacros.h>

#include <random>

#include "text_source.h"

namespace callwidgets::calls {

class ReaderMutationsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ReaderMutationsTest);
  CPPUNIT_TEST(damaged_csv_loses_no_byte);
  CPPUNIT_TEST(damaged_json_loses_no_byte);
  CPPUNIT_TEST(damaged_rows_cost_no_others_in_csv);
  CPPUNIT_TEST(damaged_objects_cost_no_others_on_lines);
  CPPUNIT_TEST_SUITE_END();

  std::mt19937 random_{20210311};

  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
  }

  std::string csv_row(std::size_t id) {
    static const std::vector<std::string> names = {
        "Direct", "\"a, b\"", "\"say \"\"x\"\"\"", "\"two\nlines\"", "", "Zürich"};
    return "id" + std::to_string(id) + ",2021-01-01 00:00:00," + std::to_string(below(900)) +
           ",1,7," + names[below(names.size())];
  }

  std::string json_object(std::size_t id) {
    static const std::vector<std::string> names = {"Direct", "a, b",   "\\\"x\\\"", "\\u00e9",
                                                   "",       "Zürich", "{x}",       "[1]"};
    return "{\"cdr_id\":\"id" + std::to_string(id) +
           "\",\"start\":\"2021-01-01 00:00:00\",\"duration\":" + std::to_string(below(900)) +
           ",\"answered\":true,\"n\":{\"a\":[1,{}]},\"source_name\":\"" +
           names[below(names.size())] + "\"}";
  }

  void damage(std::string& text, std::size_t times) {
    static constexpr std::string_view interesting = "\"\",\n\r{}[]:\\\xFF\0x1 ";
    for (std::size_t i = 0; i < times && !text.empty(); ++i) {
      const std::size_t at = below(text.size());
      switch (below(5)) {
        case 0:
          text.erase(at, 1 + below(3));
          break;
        case 1:
          text.insert(at, 1, interesting[below(interesting.size())]);
          break;
        case 2:
          text[at] = interesting[below(interesting.size())];
          break;
        case 3:
          text.insert(at, text.substr(below(text.size()), below(60)));
          break;
        default:
          text.erase(at, below(2000) == 0 ? text.npos : below(40));
          break;
      }
    }
  }

  // As an editor counts that knows LF, CRLF and CR.
  static std::int64_t line_at(const std::string& text, std::size_t offset) {
    std::int64_t line = 1;
    for (std::size_t at = 0; at < offset; ++at) {
      line +=
          text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'));
    }
    return line;
  }

  // What lies between records must be `nothing`, line ends and separators. What a broken list
  // leaves unread is told.
  static void check_bytes(const std::string& text, std::size_t begin,
                          const std::vector<KeptRecord>& records, std::string_view nothing) {
    std::size_t at = begin;
    std::int64_t line = 0;
    for (const KeptRecord& record : records) {
      const auto offset = static_cast<std::size_t>(record.offset);
      CPPUNIT_ASSERT(offset >= at);
      const bool told = holds(record.problem, "breaks off");
      const std::string gap = text.substr(at, offset - at);
      CPPUNIT_ASSERT_MESSAGE("between records: " + gap, gap.find_first_not_of(nothing) == gap.npos);
      CPPUNIT_ASSERT(text.compare(offset, record.raw.size(), record.raw) == 0);
      CPPUNIT_ASSERT_EQUAL(line_at(text, offset), record.line);
      CPPUNIT_ASSERT(record.line >= line);
      line = record.line;
      const std::size_t raw_end = offset + record.raw.size();
      if (told) return;
      const std::string rest = text.substr(raw_end, static_cast<std::size_t>(record.end) - raw_end);
      CPPUNIT_ASSERT_MESSAGE("behind a record: " + rest,
                             rest.find_first_not_of(nothing) == rest.npos);
      at = static_cast<std::size_t>(record.end);
    }
    const std::string rest = text.substr(at);
    CPPUNIT_ASSERT_MESSAGE("at the end: " + rest, rest.find_first_not_of(nothing) == rest.npos);
  }

  static void check_chunks(const std::string& text, Format format,
                           const std::vector<KeptRecord>& expected) {
    const auto again = records_of(text, format, 1 + text.size() % 7);
    CPPUNIT_ASSERT_EQUAL(summary(expected), summary(again));
    for (std::size_t i = 0; i < expected.size(); ++i)
      CPPUNIT_ASSERT(expected[i].values == again[i].values);
  }

 public:
  void damaged_csv_loses_no_byte() {
    const std::string header = "cdr_id,start,duration,answered,customer_id,source_name\n";
    static const std::string line_ends[] = {"\n", "\r\n", "\r"};
    for (int round = 0; round < 3000; ++round) {
      std::string text;
      for (std::size_t i = 0; i < 12; ++i) text += csv_row(i) + line_ends[round % 3];
      damage(text, below(12));
      text = header + text;
      const auto records = records_of(text, Format::csv);
      check_bytes(text, header.size(), records, " \t\r\n");
      check_chunks(text, Format::csv, records);
    }
  }

  void damaged_json_loses_no_byte() {
    for (int round = 0; round < 3000; ++round) {
      std::string text = round % 3 ? "[" : "";
      for (std::size_t i = 0; i < 12; ++i) {
        if (i > 0 && round % 3) text += ',';
        if (round % 3 < 2) text += '\n';
        text += json_object(i);
      }
      if (round % 3) text += "]";
      damage(text, below(12));
      const auto records = records_of(text, Format::json);
      check_bytes(text, 0, records, " \t\r\n,[]");
      check_chunks(text, Format::json, records);
    }
  }

  // Damage to every second row, at the start of a field, so that no two damaged rows make a
  // well-formed record by chance: the other ones are read, whole and as they were.
  void damaged_rows_cost_no_others_in_csv() {
    std::size_t bad = 0;
    for (int round = 0; round < 2000; ++round) {
      std::string text = "cdr_id,start,duration,answered,customer_id,source_name\n";
      for (std::size_t i = 0; i < 20; ++i) {
        std::string row = "id" + std::to_string(i) + ",2021-01-01 00:00:00,1,1,7,name";
        if (i % 2) {
          const std::size_t at = row.find(',', below(row.size() - 4));
          static const std::vector<std::string> broken = {"\"",   "\"x",    "x\"y", ",",
                                                          "\xFF", "\"\"\"", ",\"",  "\"x\"y"};
          row.insert(at + 1, broken[below(broken.size())]);
        }
        text += row + (round % 2 ? "\n" : "\r");
      }
      const auto records = records_of(text, Format::csv);
      std::string good;
      for (const auto& record : records) {
        if (!record.problem.empty()) ++bad;
        if (record.problem.empty() && record[Field::source_name] == "name" &&
            (record.line % 2 == 0))
          good += record[Field::cdr_id] + " ";
      }
      CPPUNIT_ASSERT_EQUAL_MESSAGE(
          text, std::string{"id0 id2 id4 id6 id8 id10 id12 id14 id16 id18 "}, good);
    }
    CPPUNIT_ASSERT(bad > 10'000);
  }

  void damaged_objects_cost_no_others_on_lines() {
    std::size_t bad = 0;
    for (int round = 0; round < 2000; ++round) {
      std::string text;
      for (std::size_t i = 0; i < 20; ++i) {
        std::string object = json_object(i);
        if (i % 2) {
          static constexpr std::string_view marks = "\"{:,\\\xFF";
          const std::size_t at = 1 + below(object.size() - 2);
          if (below(2)) {
            object[at] = marks[below(marks.size())];
          } else {
            object.insert(at, 1, marks[below(marks.size())]);
          }
        }
        text += object + (round % 2 ? "\n" : "\r");
      }
      std::string good;
      for (const auto& record : records_of(text, Format::json)) {
        if (!record.problem.empty()) ++bad;
        if (record.problem.empty() && record.line % 2) good += record[Field::cdr_id] + " ";
      }
      CPPUNIT_ASSERT_EQUAL_MESSAGE(
          text, std::string{"id0 id2 id4 id6 id8 id10 id12 id14 id16 id18 "}, good);
    }
    CPPUNIT_ASSERT(bad > 5'000);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ReaderMutationsTest, "reader_mutations");

}  // namespace callwidgets::calls
