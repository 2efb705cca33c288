// The file of an embedded database is replaced, removed, overwritten, or can't be used: the program
// reads what is there, says what isn't, and makes none itself.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "served_test.h"

namespace callwidgets::test {
namespace {

namespace fs = std::filesystem;

constexpr long kDay = ServedSite::kFirst + 20;
const OracleQuestion kQuestion = about("call_totals", kDay, kDay + 9);

OracleQuestion never_asked() {
  static long days = 0;
  return about("missed_calls", kDay - ++days, kDay);
}

class SqliteFileTest : public ServedTest {
  CPPUNIT_TEST_SUITE(SqliteFileTest);
  CPPUNIT_TEST(a_backup_is_renamed_into_its_place);
  CPPUNIT_TEST(a_backup_with_as_many_other_batches_is_renamed_into_its_place);
  CPPUNIT_TEST(a_backup_is_copied_over_it);
  CPPUNIT_TEST(it_is_removed_and_comes_back);
  CPPUNIT_TEST(the_cause_is_in_the_log_and_no_file_is_made);
  CPPUNIT_TEST(plain_cgi_ends_soon_where_it_cannot_be_opened);
  CPPUNIT_TEST(nobody_else_may_read_what_we_make);
  CPPUNIT_TEST_SUITE_END();

 public:
  void tearDown() override { made_.reset(); }

  void a_backup_is_renamed_into_its_place() {
    serve_and_back_up();
    fs::rename(backup(), file());
    site().oracle() = earlier_;
    becomes_right(site(), kQuestion, later_);
    // What comes after it is taken in as ever.
    const std::string former = site().right(kQuestion);
    site().import_calls(1, 2, kDay);
    becomes_right(site(), kQuestion, former);
  }

  void a_backup_with_as_many_other_batches_is_renamed_into_its_place() {
    serve_and_back_up();
    fs::copy_file(site().folder() / "caller.key", folder_ / "caller.key");
    const Site aside{folder_, "aside", "sqlite:" + backup()};
    Oracle other = earlier_;
    PlainCalls calls;
    aside.must_admin({"import", "-"}, calls.csv(9, 3, kDay, {&other}));
    fs::rename(backup(), file());
    site().oracle() = other;
    becomes_right(site(), kQuestion, later_);
  }

  void a_backup_is_copied_over_it() {
    serve_and_back_up();
    fs::copy_file(backup(), file(), fs::copy_options::overwrite_existing);
    site().oracle() = earlier_;
    becomes_right(site(), kQuestion, later_);
  }

  void it_is_removed_and_comes_back() {
    serve_and_back_up();
    fs::remove(file());
    CPPUNIT_ASSERT(eventually([&] { return site().ask(never_asked()).status == 503; }, kSoon));
    says(file() + " is not there");
    CPPUNIT_ASSERT(!fs::exists(file()));
    fs::rename(backup(), file());
    site().oracle() = earlier_;
    becomes_right(site(), kQuestion, later_);
  }

  void the_cause_is_in_the_log_and_no_file_is_made() {
    for (const auto& [path, why] : unusable()) {
      made_.reset();
      const Folder folder;
      Site site{folder, "site", "sqlite:" + path};
      site.start();
      is_unavailable(site.get(target_of(kQuestion)));
      const bool said = eventually([&] { return logged(site, path) && logged(site, why); });
      CPPUNIT_ASSERT_MESSAGE(path + ": " + why, said);
      CPPUNIT_ASSERT_MESSAGE(path, !fs::exists(path) || !fs::is_empty(path));
    }
  }

  void plain_cgi_ends_soon_where_it_cannot_be_opened() {
    for (const auto& [path, why] : unusable()) {
      const Finished done = cgi("sqlite:" + path);
      CPPUNIT_ASSERT_MESSAGE(done.out, done.out.find("503") != done.out.npos);
      CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(path) != done.err.npos);
      CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(why) != done.err.npos);
    }
  }

