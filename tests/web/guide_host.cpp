#include "guide_host.h"

#include <cppunit/TestAssert.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "import_site.h"
#include "install_guide.h"
#include "sql_client.h"

namespace callwidgets::test {
namespace {

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
}

std::string guide(const std::string& name) { return source_path() / "tests/guide" / name; }

// What differs from day to day, and from host to host: of a file, also what its content is.
std::string timeless(const std::string& text) {
  static const std::regex date{R"(^[Dd]ate: .*)"}, version{R"(^(Server: \w+)/[\d.]+)"},
      of_file{R"(^(Last-Modified|ETag|Content-Length): .*)", std::regex::icase};
  const bool file = text.find("\nLast-Modified: ") != std::string::npos;
  std::istringstream in{text};
  std::string timeless;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    line = std::regex_replace(line, date, "Date: a date");
    if (file) line = std::regex_replace(line, of_file, "$1: the file's");
    timeless += std::regex_replace(line, version, "$1/a version") + "\n";
  }
  while (timeless.ends_with("\n\n")) timeless.pop_back();
  return timeless;
}

}  // namespace

GuideHost::GuideHost(const Folder& folder, const std::string& database)
    : root_(folder / "host"), words_(folder / "words"), done_(folder / "done") {
  for (const char* name :
       {"etc/callwidgets", "etc/init.d", "etc/default", "etc/systemd/system", "var/lib",
        "var/lib/callwidgets", "var/backups", "usr/local/bin", "usr/local/lib", "tmp", "run"}) {
    std::filesystem::create_directories(root_ + "/" + name);
  }
  std::filesystem::create_directory(words_);
  if (database.empty()) return;
  std::string options;
  for (const std::string& option : connection_options(database)) options += " '" + option + "'";
  word("mysql", "exec mariadb" + options + " \"$@\"");
  word("mysqldump", "exec mariadb-dump" + options + " \"$@\"");
}

GuideHost::~GuideHost() { run(as_typed({guide("end")})); }

void GuideHost::stands_for(const std::string& written, const std::string& real) {
  stands_for_.emplace_back(written, real);
}

void GuideHost::has_users(const std::string& callwidgets) {
  if (geteuid() == 0) user_ = callwidgets;
}

void GuideHost::is_typed_by_its_user(const std::string& home) { home_ = home; }

void GuideHost::has(const std::string& server) {
  const Finished done =
      run({"env", "GUIDE_ROOT=" + root_, "GUIDE_USER=" + user_, guide("lay_out"), server});
  CPPUNIT_ASSERT_EQUAL_MESSAGE(done.out + done.err, 0, done.status);
  stands_for("http://127.0.0.1/", "http://127.0.0.1:" + std::to_string(port()) + "/");
  stands_for("bind :80", "bind 127.0.0.1:" + std::to_string(port()));
}

int GuideHost::port() const {
  int port = 0;
  std::ifstream{root_ + "/.processes/port"} >> port;
  return port;
}

Finished GuideHost::run_block(const std::string& name) const {
  return type(install_guide::block(name));
}

void GuideHost::run_printing_block(const std::string& name) const {
  const std::string printed = run_block(name).out;
  CPPUNIT_ASSERT_EQUAL_MESSAGE(name, timeless(install_guide::block(name + " prints")),
                               timeless(printed));
}

void GuideHost::run_session(const std::string& name) const {
  const std::string block = install_guide::block(name);
  std::istringstream in{block};
  std::string command, printed;
  const auto compare = [&] {
    if (command.empty()) return;
    const Finished done = typed("{ " + command + "; } 2>&1");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(command, timeless(printed), timeless(done.out));
  };
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("# ") || line.starts_with("$ ")) {
      compare();
      command = line.substr(2);
      printed.clear();
    } else {
      printed += line + "\n";
    }
  }
  CPPUNIT_ASSERT_MESSAGE(name + " has no command", !command.empty());
  compare();
}

Finished GuideHost::type(const std::string& script) const {
  Finished done = typed(script);
  CPPUNIT_ASSERT_EQUAL_MESSAGE(script + done.out + done.err, 0, done.status);
  return done;
}

std::string GuideHost::done() const { return read_all(done_); }

Finished GuideHost::typed(std::string script) const {
  static const std::regex place{R"((^|[\s'"<>:=])/(etc|var|usr/local|run|tmp)/)"};
  script = std::regex_replace(script, place, "$1" + root_ + "/$2/");
  for (const auto& [written, real] : stands_for_) replace_all(script, written, real);
  std::vector<std::string> words;
  if (!home_.empty()) words = {"env", "HOME=" + path(home_)};
  if (!home_.empty() && !user_.empty()) {
    words.insert(words.end(),
                 {"setpriv", "--reuid=" + user_, "--regid=" + user_, "--clear-groups"});
  }
  words.insert(words.end(),
               {"bash", "-euc", "cd \"$1\"\n" + script, "block", source_path().string()});
  Finished done = run(as_typed(words));
  replace_all(done.out, root_, "");
  replace_all(done.err, root_, "");
  return done;
}

std::vector<std::string> GuideHost::as_typed(const std::vector<std::string>& command) const {
  const std::string path = words_ + ":" + guide("words") + ":" + root_ +
                           "/usr/local/bin:" + program_path("") + ":/usr/bin:/bin";
  std::vector<std::string> words = {"env",
                                    "PATH=" + path,
                                    "GUIDE_ROOT=" + root_,
                                    "GUIDE_DONE=" + done_,
                                    "GUIDE_USER=" + user_,
                                    "GUIDE_SOURCE=" + source_path().string()};
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

void GuideHost::word(const std::string& name, const std::string& script) const {
  const std::string file = words_ + "/" + name;
  std::ofstream{file} << "#!/bin/bash\n" << script << '\n';
  std::filesystem::permissions(file, std::filesystem::perms{0755});
}

}  // namespace callwidgets::test
