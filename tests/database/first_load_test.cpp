// An account's first load, as the operator sees it: interrupted, out of disk, told to end, beside a
// purge; and the commands that follow.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>
#include <ctime>

#include "database/session.h"
#include "import_site.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

const std::string kHeader = "cdr_id,start,duration,answered,customer_id\n";

std::string rows(int from, int to, const std::string& day) {
  std::string text;
  for (int id = from; id < to; ++id) {
    text += std::to_string(id) + "," + day + " 10:00:00,10,1,7\n";
  }
  return text;
}

// The writing end of a program's standard input.
class Input {
 public:
  Input() { CPPUNIT_ASSERT_EQUAL(0, pipe2(ends_, O_CLOEXEC)); }
  ~Input() {
    end();
    ::close(ends_[0]);
  }
  int reading_end() const { return ends_[0]; }
  void write(const std::string& text) const {
    for (std::size_t done = 0; done < text.size();) {
      const ssize_t count = ::write(ends_[1], text.data() + done, text.size() - done);
      CPPUNIT_ASSERT(count > 0);
      done += static_cast<std::size_t>(count);
    }
  }
  void end() {
    if (ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  int ends_[2] = {-1, -1};
};

template <Database kind>
class FirstLoadTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(FirstLoadTest);
  CPPUNIT_TEST(any_command_removes_what_a_dead_one_left_and_goes_on);
  CPPUNIT_TEST(stats_and_verify_name_a_dead_one_first);
  CPPUNIT_TEST(calls_are_told_to_be_imported_when_they_are_kept);
  CPPUNIT_TEST(sigterm_takes_it_back);
  CPPUNIT_TEST(sigint_ends_an_import_between_two_batches);
  CPPUNIT_TEST(a_purge_meanwhile_makes_rejects_of_what_comes_too_late);
  CPPUNIT_TEST(what_became_of_records_is_counted_whatever_way_they_went);
  CPPUNIT_TEST_SUITE_END();

 public:
  void any_command_removes_what_a_dead_one_left_and_goes_on() {
    const ImportSite site{kind};
    const std::string small = site.file("small.csv", kHeader + rows(900, 903, "2021-05-05"));
    const std::vector<std::vector<std::string>> commands = {
        {"import", small},
        {"import", "--bulk", "no", small},
        {"import", "--bulk", "yes", small},
        {"import", "-"},
        {"purge", "--before", "2021-01-01", "--figures", "go"},
        {"purge", "--before", "2021-01-01", "--figures", "stay"},
        {"rebuild"},
        {"verify", "--repair", "yes"},
        {"account", "time-zone", "one", "UTC"},
        {"migrate"}};
    for (const auto& command : commands) {
      leave_a_dead_load(site);
      const Finished done = site.site().admin(command, kHeader + rows(900, 903, "2021-05-05"));
      const std::string name = command[0] + (command.size() > 1 ? " " + command[1] : "");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name + ": " + done.err, 0, done.status);
      CPPUNIT_ASSERT_MESSAGE(name + ": " + done.err,
                             done.err.find("its first load was interrupted; the 500 calls that it "
                                           "left, which no answer counted, are removed: import "
                                           "them again\n") != std::string::npos);
      const std::string calls = command[0] == "import" ? "\"3\"" : "\"0\"";
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, calls, site.data("call_totals"));
      CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site.site().must_admin({"verify"}));
      CPPUNIT_ASSERT_EQUAL(0, site.import({"-"}, deletions(900, 903)).status);
    }
  }

  void stats_and_verify_name_a_dead_one_first() {
    const ImportSite site{kind};
    leave_a_dead_load(site);
    CPPUNIT_ASSERT(site.site().must_admin({"stats"}).starts_with("first load    interrupted, "));
    const Finished verified = site.site().admin({"verify"});
    CPPUNIT_ASSERT_EQUAL(1, verified.status);
    CPPUNIT_ASSERT_MESSAGE(verified.out,
                           verified.out.starts_with("the account's first load was interrupted ("));
    CPPUNIT_ASSERT_MESSAGE(verified.out, verified.out.ends_with("\n1 differences\n"));
    execute(site, "UPDATE loads SET written_at = " + std::to_string(std::time(nullptr)));
    CPPUNIT_ASSERT(site.site().must_admin({"stats"}).starts_with("first load    going on, "));
    const Finished refused = site.import({"-"}, kHeader + rows(1, 2, "2021-05-05"));
    CPPUNIT_ASSERT_EQUAL(1, refused.status);
    CPPUNIT_ASSERT_MESSAGE(refused.err,
                           refused.err.find("first calls are being loaded") != std::string::npos);
  }

  // The disk of the temporary files is full when all calls are in, and their figures are sorted.
  void calls_are_told_to_be_imported_when_they_are_kept() {
    const ImportSite site{kind};
    site.site().settle({"import_memory_bytes = 16777216"});
    std::string text = "cdr_id,start,duration,answered,customer_id,anum\n";
    for (int id = 0; id < 150'000; ++id) {
      text += std::to_string(id) + ",2021-03-01 10:00:00,10,1,7,0" + std::to_string(id) + "\n";
    }
    const std::string file = site.file("many.csv", text);
    auto command = site.site().admin_command({"import", "--bulk", "yes", file});
    command.insert(command.begin(), {"env", "TMPDIR=" + (site.folder() / "nowhere")});
    const Finished full = run(command);
    CPPUNIT_ASSERT_EQUAL(1, full.status);
    CPPUNIT_ASSERT_EQUAL(std::string(), full.out);
    CPPUNIT_ASSERT_MESSAGE(full.err, full.err.find("temporary file") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(
        full.err,
        full.err.find("nothing is kept of this first load. Import the whole file again") !=
            std::string::npos);
    nothing_is_left(site);
    const Finished done = site.import({"--bulk", "yes", file});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
    CPPUNIT_ASSERT_EQUAL(file + ": 150000 records imported (150000 new, 0 replaced, 0 unchanged, " +
                             "0 removed), 0 rejected\n",
                         done.out);
    CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site.site().must_admin({"verify"}));
  }

  void sigterm_takes_it_back() {
    const ImportSite site{kind};
    site.site().settle({"import_memory_bytes = 16777216"});
    Input input;
    Process import(site.site().admin_command({"import", "--bulk", "yes", "-"}),
                   site.folder() / "out", site.folder() / "err", input.reading_end());
    input.write(kHeader + rows(0, 30'000, "2021-03-01"));
    CPPUNIT_ASSERT(eventually([&] { return calls(site) > 0; }, std::chrono::seconds{60}));
    import.signal(SIGTERM);
    CPPUNIT_ASSERT_EQUAL(128 + SIGTERM, import.wait(std::chrono::seconds{60}));
    const std::string said = read_all(site.folder() / "err");
    CPPUNIT_ASSERT_MESSAGE(said,
                           said.find("interrupted by SIGTERM; nothing is kept of this first "
                                     "load. Import the whole file again") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string(), read_all(site.folder() / "out"));
    nothing_is_left(site);
  }

  void sigint_ends_an_import_between_two_batches() {
    const ImportSite site{kind};
    Input input;
    Process import(site.site().admin_command({"import", "-"}), site.folder() / "out",
                   site.folder() / "err", input.reading_end());
    input.write(kHeader + rows(0, 5000, "2021-03-01"));
    CPPUNIT_ASSERT(eventually([&] { return calls(site) == 4000; }, std::chrono::seconds{60}));
    import.signal(SIGINT);
    CPPUNIT_ASSERT_EQUAL(128 + SIGINT, import.wait(std::chrono::seconds{60}));
    const std::string said = read_all(site.folder() / "err");
    CPPUNIT_ASSERT_MESSAGE(
        said, said.find("standard input: interrupted by SIGINT; the calls before line ") !=
                  std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site.site().must_admin({"verify"}));
  }

  void a_purge_meanwhile_makes_rejects_of_what_comes_too_late() {
    const ImportSite site{kind};
    Input input;
    const std::string rejects = site.folder() / "rejects";
    Process import(site.site().admin_command({"import", "--rejects", rejects, "-"}),
                   site.folder() / "out", site.folder() / "err", input.reading_end());
    input.write(kHeader + rows(0, 2000, "2021-03-01"));
    // A batch is written when the record behind it has been read.
    input.write(rows(2000, 3000, "2021-03-01"));
    CPPUNIT_ASSERT(eventually([&] { return calls(site) == 2000; }, std::chrono::seconds{60}));
    site.site().must_admin({"purge", "--before", "2021-04-01", "--figures", "stay"});
    input.write(rows(3000, 3500, "2021-03-01") + rows(3500, 4100, "2021-05-01"));
    input.end();
    const int status = import.wait(std::chrono::seconds{60});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(read_all(site.folder() / "err"), 3, status);
    CPPUNIT_ASSERT_EQUAL(std::string("standard input: 2600 records imported (2600 new, 0 replaced, "
                                     "0 unchanged, 0 removed), 1500 rejected\n"),
                         read_all(site.folder() / "out"));
    CPPUNIT_ASSERT(
        read_all(rejects).starts_with("2002\tstart is 2021-03-01 10:00:00; allowed: from "
                                      "2021-04-01 00:00:00 (UTC) on, for the calls "
                                      "before were purged\t2000,2021-03-01 10:00:00,10,1,7\n"));
    CPPUNIT_ASSERT_EQUAL(std::string("\"2600\""), site.data("call_totals"));
    CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site.site().must_admin({"verify"}));
  }

  void what_became_of_records_is_counted_whatever_way_they_went() {
    const std::string header = "cdr_id,start,duration,answered,customer_id,deleted\n";
    const std::string row = ",2021-03-01 10:00:00,10,1,7,\n";
    const std::string text = header + "a" + row + "b" + row + "c" + row + "a" + row +
                             "b,2021-03-01 10:00:00,11,1,8,\n" + "c,,,,,1\nnever,,,,,1\nc" + row;
    for (const char* bulk : {"yes", "no"}) {
      const ImportSite site{kind};
      const std::string file = site.file("all.csv", text);
      CPPUNIT_ASSERT_EQUAL(file + ": 8 records imported (4 new, 1 replaced, 2 unchanged, 1 " +
                               "removed), 0 rejected\n",
                           site.import({"--bulk", bulk, file}).out);
      CPPUNIT_ASSERT_EQUAL(file + ": 8 records imported (1 new, 2 replaced, 4 unchanged, 1 " +
                               "removed), 0 rejected\n",
                           site.import({file}).out);
      CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site.site().must_admin({"verify"}));
    }
  }

 private:
  static void execute(const ImportSite& site, const std::string& sql) {
    database::open_writer(*database::Address::parse(site.database()))->direct(sql);
  }

  static std::int64_t calls(const ImportSite& site) {
    static const database::Statement statement{"calls",
                                               "-- returns: integer\nSELECT COUNT(*) FROM calls"};
    return database::open_reader(*database::Address::parse(site.database()))
        ->query(statement, {})
        .integer(0, 0);
  }

  // Calls without figures, and the mark of a program that isn't there.
  static void leave_a_dead_load(const ImportSite& site) {
    const auto account = "1";
    execute(site, "INSERT INTO loads (account, source, written_at) VALUES (" +
                      std::string{account} + ", x'30313233343536373839616263646566', 1700000000)");
    const auto writer = database::open_writer(*database::Address::parse(site.database()));
    for (int id = 0; id < 500; ++id) {
      writer->direct(
          "INSERT INTO calls (account, cdr_id, customer, start, day, hour, duration, answered, "
          "quarantined, caller, caller_number, attribution, origin) VALUES (1, 'dead" +
          std::to_string(id) + "', 1, 1614592800, 18687, 10, 5, 1, 0, 0, '', 1, 1)");
    }
  }

  static std::string deletions(int from, int to) {
    std::string text = "cdr_id,deleted\n";
    for (int id = from; id < to; ++id) text += std::to_string(id) + ",1\n";
    return text;
  }

  static void nothing_is_left(const ImportSite& site) {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, calls(site));
    CPPUNIT_ASSERT(site.site().must_admin({"stats"}).starts_with("account "));
    CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site.site().must_admin({"verify"}));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FirstLoadTest<Database::sqlite>, "first_load_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FirstLoadTest<Database::mariadb>, "first_load_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FirstLoadTest<Database::mysql56>, "first_load_mysql56");

}  // namespace
}  // namespace callwidgets::test
