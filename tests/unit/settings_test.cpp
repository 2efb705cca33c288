#include "settings/settings.h"

#include <Poco/TemporaryFile.h>
#include <cppunit/extensions/HelperMacros.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "settings/settings_file.h"

using callwidgets::settings::Mistake;
using callwidgets::settings::Settings;

namespace {

Settings load(const std::string& text) {
  const Poco::TemporaryFile file;
  std::ofstream{file.path()} << text;
  return Settings::load(file.path());
}

std::string mistake(const std::string& text) {
  try {
    load(text);
  } catch (const Mistake& error) {
    return error.what();
  }
  return "none";
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

class SettingsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SettingsTest);
  CPPUNIT_TEST(what_is_not_set_has_its_default);
  CPPUNIT_TEST(withheld_numbers_are_a_list);
  CPPUNIT_TEST(the_environment_wins_over_the_file);
  CPPUNIT_TEST(a_path_in_a_file_is_taken_from_there);
  CPPUNIT_TEST(a_mistake_names_the_setting_and_what_is_allowed);
  CPPUNIT_TEST(a_password_is_not_shown);
  CPPUNIT_TEST(a_name_that_is_no_setting_is_a_mistake);
  CPPUNIT_TEST(a_setting_stands_there_once);
  CPPUNIT_TEST(a_file_that_cannot_be_read_is_named_with_the_reason);
  CPPUNIT_TEST(help_lists_every_setting);
  CPPUNIT_TEST(help_keeps_names_and_meanings_in_columns);
  CPPUNIT_TEST(a_socket_is_a_path_or_an_address);
  CPPUNIT_TEST(what_follows_a_blank_and_a_hash_is_a_comment);
  CPPUNIT_TEST(a_path_that_looks_like_something_else_is_refused);
  CPPUNIT_TEST(no_settings_at_all_are_a_mistake_for_who_serves);
  CPPUNIT_TEST(the_file_is_named_in_two_ways_or_by_the_environment);
  CPPUNIT_TEST(callers_prove_who_they_are_in_some_ways_or_in_none);
  CPPUNIT_TEST(what_would_open_doors_together_is_refused);
  CPPUNIT_TEST(a_user_header_is_one_that_clients_have_no_use_for);
  CPPUNIT_TEST(a_rate_limit_is_a_rate_and_a_burst);
  CPPUNIT_TEST(headers_for_other_origins_are_a_list);
  CPPUNIT_TEST_SUITE_END();

 public:
  void tearDown() override { unsetenv("CALLWIDGETS_MAX_DAYS"); }

