// One line a request, of keys and values.
#include "access_line.h"

#include <algorithm>
#include <optional>

#include "import_site.h"
#include "served_test.h"

namespace callwidgets::test {
namespace {

using Line = std::map<std::string, std::string>;

const OracleQuestion kQuestion = about("missed_calls", ServedSite::kFirst, ServedSite::kLast);

std::vector<std::string> lines_of(const std::string& file) {
  std::vector<std::string> lines;
  std::istringstream in{read_all(file)};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

template <Database kind>
class AccessLogTest : public ServedTest {
  CPPUNIT_TEST_SUITE(AccessLogTest<kind>);
  CPPUNIT_TEST(tells_of_each_request);
  CPPUNIT_TEST(goes_to_a_file);
  CPPUNIT_TEST(may_be_off);
  CPPUNIT_TEST(is_not_forged_by_a_request);
  CPPUNIT_TEST_SUITE_END();

 public:
  void tearDown() override { made_.reset(); }

  void tells_of_each_request() {
    start({});
    const Line miss = line_of([&] { misses(site(), kQuestion); });
    is_like(miss, "200", "MISS");
    CPPUNIT_ASSERT(value(miss, "sql").find("missed_calls") != std::string::npos);
    CPPUNIT_ASSERT(std::stol(value(miss, "rows")) > 0);
    is_like(line_of([&] { is_marked("HIT", site().ask(kQuestion)); }), "200", "HIT");
    is_like(line_of([&] { site().ask("/widgets/data?type=nonsense"); }), "400", "-");
    is_like(line_of([&] { site().ask("/nowhere"); }), "404", "-");
    is_like(line_of([&] { site().ask("/miscellaneous/ping"); }), "200", "-");
    const Line several = line_of([&] {
      const long from = ServedSite::kFirst + 1;
      site().ask(target_of({{"call_totals", "unique_callers"}, 2, from, from, 1}));
    });
    for (const std::string type : {"call_totals", "unique_callers"}) {
      CPPUNIT_ASSERT(value(several, "sql").find(type) != std::string::npos);
    }
    CPPUNIT_ASSERT(value(several, "request") != value(miss, "request"));
  }

  void goes_to_a_file() {
    const std::string file = folder_ / "access.log";
    start({"access_log = " + file});
    misses(site(), kQuestion);
    const auto of_miss = [](const std::vector<std::string>& lines) {
      const auto parsed = access_lines(lines);
      return std::any_of(parsed.begin(), parsed.end(),
                         [](const Line& line) { return line.at("cache") == "MISS"; });
    };
    CPPUNIT_ASSERT_MESSAGE(read_all(file), eventually([&] { return of_miss(lines_of(file)); }));
    CPPUNIT_ASSERT(!of_miss(lines_of(site().program().log_file())));
  }

  void may_be_off() {
    start({"access_log = off"});
    misses(site(), kQuestion);
    std::this_thread::sleep_for(milliseconds{300});
    const auto lines = access_lines(lines_of(site().program().log_file()));
    CPPUNIT_ASSERT_EQUAL(size_t{0}, lines.size());
  }

  void is_not_forged_by_a_request() {
    start({});
    for (const std::string query :
         {"type=x status=999 cache=HIT", "type=x\" status=999 cache=HIT \"",
          "type=x\nrequest=1 status=999 cache=HIT", "type=x\\\" status=999 cache=HIT"}) {
      is_like(line_of([&] { site().ask("/widgets/data?" + query); }), "400", "-");
      is_like(line_of([&] { site().ask("/nowhere " + query); }), "404", "-");
    }
  }

 private:
  ServedSite& site() { return *made_; }

  void start(const std::vector<std::string>& settings) {
    made_.emplace(fresh_database(kind, folder_), settings);
    ServedTest::start(site());
    settled_lines();
  }

  // Once no more lines come.
  std::vector<Line> settled_lines() {
    std::vector<Line> lines = access_lines(site().program().logged());
    for (size_t before = lines.size() + 1; before != lines.size();) {
      before = lines.size();
      std::this_thread::sleep_for(milliseconds{150});  // a line may wait for a tenth of a second
      lines = access_lines(site().program().logged());
    }
    return lines;
  }

  // The one line that comes of one request.
  template <class Ask>
  Line line_of(Ask ask) {
    const size_t before = settled_lines().size();
    ask();
    CPPUNIT_ASSERT_MESSAGE("no line about a request", eventually([&] {
                             return access_lines(site().program().logged()).size() > before;
                           }));
    const std::vector<Line> lines = settled_lines();
    CPPUNIT_ASSERT_EQUAL_MESSAGE(read_all(site().program().log_file()), before + 1, lines.size());
    return lines.back();
  }

  static std::string value(const Line& line, const std::string& key) {
    CPPUNIT_ASSERT_MESSAGE("no " + key + "= in a line", line.contains(key));
    return line.at(key);
  }

  static void is_like(const Line& line, const std::string& status, const std::string& cache) {
    CPPUNIT_ASSERT_EQUAL(status, value(line, "status"));
    CPPUNIT_ASSERT_EQUAL(cache, value(line, "cache"));
    CPPUNIT_ASSERT(!value(line, "request").empty());
    CPPUNIT_ASSERT(line.contains("sql"));
    for (const std::string key : {"ms", "rows"}) {
      const std::string number = value(line, key);
      CPPUNIT_ASSERT_MESSAGE(
          key + "=" + number,
          !number.empty() && number.find_first_not_of("0123456789.") == std::string::npos);
    }
  }

  Folder folder_;
  std::optional<ServedSite> made_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AccessLogTest<Database::sqlite>, "access_log_sqlite_socket");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AccessLogTest<Database::mariadb>, "access_log_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AccessLogTest<Database::mysql56>, "access_log_mysql56");

}  // namespace
}  // namespace callwidgets::test
