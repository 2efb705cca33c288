// The databases' own backups, taken and put back under a running program: every byte of calls and
// figures comes back.
#include <functional>
#include <optional>

#include "served_test.h"
#include "sql_client.h"

namespace callwidgets::test {
namespace {

constexpr long kDay = ServedSite::kFirst + 20;

// How a copy is made of a database at an address (the first), and put back (the second).
struct Way {
  std::string name;
  std::function<std::string(const std::string& database)> save;
  std::function<void(const std::string& database, const std::string& copy)> restore;
};

void must(const std::vector<std::string>& command) {
  const Finished done = run(command);
  if (done.status != 0) throw std::runtime_error(command[0] + ": " + done.err);
}

std::string file_of(const std::string& database) {
  return database.substr(std::string("sqlite:").size());
}

// sqlite3's own ways make a file each; that is put back by its .restore.
std::vector<Way> ways_of_sqlite(const Folder& folder) {
  const auto put_back = [](const std::string& database, const std::string& copy) {
    must({"sqlite3", "-cmd", ".timeout 10000", file_of(database), ".restore " + copy});
  };
  const auto into_file = [&folder](const std::string& name, const std::string& command) {
    return [copy = folder / name, command](const std::string& database) {
      must({"bash", "-c", command, "sqlite3", file_of(database), copy});
      return copy;
    };
  };
  return {
      {".dump", into_file("dumped", "set -o pipefail; sqlite3 \"$1\" .dump | sqlite3 -bail \"$2\""),
       put_back},
      {".backup", into_file("saved", "sqlite3 \"$1\" \".backup $2\""), put_back},
      {"VACUUM INTO", into_file("vacuumed", "sqlite3 \"$1\" \"VACUUM INTO '$2'\""), put_back},
  };
}

// By the documented user, who may LOCK TABLES besides: for a dump that locks, and for what a dump
// holds.
std::vector<Way> ways_of_servers() {
  std::vector<Way> ways;
  for (const std::vector<std::string>& options : std::vector<std::vector<std::string>>{
           {},
           {"--hex-blob"},
           {"--single-transaction"},
           {"--single-transaction", "--hex-blob"},
           {"--single-transaction", "--default-character-set=latin1"},
       }) {
    std::string name = "mariadb-dump";
    for (const std::string& option : options) name += " " + option;
    ways.push_back(
        {name, [options](const std::string& database) { return dump(database, options); },
         [](const std::string& database, const std::string& copy) { restore(database, copy); }});
  }
  return ways;
}

// An id and a name of bytes that text or SQL would make something else of.
void import_odd_bytes(ServedSite& site) {
  const std::string id("a\0b'\\\n\x1a\"", 8);
  const std::string name = "Caf\xc3\xa9 '\\%\x1a 007";
  OracleCall call;
  call.start = (kDay + 2) * 86400 + 43200;
  call.duration = 61;
  call.answered = true;
  call.customer = 2;
  call.caller = "0123456789abcdef0123456789abcdef";
  call.origin = name;
  call.attribution = name;
  site.oracle().put(id, call);
  site.import(
      "[{\"cdr_id\":\"a\\u0000b'\\\\\\n\\u001a\\\"\",\"start\":\"" + moment_text(call.start) +
      "\",\"duration\":61,\"answered\":1,\"customer_id\":\"2\",\"anum_md5\":\"" + call.caller +
      "\",\"anum_ndc_name\":\"Caf\xc3\xa9 '\\\\%\\u001a 007\",\"source_name\":\"Caf\xc3\xa9 "
      "'\\\\%\\u001a 007\"}]");
}

template <Database kind>
class RestoredDumpTest : public ServedTest {
  CPPUNIT_TEST_SUITE(RestoredDumpTest<kind>);
  CPPUNIT_TEST(every_way_gives_back_every_byte_under_a_running_program);
  CPPUNIT_TEST_SUITE_END();

 public:
  void every_way_gives_back_every_byte_under_a_running_program() {
    ServedSite site{fresh_database(kind, folder_)};
    import_odd_bytes(site);
    for (int day = 0; day < 40; ++day) site.import_calls(20, 1 + day % 3, ServedSite::kFirst + day);
    start(site);
    const std::string& database = site.database();
    if (kind != Database::sqlite) grant(database, "LOCK TABLES");
    const auto ways = kind == Database::sqlite ? ways_of_sqlite(folder_) : ways_of_servers();
    for (const Way& way : ways) {
      const Oracle saved = site.oracle();
      const std::string copy = way.save(database);
      site.import_calls(5, 1, kDay);
      for (const auto& question : questions())
        becomes_right(site, question, saved.answer(question));
      const Oracle later = site.oracle();
      way.restore(database, copy);
      site.oracle() = saved;
      for (const auto& question : questions())
        becomes_right(site, question, later.answer(question));
      verifies(site, way.name + ", put back");
      // What comes after it is taken in as ever: calls are found by their ids.
      import_odd_bytes(site);
      site.import_calls(3, 2, kDay + 1);
      for (const auto& question : questions())
        becomes_right(site, question, saved.answer(question));
      verifies(site, way.name + ", imported after it");
    }
  }

 private:
  static std::vector<OracleQuestion> questions() {
    return {about("call_totals", kDay, kDay + 9), about("unique_callers", kDay - 15, kDay + 9),
            about("calls_top_attributions", ServedSite::kFirst, ServedSite::kLast)};
  }
  static void verifies(const ServedSite& site, const std::string& what) {
    const Finished done = site.admin().admin({"verify"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::string("0 differences\n"), done.out + done.err);
  }

  Folder folder_;
};

// Debian's mariadb-dump asks a server for what MySQL 5.6 doesn't know, and that server's own
// program isn't to be had: so what MariaDB dumps is put into it.
class MovedDumpTest : public ServedTest {
  CPPUNIT_TEST_SUITE(MovedDumpTest);
  CPPUNIT_TEST(every_dump_of_mariadb_goes_into_mysql56);
  CPPUNIT_TEST_SUITE_END();

 public:
  void every_dump_of_mariadb_goes_into_mysql56() {
    const Folder folder;
    ServedSite site{fresh_database(Database::mariadb, folder)};
    import_odd_bytes(site);
    grant(site.database(), "LOCK TABLES");
    for (const Way& way : ways_of_servers()) {
      const std::string moved = fresh_database(Database::mysql56, folder);
      grant(moved, "LOCK TABLES");
      way.restore(moved, way.save(site.database()));
      const Site there{site.folder(), "moved", moved};
      CPPUNIT_ASSERT_EQUAL_MESSAGE(way.name, std::string("0 differences\n"),
                                   there.must_admin({"verify"}));
      const std::vector<std::string> query{"query",  "calls_top_attributions,unique_callers",
                                           "--from", "2024-02-01",
                                           "--to",   "2024-03-31"};
      CPPUNIT_ASSERT_EQUAL_MESSAGE(way.name, site.admin().must_admin(query),
                                   there.must_admin(query));
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RestoredDumpTest<Database::sqlite>, "restored_dump_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RestoredDumpTest<Database::mariadb>, "restored_dump_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MovedDumpTest, "moved_dump_mysql56");

}  // namespace
}  // namespace callwidgets::test
