// INSTALL.md's chapter "When it doesn't answer": each symptom of its table, provoked.
#include <cppunit/extensions/HelperMacros.h>

#include "symptoms.h"

namespace callwidgets::test {
namespace {

// The lines of a file that a pattern matches become remarks, and are lines again.
std::string out(const std::string& pattern, const std::string& file) {
  return "sed -i '\\#" + pattern + "# s/^/#out /' " + file;
}
std::string in(const std::string& file) { return "sed -i 's/^#out //' " + file; }

class NginxSymptoms : public Symptoms {
  CPPUNIT_TEST_SUITE(NginxSymptoms);
  CPPUNIT_TEST(the_program_is_away);
  CPPUNIT_TEST(the_socket_is_not_permitted);
  CPPUNIT_TEST(the_program_stands_still);
  CPPUNIT_TEST(everybody_is_forbidden);
  CPPUNIT_TEST(the_file_is_not_in_force);
  CPPUNIT_TEST(tokens_are_taken_away);
  CPPUNIT_TEST(no_path_arrives);
  CPPUNIT_TEST(preflights_are_refused);
  CPPUNIT_TEST_SUITE_END();

 public:
  NginxSymptoms() : Symptoms("nginx") {}

  void the_program_stands_still() {
    Symptoms::the_program_stands_still("sed -i 's/read_timeout 60s/read_timeout 1s/' " + kFile, 503,
                                       "timed out");
  }
  void the_file_is_not_in_force() {
    Symptoms::the_file_is_not_in_force(out("include snippets/callwidgets", kSite), in(kSite));
  }
  // As in a file of one's own that passes no headers.
  void tokens_are_taken_away() {
    Symptoms::tokens_are_taken_away(
        "sed -i 's/^  fastcgi_keep_conn on;/&\\n  fastcgi_pass_request_headers off;/' " + kFile,
        "sed -i '/fastcgi_pass_request_headers/d' " + kFile);
  }
  // As in a file of one's own with nothing but Debian's fastcgi_params.
  void no_path_arrives() {
    Symptoms::no_path_arrives(out("fastcgi_split_path_info\\|PATH_INFO  ", kFile), in(kFile));
  }
  void preflights_are_refused() {
    Symptoms::preflights_are_refused(
        "cp nginx/callwidgets-login-maps.conf /etc/nginx/conf.d/\n"
        "cp nginx/callwidgets-login.conf /etc/nginx/snippets/\n"
        "printf 'mary:%s\\n' \"$(openssl passwd -apr1 secret)\" >/etc/nginx/callwidgets.users",
        out("\\^OPTIONS", kMaps), in(kMaps));
  }

 private:
  const std::string kFile = "/etc/nginx/snippets/callwidgets.conf";
  const std::string kMaps = "/etc/nginx/conf.d/callwidgets-login-maps.conf";
  const std::string kSite = "/etc/nginx/sites-available/default";
};

class ApacheSymptoms : public Symptoms {
  CPPUNIT_TEST_SUITE(ApacheSymptoms);
  CPPUNIT_TEST(the_program_is_away);
  CPPUNIT_TEST(the_socket_is_not_permitted);
  CPPUNIT_TEST(the_program_stands_still);
  CPPUNIT_TEST(everybody_is_forbidden);
  CPPUNIT_TEST(the_file_is_not_in_force);
  CPPUNIT_TEST(tokens_are_taken_away);
  CPPUNIT_TEST(no_path_arrives);
  CPPUNIT_TEST(preflights_are_refused);
  CPPUNIT_TEST_SUITE_END();

 public:
  ApacheSymptoms() : Symptoms("apache") {}

  void the_program_stands_still() {
    Symptoms::the_program_stands_still("sed -i 's/timeout=60/timeout=1/' " + kFile, 504,
                                       "The timeout specified has expired");
  }
  void the_file_is_not_in_force() {
    Symptoms::the_file_is_not_in_force("a2disconf callwidgets-fcgi", "a2enconf callwidgets-fcgi");
  }
  void tokens_are_taken_away() {
    Symptoms::tokens_are_taken_away(out("CGIPassAuth", kFile), in(kFile));
  }
  void no_path_arrives() { Symptoms::no_path_arrives(out("ProxyFCGISetEnvIf", kFile), in(kFile)); }
  void preflights_are_refused() {
    Symptoms::preflights_are_refused(
        "cp apache/callwidgets-login-basic.conf /etc/apache2/conf-available/\n"
        "a2enmod auth_basic authn_file authz_user headers\n"
        "a2enconf callwidgets-login-basic\n"
        "printf 'mary:%s\\n' \"$(openssl passwd -apr1 secret)\" >/etc/apache2/callwidgets.users",
        out("Require method OPTIONS", kLogin), in(kLogin));
  }

 private:
  const std::string kFile = "/etc/apache2/conf-available/callwidgets-fcgi.conf";
  const std::string kLogin = "/etc/apache2/conf-available/callwidgets-login-basic.conf";
};

class CgiSymptoms : public Symptoms {
  CPPUNIT_TEST_SUITE(CgiSymptoms);
  CPPUNIT_TEST(the_program_may_not_be_run);
  CPPUNIT_TEST(its_folder_is_closed);
  CPPUNIT_TEST(a_library_is_missing);
  CPPUNIT_TEST(a_part_is_missing);
  CPPUNIT_TEST(the_settings_may_not_be_read);
  CPPUNIT_TEST(the_environment_is_lost);
  CPPUNIT_TEST(the_database_may_not_be_written);
  CPPUNIT_TEST(everybody_is_forbidden);
  CPPUNIT_TEST(tokens_are_taken_away);
  CPPUNIT_TEST_SUITE_END();

