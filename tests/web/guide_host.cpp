#include "guide_host.h"

#include <cppunit/TestAssert.h>

#include <filesystem>
#include <fstream>
#include <regex>

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

}  // namespace

GuideHost::GuideHost(const Folder& folder, const std::string& database)
    : root_(folder / "host"), words_(folder / "words"), done_(folder / "done") {
  for (const char* name : {"etc/callwidgets", "etc/systemd/system", "var/lib/callwidgets",
                           "var/backups", "usr/local/bin", "tmp", "run"}) {
    std::filesystem::create_directories(root_ + "/" + name);
  }
  std::filesystem::create_directory(words_);
  word("runuser", "shift 3; exec \"$@\"");  // -u USER --
  word("systemctl", "echo \"$*\" >>'" + done_ + "'");
  word("useradd", "echo \"useradd $*\" >>'" + done_ + "'");
  word("chown", "true");
  word("install",
       "words=()\n"
       "while (($#)); do case $1 in -o | -g) shift ;; *) words+=(\"$1\") ;; esac; shift; done\n"
       "exec /usr/bin/install \"${words[@]}\"");
  if (database.empty()) return;
  std::string options;
  for (const std::string& option : connection_options(database)) options += " '" + option + "'";
  word("mysql", "exec mariadb" + options + " \"$@\"");
  word("mysqldump", "exec mariadb-dump" + options + " \"$@\"");
}

void GuideHost::stands_for(const std::string& written, const std::string& real) {
  stands_for_.emplace_back(written, real);
}

Finished GuideHost::run_block(const std::string& name) const {
  static const std::regex place{R"((^|[\s'"<>:=])/(etc|var|usr/local|run|tmp)/)"};
  std::string script = std::regex_replace(install_guide::block(name), place, "$1" + root_ + "/$2/");
  for (const auto& [written, real] : stands_for_) replace_all(script, written, real);
  const std::string path =
      words_ + ":" + root_ + "/usr/local/bin:" + program_path("") + ":/usr/bin:/bin";
  const Finished done = run({"env", "PATH=" + path, "bash", "-euc", "cd \"$1\"\n" + script, "block",
                             source_path().string()});
  CPPUNIT_ASSERT_EQUAL_MESSAGE(name + ":\n" + script + done.out + done.err, 0, done.status);
  return done;
}

std::string GuideHost::done() const { return read_all(done_); }

void GuideHost::word(const std::string& name, const std::string& script) const {
  const std::string file = words_ + "/" + name;
  std::ofstream{file} << "#!/bin/bash\n" << script << '\n';
  std::filesystem::permissions(file, std::filesystem::perms{0755});
}

}  // namespace callwidgets::test
