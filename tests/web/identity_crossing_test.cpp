// Many callers ask one warm cache, of the staying process, of those that mod_fcgid keeps and of
// plain CGI, while calls are imported, leave is taken away and the settings are read anew: nobody
// gets what is another's. CALLWIDGETS_CROSSING_REQUESTS says how many requests, in the place of
// 5000.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "crossing_callers.h"
#include "random_calls.h"
#include "served_site.h"
#include "signed_identities.h"
#include "transports.h"
#include "two_accounts.h"
#include "version_history.h"
#include "web_server.h"

namespace callwidgets::test {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// Bounds of the product are 1.5 s, widened for slow machines.
constexpr milliseconds kRefused{3000}, kStale{4000};
constexpr int kRounds = 12, kCgi = 300;

const std::vector<std::vector<std::string>> kTypes = {
    {"call_totals"}, {"calls_per_day", "unique_callers"}, {"top_customers_by_calls"}};
const std::vector<long> kCustomers = {0, 1, 2, 3, 4, 77};  // 0: none

std::vector<OracleQuestion> questions() {
  std::vector<OracleQuestion> made;
  for (const auto& types : kTypes) {
    for (const long customer : kCustomers) {
      made.push_back({types, {}, TwoAccounts::kFrom, TwoAccounts::kTo, 1});
      if (customer != 0) made.back().customer = customer;
    }
  }
  return made;
}

std::size_t requests() {
  const char* given = std::getenv("CALLWIDGETS_CROSSING_REQUESTS");
  return given ? std::stoul(given) : 5000;
}

class IdentityCrossingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(IdentityCrossingTest);
  CPPUNIT_TEST(nobody_gets_what_is_anothers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void nobody_gets_what_is_anothers() {
    for (const std::string account : {"one", "two"}) {
      VersionHistory& history = histories_.try_emplace(account, questions_).first->second;
      history.begin(accounts_.oracle(account));
      history.end();
    }
    site_.start();
    std::vector<std::thread> clients;
    const WebServer apache{"fcgid", folder_, site_};
    const Transport socket = program_socket(site_), fcgid = apache.transport(),
                    cgi = plain_cgi(site_);
    for (unsigned i = 0; i < 3; ++i) {
      clients.emplace_back([&, i] { ask(socket, requests() / 3 + 1, seed_ + i); });
    }
    clients.emplace_back([&] { ask(fcgid, requests() / 3 + 1, seed_ + 8); });
    clients.emplace_back([&] { ask(cgi, kCgi, seed_ + 9); });
    std::string failed;
    try {
      while (rounds_ < kRounds || working_ > 0) disturb();
    } catch (const std::exception& error) {
      failed = error.what();
    }
    over_ = true;
    for (std::thread& client : clients) client.join();
    for (const auto& [what, count] : counts_) std::cerr << what << ": " << count << "\n";
    CPPUNIT_ASSERT_EQUAL(std::string(), failed);
    CPPUNIT_ASSERT_EQUAL(std::string(), wrongs_);
    for (const char* seen : {"socket 200 HIT", "socket 200 MISS", "fcgid 200 HIT",
                             "program as cgi 200 HIT", "socket refused after leave",
                             "fcgid refused after leave", "program as cgi refused after leave"}) {
      CPPUNIT_ASSERT_MESSAGE(seen, counts_[seen] > 0);
    }
  }

 private:
  void disturb() {
    std::this_thread::sleep_for(milliseconds{300});
    const std::string account = rounds_ % 2 == 0 ? "one" : "two";
    const long customer = account == "one" ? 1 + rounds_ % 3 : 2 + rounds_ / 2 % 2 * 2;
    const std::string csv = accounts_.new_calls(account, customer, 1 + rounds_ % 3);
    histories_.at(account).begin(accounts_.oracle(account));
    accounts_.import(account, csv);
    histories_.at(account).end();
    // No more than half of them, of each kind and view.
    if (rounds_ < 50) callers_.take_leave(callers_.all()[rounds_ * 7 % 100]);
    if (rounds_ % 3 == 0) site_.program().signal(SIGHUP);
    ++rounds_;
  }

  // At least so many requests, and until the last disturbance has settled.
  void ask(const Transport& way, std::size_t times, unsigned seed) {
    std::mt19937 random{seed};
    const auto below = [&](std::size_t limit) {
      return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
    };
    for (std::size_t done = 0; !over_; ++done) {
      if (done == times) --working_;
      CrossingCallers::Caller& caller = callers_.all()[below(callers_.all().size())];
      // That web server has no login, and passes no name.
      if (caller.kind == "login" && way.name == "fcgid") continue;
      std::size_t number = below(questions_.size());
      // Whoever may ask for one customer only, asks for that one more often than for others.
      if (below(2) == 0) number = likely(caller.view, number);
      const auto from = Clock::now();
      const Answer answer =
          way.send(caller.identity.request("GET", RandomCalls::target(questions_[number])));
      judge(way.name, caller, number, answer, from);
      std::this_thread::sleep_for(milliseconds{2});
    }
  }

  static std::size_t likely(const View& view, std::size_t number) {
    const std::size_t first = number / kCustomers.size() * kCustomers.size();
    return first + place_of(view.customers ? *view.customers->begin() : 0);
  }

  static std::size_t place_of(long customer) {
    return std::find(kCustomers.begin(), kCustomers.end(), customer) - kCustomers.begin();
  }

  void judge(const std::string& way, const CrossingCallers::Caller& caller, std::size_t number,
             const Answer& answer, Clock::time_point from) {
    const auto to = Clock::now(), left = caller.left.load();
    const int refusal = caller.kind == "login" ? 403 : 401;
    const bool is_refused = answer.status == refusal;
    const bool has_left = left != Clock::time_point::max() && from > left + kRefused;
    const std::string cache = answer.header("X-Cache");
    std::string wrong;
    if (is_refused ? caller.leaves.load() > to : has_left) {
      wrong = is_refused ? "refused too early" : "not refused";
    } else if (!is_refused) {
      wrong = unlike(caller.view, number, answer, from, to);
    }
    const std::lock_guard lock{mutex_};
    ++counts_[way + (is_refused ? " refused after leave"
                                : " " + std::to_string(answer.status) +
                                      (cache.empty() ? "" : " " + cache))];
    if (wrong.empty() || ++counts_["wrong"] > 10) return;
    wrongs_ += way + ", " + caller.identity.name + " (" + caller.view.account + "): " + wrong +
               ": " + RandomCalls::target(questions_[number]) + "\n    " + text_of(answer) + "\n";
  }

  // What is not as that view should have it.
  std::string unlike(const View& view, std::size_t number, const Answer& answer,
                     Clock::time_point from, Clock::time_point to) const {
    const std::size_t first = number / kCustomers.size() * kCustomers.size();
    long customer = kCustomers[number - first];
    if (customer == 0 && view.customers) {
      if (view.customers->size() > 1) return answer.status == 400 ? "" : "not 400";
      customer = *view.customers->begin();
      number = first + place_of(customer);
    }
    const bool exists = customer == 0 || accounts_.customers(view.account).contains(customer);
    if (!exists || (customer != 0 && !view.shows(customer))) {
      return answer.status == 404 ? "" : "not 404";
    }
    if (answer.status != 200) return "not 200";
    const auto since = answer.has("Warning") ? Clock::time_point::min() : from - kStale;
    return histories_.at(view.account).was_right(number, answer.body, since, to) ? ""
                                                                                 : "other figures";
  }

  const unsigned seed_ = random_seed();
  Folder folder_;
  const std::string database_ = fresh_database(Database::sqlite, folder_);
  const Site admin_{folder_, "admin", database_};
  TwoAccounts accounts_{admin_};
  CrossingCallers callers_{admin_};
  Site site_{
      folder_,
      "program",
      database_,
      {"account = one", "auth = server, token, signed",
       std::string("token_audience = ") + kAudience, "cache_folder = " + (folder_ / "answers")}};
  const std::vector<OracleQuestion> questions_ = questions();
  std::map<std::string, VersionHistory> histories_;
  std::atomic<int> working_{5};
  std::atomic<bool> over_{false};
  int rounds_ = 0;
  std::mutex mutex_;
  std::map<std::string, int> counts_;
  std::string wrongs_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(IdentityCrossingTest, "identity_crossing_sqlite");

}  // namespace
}  // namespace callwidgets::test