 public:
  CgiSymptoms() : Symptoms("cgi") {}

  void the_program_may_not_be_run() {
    host().type("chmod 644 " + kProgram);
    is_mute(500, "exec of");
    host().type("chmod 755 " + kProgram);
    answers();
  }
  void its_folder_is_closed() {
    host().type("chmod 0 /usr/local/bin");
    is_mute(403, "search permissions are missing");
    host().type("chmod 755 /usr/local/bin");
    answers();
  }
  // A program from another host: the name of a library in it is one that is nowhere.
  void a_library_is_missing() {
    host().type("cp -p /usr/local/bin/callwidgets /tmp/callwidgets");
    host().type("sed -i 's/libfcgi\\.so/lobfcgi.so/' " + kProgram);
    is_mute(500, "error while loading shared libraries");
    host().type("cp -p /tmp/callwidgets /usr/local/bin/callwidgets");
    answers();
  }
  void a_part_is_missing() {
    host().type("rm /usr/local/bin/callwidgets-answers.so");
    does_not_start("a part of callwidgets is missing");
  }
  void the_settings_may_not_be_read() {
    host().type("chmod 0 " + kSettings);
    does_not_start("settings: cannot read");
    host().type("chmod 640 " + kSettings);
    answers();
  }
  // As suexec does: it hands on only what CGI itself names.
  void the_environment_is_lost() {
    const std::string name = "sed -i 's#\\(Define CALLWIDGETS_CGI\\) .*#\\1 ";
    host().type(
        "cat >/usr/local/bin/suexec <<'END'\n#!/bin/sh\nunset CALLWIDGETS_SETTINGS\n"
        "exec /usr/local/bin/callwidgets\nEND\nchmod 755 /usr/local/bin/suexec");
    host().type(name + "/usr/local/bin/suexec#' " + kFile);
    restart();
    does_not_start("there are no settings");
    host().type(
        "cat >/usr/local/bin/suexec <<'END'\n#!/bin/sh\nunset CALLWIDGETS_SETTINGS\n"
        "exec /usr/local/bin/callwidgets --settings " +
        kSettings + "\nEND");
    answers();
  }
  void the_database_may_not_be_written() {
    host().type("chmod 0 /var/lib/callwidgets/calls.db");
    const Answer answer = host().get(kQuestion + "&from_date=2026-11-01&to_date=2026-11-02");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, 503, answer.status);
    is_told("\"code\":\"unavailable\"", answer.body);
    is_told("database trouble", web_log());
    host().type("chmod 640 /var/lib/callwidgets/calls.db");
    answers();
  }
  void tokens_are_taken_away() {
    Symptoms::tokens_are_taken_away(out("CGIPassAuth", kFile), in(kFile));
  }

 private:
  // A page of the web server's: the program itself couldn't say anything.
  void is_mute(int status, const std::string& told) const {
    const Answer answer = host().get(kQuestion);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, status, answer.status);
    CPPUNIT_ASSERT_MESSAGE(answer.body, is_a_page(answer));
    is_told(told, web_log());
  }
  void does_not_start(const std::string& told) const {
    // What lies in the cache is answered without the database's part.
    const Answer answer = host().get(kQuestion + "&from_date=2026-11-01&to_date=2026-11-02");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, 500, answer.status);
    is_told("callwidgets could not start", answer.body);
    is_told(told, web_log());
  }

  const std::string kProgram = "/usr/local/bin/callwidgets";
  const std::string kFile = "/etc/apache2/conf-available/callwidgets-cgi.conf";
};

class FcgidSymptoms : public Symptoms {
  CPPUNIT_TEST_SUITE(FcgidSymptoms);
  CPPUNIT_TEST(the_program_does_not_start);
  CPPUNIT_TEST(the_program_is_elsewhere);
  CPPUNIT_TEST_SUITE_END();

 public:
  FcgidSymptoms() : Symptoms("fcgid") {}

  void the_program_does_not_start() {
    set("workers", "many");
    restart();
    const Answer answer = host().get(kQuestion);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, 500, answer.status);
    is_told("does not answer", answer.body);
    const std::string log = web_log();
    is_told("Connection reset by peer", log);
    const auto broken = log.rfind('\n', log.find("Connection reset by peer"));
    const std::string above = log.substr(log.rfind('\n', broken - 1) + 1, broken);
    CPPUNIT_ASSERT_MESSAGE(log, above.find("callwidgets: workers is 'many'") != above.npos);
    set("workers", "1");
    answers();
  }
  void the_program_is_elsewhere() {
    host().type("mv /usr/local/bin/callwidgets /usr/local/bin/elsewhere");
    is_told("cannot be accessed", host().type("! apachectl configtest 2>&1").out);
    host().type("sed -i 's#\\(Define CALLWIDGETS_FCGID\\) .*#\\1 /usr/local/bin/elsewhere#' " +
                kFile);
    restart();
    answers();
  }

 private:
  const std::string kFile = "/etc/apache2/conf-available/callwidgets-fcgid.conf";
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(NginxSymptoms, "symptoms_nginx_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ApacheSymptoms, "symptoms_apache_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CgiSymptoms, "symptoms_cgi_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FcgidSymptoms, "symptoms_fcgid_sqlite");

}  // namespace
}  // namespace callwidgets::test
