// A real phone log, where the folder of the shared data is there: it imports whole and gives the
// figures beside it, computed by somebody else.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <iostream>

#include "oracle.h"
#include "site.h"

namespace callwidgets::test {
namespace {

std::string line_about(const std::string& key, const std::filesystem::path& file) {
  std::ifstream in{file};
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("\"" + key + "\": ")) continue;
    line = line.substr(key.size() + 4);
    if (line.ends_with(",")) line.pop_back();
    return line;
  }
  return {};
}

std::string day_about(const std::string& key, const std::filesystem::path& file) {
  const std::string quoted = line_about(key, file);
  return quoted.size() < 2 ? "" : quoted.substr(1, quoted.size() - 2);
}

template <Database kind>
class PhoneLogTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PhoneLogTest<kind>);
  CPPUNIT_TEST(gives_the_figures_beside_it);
  CPPUNIT_TEST_SUITE_END();

 public:
  void gives_the_figures_beside_it() {
    const auto log = shared_data() / "phone-log-inbound.csv";
    const auto expected = shared_data() / "phone-log-inbound.expected.json";
    if (!std::filesystem::exists(log)) {
      std::cerr << "NOT RUN: there is no " << log.string()
                << " (CALLWIDGETS_SHARED names its folder)" << std::endl;
      return;
    }
    Folder folder;
    const Site site(folder, "site", fresh_database(kind, folder), {"max_days = 12000"});
    site.must_admin({"migrate"});
    site.must_admin({"account", "add", "log"});
    site.must_admin({"import", "--rejects", folder / "rejected", log.string()});
    CPPUNIT_ASSERT(!std::filesystem::exists(folder / "rejected"));
    int compared = 0;
    for (const std::string& type : Oracle::types()) {
      const std::string wanted = line_about(type, expected);
      if (wanted.empty()) continue;
      CPPUNIT_ASSERT_EQUAL(
          wanted, site.must_admin({"query", type, "--from", day_about("from_date", expected),
                                   "--to", day_about("to_date", expected)}));
      ++compared;
    }
    CPPUNIT_ASSERT_EQUAL(10, compared);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PhoneLogTest<Database::sqlite>, "phone_log_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PhoneLogTest<Database::mariadb>, "phone_log_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PhoneLogTest<Database::mysql56>, "phone_log_mysql56");

}  // namespace
}  // namespace callwidgets::test
