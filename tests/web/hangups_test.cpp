// SIGHUP after SIGHUP under load: nothing of the former settings stays behind. 40 times, or as
// often as CALLWIDGETS_HANGUPS says.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "import_site.h"
#include "steady_load.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;

int rounds() {
  const char* given = std::getenv("CALLWIDGETS_HANGUPS");
  return given ? std::atoi(given) : 40;
}

// What a process holds.
struct Holdings {
  long threads = 0, descriptors = 0, mappings = 0, deleted_files = 0;

  explicit Holdings(pid_t pid) {
    const std::filesystem::path process = "/proc/" + std::to_string(pid);
    for ([[maybe_unused]] const auto& task : std::filesystem::directory_iterator{process / "task"})
      ++threads;
    for (const auto& descriptor : std::filesystem::directory_iterator{process / "fd"}) {
      std::error_code gone;
      const std::string target = std::filesystem::read_symlink(descriptor, gone).string();
      if (target.find("/access.log") != std::string::npos && target.ends_with(" (deleted)"))
        ++deleted_files;
      ++descriptors;
    }
    std::ifstream maps{process / "maps"};
    for (std::string line; std::getline(maps, line);) ++mappings;
  }

  std::string text() const {
    return std::to_string(threads) + " threads, " + std::to_string(descriptors) + " descriptors, " +
           std::to_string(mappings) + " mappings, " + std::to_string(deleted_files) +
           " rotated logs";
  }
};

class HangupsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HangupsTest);
  CPPUNIT_TEST(leave_nothing_behind_and_lose_nothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void leave_nothing_behind_and_lose_nothing() {
    site_.must_admin({"migrate"});
    site_.must_admin({"account", "add", "one"});
    site_.settle(settings());
    site_.start();
    const Nginx nginx{folder_, site_.socket()};
    hang_up(nginx, 10);
    const Holdings before{site_.program().pid()};
    hang_up(nginx, rounds());
    Holdings after{site_.program().pid()};
    // The last former ones may be on their way out.
    eventually([&] {
      after = Holdings{site_.program().pid()};
      return after.threads <= before.threads && after.deleted_files == 0;
    });
    std::cerr << "before: " << before.text() << "; after: " << after.text() << std::endl;
    // `before` may have counted a former one that was on its way out.
    CPPUNIT_ASSERT_MESSAGE(after.text(), after.threads <= before.threads);
    // Connections of nginx's, and sessions of the database's, may be one more or less.
    CPPUNIT_ASSERT_MESSAGE(after.text(), after.descriptors <= before.descriptors + 4);
    CPPUNIT_ASSERT_MESSAGE(after.text(), after.mappings <= before.mappings + 12);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(after.text(), 0L, after.deleted_files);
    CPPUNIT_ASSERT_EQUAL(0, site_.program().stop());
  }

 private:
  // Each time other settings and a rotated log; each is waited for.
  void hang_up(const Nginx& nginx, int times) {
    SteadyLoad load{nginx.transport(), 4};
    for (int n = 0; n < times; ++n) {
      std::filesystem::remove(access_log_);
      ++round_;
      site_.settle(settings());
      const auto told = reloads();
      site_.program().signal(SIGHUP);
      CPPUNIT_ASSERT(eventually([&] { return reloads() > told; }, std::chrono::seconds{10}));
    }
    const auto outcomes = load.end();
    CPPUNIT_ASSERT_MESSAGE(SteadyLoad::text(outcomes),
                           outcomes.size() == 1 && outcomes.begin()->first == "200");
  }

  // The cache stays the same, is another one, or lies in another file.
  std::vector<std::string> settings() const {
    return {"access_log = " + access_log_, "cache_folder = " + (folder_ / "cache"), "workers = 2",
            "cache_bytes = " + std::to_string(1'000'000 * (1 + round_ / 2 % 2)),
            "top_customers = " + std::to_string(5 + round_ / 4 % 2)};
  }

  long reloads() const {
    long count = 0;
    for (const std::string& line : site_.logged()) count += line.ends_with("were read again");
    return count;
  }

  Folder folder_;
  const std::string access_log_ = folder_ / "access.log";
  int round_ = 0;
  Site site_{folder_, "site", fresh_database(Database::sqlite, folder_)};
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(HangupsTest, "hangups_sqlite");

}  // namespace
}  // namespace callwidgets::test