  void what_is_not_set_has_its_default() {
    const Settings settings = load("");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3660}, settings.max_days);
    CPPUNIT_ASSERT_EQUAL(0660U, settings.socket_mode);
    CPPUNIT_ASSERT(settings.cors_origins.empty());
    CPPUNIT_ASSERT(!settings.keep_numbers);
    CPPUNIT_ASSERT_EQUAL(std::size_t{8}, settings.withheld.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"0000000000"}, settings.withheld[1]);
    CPPUNIT_ASSERT_EQUAL(std::string{"private"}, settings.withheld[7]);
  }

  void withheld_numbers_are_a_list() {
    CPPUNIT_ASSERT(load("withheld =\n").withheld.empty());
    const Settings settings = load("withheld = +31 20 1234567 ,no number,\n");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, settings.withheld.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"+31 20 1234567"}, settings.withheld[0]);
    CPPUNIT_ASSERT_EQUAL(std::string{"no number"}, settings.withheld[1]);
  }

  void the_environment_wins_over_the_file() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{10}, load("max_days = 10\n").max_days);
    setenv("CALLWIDGETS_MAX_DAYS", "20", 1);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{20}, load("max_days = 10\n").max_days);
    setenv("CALLWIDGETS_MAX_DAYS", "many", 1);
    CPPUNIT_ASSERT(holds(mistake(""), "CALLWIDGETS_MAX_DAYS"));
  }

  void a_path_in_a_file_is_taken_from_there() {
    const Settings settings = load("database = sqlite:a/calls.db\nsocket = /run/x.sock\n");
    CPPUNIT_ASSERT(settings.databases.at(0).path.starts_with("/"));
    CPPUNIT_ASSERT(settings.databases.at(0).path.ends_with("/a/calls.db"));
    CPPUNIT_ASSERT_EQUAL(std::string{"/run/x.sock"}, settings.socket.text());
  }

  void a_mistake_names_the_setting_and_what_is_allowed() {
    CPPUNIT_ASSERT(holds(mistake("max_days = 0\n"), "max_days is '0'"));
    CPPUNIT_ASSERT(holds(mistake("max_days = 0\n"), "1 to 4000000"));
    for (const char* wrong :
         {"workers = 0", "workers = 4x", "workers =", "socket_mode = 999", "keep_numbers = maybe",
          "cors_origins = www.example.com", "cors_origins = https://a.example/path",
          "cors_origins = *, https://a.example", "customer_url = /x", "database = calls.db",
          "database = mysql://host/name", "database = mysql://u@h/n?tls=maybe",
          "database = mysql://u@h/n?ca=relative.pem", "database = mysql://u@h/n?tsl=required",
          "database = mysql://u@h/n?tls=off&ca=/ca.pem", "database = mysql://u@h/n?cert=/c.pem",
          "database = mysql://u@h/n?socket=", "database = postgresql://u@h/n"}) {
      CPPUNIT_ASSERT_MESSAGE(wrong, holds(mistake(std::string{wrong} + "\n"), "allowed: "));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"none"},
                         mistake("cors_origins = https://a.example, http://b.example:8080\n"));
  }

  void a_password_is_not_shown() {
    const std::string text = mistake("database = mysql://user:secret@/x\n");
    CPPUNIT_ASSERT(holds(text, "database"));
    CPPUNIT_ASSERT(!holds(text, "secret"));
  }

  void a_name_that_is_no_setting_is_a_mistake() {
    CPPUNIT_ASSERT(holds(mistake("max_day = 10\n"), "max_day "));
    CPPUNIT_ASSERT(holds(mistake("max_day = 10\n"), "max_days"));
  }

  void a_setting_stands_there_once() {
    for (const char* lines : {"auth = token\nauth = everyone\n", "auth = none\nauth = none\n",
                              "auth = token\nmax_days = 10\nauth: none\n"}) {
      CPPUNIT_ASSERT_MESSAGE(lines, holds(mistake(lines), "auth stands twice in "));
    }
  }

  void a_file_that_cannot_be_read_is_named_with_the_reason() {
    const auto message = [](const std::string& file) -> std::string {
      try {
        Settings::load(file);
      } catch (const Mistake& error) {
        return error.what();
      }
      return "none";
    };
    CPPUNIT_ASSERT_EQUAL(
        std::string("settings: cannot read /no/such.conf: No such file or directory"),
        message("/no/such.conf"));
    CPPUNIT_ASSERT_EQUAL(std::string("settings: cannot read /: Is a directory"), message("/"));
  }

  // A line `  name  meaning`, and two below it that begin where the meaning does.
  void help_keeps_names_and_meanings_in_columns() {
    std::stringstream help;
    Settings::help(help);
    std::size_t column = 0;
    std::string line, former;
    for (; std::getline(help, line); former = line) {
      const std::size_t allowed = line.find("allowed: ");
      if (allowed == line.npos || line.find_first_not_of(' ') != allowed) continue;
      if (column == 0) column = allowed;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(line, column, allowed);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(former, std::string("  "), former.substr(column - 2, 2));
      CPPUNIT_ASSERT_MESSAGE(former, former.at(column) != ' ');
    }
    CPPUNIT_ASSERT(column > 0);
  }

  static std::string socket_of(const std::string& value) {
    try {
      return load("socket = " + value + "\n").socket.text();
    } catch (const Mistake& error) {
      return std::string{"mistake: "} + error.what();
    }
  }

  void a_socket_is_a_path_or_an_address() {
    CPPUNIT_ASSERT_EQUAL(std::string{"/run/x.sock"}, socket_of("unix:/run/x.sock"));
    CPPUNIT_ASSERT(socket_of("unix:x.sock").starts_with("/"));
    CPPUNIT_ASSERT(socket_of("unix:x.sock").ends_with("/x.sock"));
    CPPUNIT_ASSERT_EQUAL(std::string{"127.0.0.1:9000"}, socket_of("127.0.0.1:9000"));
    CPPUNIT_ASSERT_EQUAL(std::string{"127.0.0.1:9000"}, socket_of("localhost:9000"));
    CPPUNIT_ASSERT_EQUAL(std::string{"[::1]:9000"}, socket_of("[::1]:9000"));
    CPPUNIT_ASSERT_EQUAL(std::string{"0.0.0.0:1"}, socket_of("0.0.0.0:1"));
    CPPUNIT_ASSERT(socket_of("./127.0.0.1:9000").ends_with("/127.0.0.1:9000"));
    for (const char* wrong : {"127.0.0.1", "9000", ":9000", "*:9000", "127.0.0.1:0", "::1:9000",
                              "127.0.0.1:65536", "127.0.0.1:9000/x", "www.example.com:9000",
                              "tcp://127.0.0.1:9000", "http://127.0.0.1:9000",
                              "unix:", "fcgi:/run/x.sock", "unix:tcp:127.0.0.1:9000", "off", "-"}) {
      const std::string said = socket_of(wrong);
      CPPUNIT_ASSERT_MESSAGE(said, said.starts_with("mistake: socket is '"));
      CPPUNIT_ASSERT_MESSAGE(said, holds(said, "or an address such as 127.0.0.1:9000"));
    }
  }

  void what_follows_a_blank_and_a_hash_is_a_comment() {
    CPPUNIT_ASSERT_EQUAL(std::string{"off"}, load("access_log = off   # no log\n").access_log);
    CPPUNIT_ASSERT_EQUAL(std::string{"off"}, load("access_log = off\t#\r\n").access_log);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, load("workers = 4 # = four\n# workers = 5\n").workers);
    CPPUNIT_ASSERT_EQUAL(std::string{}, load("account = # the only one\n").account);
    // Values that may hold one.
    CPPUNIT_ASSERT_EQUAL(std::string{"/x#/{id}"}, load("customer_url = /x#/{id}\n").customer_url);
    CPPUNIT_ASSERT_EQUAL(std::string{"#/x/{id}"}, load("customer_url =#/x/{id}\n").customer_url);
    CPPUNIT_ASSERT_EQUAL(std::string{"#/x/{id}"},
                         load("customer_url = \\#/x/{id} # a\n").customer_url);
    CPPUNIT_ASSERT_EQUAL(std::string{"Shop #1"}, load("account = Shop \\#1\n").account);
    // The environment has no comments.
    setenv("CALLWIDGETS_ACCOUNT", "Shop #1", 1);
    const std::string account = load("").account;
    unsetenv("CALLWIDGETS_ACCOUNT");
    CPPUNIT_ASSERT_EQUAL(std::string{"Shop #1"}, account);
  }

  void a_path_that_looks_like_something_else_is_refused() {
    for (const char* name : {"access_log", "caller_key_file", "cache_folder", "database"}) {
      for (const char* value :
           {"http://example.com/log", "syslog:server=192.0.2.1", "unix:/run/x", "127.0.0.1:514",
            "192.0.2.1", "514", "none", "no", "Off ; no log", "yes", "stderr", "- ; stderr", "~/x",
            "$HOME/x", "\"/var/x\"", "'x'"}) {
        const bool database = name == std::string{"database"};
        const std::string line = std::string{name} + " = " + (database ? "sqlite:" : "") + value;
        const std::string said = mistake(line + "\n");
        CPPUNIT_ASSERT_MESSAGE(line + ": " + said, said.starts_with(name) &&
                                                       holds(said, ", which ") &&
                                                       holds(said, "; allowed: "));
      }
      for (const char* value : {"./off", "/off", "../x:y", "logs/a:b", "off.log", "x.log"}) {
        const std::string line =
            std::string{name} + " = " + (name == std::string{"database"} ? "sqlite:" : "") + value;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(line, std::string{"none"}, mistake(line + "\n"));
      }
    }
  }

  void no_settings_at_all_are_a_mistake_for_who_serves() {
    try {
      Settings::load_to_serve("");
      CPPUNIT_FAIL("defaults are taken in silence");
    } catch (const Mistake& error) {
      CPPUNIT_ASSERT(holds(error.what(), "there are no settings"));
      CPPUNIT_ASSERT(holds(error.what(), "--settings FILE"));
    }
    setenv("CALLWIDGETS_MAX_DAYS", "20", 1);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{20}, Settings::load_to_serve("").max_days);
    unsetenv("CALLWIDGETS_MAX_DAYS");
    const Poco::TemporaryFile file;
    for (const char* nothing : {"", "\n", "# auth = token\n"}) {
      std::ofstream{file.path()} << nothing;
      try {
        Settings::load_to_serve(file.path());
        CPPUNIT_FAIL("defaults are taken in silence");
      } catch (const Mistake& error) {
        CPPUNIT_ASSERT(holds(error.what(), "there are no settings in " + file.path()));
      }
    }
    std::ofstream{file.path()} << "max_days = 30\n";
    CPPUNIT_ASSERT_EQUAL(std::int64_t{30}, Settings::load_to_serve(file.path()).max_days);
  }

  static std::string file_of(std::vector<std::string> words, std::size_t left) {
    const std::string file = callwidgets::settings::take_file(words);
    CPPUNIT_ASSERT_EQUAL(left, words.size());
    return file;
  }

  void the_file_is_named_in_two_ways_or_by_the_environment() {
    const std::string file = "/x/y=z.conf";
    CPPUNIT_ASSERT_EQUAL(file, file_of({"--settings", file}, 0));
    CPPUNIT_ASSERT_EQUAL(file, file_of({"--settings=" + file, "stats"}, 1));
    CPPUNIT_ASSERT_EQUAL(std::string{}, file_of({"stats", "--settings", file}, 3));
    setenv("CALLWIDGETS_SETTINGS", file.c_str(), 1);
    CPPUNIT_ASSERT_EQUAL(file, file_of({"stats"}, 1));
    CPPUNIT_ASSERT_EQUAL(std::string{"/other"}, file_of({"--settings=/other"}, 0));
    unsetenv("CALLWIDGETS_SETTINGS");
    for (std::vector<std::string> words :
         {std::vector<std::string>{"--settings"}, {"--settings="}, {"--settings", ""}}) {
      CPPUNIT_ASSERT_THROW(callwidgets::settings::take_file(words), Mistake);
    }
  }

  static std::string auth_of(const std::string& value) {
    const Settings settings = load("auth = " + value + "\ntoken_audience = a\n");
    const auto& [server, token, signed_tokens, none, everyone] = settings.auth;
    return std::string{server ? "s" : ""} + (token ? "t" : "") + (signed_tokens ? "j" : "") +
           (none ? "n" : "") + (everyone ? "e" : "") + " " + settings.auth.text();
  }

  void callers_prove_who_they_are_in_some_ways_or_in_none() {
    CPPUNIT_ASSERT(load("").auth.server);
    CPPUNIT_ASSERT_EQUAL(std::string{"server"}, load("").auth.text());
    CPPUNIT_ASSERT_EQUAL(std::string{"s server"}, auth_of("server"));
    CPPUNIT_ASSERT_EQUAL(std::string{"t token"}, auth_of("token"));
    CPPUNIT_ASSERT_EQUAL(std::string{"stj server, token, signed"},
                         auth_of("signed,token , server"));
    CPPUNIT_ASSERT_EQUAL(std::string{"n none"}, auth_of("none"));
    CPPUNIT_ASSERT_EQUAL(std::string{"e everyone"}, auth_of("everyone"));
    CPPUNIT_ASSERT(load("auth = token\n").auth.has_logins());
    CPPUNIT_ASSERT(!load("auth = none\n").auth.has_logins());
    CPPUNIT_ASSERT(!load("auth = everyone\n").auth.has_logins());
    for (const char* wrong :
         {"", "off", "None", "none, server", "server, everyone", "everyone, none", "none, none",
          "server token", "server,", "server,,token", "tokens", "*"}) {
      CPPUNIT_ASSERT_MESSAGE(wrong, holds(mistake("auth = " + std::string{wrong} + "\n"),
                                          "auth is '" + std::string{wrong} + "'"));
    }
  }

  void what_would_open_doors_together_is_refused() {
    const std::string signed_for_all = mistake("auth = server, signed\n");
    CPPUNIT_ASSERT_MESSAGE(signed_for_all, holds(signed_for_all, "auth has 'signed'"));
    CPPUNIT_ASSERT_MESSAGE(signed_for_all, holds(signed_for_all, "set token_audience to"));
    CPPUNIT_ASSERT_EQUAL(std::string{"none"}, mistake("auth = signed\ntoken_audience = x\n"));
    for (const char* auth : {"server", "token", "none", "server, token"}) {
      const std::string said =
          mistake("cache_control = public\nauth = " + std::string{auth} + "\n");
      CPPUNIT_ASSERT_MESSAGE(said, holds(said, "cache_control is 'public'"));
      CPPUNIT_ASSERT_MESSAGE(said, holds(said, "auth is '" + std::string{auth} + "'"));
      CPPUNIT_ASSERT_MESSAGE(said, holds(said, "set cache_control = private, or auth = everyone"));
    }
    CPPUNIT_ASSERT(holds(mistake("cache_control = public\n"), "auth is 'server'"));
    CPPUNIT_ASSERT_EQUAL(std::string{"none"}, mistake("cache_control = public\nauth = everyone\n"));
  }

  void a_user_header_is_one_that_clients_have_no_use_for() {
    CPPUNIT_ASSERT_EQUAL(std::string{}, load("").user_header);
    CPPUNIT_ASSERT_EQUAL(std::string{"HTTP_X_REMOTE_USER"},
                         load("user_header = X-Remote-User\n").user_header);
    CPPUNIT_ASSERT_EQUAL(std::string{"HTTP_X_AUTHENTIK_USERNAME"},
                         load("user_header = X-authentik-username\n").user_header);
    for (const char* wrong : {"Authorization",
                              "Proxy-Authorization",
                              "Cookie",
                              "Host",
                              "Remote-User",
                              "Remote_User",
                              "remote-user",
                              "REMOTE_USER",
                              "User",
                              "User-Agent",
                              "X-User-Agent",
                              "x-useragent",
                              "X-Device-User-Agent",
                              "Proxy",
                              "X-Forwarded-For",
                              "X-Forwarded-Host",
                              "X-Real-IP",
                              "X-Requested-With",
                              "X-Request-Id",
                              "Forwarded",
                              "Via",
                              "From",
                              "Origin",
                              "Referer",
                              "X_Remote_User",
                              "X-Remote User",
                              "X-Remote-User:",
                              "HTTP_X_REMOTE_USER",
                              "X-",
                              "*",
                              "X-Remote-User, X-Other-User"}) {
      CPPUNIT_ASSERT_MESSAGE(wrong, holds(mistake("user_header = " + std::string{wrong} + "\n"),
                                          "user_header is '" + std::string{wrong} + "'"));
    }
  }

  static std::string limit_of(const std::string& value) {
    const auto limit = load("rate_limit = " + value + "\n").rate_limit;
    if (!limit) return "none";
    std::ostringstream out;
    out << limit->per_second << " " << limit->burst;
    return out.str();
  }

  void a_rate_limit_is_a_rate_and_a_burst() {
    CPPUNIT_ASSERT_EQUAL(std::string{"none"}, limit_of(""));
    CPPUNIT_ASSERT_EQUAL(std::string{"20 100"}, limit_of("20/s burst 100"));
    CPPUNIT_ASSERT_EQUAL(std::string{"20 20"}, limit_of("20/s"));
    CPPUNIT_ASSERT_EQUAL(std::string{"0.5 30"}, limit_of("30/m"));
    CPPUNIT_ASSERT_EQUAL(std::string{"2 1"}, limit_of("120/m   burst  1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"100000 1e+06"}, limit_of("100000/s burst 1000000"));
    for (const char* wrong : {"20", "0/s", "-1/s", "100001/s", "20/h", "20 /s", "20/s burst",
                              "20/s burst 0", "20/s burst 1000001", "20/s 100", "20/s burst 100 x",
                              "1.5/s", "off", "/s", "20/s, 30/m"}) {
      CPPUNIT_ASSERT_MESSAGE(wrong, holds(mistake("rate_limit = " + std::string{wrong} + "\n"),
                                          "rate_limit is '" + std::string{wrong} + "'"));
    }
  }

  void headers_for_other_origins_are_a_list() {
    CPPUNIT_ASSERT(load("").cors_headers.empty());
    const auto names = load("cors_headers = X-Trace, baggage,\n").cors_headers;
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, names.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"X-Trace"}, names[0]);
    CPPUNIT_ASSERT_EQUAL(std::string{"baggage"}, names[1]);
    for (const char* wrong : {"*", "X-A X-B", "X-A: 1", "X-A;X-B", "\"X-A\""}) {
      CPPUNIT_ASSERT_MESSAGE(wrong, holds(mistake("cors_headers = " + std::string{wrong} + "\n"),
                                          "cors_headers is '"));
    }
  }

  void help_lists_every_setting() {
    std::ostringstream out;
    Settings::help(out);
    for (const char* name :
         {"database", "account", "socket", "socket_mode", "workers", "queue", "caller_key_file",
          "keep_numbers", "cors_origins", "max_days", "top_customers", "customer_url",
          "cache_bytes", "auth", "user_header", "token_audience", "rate_limit", "cors_headers"}) {
      CPPUNIT_ASSERT_MESSAGE(name, holds(out.str(), std::string{"\n  "} + name + " "));
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SettingsTest, "settings");

}  // namespace
