// What `source` and `number missing` do and say.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "import_site.h"
#include "pbx_table.h"
#include "sql_client.h"
#include "stored_verdicts.h"

namespace callwidgets::test {
namespace {

class SourceCommandsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SourceCommandsTest);
  CPPUNIT_TEST(a_source_is_added_listed_shown_tested_and_removed);
  CPPUNIT_TEST(a_wrong_time_zone_is_refused_and_nothing_stays);
  CPPUNIT_TEST(a_mistake_names_its_line);
  CPPUNIT_TEST(a_dry_run_leaves_nothing);
  CPPUNIT_TEST(paths_are_found_from_any_folder);
  CPPUNIT_TEST(a_source_may_be_called_as_its_kind);
  CPPUNIT_TEST(a_row_without_a_date_ends_no_sync);
  CPPUNIT_TEST(an_address_that_is_none_shows_no_password);
  CPPUNIT_TEST(numbers_that_nobody_has_are_listed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_source_is_added_listed_shown_tested_and_removed() {
    const std::string said = must(add({"--file", calls_}));
    for (const char* part :
         {"zone          UTC; the times in the ids of 2 rows agree",
          "calls         1: 0 answered, 1 missed", "voicemail (1)", "+441632960100 (1)"})
      CPPUNIT_ASSERT_MESSAGE(said, said.find(part) != said.npos);
    CPPUNIT_ASSERT_EQUAL("pbx\tfreepbx\t" + calls_ + "\n", must({"source", "list"}));
    const std::string shown = must({"source", "show", "pbx"});
    CPPUNIT_ASSERT_MESSAGE(shown, shown.find("kind = freepbx") != shown.npos);
    CPPUNIT_ASSERT_EQUAL(must({"source", "test", "pbx"}) + "source pbx is " + file("pbx") + "\n",
                         said);
    refused(add({"--file", calls_}), "there is a source pbx already");
    must({"sync", "pbx"});
    CPPUNIT_ASSERT_EQUAL(std::string{"source pbx is removed; its calls stay\n"},
                         must({"source", "remove", "pbx"}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, stored_verdicts(site_.database()).size());
    refused({"sync", "pbx"}, "there is no source pbx");
    const std::string kinds = must({"source", "kinds"});
    CPPUNIT_ASSERT_MESSAGE(
        kinds, kinds.find("asterisk\n") != kinds.npos && kinds.find("\nfreepbx\n") != kinds.npos);
    CPPUNIT_ASSERT_EQUAL(read_all(source_path() / "sources/freepbx.source"),
                         must({"source", "kind", "freepbx"}));
  }

  void a_wrong_time_zone_is_refused_and_nothing_stays() {
    refused({"source", "add", "pbx", "--kind", "freepbx", "--zone", "Asia/Tokyo", "--file", calls_},
            "32400 seconds");
    CPPUNIT_ASSERT(!std::filesystem::exists(file("pbx")));
  }

  void a_mistake_names_its_line() {
    refused(add({"--file", calls_, "--set", "trunk=PJSIP/*"}), "pbx.source:");
    refused(add({"--file", calls_, "--set", "zone=Mars"}), "pbx.source:");
    refused(add({"--file", site_.folder() / "none.csv"}), "none.csv");
    refused(add({"--database", "oracle:x"}), "allowed: mysql://");
    refused({"source", "add", "pbx", "--kind", "nothing", "--file", calls_}, "nothing");
    refused({"source", "add", "p/x", "--kind", "freepbx", "--file", calls_},
            "letters, digits, dashes and underlines");
    CPPUNIT_ASSERT_EQUAL(std::string{}, must({"source", "list"}));
  }

  void a_dry_run_leaves_nothing() {
    const std::string said = must(add({"--file", calls_, "--dry-run"}));
    CPPUNIT_ASSERT_MESSAGE(said, said.find("calls         1:") != said.npos);
    CPPUNIT_ASSERT_EQUAL(std::string{}, must({"source", "list"}));
  }

  void paths_are_found_from_any_folder() {
    const auto admin = site_.site().admin_command(add({"--file", "calls.csv"}));
    std::string line = "cd '" + site_.folder().path() + "' &&";
    for (const std::string& word : admin) line += " '" + word + "'";
    CPPUNIT_ASSERT_EQUAL(0, run({"sh", "-c", line}).status);
    must({"sync", "pbx"});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, stored_verdicts(site_.database()).size());
  }

  void a_source_may_be_called_as_its_kind() {
    must({"source", "add", "freepbx", "--kind", "freepbx", "--zone", "UTC", "--customer", "7",
          "--file", calls_});
    must({"sync", "freepbx"});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, stored_verdicts(site_.database()).size());
    // Others of that kind are what they were.
    const Finished added = admin(add({"--file", calls_}));
    CPPUNIT_ASSERT_MESSAGE(added.err, added.err.find("the source freepbx reads the same") == 0);
    must({"sync", "pbx"});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, stored_verdicts(site_.database()).size());
  }

  // Of a column of text, or in a server that takes such dates.
  void a_row_without_a_date_ends_no_sync() {
    PbxTable table = PbxTable::of_csv(read_all(calls_));
    const auto call = table.rows();
    for (const char* time :
         {"2026-02-30 10:00:00", "2026-03-00 00:00:00", "2026-00-00 00:00:00", "2026-04-01"}) {
      table.rows().push_back(call[0]);
      table.rows().back()[table.column("calldate")] = time;
    }
    const std::string pbx = "sqlite:" + (site_.folder() / "pbx.db");
    statements(pbx, table.create() + table.insert());
    must(add({"--database", pbx}));
    const Finished synced = admin({"sync", "pbx"});
    CPPUNIT_ASSERT_MESSAGE(synced.out, synced.out.starts_with("pbx: 1 new"));
  }

  void an_address_that_is_none_shows_no_password() {
    const Finished done = admin(add({"--database", "mysql://reader:S3CRET%@127.0.0.1:99999/x"}));
    CPPUNIT_ASSERT_EQUAL(1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("S3CRET") == done.err.npos);
    must(add({"--file", calls_}));
    std::ofstream{file("pbx"), std::ios::app} << "database = \"mysql://reader:S3CRET%@x\"\n";
    std::string text = read_all(file("pbx"));
    text.erase(text.find("file = "), text.find('\n', text.find("file = ")) - text.find("file = "));
    std::ofstream{file("pbx")} << text;
    for (const char* verb : {"list", "test"}) {
      std::vector<std::string> words{"source", verb};
      if (verb == std::string{"test"}) words.push_back("pbx");
      const Finished told = admin(words);
      CPPUNIT_ASSERT_MESSAGE(told.out + told.err,
                             (told.out + told.err).find("S3CRET") == told.out.npos);
    }
  }

  void numbers_that_nobody_has_are_listed() {
    must({"source", "add", "pbx", "--kind", "freepbx", "--zone", "UTC", "--file", calls_});
    const Finished synced = admin({"sync", "pbx"});
    CPPUNIT_ASSERT_EQUAL(0, synced.status);
    CPPUNIT_ASSERT_MESSAGE(synced.err, synced.err.find("+441632960100 (1)") != synced.err.npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"+441632960100\tpbx\t1\t2026-04-17\n"},
                         must({"number", "missing", "--days", "20000"}));
    must({"number", "add", "+441632960100", "--customer", "7"});
    CPPUNIT_ASSERT_EQUAL(std::string{}, must({"number", "missing", "--days", "20000"}));
    must({"sync", "pbx", "--full", "2026-04-17..2026-04-17"});
    CPPUNIT_ASSERT_EQUAL(7L, stored_verdicts(site_.database()).begin()->second.customer);
  }

 private:
  std::string file(const std::string& name) const {
    return site_.folder() / ("sources/" + name + ".source");
  }

  static std::vector<std::string> add(const std::vector<std::string>& more) {
    std::vector<std::string> words{"source", "add", "pbx",        "--kind", "freepbx",
                                   "--zone", "UTC", "--customer", "7"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  Finished admin(const std::vector<std::string>& words) const { return site_.site().admin(words); }
  std::string must(const std::vector<std::string>& words) const {
    return site_.site().must_admin(words);
  }
  void refused(const std::vector<std::string>& words, const std::string& why) const {
    const Finished done = admin(words);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.out + done.err, 1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(why) != done.err.npos);
  }

  const ImportSite site_{Database::sqlite};
  const std::string calls_ = site_.file(
      "calls.csv", read_all(source_path() / "tests/call_tables/a01-noanswer-then-voicemail.csv"));
};

