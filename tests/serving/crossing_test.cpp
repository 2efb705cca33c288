// Nothing crosses: many identities ask one warm cache from several threads, while accounts change,
// tokens are revoked and the settings are read again. CALLWIDGETS_CROSSING_REQUESTS makes it
// longer.
#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <cstdlib>
#include <random>
#include <sstream>
#include <thread>

#include "asking.h"
#include "fcgi/endpoint/reloadable.h"

using namespace callwidgets;
using namespace callwidgets::test;
using identity::CredentialKind;
using std::chrono::steady_clock;

namespace {

constexpr std::int64_t kAccounts = 5, kCustomers = 8;

std::size_t asked_for() {
  const char* const given = std::getenv("CALLWIDGETS_CROSSING_REQUESTS");
  return given ? std::stoul(given) : 20'000;
}

// Someone who asks, and what he must get.
struct Identity {
  Sender sender;
  std::int64_t account = 0;               // 0: nobody knows him
  std::vector<std::int64_t> customers{};  // empty: all
  IssuedToken token{};
  std::atomic<steady_clock::rep> revoked{0};

  bool sees(std::int64_t customer) const {
    return customers.empty() ||
           std::find(customers.begin(), customers.end(), customer) != customers.end();
  }
};

class CrossingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CrossingTest);
  CPPUNIT_TEST(no_answer_holds_anothers_figures);
  CPPUNIT_TEST_SUITE_END();

 public:
  void no_answer_holds_anothers_figures() {
    make_identities();
    remembered_database = &database_;
    web::Reloadable handler{
        [] {
          return settings_with({"auth = server, token", "cache_bytes = 200000"});
        },
        remembered_sources};
    std::vector<std::thread> clients;
    for (unsigned seed = 1; seed <= 4; ++seed) {
      clients.emplace_back([this, &handler, seed] { ask_much(handler, seed); });
    }
    disturb(handler);
    for (std::thread& client : clients) client.join();
    CPPUNIT_ASSERT_EQUAL(std::string(), wrong_);
    std::cerr << answered_ << " answers, " << refused_ << " refusals, " << late_
              << " refusals of revoked tokens" << std::endl;
    CPPUNIT_ASSERT(answered_ > asked_for() / 4);
    CPPUNIT_ASSERT(refused_ > asked_for() / 20);
    CPPUNIT_ASSERT(late_ > 0);
  }

 private:
  void make_identities() {
    std::mt19937 random{7};
    std::set<std::int64_t> customers;
    for (std::int64_t id = 1; id <= kCustomers; ++id) customers.insert(id);
    for (std::int64_t account = 1; account <= kAccounts; ++account) {
      database_.add_account(account, customers);
    }
    for (int number = 0; number < 200; ++number) {
      Identity& made = *identities_.emplace_back(std::make_unique<Identity>());
      if (number % 10 == 9) {
        made.sender = number % 20 == 9
                          ? Sender{{}, "stranger" + std::to_string(number), {}}
                          : Sender{"Bearer " + identity::text(identity::new_token()), {}, {}};
        continue;
      }
      made.account = 1 + static_cast<std::int64_t>(random() % kAccounts);
      for (auto count = random() % 4; count > 0; --count) {
        made.customers.push_back(1 + static_cast<std::int64_t>(random() % (kCustomers + 1)));
      }
      std::sort(made.customers.begin(), made.customers.end());
      made.customers.erase(std::unique(made.customers.begin(), made.customers.end()),
                           made.customers.end());
      const auto seen = made.customers.empty() ? std::nullopt : std::optional{made.customers};
      if (number % 2 == 0) {
        made.token = issue_token(database_, made.account, seen);
        made.sender = made.token.sender();
      } else {
        const std::string name = "login" + std::to_string(number);
        database_.set(credential(CredentialKind::login, name, made.account, seen));
        made.sender = {{}, name, {}};
      }
    }
  }

  // So many requests, and at least as long as a revocation takes to be certain.
  bool enough() const {
    return asked_ >= asked_for() && steady_clock::now() - begun_ > std::chrono::seconds{7};
  }

  // Until the clients have asked enough.
  void disturb(web::Reloadable& handler) {
    std::mt19937 random{11};
    for (int turn = 0; !enough(); ++turn) {
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
      database_.change(1 + static_cast<std::int64_t>(random() % kAccounts));
      if (turn % 20 == 0) handler.reload();
      if (turn % 10 != 0) continue;
      Identity& one = *identities_[random() % identities_.size()];
      if (one.token.text.empty() || one.revoked != 0) continue;
      one.token.credential.revoked = 1;
      database_.set(one.token.credential);
      one.revoked = steady_clock::now().time_since_epoch().count();
    }
  }

  void ask_much(web::Reloadable& handler, unsigned seed) {
    std::mt19937 random{seed};
    const auto worker = handler.worker();
    while (!enough()) {
      const Identity& who = *identities_[random() % identities_.size()];
      const auto customer = static_cast<std::int64_t>(random() % (kCustomers + 2));
      std::string target = "/widgets/data?type=call_totals";
      if (customer != 0) target += "&customer_id=" + std::to_string(customer);
      auto request = request_of(who.sender, target);
      if (random() % 4 == 0) request.if_none_match = request.client_if_none_match = tag_;
      const auto sent = steady_clock::now();
      const auto answer = answer_of(handler, *worker, request);
      check(who, customer, answer, sent);
      handler.answered(request, answer, {});
      if (random() % 8 == 0) handler.round_over(steady_clock::now());
      ++asked_;
    }
    handler.round_over(steady_clock::now());
  }

  void check(const Identity& who, std::int64_t customer, const web::Response& answer,
             steady_clock::time_point sent) {
    const int status = status_of(answer);
    const auto say = [&](const std::string& what) {
      const std::lock_guard lock{mutex_};
      wrong_ += what + ": " + who.sender.remote_user + who.sender.authorization + " customer " +
                std::to_string(customer) + "\n" + text_of(answer) + "\n";
    };
    const bool is_login = !who.sender.remote_user.empty();
    if (who.account == 0) {
      ++refused_;
      if (status != (is_login ? 403 : 401)) say("a stranger is not refused");
      return;
    }
    const auto revoked = who.revoked.load();
    if (status == 401 && revoked != 0) {
      ++late_;
      return;
    }
    // Longer than it may take, for a busy machine.
    const auto certain =
        steady_clock::time_point{steady_clock::duration{revoked}} + std::chrono::seconds{4};
    if (revoked != 0 && sent > certain) return say("a revoked token is not refused");
    const std::int64_t meant =
        customer == 0 && who.customers.size() == 1 ? who.customers[0] : customer;
    if (customer == 0 && who.customers.size() > 1) {
      if (status != 400) say("no customer is named");
      return;
    }
    if (meant > kCustomers || (meant != 0 && !who.sees(meant))) {
      ++refused_;
      if (status != 404) say("a customer that is not to be seen");
      return;
    }
    if (status == 304) return;
    if (status != 200) return say("no answer");
    ++answered_;
    std::istringstream words{body_of(answer)};
    std::string word;
    std::int64_t account = 0, of = 0, version = 0;
    words >> word >> account >> word >> of >> word >> version;
    if (account != who.account || of != meant) say("another's figures");
    if (version > database_.version(account)) say("figures that were never there");
  }

  RememberedDatabase database_;
  std::vector<std::unique_ptr<Identity>> identities_;
  const std::string tag_ = "\"none\"";
  const steady_clock::time_point begun_ = steady_clock::now();
  std::atomic<std::size_t> asked_{0}, answered_{0}, refused_{0}, late_{0};
  std::mutex mutex_;
  std::string wrong_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CrossingTest, "crossing");

}  // namespace
