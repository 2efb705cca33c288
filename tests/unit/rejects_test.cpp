#include "calls/rejects.h"

#include <Poco/TemporaryFile.h>
#include <cppunit/extensions/HelperMacros.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace callwidgets::calls {

class RejectsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RejectsTest);
  CPPUNIT_TEST(writes_a_line_each);
  CPPUNIT_TEST(line_breaks_in_a_record_are_escaped);
  CPPUNIT_TEST(a_file_is_written_anew);
  CPPUNIT_TEST(without_bad_rows_there_is_no_file);
  CPPUNIT_TEST(only_its_owner_reads_it);
  CPPUNIT_TEST(never_removes_what_is_no_file);
  CPPUNIT_TEST(what_cannot_be_written_is_an_error);
  CPPUNIT_TEST_SUITE_END();

  Poco::TemporaryFile file_;

  std::string text() const {
    std::ifstream file{file_.path(), std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
  }
  bool exists() const { return std::filesystem::exists(file_.path()); }

 public:
  void writes_a_line_each() {
    std::ostringstream stream;
    Rejects rejects{stream};
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, rejects.count());
    rejects.add(7, "why", "a,\tb\\n");
    rejects.add(5'000'000'000, "other", "");
    rejects.flush();
    CPPUNIT_ASSERT_EQUAL(std::string{"7\twhy\ta,\tb\\n\n5000000000\tother\t\n"}, stream.str());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, rejects.count());
  }

  void line_breaks_in_a_record_are_escaped() {
    std::ostringstream stream;
    Rejects rejects{stream};
    rejects.add(1, "why", "\na\r\n\"b\n\"\r");
    CPPUNIT_ASSERT_EQUAL(std::string{"1\twhy\t\\na\\r\\n\"b\\n\"\\r\n"}, stream.str());
  }

  void a_file_is_written_anew() {
    for (int round = 0; round < 2; ++round) {
      Rejects rejects{file_.path()};
      rejects.add(3, "why", "raw\xFF");
      rejects.flush();
      CPPUNIT_ASSERT_EQUAL(std::string{"3\twhy\traw\xFF\n"}, text());
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"3\twhy\traw\xFF\n"}, text());
  }

  void without_bad_rows_there_is_no_file() {
    std::ofstream{file_.path()} << "an earlier import's";
    Rejects rejects{file_.path()};
    CPPUNIT_ASSERT(!exists());
    rejects.flush();
    CPPUNIT_ASSERT(!exists());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, rejects.count());
  }

  void only_its_owner_reads_it() {
    Rejects rejects{file_.path()};
    rejects.add(1, "why", "raw");
    struct stat status {};
    CPPUNIT_ASSERT_EQUAL(0, ::stat(file_.path().c_str(), &status));
    CPPUNIT_ASSERT_EQUAL(mode_t{0600}, static_cast<mode_t>(status.st_mode & 07777));
  }

  void never_removes_what_is_no_file() {
    std::filesystem::create_symlink("/dev/null", file_.path());
    Rejects rejects{file_.path()};
    rejects.add(1, "why", "raw");
    rejects.flush();
    CPPUNIT_ASSERT(std::filesystem::is_symlink(file_.path()));
  }

  void what_cannot_be_written_is_an_error() {
    Rejects nowhere{"/nonexistent/folder/x.rejected"};
    CPPUNIT_ASSERT_THROW(nowhere.add(1, "why", "raw"), RejectsError);
    // By a link of the test's own: were the code to remove it, the device would stay.
    std::filesystem::create_symlink("/dev/full", file_.path());
    Rejects full{file_.path()};
    CPPUNIT_ASSERT_THROW(
        {
          full.add(1, "why", std::string(100'000, 'x'));
          full.flush();
        },
        RejectsError);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RejectsTest, "rejects");

}  // namespace callwidgets::calls