// A password is kept apart, where only its owner reads it.
class SourcePasswordTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SourcePasswordTest);
  CPPUNIT_TEST(a_password_is_kept_apart);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_password_is_kept_apart() {
    const ImportSite site{Database::sqlite};
    const std::string pbx = fresh_database(Database::mariadb, site.folder());
    PbxTable table = PbxTable::of_csv(
        read_all(source_path() / "tests/call_tables/a01-noanswer-then-voicemail.csv"));
    statements(pbx, table.create() + table.insert());
    const std::string address = reading(pbx);
    const auto colon = address.find(':', address.find("://") + 3);
    const std::string password = address.substr(colon + 1, address.find('@') - colon - 1);
    const std::string said = site.site().must_admin(
        {"source", "add", "pbx", "--kind", "freepbx", "--zone", "UTC", "--database", address});
    CPPUNIT_ASSERT_MESSAGE(said, said.find(password) == said.npos);
    const std::string shown = site.site().must_admin({"source", "show", "pbx"});
    CPPUNIT_ASSERT_MESSAGE(shown, shown.find(password) == shown.npos);
    struct stat status {};
    CPPUNIT_ASSERT_EQUAL(0, ::stat((site.folder() / "sources/pbx.password").c_str(), &status));
    CPPUNIT_ASSERT_EQUAL(mode_t{0600}, status.st_mode & 0777);
    CPPUNIT_ASSERT_EQUAL(password + "\n", read_all(site.folder() / "sources/pbx.password"));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SourceCommandsTest, "source_commands_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SourcePasswordTest, "source_password_mariadb");

}  // namespace
}  // namespace callwidgets::test
