// What a web server passes of a request, or doesn't: other configurations than ours, and bodies.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "transports.h"

namespace callwidgets::test {
namespace {

class PassedParametersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PassedParametersTest);
  CPPUNIT_TEST(without_path_info_the_path_is_the_uris);
  CPPUNIT_TEST(a_server_that_knows_no_mount_point_is_told_of_once);
  CPPUNIT_TEST(status_is_not_there_for_others_than_this_host);
  CPPUNIT_TEST(status_is_closed_where_the_web_server_leaves_it_open);
  CPPUNIT_TEST(a_body_in_chunks_is_read_by_plain_cgi);
  CPPUNIT_TEST_SUITE_END();

 public:
  PassedParametersTest() : site_(folder_, "site", fresh_database(Database::sqlite, folder_)) {
    site_.must_admin({"migrate"});
    site_.must_admin({"account", "add", "one"});
    site_.must_admin({"customer", "add", "12", "--name", "Twelve"});
    site_.start();
  }

  void without_path_info_the_path_is_the_uris() {
    const Nginx nginx{folder_, site_.socket(), {changed({{"fastcgi_param PATH_INFO", ""}})}};
    const Transport front = nginx.transport();
    for (const std::string target : {"/customers", "/customers/12", "/%63ustomers?page=0",
                                     "/miscellaneous/ping", "/widgets/datasources", "/status",
                                     "?type=call_totals", "/widgets/data?type=call_totals"}) {
      const Answer answer = front.send({"GET", target, {}, {}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(target + answer.body, 200, answer.status);
    }
    CPPUNIT_ASSERT_EQUAL(404, front.send({"GET", "/nothing", {}, {}}).status);
    CPPUNIT_ASSERT_EQUAL(0L, lines_about_path_info());
  }

  void a_server_that_knows_no_mount_point_is_told_of_once() {
    const Nginx nginx{
        folder_,
        site_.socket(),
        {changed({{"fastcgi_param PATH_INFO", ""},
                  {"fastcgi_param SCRIPT_NAME", "fastcgi_param SCRIPT_NAME $uri;"}})}};
    for (int times = 0; times < 3; ++times) {
      const Answer data = nginx.transport().send({"GET", "/widgets/data?type=call_totals", {}, {}});
      CPPUNIT_ASSERT_EQUAL(200, data.status);
      nginx.transport().send({"GET", "/customers", {}, {}});
    }
    CPPUNIT_ASSERT_EQUAL(1L, lines_about_path_info());
  }

  void status_is_not_there_for_others_than_this_host() {
    const auto ask = [&](const std::string& method, const std::string& path, const Params& more) {
      Params params = {{"REQUEST_METHOD", method}, {"PATH_INFO", path}, {"SCRIPT_NAME", "/api"}};
      params.insert(params.end(), more.begin(), more.end());
      return send(site_.socket(), params);
    };
    for (const std::string method : {"GET", "HEAD", "POST", "OPTIONS"}) {
      const Reply unknown = ask(method, "/nothing", {});
      CPPUNIT_ASSERT_EQUAL(404, unknown.status());
      for (const Params& from :
           {Params{}, Params{{"REMOTE_ADDR", ""}}, Params{{"REMOTE_ADDR", "192.0.2.7"}},
            Params{{"REMOTE_ADDR", "2001:db8::1"}}, Params{{"REMOTE_ADDR", "127.0.0.1, 192.0.2.7"}},
            Params{{"HTTP_REMOTE_ADDR", "127.0.0.1"}}}) {
        const Reply answer = ask(method, "/status", from);
        CPPUNIT_ASSERT_EQUAL(unknown.out, answer.out);
      }
    }
    for (const char* from : {"127.0.0.1", "::1", "::ffff:127.0.0.1"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(from, 200,
                                   ask("GET", "/status", {{"REMOTE_ADDR", from}}).status());
    }
  }

  void status_is_closed_where_the_web_server_leaves_it_open() {
    const Nginx nginx{folder_,
                      site_.socket(),
                      {changed({{"location = /api/status", "location = /api/unused {"}})}};
    const auto status = [](const Transport& front, const std::string& path) {
      return front.send({"GET", path, {}, {}}).status;
    };
    CPPUNIT_ASSERT_EQUAL(200, status(nginx.transport("127.0.0.2"), "/miscellaneous/ping"));
    CPPUNIT_ASSERT_EQUAL(404, status(nginx.transport("127.0.0.2"), "/status"));
    CPPUNIT_ASSERT_EQUAL(200, status(nginx.transport(), "/status"));
  }

  void a_body_in_chunks_is_read_by_plain_cgi() {
    const Apache apache{folder_, site_};
    const Transport cgi = apache.transport(Apache::Way::cgi);
    for (const std::string method : {"POST", "GET", "PUT"}) {
      for (const std::size_t size : {1, 100, 8'000, 60'000, 300'000}) {
        for (int times = 0; times < 3; ++times) {
          const Answer answer = cgi.send(
              {method, "/miscellaneous/ping", {{"Transfer-Encoding", "chunked"}}, in_chunks(size)});
          const std::string what = method + " " + std::to_string(size) + " " + answer.failure;
          CPPUNIT_ASSERT_EQUAL_MESSAGE(what + answer.body, method == "GET" ? 200 : 405,
                                       answer.status);
        }
      }
    }
  }

 private:
  static std::string in_chunks(std::size_t size) {
    std::string text;
    while (size > 0) {
      const std::size_t part = std::min<std::size_t>(size, 4096);
      char head[16];
      std::snprintf(head, sizeof head, "%zx\r\n", part);
      text += head + std::string(part, 'x') + "\r\n";
      size -= part;
    }
    return text + "0\r\n\r\n";
  }

  // nginx/callwidgets.conf with other lines in the place of those that begin so.
  std::string changed(const std::vector<std::pair<std::string, std::string>>& lines) const {
    std::ifstream in{source_path() / "nginx/callwidgets.conf"};
    const std::string file = folder_ / "changed.conf";
    std::ofstream out{file};
    for (std::string line; std::getline(in, line);) {
      const auto text = line.find_first_not_of(' ');
      const auto found = std::find_if(lines.begin(), lines.end(), [&](const auto& change) {
        return text != line.npos && line.substr(text).starts_with(change.first);
      });
      out << (found == lines.end() ? line : found->second) << '\n';
    }
    return file;
  }

  long lines_about_path_info() const {
    const auto lines = site_.logged();
    return std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
      return line.find("PATH_INFO") != line.npos;
    });
  }

  Folder folder_;
  Site site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PassedParametersTest, "passed_parameters_sqlite");

}  // namespace
}  // namespace callwidgets::test
