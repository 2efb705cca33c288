// A program that is started without its settings, as suexec does, and ways to give them all the
// same.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>

#include "transports.h"

namespace callwidgets::test {
namespace {

class LostSettingsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LostSettingsTest);
  CPPUNIT_TEST(a_start_by_hand_without_settings_is_refused);
  CPPUNIT_TEST(a_cgi_start_without_settings_is_said_in_the_log);
  CPPUNIT_TEST(a_script_of_apaches_gives_the_settings);
  CPPUNIT_TEST(a_query_cannot_name_a_file_of_settings);
  CPPUNIT_TEST_SUITE_END();

 public:
  LostSettingsTest() : site_(folder_, "site", fresh_database(Database::sqlite, folder_)) {
    site_.must_admin({"migrate"});
    site_.must_admin({"account", "add", "one"});
    std::filesystem::create_directory(folder_ / "empty");
  }

  void a_start_by_hand_without_settings_is_refused() {
    const Finished done = run(in_empty_folder({}));
    CPPUNIT_ASSERT_EQUAL(1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("there are no settings") != std::string::npos);
    CPPUNIT_ASSERT(std::filesystem::is_empty(folder_ / "empty"));
  }

  void a_cgi_start_without_settings_is_said_in_the_log() {
    const Finished done = run(in_empty_folder(
        {"GATEWAY_INTERFACE=CGI/1.1", "REQUEST_METHOD=GET", "PATH_INFO=/customers"}));
    CPPUNIT_ASSERT_EQUAL(1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("there are no settings") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(done.out, done.out.starts_with("Status: 500"));
    CPPUNIT_ASSERT_MESSAGE(done.out, done.out.find("settings") == std::string::npos);
    CPPUNIT_ASSERT(std::filesystem::is_empty(folder_ / "empty"));
  }

  // It passes the query's words on, too.
  void a_script_of_apaches_gives_the_settings() {
    for (const std::string option : {"--settings ", "--settings="}) {
      const Apache apache{folder_, site_, "/api", script(option + site_.settings() + " \"$@\"")};
      const Transport cgi = apache.transport(Apache::Way::cgi);
      for (const std::string target : {"/customers", "/customers?page=0", "/customers?12345",
                                       "/customers?a+b", "/customers?--help"}) {
        const Answer answer = cgi.send({"GET", target, {}, {}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(target + answer.body, 200, answer.status);
      }
    }
  }

  void a_query_cannot_name_a_file_of_settings() {
    const std::string other = folder_ / "other.conf";
    std::ofstream{other} << "database = sqlite:" << (folder_ / "1.db") << "\n";
    const Apache apache{folder_, site_, "/api", script("\"$@\"")};
    const Transport cgi = apache.transport(Apache::Way::cgi);
    for (const std::string& query :
         {"--settings+" + other, "--settings=" + other, "%2D%2dsettings+" + other,
          "--settings%3D" + other, "+--settings+" + other, "--settings+" + other + "%3b"}) {
      const Answer answer = cgi.send({"GET", "/miscellaneous/ping?" + query, {}, {}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(query + answer.body, 500, answer.status);
    }
  }

 private:
  std::vector<std::string> in_empty_folder(const std::vector<std::string>& environment) const {
    std::vector<std::string> words = {"env", "-i", "-C", folder_ / "empty"};
    words.insert(words.end(), environment.begin(), environment.end());
    words.push_back(program_path("callwidgets"));
    return words;
  }

  // What the web server starts in the program's place. Like suexec it drops the settings' variable.
  std::string script(const std::string& arguments) const {
    const std::string file = folder_ / "callwidgets.cgi";
    std::ofstream{file} << "#!/bin/sh\nunset CALLWIDGETS_SETTINGS\nexec "
                        << program_path("callwidgets") << " " << arguments << "\n";
    std::filesystem::permissions(file, std::filesystem::perms{0755});
    return file;
  }

  Folder folder_;
  Site site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(LostSettingsTest, "lost_settings_sqlite");

}  // namespace
}  // namespace callwidgets::test
