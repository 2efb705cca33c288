// Whatever is in a file: what goes in is imported or rejected, and the numbers say so.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include "damaged_file.h"
#include "import_site.h"
#include "random_calls.h"

namespace callwidgets::test {
namespace {

// CALLWIDGETS_DAMAGED_FILES, else a few.
int files_to_try() {
  const char* set = std::getenv("CALLWIDGETS_DAMAGED_FILES");
  return set ? std::atoi(set) : 300;
}

// The number before `what` in an import's line about a file.
int number_before(const std::string& line, const std::string& what) {
  const auto at = line.find(what);
  if (at == line.npos) return -1;
  const auto begin = line.find_last_not_of("0123456789", at - 1) + 1;
  return std::atoi(line.c_str() + begin);
}

int lines_of(const std::string& path) {
  const std::string text = read_all(path);
  return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

class ImportDamagedTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ImportDamagedTest);
  CPPUNIT_TEST(every_record_is_imported_or_rejected);
  CPPUNIT_TEST_SUITE_END();

 public:
  void every_record_is_imported_or_rejected() {
    const unsigned seed = random_seed();
    std::mt19937 random{seed};
    const ImportSite site{Database::sqlite};
    constexpr int at_once = 50;
    int whole = 0, records = 0, rejected_in_all = 0;
    for (int first = 0; first < files_to_try(); first += at_once) {
      std::vector<DamagedFile> made;
      std::vector<std::string> paths;
      for (int i = first; i < std::min(first + at_once, files_to_try()); ++i) {
        const std::string number = std::to_string(i);
        made.emplace_back(random, "f" + number + "-");
        paths.push_back(site.file("damaged-" + number, made.back().bytes()));
      }
      const Finished done = site.import(paths);
      CPPUNIT_ASSERT_MESSAGE(done.err, done.status == 0 || done.status == 3);
      std::istringstream lines{done.out};
      for (std::size_t i = 0; i < made.size(); ++i) {
        std::string line;
        std::getline(lines, line);
        const int imported = number_before(line, " records imported");
        const int rejected = number_before(line, " rejected");
        const std::string told =
            paths[i] + " (seed " + std::to_string(seed) + "): " + made[i].story() + "\n" + line;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(told, made[i].records(), imported + rejected);
        CPPUNIT_ASSERT_MESSAGE(told, imported >= made[i].whole());
        CPPUNIT_ASSERT_EQUAL_MESSAGE(told, rejected, lines_of(paths[i] + ".rejected"));
        whole += made[i].whole();
        records += made[i].records();
        rejected_in_all += rejected;
      }
    }
    // What was not damaged is there.
    const std::string total = site.data("call_totals");
    const int calls = std::atoi(total.c_str() + 1);
    CPPUNIT_ASSERT_MESSAGE(total, calls >= whole && calls <= records - rejected_in_all);
    CPPUNIT_ASSERT(rejected_in_all > records / 20);
    std::cerr << records << " records of " << files_to_try() << " files, " << rejected_in_all
              << " rejected, " << calls << " calls\n";
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportDamagedTest, "import_damaged_sqlite");

}  // namespace
}  // namespace callwidgets::test
