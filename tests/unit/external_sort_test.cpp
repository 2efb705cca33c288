// Sorting more than fits the memory.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <random>
#include <system_error>

#include "figures/upkeep/external_sort.h"

namespace callwidgets::tests {
namespace {

using figures::ExternalSort;
using figures::SpillFile;

struct Record {
  std::int64_t caller;
  std::int32_t customer;
  std::int32_t day;
  std::int64_t calls;
  auto operator<=>(const Record&) const = default;
};
static_assert(sizeof(Record) == 24);

Record random_record(std::mt19937_64& random) {
  return {static_cast<std::int64_t>(random() % 1000) - 500, static_cast<std::int32_t>(random() % 3),
          static_cast<std::int32_t>(random() % 3), static_cast<std::int64_t>(random() % 2)};
}

// An empty folder of its own, gone with this.
struct Folder {
  Folder() {
    std::string name = std::filesystem::temp_directory_path() / "external-sort-test-XXXXXX";
    CPPUNIT_ASSERT(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

class ExternalSortTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ExternalSortTest);
  CPPUNIT_TEST(sortsWhatFitsTheMemory);
  CPPUNIT_TEST(sortsWhatDoesNot);
  CPPUNIT_TEST(sortsInAnotherOrder);
  CPPUNIT_TEST(mayBeFilledAgain);
  CPPUNIT_TEST(leavesNoFile);
  CPPUNIT_TEST(namesTheFolderThatIsMissing);
  CPPUNIT_TEST(reportsAFullDisk);
  CPPUNIT_TEST(reportsAFileCutShort);
  CPPUNIT_TEST_SUITE_END();

  static void sorts(std::size_t records, std::size_t memory) {
    std::mt19937_64 random{records + memory};
    ExternalSort<Record> sort{memory};
    std::vector<Record> expected, sorted;
    for (std::size_t record = 0; record < records; ++record) {
      expected.push_back(random_record(random));
      sort.push(expected.back());
    }
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{records}, sort.size());
    sort.for_each_sorted([&](const Record& record) { sorted.push_back(record); });
    std::sort(expected.begin(), expected.end());
    CPPUNIT_ASSERT(expected == sorted);
  }

 public:
  void sortsWhatFitsTheMemory() {
    for (const std::size_t records : {0, 1, 2, 1000}) sorts(records, 24000);
  }

  void sortsWhatDoesNot() {
    for (const std::size_t records : {1001, 1999, 2000, 2001, 50000}) sorts(records, 24000);
    for (const std::size_t records : {1, 2, 3, 17, 1000})
      sorts(records, 1);  // more runs than memory
    for (const std::size_t records : {99, 100, 101, 5000}) sorts(records, 10 * 24 + 5);
  }

  void sortsInAnotherOrder() {
    ExternalSort<int, std::greater<int>> sort{8 * sizeof(int)};
    for (int number = 0; number < 100; ++number) sort.push(number * 37 % 101);
    std::vector<int> sorted;
    sort.for_each_sorted([&](int number) { sorted.push_back(number); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{100}, sorted.size());
    CPPUNIT_ASSERT(std::is_sorted(sorted.rbegin(), sorted.rend()));
  }

  void mayBeFilledAgain() {
    ExternalSort<int> sort{8 * sizeof(int)};
    for (const int many : {20, 5, 0, 30}) {
      for (int number = many; number > 0; --number) sort.push(number);
      int expected = 0;
      sort.for_each_sorted([&](int number) { CPPUNIT_ASSERT_EQUAL(++expected, number); });
      CPPUNIT_ASSERT_EQUAL(many, expected);
      CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, sort.size());
    }
  }

  void leavesNoFile() {
    const Folder folder;
    ExternalSort<int> sort{8 * sizeof(int), folder.path};
    for (int number = 0; number < 100; ++number) sort.push(number);
    CPPUNIT_ASSERT(std::filesystem::is_empty(folder.path));
  }

  void namesTheFolderThatIsMissing() {
    const Folder folder;
    const std::string missing = folder.path / "nowhere";
    ExternalSort<int> sort{8 * sizeof(int), missing};
    for (int number = 0; number < 8; ++number) sort.push(number);
    try {
      sort.push(8);
      CPPUNIT_FAIL("spilled into a folder that isn't there");
    } catch (const std::system_error& error) {
      CPPUNIT_ASSERT_EQUAL(ENOENT, error.code().value());
      CPPUNIT_ASSERT(std::string(error.what()).find(missing) != std::string::npos);
    }
  }

  // A limit on the size of files stands in for the disk.
  void reportsAFullDisk() {
    rlimit before;
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1000, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    int error = 0;
    try {
      ExternalSort<int> sort{100 * sizeof(int)};
      for (int number = 0; number < 1000; ++number) sort.push(number);
    } catch (const std::system_error& caught) {
      error = caught.code().value();
    }
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    CPPUNIT_ASSERT_EQUAL(EFBIG, error);
  }

  void reportsAFileCutShort() {
    SpillFile file{""};
    file.append("12345678", 8);
    char back[16] = {};
    file.read(4, back, 4);
    CPPUNIT_ASSERT_EQUAL(std::string("5678"), std::string(back));
    try {
      file.read(4, back, 5);
      CPPUNIT_FAIL("read more than was written");
    } catch (const std::system_error& error) {
      CPPUNIT_ASSERT_EQUAL(EIO, error.code().value());
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ExternalSortTest, "external_sort");

}  // namespace
}  // namespace callwidgets::tests