  void nobody_else_may_read_what_we_make() {
    const mode_t before = umask(0);
    made_.emplace("sqlite:" + (folder_ / "calls.db"),
                  std::vector<std::string>{"cache_folder = cache", "access_log = access.log"});
    start(site());
    is_right(site(), kQuestion, site().ask(kQuestion));
    std::ofstream{folder_ / "calls.csv"}
        << "cdr_id,start,duration,answered,customer_id\nx,never,1,1,1\n";
    chmod((folder_ / "calls.csv").c_str(), 0600);
    site().admin().admin({"import", folder_ / "calls.csv"});
    umask(before);
    int files = 0;
    for (const std::string& folder : {folder_.path(), site().folder().path()}) {
      for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        const bool ours = !name.ends_with(".conf") && name != "program.log" && name != "calls.csv";
        if (!ours) continue;
        struct stat found {};
        CPPUNIT_ASSERT_EQUAL(0, stat(entry.path().c_str(), &found));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(entry.path(), mode_t{0}, mode_t(found.st_mode & 0007));
        ++files;
      }
    }
    for (const std::string name :
         {"calls.db", "calls.db-wal", "calls.db-shm", "calls.csv.rejected"})
      CPPUNIT_ASSERT_MESSAGE(name, fs::exists(folder_ / name));
    CPPUNIT_ASSERT(files > 6);
  }

 private:
  std::string file() const { return folder_ / "calls.db"; }
  std::string backup() const { return folder_ / "backup.db"; }

  // The backup is of before the last import.
  void serve_and_back_up() {
    made_.emplace("sqlite:" + file());
    earlier_ = site().oracle();
    start(site());
    misses_then_hits(site(), kQuestion);
    fs::copy_file(file(), backup());
    const std::string former = site().right(kQuestion);
    site().import_calls(5, 1, kDay);
    becomes_right(site(), kQuestion, former);
    hits(site(), kQuestion);
    later_ = site().right(kQuestion);
    CPPUNIT_ASSERT(later_ != earlier_.answer(kQuestion));
  }

  // Paths, and what is to be said of them.
  std::vector<std::pair<std::string, std::string>> unusable() const {
    std::ofstream{folder_ / "text.db"} << std::string(5000, 'x');
    fs::create_directory(folder_ / "folder.db");
    std::ofstream{folder_ / "folder.db/file"} << 'x';
    std::vector<std::pair<std::string, std::string>> all = {
        {folder_ / "none.db", "is not there"},
        {folder_ / "nowhere/calls.db", "folder is not there"},
        {folder_ / "folder.db", "is a folder"},
        {folder_ / "text.db", "not a database"}};
    if (geteuid() == 0) return all;  // who may read everything
    std::ofstream{folder_ / "closed.db"} << "SQLite";
    chmod((folder_ / "closed.db").c_str(), 0);
    all.push_back({folder_ / "closed.db", "can't be read"});
    return all;
  }

  static Finished cgi(const std::string& database) {
    return run({"env", "-i", "GATEWAY_INTERFACE=CGI/1.1", "REQUEST_METHOD=GET",
                "PATH_INFO=/widgets/data", "QUERY_STRING=type=call_totals",
                "CALLWIDGETS_ANSWER_SECONDS=20", "CALLWIDGETS_AUTH=everyone",
                "CALLWIDGETS_DATABASE=" + database, "timeout", "20", program_path("callwidgets")});
  }

  static bool logged(const Site& site, const std::string& text) {
    std::ifstream in{site.log_file()};
    const std::string log{std::istreambuf_iterator<char>(in), {}};
    return log.find(text) != log.npos;
  }
  void says(const std::string& text) {
    CPPUNIT_ASSERT_MESSAGE(text, eventually([&] { return logged(site().program(), text); }));
  }

  ServedSite& site() { return *made_; }

  Folder folder_;
  std::optional<ServedSite> made_;
  Oracle earlier_{"UTC"};
  std::string later_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SqliteFileTest, "sqlite_file_socket");

}  // namespace
}  // namespace callwidgets::test
