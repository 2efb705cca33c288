#include "symptoms.h"

#include <cppunit/TestAssert.h>

#include "import_site.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

const std::string kSocket = "/run/callwidgets/callwidgets.sock";
const std::string kUnits = "callwidgets.socket callwidgets";

std::string chapter() {
  const std::string guide = read_all(source_path() / "INSTALL.md");
  const auto begin = guide.find("\n## When it doesn't answer\n");
  CPPUNIT_ASSERT(begin != guide.npos);
  return guide.substr(begin);
}

int times(const std::string& what, const std::string& text) {
  int times = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++times;
  return times;
}

}  // namespace

Symptoms::Symptoms(const std::string& way) : way_(guide_way(way)), host_(folder_, way_) {
  host_.serve();
}

void Symptoms::the_program_is_away() {
  host_.type("systemctl stop " + kUnits);
  is_away("Connection refused");
  host_.type("rm " + kSocket);
  is_away("No such file or directory");
  host_.type("systemctl start " + kUnits);
  answers();
}

void Symptoms::the_socket_is_not_permitted() {
  host_.type("chmod 0 " + kSocket);
  restart();  // open connections stay
  is_away("Permission denied");
  host_.type("systemctl restart " + kUnits);
  answers();
}

void Symptoms::everybody_is_forbidden() {
  set("auth", {});
  const Answer answer = host_.get(kQuestion);
  CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, 403, answer.status);
  is_told("\"code\":\"forbidden\"", answer.body);
  is_told("names no login", program_log());
  set("auth", "none");
  answers();
}

void Symptoms::the_file_is_not_in_force(const std::string& edit, const std::string& mend) const {
  host_.type(edit);
  restart();
  const Answer answer = host_.get(kQuestion);
  CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, 404, answer.status);
  CPPUNIT_ASSERT_MESSAGE(answer.body, is_a_page(answer));
  host_.type(mend);
  restart();
  answers();
}

void Symptoms::tokens_are_taken_away(const std::string& edit, const std::string& mend) const {
  set("auth", "token");
  std::string token = host_
                          .type("runuser -u callwidgets -- callwidgets-admin --settings " +
                                kSettings + " token add test")
                          .out;
  token.erase(token.find_last_not_of('\n') + 1);
  const Request request{"GET", kQuestion, {{"Authorization", "Bearer " + token}}, {}};
  CPPUNIT_ASSERT_EQUAL(200, host_.ask(request).status);
  host_.type(edit);
  restart();
  const Answer answer = host_.ask(request);
  CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, 401, answer.status);
  is_told("\"code\":\"unauthorized\"", answer.body);
  eventually([&] { return times("reason=no-", program_log()) > 0; });
  is_told("reason=no-token", program_log());
  host_.type(mend);
  restart();
  CPPUNIT_ASSERT_EQUAL(200, host_.ask(request).status);
}

void Symptoms::no_path_arrives(const std::string& edit, const std::string& mend) const {
  host_.type(edit);
  restart();
  for (const std::string target : {"/customers", "/miscellaneous/ping", "/"}) {
    const Answer answer = host_.get(target);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(target + answer.body, 400, answer.status);
    is_told("\"code\":\"missing_parameter\"", answer.body);
  }
  is_told("passes no PATH_INFO", program_log());
  CPPUNIT_ASSERT_EQUAL(1, times("passes no PATH_INFO", program_log()));
  host_.type(mend);
  restart();
  CPPUNIT_ASSERT_EQUAL(200, host_.get("/customers").status);
}

void Symptoms::preflights_are_refused(const std::string& login, const std::string& edit,
                                      const std::string& mend) const {
  set("cors_origins", "https://www.example.com");
  set("auth", "server");
  host_.type(login);
  restart();
  const Request preflight{"OPTIONS",
                          kQuestion,
                          {{"Origin", "https://www.example.com"},
                           {"Access-Control-Request-Method", "GET"},
                           {"Access-Control-Request-Headers", "authorization"}},
                          {}};
  const int allowed = host_.ask(preflight).status;
  CPPUNIT_ASSERT_MESSAGE(std::to_string(allowed), allowed == 200 || allowed == 204);
  const Answer without = host_.get(kQuestion);
  CPPUNIT_ASSERT_EQUAL(401, without.status);
  CPPUNIT_ASSERT_MESSAGE(without.body, is_a_page(without));
  host_.type(edit);
  restart();
  const Answer refused = host_.ask(preflight);
  CPPUNIT_ASSERT_EQUAL(401, refused.status);
  CPPUNIT_ASSERT_MESSAGE(refused.body, is_a_page(refused));
  is_told("OPTIONS", preflight.method);
  host_.type(mend);
  restart();
  CPPUNIT_ASSERT_EQUAL(allowed, host_.ask(preflight).status);
}

void Symptoms::the_program_stands_still(const std::string& edit, int status,
                                        const std::string& told) const {
  host_.type(edit);
  restart();
  answers();
  host_.type("systemctl kill -s STOP callwidgets");
  const Answer answer = host_.get(kQuestion);
  CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.failure + answer.body, status, answer.status);
  is_told(told, web_log());
  host_.type("systemctl restart callwidgets");
  answers();
}

// Apache leaves a program that was away alone for a second.
void Symptoms::answers() const {
  Answer answer;
  const bool came = eventually([&] { return (answer = host_.get(kQuestion)).status == 200; },
                               std::chrono::seconds{5}, std::chrono::milliseconds{50});
  CPPUNIT_ASSERT_MESSAGE(answer.failure + answer.body + web_log() + program_log(), came);
}

void Symptoms::restart() const { host_.type("systemctl restart " + way_.server); }

void Symptoms::set(const std::string& name, const std::string& value) const {
  host_.type("sed -i '/^" + name + " /d' " + kSettings);
  if (!value.empty()) host_.type("echo '" + name + " = " + value + "' >>" + kSettings);
  if (way_.keeper.empty()) return;
  const std::string read = "the settings were read again";
  const int before = times(read, program_log());
  host_.type("systemctl reload callwidgets");
  CPPUNIT_ASSERT(eventually([&] { return times(read, program_log()) > before; }));
}

void Symptoms::is_told(const std::string& quote, const std::string& where) {
  CPPUNIT_ASSERT_MESSAGE("INSTALL.md doesn't tell `" + quote + "`",
                         chapter().find("`" + quote + "`") != std::string::npos);
  CPPUNIT_ASSERT_MESSAGE("no " + quote + " in " + where, where.find(quote) != std::string::npos);
}

std::string Symptoms::web_log() const {
  return host_.text("/var/log/" + way_.server + "/error.log");
}

std::string Symptoms::program_log() const {
  return way_.keeper.empty() ? web_log() : host_.type("journalctl -u callwidgets").out;
}

bool Symptoms::is_a_page(const Answer& answer) {
  return answer.header("Content-Type").starts_with("text/html");
}

void Symptoms::is_away(const std::string& told) const {
  const Answer answer = host_.get(kQuestion);
  CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, 503, answer.status);
  if (way_.server == "nginx") {
    is_told("the program behind this address does not answer", answer.body);
  } else {
    CPPUNIT_ASSERT_MESSAGE(answer.body, is_a_page(answer));
  }
  is_told(told, web_log());
}

}  // namespace callwidgets::test
