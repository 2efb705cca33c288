// Every way in, at every mount point: each case, each caller, and restarts under load.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <thread>

#include "calendar_days.h"
#include "case_trial.h"
#include "held_socket.h"
#include "identity_matrix.h"
#include "signed_identities.h"
#include "steady_load.h"
#include "ways_in.h"
#include "world.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

const std::vector<std::string> kMounts = {"/api", "", "/2.4.9", "/cgi-bin/callwidgets.cgi"};

// How often an outcome came at each mount point.
class Tally {
 public:
  explicit Tally(std::string way) : way_(std::move(way)) {}
  void add(const std::string& mount, const std::string& outcome) { ++counts_[mount][outcome]; }
  void print() const {
    for (const auto& [mount, outcomes] : counts_) {
      std::cerr << "  " << way_ << " at " << (mount.empty() ? "the root" : mount) << ":";
      for (const auto& [outcome, count] : outcomes) std::cerr << " " << count << " " << outcome;
      std::cerr << "\n";
    }
  }

 private:
  std::string way_;
  std::map<std::string, std::map<std::string, int>> counts_;
};

template <class Named>
class WayTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(WayTest<Named>);
  CPPUNIT_TEST(answers_every_case_at_every_mount);
  CPPUNIT_TEST(judges_every_caller_at_every_mount);
  CPPUNIT_TEST(restarts_lose_nothing);
  CPPUNIT_TEST(kills_lose_nothing);
  CPPUNIT_TEST(reloads_lose_nothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void answers_every_case_at_every_mount() {
    Tally tally{way_.name};
    std::string failures;
    for (const auto& path : world_folders()) {
      const World world = read_world(path);
      const long today = today_in_utc();
      std::string failed = try_world(world, today, tally);
      // <today> changed meanwhile: once more, wholly within the new day.
      if (!failed.empty() && today_in_utc() != today) failed = try_world(world, today + 1, tally);
      failures += failed;
    }
    tally.print();
    CPPUNIT_ASSERT_MESSAGE(failures, failures.empty());
  }

  void judges_every_caller_at_every_mount() {
    const std::string database = fresh_database(Database::sqlite, folder_);
    const Site admin{folder_, "admin", database};
    const TwoAccounts accounts{admin};
    const Identities identities{admin, database.substr(std::string("sqlite:").size())};
    const std::string users = folder_ / "users";
    write_passwords(users, identities);
    const std::string auth = "server, token, signed";
    const Site& site = start(
        database, {"account = one", "auth = " + auth, "cache_folder = " + (folder_ / "answers"),
                   std::string("token_audience = ") + kAudience});
    IdentityMatrix matrix{accounts, identities, auth};
    matrix.try_all({program_socket(site), Way::Logins::passed});
    const std::size_t one_in = way_.starts_the_program ? 200 : 20;
    for (const std::string& mount : kMounts) {
      auto door = way_.open(site, mount, {});
      matrix.try_all({door->transport(), Way::Logins::none, one_in, mount.empty()});
      door.reset();
      door = way_.open(site, mount, users);
      matrix.try_all({door->transport(), Way::Logins::checked, one_in, mount.empty()});
    }
    std::cerr << matrix.table() << std::flush;
    CPPUNIT_ASSERT_EQUAL(std::string(), matrix.wrongs());
  }

  void restarts_lose_nothing() {
    try_under_load("restarts and SIGHUP", way_.restarts_lose_some, !way_.starts_the_program,
                   [&](int socket) {
                     restart(SIGTERM, socket);
                     pass(200);
                     site_->program().signal(SIGHUP);
                   });
  }
  void kills_lose_nothing() {
    try_under_load("SIGKILL", way_.restarts_lose_some, !way_.starts_the_program,
                   [&](int socket) { restart(SIGKILL, socket); });
  }
  void reloads_lose_nothing() {
    try_under_load("reloads of the web server", way_.reloads_lose_some, true,
                   [&](int) { door_->reload(); });
  }

 private:
  static void pass(int ms) { std::this_thread::sleep_for(milliseconds(ms)); }

  // The socket outlives the program, as systemd keeps it. `loses_some`: fewer than one in a
  // thousand, which are counted.
  void try_under_load(const std::string& what, bool loses_some, bool is_possible,
                      const std::function<void(int socket)>& trouble) {
    if (!is_possible) return;
    std::string text = lost_under_load(what, loses_some, trouble);
    // Once more where the machine itself may have been too busy to connect.
    if (!text.empty()) text = lost_under_load(what, loses_some, trouble);
    CPPUNIT_ASSERT_EQUAL(std::string(), text);
  }

  // The outcomes; empty where they are as they should be.
  std::string lost_under_load(const std::string& what, bool loses_some,
                              const std::function<void(int socket)>& trouble) {
    door_.reset();
    site_ = std::make_unique<Site>(folder_, "site", fresh_database(Database::sqlite, folder_));
    site_->must_admin({"migrate"});
    site_->must_admin({"account", "add", "one"});
    const HeldSocket socket{site_->socket()};
    door_ = way_.open(*site_, "/api", {});
    site_->start(socket.fd());
    SteadyLoad load{door_->transport(), 6};
    const auto end = steady_clock::now() + seconds{5};
    while (steady_clock::now() < end) {
      pass(300);
      trouble(socket.fd());
    }
    pass(300);
    auto outcomes = load.end();
    const std::string text = SteadyLoad::text(outcomes);
    const int good = outcomes["200"];
    int lost = 0;
    for (const auto& [outcome, count] : outcomes) lost += outcome == "200" ? 0 : count;
    std::cerr << way_.name << ", " << what << ": " << lost << " of " << good + lost << " lost\n";
    const bool is_right = lost == 0 || (loses_some && lost * 1000 < good + 50'000);
    return good > 10 && is_right ? "" : text;
  }

  Site& start(const std::string& database, const std::vector<std::string>& settings) {
    site_ = std::make_unique<Site>(folder_, "site", database, settings);
    site_->start();
    return *site_;
  }

  void restart(int signal, int socket) {
    site_->program().signal(signal);
    site_->stop();
    pass(100);
    site_->start(socket);
  }

  std::string try_world(const World& world, long today, Tally& tally) {
    site_.reset();
    std::vector<std::string> settings = world.settings;
    settings.push_back("account = " + world.account);
    site_ = std::make_unique<Site>(folder_, "site", fresh_database(Database::sqlite, folder_),
                                   settings);
    world.settle(*site_, folder_, today);
    site_->start();
    // What a web server has started knows the former world.
    if (way_.starts_the_program) doors_.clear();
    std::string failures;
    for (const std::string& mount : kMounts) {
      auto& door = doors_[mount];
      if (!door) door = way_.open(*site_, mount, {});
      const Transport transport = door->transport();
      for (const Case& test : world.cases) {
        // A target without a path is none at the root of a site.
        if (mount.empty() && !test.request.target.starts_with("/")) continue;
        const std::string failed = try_case(test, transport, today);
        const bool refused = test.refusals.contains(way_.name);
        tally.add(mount, !failed.empty() ? "wrong" : refused ? "refused by itself" : "right");
        if (!failed.empty()) {
          failures += "\n" + test.file.string() + ", at '" + mount + "':\n" + failed + "\n";
        }
      }
    }
    return failures;
  }

  const WayIn& way_ = way_in(Named::name);
  Folder folder_;
  std::unique_ptr<Site> site_;
  std::unique_ptr<Door> door_;
  std::map<std::string, std::unique_ptr<Door>> doors_;
};

struct ByNginx {
  static constexpr const char* name = "nginx";
};
struct ByApache {
  static constexpr const char* name = "apache";
};
struct ByCgi {
  static constexpr const char* name = "cgi";
};
struct ByLighttpd {
  static constexpr const char* name = "lighttpd";
};
struct ByCaddy {
  static constexpr const char* name = "caddy";
};
struct ByHaproxy {
  static constexpr const char* name = "haproxy";
};
struct ByFcgid {
  static constexpr const char* name = "fcgid";
};
struct ByRentedHost {
  static constexpr const char* name = "rented";
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WayTest<ByNginx>, "way_nginx_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WayTest<ByApache>, "way_apache_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WayTest<ByCgi>, "way_cgi_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WayTest<ByLighttpd>, "way_lighttpd_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WayTest<ByCaddy>, "way_caddy_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WayTest<ByHaproxy>, "way_haproxy_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WayTest<ByFcgid>, "way_fcgid_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WayTest<ByRentedHost>, "way_rented_sqlite");

}  // namespace
}  // namespace callwidgets::test
