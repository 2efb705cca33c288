#include "fcgi/transport/cgi.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "fcgi/http/request_fields.h"
#include "fcgi/http/response_bytes.h"
#include "toy_service.h"

using namespace callwidgets::test;
namespace web = callwidgets::web;

// Plain CGI, and what both ways to be called share: a Request's fields and a Response's bytes.
class CgiTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CgiTest);
  CPPUNIT_TEST(a_head_answer_has_the_length_but_not_the_body);
  CPPUNIT_TEST(a_204_and_a_304_have_neither);
  CPPUNIT_TEST(a_header_cannot_be_split);
  CPPUNIT_TEST(only_a_plain_request_id_is_kept);
  CPPUNIT_TEST(a_cgi_process_answers_its_environments_request);
  CPPUNIT_TEST(a_slow_reader_gets_every_byte);
  CPPUNIT_TEST(a_reader_that_has_gone_is_noticed);
  CPPUNIT_TEST(cgi_is_told_from_fastcgi);
  CPPUNIT_TEST(arguments_that_a_query_can_spell_are_not_the_starters);
  CPPUNIT_TEST(an_input_that_stays_open_is_not_waited_for);
  CPPUNIT_TEST_SUITE_END();

  static web::Response text(int status, std::string body) {
    web::Response response;
    response.status = status;
    response.headers = {{"ETag", "\"e\""}};
    response.body = std::make_shared<const std::string>(std::move(body));
    return response;
  }

  void a_head_answer_has_the_length_but_not_the_body() {
    auto response = text(200, "12345");
    response.head = true;
    CPPUNIT_ASSERT_EQUAL(std::string{"Status: 200 OK\r\nETag: \"e\"\r\nContent-Length: 5\r\n\r\n"},
                         web::bytes(response));
    response.body = nullptr;
    response.status = 404;
    CPPUNIT_ASSERT_EQUAL(
        std::string{"Status: 404 Not Found\r\nETag: \"e\"\r\nContent-Length: 0\r\n\r\n"},
        web::bytes(response));
  }

  void a_204_and_a_304_have_neither() {
    for (const auto* line : {"204 No Content", "304 Not Modified"}) {
      CPPUNIT_ASSERT_EQUAL("Status: " + std::string{line} + "\r\nETag: \"e\"\r\n\r\n",
                           web::bytes(text(std::atoi(line), "stray")));
    }
  }

  void a_header_cannot_be_split() {
    auto response = text(200, "b");
    response.headers = {{"Access-Control-Allow-Origin", "x\r\nSet-Cookie: a"},
                        {"A", std::string{"b\0c", 3}},
                        {"content-length", "999"},
                        {"B", "kept"}};
    CPPUNIT_ASSERT_EQUAL(std::string{"Status: 200 OK\r\nB: kept\r\nContent-Length: 1\r\n\r\nb"},
                         web::bytes(response));
  }

  void only_a_plain_request_id_is_kept() {
    const auto id_of = [](const std::string& given) {
      web::Request request;
      web::RequestFields fields{request};
      fields.set("HTTP_X_REQUEST_ID", given);
      fields.complete();
      return request.id;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"aZ0._-"}, id_of("aZ0._-"));
    CPPUNIT_ASSERT_EQUAL(std::string(64, 'a'), id_of(std::string(64, 'a')));
    for (const auto& bad : {std::string{}, std::string(65, 'a'), std::string{"a b"},
                            std::string{"a\n"}, std::string{"\xc3\xa9"}, std::string{"a\0", 2}}) {
      CPPUNIT_ASSERT_EQUAL(std::size_t{16}, id_of(bad).size());
      CPPUNIT_ASSERT(id_of(bad) != id_of(bad));
    }
  }

  // What `child` writes to its standard output, and its exit status.
  static std::pair<std::string, int> output_of(const std::function<int()>& child) {
    int ends[2];
    CPPUNIT_ASSERT_EQUAL(0, pipe(ends));
    const pid_t pid = fork();
    if (pid == 0) {
      dup2(ends[1], STDOUT_FILENO);
      close(ends[0]);
      close(ends[1]);
      _exit(child());
    }
    close(ends[1]);
    std::string out;
    char bytes[4096];
    for (ssize_t got; (got = read(ends[0], bytes, sizeof bytes)) > 0;) out.append(bytes, got);
    close(ends[0]);
    int status = 0;
    waitpid(pid, &status, 0);
    return {out, WEXITSTATUS(status)};
  }

  static int answer(const char* path, const char* query) {
    setenv("GATEWAY_INTERFACE", "CGI/1.1", 1);
    setenv("REQUEST_METHOD", "GET", 1);
    setenv("PATH_INFO", path, 1);
    setenv("QUERY_STRING", query, 1);
    Toy toy;
    return web::answer_cgi(toy) && toy.workers == (path == std::string{"/miss"}) ? 0 : 1;
  }

  void a_cgi_process_answers_its_environments_request() {
    for (const std::string path : {"/hit", "/miss"}) {
      const auto [out, status] = output_of([&] { return answer(path.c_str(), "a=b%00=c"); });
      const std::string body = path.substr(1) + " a=b%00=c";
      CPPUNIT_ASSERT_EQUAL(0, status);
      CPPUNIT_ASSERT_EQUAL("Status: 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " +
                               std::to_string(body.size()) + "\r\n\r\n" + body,
                           out);
    }
  }

  void a_slow_reader_gets_every_byte() {
    int ends[2];
    CPPUNIT_ASSERT_EQUAL(0, socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    const auto response = text(200, std::string(3'000'000, 'z'));
    bool written = false;
    std::thread writer{[&] {
      written = web::write_cgi(ends[0], response);
      close(ends[0]);
    }};
    std::string got(4'000'000, '\0');
    std::size_t size = 0;
    for (ssize_t part; (part = read(ends[1], got.data() + size, 50'000)) > 0;) size += part;
    writer.join();
    close(ends[1]);
    got.resize(size);
    CPPUNIT_ASSERT(written);
    CPPUNIT_ASSERT(got == web::bytes(response));
  }

  void a_reader_that_has_gone_is_noticed() {
    const auto [out, status] = output_of([] {
      int ends[2];
      if (pipe(ends) != 0) return 2;
      close(ends[0]);
      signal(SIGPIPE, SIG_IGN);
      return web::write_cgi(ends[1], text(200, "b")) ? 1 : 0;
    });
    CPPUNIT_ASSERT_EQUAL(0, status);
  }

  void arguments_that_a_query_can_spell_are_not_the_starters() {
    const auto taken = [](const char* query, const std::vector<std::string>& words) {
      setenv("QUERY_STRING", query, 1);
      const bool result = web::arguments_are_the_starters(words);
      unsetenv("QUERY_STRING");
      return result;
    };
    const std::vector<std::string> written = {"--settings", "/etc/x.conf"};
    for (const char* query : {"", "type=call_totals", "12345", "a+b", "--help", "settings+--set",
                              "%", "%zz", "--set%00tings"}) {
      CPPUNIT_ASSERT_MESSAGE(query, taken(query, written));
      CPPUNIT_ASSERT_MESSAGE(query, taken(query, {"--settings=/etc/x.conf", "a", "b"}));
    }
    for (const char* query :
         {"--settings+/tmp/x", "--settings=/tmp/x", "%2d%2Dsettings+/tmp/x", "+--settings+/tmp/x",
          "%252d-settings%3d/tmp/x", "\\-\\-settings+/tmp/x", "-%5c-settings+/tmp/x",
          "a+--settings+b", "%73--%73ettings"}) {
      CPPUNIT_ASSERT_MESSAGE(query, !taken(query, written));
      CPPUNIT_ASSERT_MESSAGE(query, !taken(query, {"--settings=/tmp/x"}));
    }
    CPPUNIT_ASSERT(!taken("", {}));
    CPPUNIT_ASSERT(!taken("", {"--help"}));
    CPPUNIT_ASSERT(!taken("x", {"x", "--settings", "/tmp/x"}));
  }

  // As some servers leave it where a request has no body.
  void an_input_that_stays_open_is_not_waited_for() {
    const auto begun = steady_clock::now();
    const auto [out, status] = output_of([] {
      int ends[2];
      if (pipe(ends) != 0) return 2;
      dup2(ends[0], STDIN_FILENO);
      return answer("/hit", "q");
    });
    CPPUNIT_ASSERT_EQUAL(0, status);
    CPPUNIT_ASSERT(steady_clock::now() - begun < 20s);
  }

  void cgi_is_told_from_fastcgi() {
    const auto in_child = [](const std::function<bool()>& check) {
      return output_of([&] { return check() ? 0 : 1; }).second == 0;
    };
    const auto input = [](int fd) { dup2(fd, 0); };
    CPPUNIT_ASSERT(in_child([&] {
      input(open("/dev/null", O_RDONLY));
      unsetenv("GATEWAY_INTERFACE");
      unsetenv("REQUEST_METHOD");
      if (web::serves_cgi()) return false;
      setenv("REQUEST_METHOD", "GET", 1);
      return web::serves_cgi() && !web::ListeningSocket::inherited();
    }));
    CPPUNIT_ASSERT(in_child([&] {
      Folder folder;
      const auto socket = web::ListeningSocket::at(folder / "s");
      input(socket.fd());
      setenv("REQUEST_METHOD", "GET", 1);
      const auto inherited = web::ListeningSocket::inherited();
      return !web::serves_cgi() && inherited && inherited->fd() == 0;
    }));

    CPPUNIT_ASSERT(in_child([&] {
      int ends[2];
      if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return false;
      input(ends[0]);
      setenv("REQUEST_METHOD", "GET", 1);
      return web::serves_cgi() && !web::ListeningSocket::inherited();
    }));
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CgiTest, "cgi");
