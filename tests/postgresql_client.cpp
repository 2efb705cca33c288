#include "postgresql_client.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "process.h"

namespace callwidgets::test {

std::string postgresql(const std::string& url, const std::string& statements) {
  const Finished done =
      run({"psql", "--no-psqlrc", "-qAt", "-v", "ON_ERROR_STOP=1", url}, statements);
  if (done.status != 0) throw std::runtime_error(done.err);
  return done.out;
}

std::string fresh_postgresql() {
  static int count = 0;
  const char* const servers = std::getenv("CALLWIDGETS_TEST_SERVERS");
  std::ifstream in{std::string{servers ? servers : ""} + "/postgresql.url"};
  std::string url;
  if (!std::getline(in, url)) throw std::runtime_error("no address of a private postgresql");
  const std::string name = "calls_" + std::to_string(getpid()) + "_" + std::to_string(++count);
  postgresql(url, "CREATE DATABASE " + name);
  return url.substr(0, url.rfind('/') + 1) + name;
}

std::string reading_postgresql(const std::string& url) {
  const std::string name = "reader_" + url.substr(url.rfind('/') + 1);
  postgresql(url, "CREATE ROLE " + name +
                      " LOGIN PASSWORD 'only-reads'; GRANT pg_read_all_data TO " + name);
  return "postgresql://" + name + ":only-reads" + url.substr(url.rfind('@'));
}

}  // namespace callwidgets::test
