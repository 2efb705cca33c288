// Where the program listens: TCP, and what systemd hands over, beside the unix socket of its own.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "free_port.h"
#include "held_socket.h"
#include "transports.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

class SocketsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SocketsTest);
  CPPUNIT_TEST(nginx_reaches_it_by_tcp);
  CPPUNIT_TEST(a_path_may_begin_with_unix);
  CPPUNIT_TEST(only_named_web_servers_may_connect);
  CPPUNIT_TEST(an_address_that_others_reach_needs_their_names);
  CPPUNIT_TEST(an_address_in_use_is_said);
  CPPUNIT_TEST(systemd_hands_over_a_socket);
  CPPUNIT_TEST(what_systemd_cannot_mean_is_said);
  CPPUNIT_TEST_SUITE_END();

 public:
  SocketsTest() : site_(folder_, "site", fresh_database(Database::sqlite, folder_)) {
    site_.must_admin({"migrate"});
    site_.must_admin({"account", "add", "one"});
  }

  void nginx_reaches_it_by_tcp() {
    for (const std::string& where : {"127.0.0.1:" + free_port(), "[::1]:" + free_port()}) {
      const auto program = started(where);
      const Nginx nginx{folder_, where};
      for (int times = 0; times < 20; ++times) {
        const Answer answer = nginx.transport().send(
            {"GET", "/widgets/data?type=call_totals" + std::string(times % 2, '&'), {}, {}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(where + answer.body, 200, answer.status);
      }
      CPPUNIT_ASSERT_EQUAL(0, program->stop());
    }
    CPPUNIT_ASSERT(no_file_with_a_colon());
  }

  void a_path_may_begin_with_unix() {
    const std::string path = folder_ / "other.sock";
    site_.settle({"socket = unix:" + path});
    const auto program = started_with({});
    CPPUNIT_ASSERT(answers(path, ""));
    CPPUNIT_ASSERT_EQUAL(0, program->stop());
  }

  void only_named_web_servers_may_connect() {
    for (const std::string& where : {"127.0.0.1:" + free_port(), "[::1]:" + free_port()}) {
      const bool ipv6 = where.starts_with('[');
      const std::string named = ipv6 ? "::1" : "127.0.0.2";
      {
        const auto program = started(where, named);
        CPPUNIT_ASSERT(answers(where, ipv6 ? "" : named));
        if (!ipv6) {
          CPPUNIT_ASSERT(!answers(where, "127.0.0.1"));
          CPPUNIT_ASSERT(!answers(where, "127.0.0.1"));
        }
      }
      {
        const auto program = started(where, "192.0.2.7, 2001:db8::7");
        CPPUNIT_ASSERT(!answers(where, ""));
      }
    }
    CPPUNIT_ASSERT_EQUAL(2L, lines_with("a connection from 127.0.0.1 was refused"));
    CPPUNIT_ASSERT_EQUAL(1L, lines_with("a connection from ::1 was refused"));
  }

  void an_address_that_others_reach_needs_their_names() {
    for (const std::string& where : {"0.0.0.0:" + free_port(), "[::]:" + free_port()}) {
      site_.settle({"socket = " + where});
      const Finished refused = run(command());
      CPPUNIT_ASSERT_EQUAL(1, refused.status);
      CPPUNIT_ASSERT_MESSAGE(refused.err,
                             refused.err.find("FCGI_WEB_SERVER_ADDRS") != std::string::npos);
      const auto program = started(where, where.starts_with('[') ? "::1" : "127.0.0.1");
      const std::string port = where.substr(where.rfind(':'));
      CPPUNIT_ASSERT(answers((where.starts_with('[') ? "[::1]" : "127.0.0.1") + port, ""));
    }
  }

  void an_address_in_use_is_said() {
    const std::string where = "127.0.0.1:" + free_port();
    const auto program = started(where);
    const Finished second = run(command());
    CPPUNIT_ASSERT_EQUAL(1, second.status);
    CPPUNIT_ASSERT_MESSAGE(second.err,
                           second.err.find("another program listens") != std::string::npos);
    CPPUNIT_ASSERT(answers(where, ""));
  }

  void systemd_hands_over_a_socket() {
    const HeldSocket socket{site_.socket()};
    const auto program = by_systemd("1", socket.fd());
    CPPUNIT_ASSERT(answers(site_.socket(), ""));
    CPPUNIT_ASSERT(lines_with("the inherited socket") == 1);
    CPPUNIT_ASSERT_EQUAL(0, program->stop());
    CPPUNIT_ASSERT(std::filesystem::exists(site_.socket()));
  }

  void what_systemd_cannot_mean_is_said() {
    const HeldSocket socket{site_.socket()};
    CPPUNIT_ASSERT_EQUAL(1, by_systemd("2", socket.fd())->wait(std::chrono::seconds{10}));
    CPPUNIT_ASSERT_EQUAL(1L, lines_with("hands over 2 sockets"));
    CPPUNIT_ASSERT_EQUAL(1, by_systemd("1", -1)->wait(std::chrono::seconds{10}));
    CPPUNIT_ASSERT_EQUAL(1L, lines_with("does not listen"));
  }

 private:
  std::vector<std::string> command() const {
    return {program_path("callwidgets"), "--settings", site_.settings()};
  }

  std::unique_ptr<Process> started_with(const std::vector<std::string>& before) {
    std::vector<std::string> words = before;
    for (const std::string& word : command()) words.push_back(word);
    const long lines = lines_with("callwidgets serves on");
    auto program = std::make_unique<Process>(words, site_.log_file(), site_.log_file());
    const bool serves =
        eventually([&] { return lines_with("callwidgets serves on") > lines || !program->alive(); },
                   std::chrono::seconds{20}) &&
        program->alive();
    CPPUNIT_ASSERT_MESSAGE(log(), serves);
    return program;
  }

  std::unique_ptr<Process> started(const std::string& where, const std::string& named = {}) {
    site_.settle({"socket = " + where});
    if (named.empty()) return started_with({});
    return started_with({"env", "FCGI_WEB_SERVER_ADDRS=" + named});
  }

  // As systemd starts a service of a socket unit.
  std::unique_ptr<Process> by_systemd(const std::string& sockets, int socket) {
    const std::string script =
        "exec 3<&0 </dev/null; export LISTEN_PID=$$ LISTEN_FDS=" + sockets + "; exec \"$@\"";
    std::vector<std::string> words = {"sh", "-c", script, "sh"};
    for (const std::string& word : command()) words.push_back(word);
    return std::make_unique<Process>(words, site_.log_file(), site_.log_file(), socket);
  }

  static bool answers(const std::string& where, const std::string& from) {
    FastcgiClient client{where, from};
    if (!client.try_send(records::request(get("/miscellaneous/ping", "")))) return false;
    return client.receive(std::chrono::seconds{10}).status() == 200;
  }

  std::string log() const {
    std::ifstream in{site_.log_file()};
    return {std::istreambuf_iterator<char>(in), {}};
  }

  long lines_with(const std::string& text) const {
    const std::string all = log();
    long count = 0;
    for (auto at = all.find(text); at != all.npos; at = all.find(text, at + 1)) ++count;
    return count;
  }

  bool no_file_with_a_colon() const {
    const std::filesystem::directory_iterator files{folder_.path()};
    return std::none_of(begin(files), end(files), [](const auto& file) {
      return file.path().filename().string().find(':') != std::string::npos;
    });
  }

  Folder folder_;
  Site site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SocketsTest, "sockets_sqlite");

}  // namespace
}  // namespace callwidgets::test
