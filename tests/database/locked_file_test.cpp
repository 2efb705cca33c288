// An SQLite file that another program holds: every command says so, and none waits for ever.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <list>

#include "database/session.h"
#include "import_site.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

const std::string kCall =
    "cdr_id,start,duration,answered,customer_id\n1,2021-03-01 10:00:00,1,1,7\n";

class LockedFileTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LockedFileTest);
  CPPUNIT_TEST(a_command_says_what_it_waits_for_and_ends_in_the_end);
  CPPUNIT_TEST(a_command_goes_on_when_the_file_is_free_again);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    site_ = std::make_unique<ImportSite>(Database::sqlite);
    file_ = site_->file("one.csv", kCall);
    holder_ = database::open_writer(*database::Address::parse(site_->database()));
    holder_->direct("BEGIN EXCLUSIVE");
  }
  void tearDown() override { holder_.reset(); }

  void a_command_says_what_it_waits_for_and_ends_in_the_end() {
    const std::vector<std::vector<std::string>> commands = {
        {"import", file_},
        {"import", "--bulk", "yes", file_},
        {"rebuild"},
        {"purge", "--before", "2021-01-01", "--figures", "go"},
        {"account", "add", "two"},
        {"customer", "add", "8"}};
    struct Started {
      std::string err;
      std::unique_ptr<Process> process;
    };
    std::list<Started> started;
    for (const auto& command : commands) {
      const std::string err = site_->folder() / ("err" + std::to_string(started.size()));
      started.push_back({err, std::make_unique<Process>(site_->site().admin_command(command),
                                                        site_->folder() / "out", err)});
    }
    for (const Started& one : started) {
      const int status = one.process->wait(std::chrono::seconds{90});
      const std::string said = read_all(one.err);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(said, 1, status);
      CPPUNIT_ASSERT_EQUAL("waiting for " + path() + ", which another program holds\n" +
                               "callwidgets-admin: " + path() +
                               " is held by another program since 30 s; end that, or wait until "
                               "it is done, and give the command again\n",
                           without_file_name(said));
    }
  }

  void a_command_goes_on_when_the_file_is_free_again() {
    const std::string err = site_->folder() / "err";
    Process import(site_->site().admin_command({"import", file_}), site_->folder() / "out", err);
    CPPUNIT_ASSERT(eventually([&] { return !read_all(err).empty(); }, std::chrono::seconds{60}));
    holder_->direct("COMMIT");
    CPPUNIT_ASSERT_EQUAL(0, import.wait(std::chrono::seconds{60}));
    CPPUNIT_ASSERT_EQUAL("waiting for " + path() + ", which another program holds\n",
                         read_all(err));
    CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), site_->data("call_totals"));
  }

 private:
  std::string path() const { return site_->database().substr(std::string{"sqlite:"}.size()); }

  // import says of which file and why before the database's words.
  std::string without_file_name(std::string said) const {
    const std::string mark = file_ + ": the import stops: ";
    if (const auto at = said.find(mark); at != said.npos) said.erase(at, mark.size());
    if (const auto at = said.find("; the calls before line"); at != said.npos) {
      said.erase(at, said.find('\n', at) - at);
    }
    return said;
  }

  std::unique_ptr<ImportSite> site_;
  std::string file_;
  std::unique_ptr<database::Session> holder_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(LockedFileTest, "locked_file_sqlite");

}  // namespace
}  // namespace callwidgets::test
