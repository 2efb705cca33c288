// Who may see what: each way of saying who asks, each identity, each path.
#include <cppunit/extensions/HelperMacros.h>

#include <ctime>

#include "asking.h"

using namespace callwidgets;
using namespace callwidgets::test;
using identity::CredentialKind;

namespace {

const std::string kTotals = "/widgets/data?type=call_totals";

// Accounts 1 (customers 7, 8, 9) and 2 (customers 4, 7).
class WhoAsksTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(WhoAsksTest);
  CPPUNIT_TEST(everyone_is_answered_from_the_account_of_the_settings);
  CPPUNIT_TEST(none_is_for_this_host_alone);
  CPPUNIT_TEST(a_login_sees_what_was_said_of_it);
  CPPUNIT_TEST(no_login_and_an_unknown_one_are_refused);
  CPPUNIT_TEST(a_header_is_a_login_only_where_it_is_named);
  CPPUNIT_TEST(a_token_sees_what_was_said_of_it);
  CPPUNIT_TEST(a_token_that_is_not_good_is_refused_and_says_why_to_the_log);
  CPPUNIT_TEST(a_bearer_decides_alone_where_tokens_are_on);
  CPPUNIT_TEST(an_authorization_is_ignored_where_tokens_are_off);
  CPPUNIT_TEST(a_sender_that_is_named_twice_is_refused);
  CPPUNIT_TEST(one_customers_caller_need_not_name_it);
  CPPUNIT_TEST(several_customers_caller_names_one);
  CPPUNIT_TEST(a_foreign_customer_and_one_that_is_not_there_are_the_same);
  CPPUNIT_TEST(what_is_wrong_with_parameters_is_said_before_who_may_see);
  CPPUNIT_TEST(customers_are_listed_as_far_as_they_may_be_seen);
  CPPUNIT_TEST(names_are_read_once_for_all_who_search_them);
  CPPUNIT_TEST(each_account_has_its_clock);
  CPPUNIT_TEST(a_clock_that_is_known_asks_no_database);
  CPPUNIT_TEST(paths_and_methods_come_before_identities);
  CPPUNIT_TEST(nothing_is_not_modified_for_who_is_refused);
  CPPUNIT_TEST(one_entry_serves_all_who_may_see_it);
  CPPUNIT_TEST(a_revoked_token_is_refused_with_the_next_reading);
  CPPUNIT_TEST(a_new_login_is_let_in_with_the_next_reading);
  CPPUNIT_TEST(who_was_known_stays_known_while_the_database_is_away);
  CPPUNIT_TEST(too_many_requests_are_told_when_to_come_again);
  CPPUNIT_TEST(strangers_do_not_use_up_each_others_measure);
  CPPUNIT_TEST(settings_that_are_read_again_forgive_nobody);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    remembered_database = &database_;
    database_.add_account(1, {7, 8, 9});
    database_.add_account(2, {4, 7});
    database_.set(credential(CredentialKind::login, "whole", 1));
    database_.set(credential(CredentialKind::login, "seven", 1, {{7}}));
    database_.set(credential(CredentialKind::login, "two", 1, {{7, 9}}));
    database_.set(credential(CredentialKind::login, "other", 2));
  }

  void everyone_is_answered_from_the_account_of_the_settings() {
    serve("everyone");
    is_body(totals(1, 0), {}, kTotals);
    is_body(totals(1, 7), {}, kTotals + "&customer_id=7");
    is(404, {}, kTotals + "&customer_id=4");
    is_body(totals(1, 0), {"Bearer nonsense", "nobody", "nobody"}, kTotals);
  }

  void none_is_for_this_host_alone() {
    serve("none");
    for (const char* local : {"127.0.0.1", "::1", "::ffff:127.0.0.1"}) {
      is_body(totals(1, 0), {{}, {}, {}, local}, kTotals);
      is(403, {{}, {}, {}, local, true}, kTotals);
    }
    for (const char* other : {"", "127.0.0.2", "192.0.2.7", "::", "127.0.0.1 "}) {
      is(403, {{}, {}, {}, other}, kTotals);
      is(403, {{}, {}, {}, other}, "/miscellaneous/ping");
    }
    is(200, {{}, {}, {}, "127.0.0.1"}, "/status");
    is(404, {{}, {}, {}, "127.0.0.1", true}, "/status");
  }

  void a_login_sees_what_was_said_of_it() {
    serve("server");
    is_body(totals(1, 0), login("whole"), kTotals);
    is_body(totals(2, 0), login("other"), kTotals);
    is_body(totals(2, 7), login("other"), kTotals + "&customer_id=7");
    is_body(totals(1, 7), login("seven"), kTotals + "&customer_id=7");
    is(404, login("other"), kTotals + "&customer_id=8");
    CPPUNIT_ASSERT_EQUAL(std::string("login:seven"), ask(login("seven"), kTotals).caller);
  }

  void no_login_and_an_unknown_one_are_refused() {
    serve("server");
    for (const char* path :
         {"/widgets/data?type=call_totals", "/widgets/datasources", "/account", "/customers",
          "/customers?name=x", "/customers/7", "/miscellaneous/ping", "/"}) {
      is(403, {}, path);
      is(403, login("nobody"), path);
      is(403, login("Whole"), path);
    }
    CPPUNIT_ASSERT_EQUAL(std::string("no login"), ask({}, kTotals).refusal);
    const auto unknown = ask(login("nobody"), kTotals);
    CPPUNIT_ASSERT_EQUAL(std::string("unknown login"), unknown.refusal);
    CPPUNIT_ASSERT_EQUAL(std::string("login:nobody"), unknown.caller);
    CPPUNIT_ASSERT_EQUAL(std::string("no-store"), header_of(unknown, "Cache-Control"));
  }

  void a_header_is_a_login_only_where_it_is_named() {
    serve("server");
    is(403, {{}, {}, "whole"}, kTotals);
    serve("server", {"user_header = X-Forwarded-User"});
    is_body(totals(1, 0), {{}, {}, "whole"}, kTotals);
    is(403, login("whole"), kTotals);
  }

  void a_token_sees_what_was_said_of_it() {
    serve("token");
    const auto whole = issue_token(database_, 1), seven = issue_token(database_, 1, {{7}});
    is_body(totals(1, 0), whole.sender(), kTotals);
    is_body(totals(1, 8), whole.sender(), kTotals + "&customer_id=8");
    is_body(totals(1, 7), seven.sender(), kTotals);
    Sender spaced = seven.sender();
    spaced.authorization = "bEARER   " + seven.text + ' ';
    is_body(totals(1, 7), spaced, kTotals);
    CPPUNIT_ASSERT_EQUAL("token:" + seven.credential.name, ask(seven.sender(), kTotals).caller);
  }

  void a_token_that_is_not_good_is_refused_and_says_why_to_the_log() {
    serve("token");
    const auto good = issue_token(database_, 1);
    is_body(totals(1, 0), good.sender(), kTotals);
    auto expired = issue_token(database_, 1), last = issue_token(database_, 1),
         revoked = issue_token(database_, 1), other = issue_token(database_, 1);
    expired.credential.expires = std::time(nullptr);
    last.credential.expires = std::time(nullptr) + 100;
    revoked.credential.revoked = 1;
    other.credential.secret = good.credential.secret;
    for (const auto& changed : {expired, last, revoked, other}) database_.set(changed.credential);
    const auto unknown = identity::text(identity::new_token());
    pass_a_reading();
    is_refused("expired", expired.sender());
    is_body(totals(1, 0), last.sender(), kTotals);
    is_refused("revoked", revoked.sender());
    is_refused("wrong secret", other.sender());
    is_refused("unknown token", {"Bearer " + unknown, {}, {}});
    std::string damaged = good.text;
    damaged[20] = damaged[20] == 'x' ? 'y' : 'x';
    for (const std::string& text :
         std::vector<std::string>{damaged, good.text + "x", good.text.substr(1), std::string(),
                                  std::string(65'536, 'x'), "cw_", good.text + " x"}) {
      is_refused("damaged token", {"Bearer " + text, {}, {}});
    }
    const auto missing = ask({}, kTotals);
    CPPUNIT_ASSERT_EQUAL(401, status_of(missing));
    CPPUNIT_ASSERT_EQUAL(std::string("Bearer realm=\"callwidgets\""),
                         header_of(missing, "WWW-Authenticate"));
    CPPUNIT_ASSERT_EQUAL(std::string("no token"), missing.refusal);
  }

  void a_bearer_decides_alone_where_tokens_are_on() {
    serve("server, token");
    const auto token = issue_token(database_, 2);
    is_body(totals(1, 0), login("whole"), kTotals);
    is_body(totals(2, 0), {"Bearer " + token.text, "whole", {}}, kTotals);
    is(401, {"Bearer x", "whole", {}}, kTotals);
    is_body(totals(1, 0), {"Basic d2hvbGU6eA==", "whole", {}}, kTotals);
    is_body(totals(1, 0), {"Bearerx", "whole", {}}, kTotals);
    is(401, {}, kTotals);
    is(401, {"Basic d2hvbGU6eA==", {}, {}}, kTotals);
    is(403, login("nobody"), kTotals);
  }

  void an_authorization_is_ignored_where_tokens_are_off() {
    serve("server");
    const auto token = issue_token(database_, 2);
    is_body(totals(1, 0), {"Bearer " + token.text, "whole", {}}, kTotals);
    is(403, token.sender(), kTotals);
  }

  // Of what is not asked for, two are as good as one.
  void a_sender_that_is_named_twice_is_refused() {
    const struct {
      const char* auth;
      int two_authorizations, two_users;
    } rules[] = {{"server", 200, 403}, {"token", 401, 200}, {"server, token", 401, 200}};
    for (const auto& rule : rules) {
      serve(rule.auth);
      auto request = request_of(login("whole"), kTotals);
      request.authorization = issue_token(database_, 1).sender().authorization;
      auto two_users = request;
      request.authorization_ambiguous = two_users.remote_user_ambiguous = true;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(rule.auth, rule.two_authorizations, status_of(ask(request)));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(rule.auth, rule.two_users, status_of(ask(two_users)));
      two_users.authorization = "Basic d2hvbGU6eA==";
      const int without_token = rule.auth == std::string{"server"} ? 403 : 401;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(rule.auth, without_token, status_of(ask(two_users)));
    }
  }

  void one_customers_caller_need_not_name_it() {
    serve("server");
    const auto implied = ask(login("seven"), kTotals);
    const auto named = ask(login("seven"), kTotals + "&customer_id=7");
    CPPUNIT_ASSERT_EQUAL(totals(1, 7), body_of(implied));
    CPPUNIT_ASSERT_EQUAL(body_of(named), body_of(implied));
    CPPUNIT_ASSERT_EQUAL(header_of(named, "ETag"), header_of(implied, "ETag"));
    is_body(totals(1, 7), login("seven"), kTotals + "&customer_id=0");
    is_body(totals(1, 7), login("seven"), kTotals + "&customer_id={{customerId}}");
    is_body(totals(1, 7), login("seven"), "/widgets/data?type=top_customers_by_calls");
  }

  void several_customers_caller_names_one() {
    serve("server");
    for (const char* none : {"", "&customer_id=", "&customer_id=0"}) {
      const auto answer = ask(login("two"), kTotals + none);
      CPPUNIT_ASSERT_EQUAL(400, status_of(answer));
      CPPUNIT_ASSERT(body_of(answer).find("\"code\":\"missing_parameter\",\"parameter\":"
                                          "\"customer_id\"") != std::string::npos);
    }
    is_body(totals(1, 9), login("two"), kTotals + "&customer_id=9");
  }

  void a_foreign_customer_and_one_that_is_not_there_are_the_same() {
    serve("server");
    database_.set(credential(CredentialKind::login, "ghost", 1, {{6, 7}}));
    const auto without_number = [](std::string text, char number) {
      const std::string named = std::string("no customer ") + number;
      const auto at = text.find(named);
      CPPUNIT_ASSERT_MESSAGE(text, at != text.npos);
      return text.replace(at, named.size(), "no customer N");
    };
    const auto foreign = ask(login("seven"), kTotals + "&customer_id=8");
    const auto missing = ask(login("seven"), kTotals + "&customer_id=5");
    const auto others = ask(login("seven"), kTotals + "&customer_id=4");
    const auto own_but_missing = ask(login("ghost"), kTotals + "&customer_id=6");
    const auto of_whole = ask(login("whole"), kTotals + "&customer_id=5");
    const std::string wanted = without_number(text_of(missing), '5');
    CPPUNIT_ASSERT_EQUAL(404, status_of(missing));
    CPPUNIT_ASSERT_EQUAL(wanted, without_number(text_of(foreign), '8'));
    CPPUNIT_ASSERT_EQUAL(wanted, without_number(text_of(others), '4'));
    CPPUNIT_ASSERT_EQUAL(wanted, without_number(text_of(own_but_missing), '6'));
    CPPUNIT_ASSERT_EQUAL(wanted, without_number(text_of(of_whole), '5'));
    CPPUNIT_ASSERT_EQUAL(std::string("login:seven"), foreign.caller);
    CPPUNIT_ASSERT_EQUAL(std::string("login:ghost"), own_but_missing.caller);
    is(404, login("seven"), "/customers/8");
    is(404, login("seven"), "/customers/5");
  }

  void what_is_wrong_with_parameters_is_said_before_who_may_see() {
    serve("server");
    is(400, login("seven"), "/widgets/data?type=nonsense&customer_id=8");
    is(400, login("seven"), kTotals + "&customer_id=8&from_date=nonsense");
    is(403, {}, "/widgets/data?type=nonsense");
  }

  void customers_are_listed_as_far_as_they_may_be_seen() {
    serve("server");
    is_body("account 1 customers 7 8 9", login("whole"), "/customers");
    is_body("account 1 customers 7 9", login("two"), "/customers");
    is_body("account 1 customers 7", login("seven"), "/customers");
    is_body("account 2 customers 4 7", login("other"), "/customers");
    is_body("account 1 customer 7", login("seven"), "/customers/7");
  }

  void names_are_read_once_for_all_who_search_them() {
    serve("server");
    const std::string search = "/customers?name=x";
    for (int again = 0; again < 2; ++again) {
      is_body("account 1 customers 7 8 9 by names of 1", login("whole"), search);
      is_body("account 2 customers 4 7 by names of 2", login("other"), search);
      is_body("account 1 customers 7 9", login("two"), search);  // looked through one by one
      is_body("account 1 customers 7 8 9", login("whole"), "/customers?name=");
      CPPUNIT_ASSERT_EQUAL(std::size_t{2}, database_.names_read());
    }
    database_.change(1);
    pass_a_reading();
    is_body("account 1 customers 7 8 9 by names of 1", login("whole"), search);
    is_body("account 2 customers 4 7 by names of 2", login("other"), search);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, database_.names_read());
    is(403, login("nobody"), search);
  }

  void each_account_has_its_clock() {
    database_.set_time_zone(2, "Asia/Kathmandu");
    serve("server, token");
    const auto token = issue_token(database_, 2, {{7}});
    tells_clock("UTC", login("whole"));
    tells_clock("UTC", login("seven"));
    tells_clock("Asia/Kathmandu", login("other"));
    tells_clock("Asia/Kathmandu", token.sender());
    is(403, login("nobody"), "/account");
    is(401, {"Bearer nonsense", {}, {}}, "/account");
    is(401, {}, "/account");
    serve("everyone", {"max_days = 7"});
    CPPUNIT_ASSERT(body_of(ask(Sender{}, "/account")).ends_with("\"UTC\",\"max_days\":7}"));
  }

  void a_clock_that_is_known_asks_no_database() {
    serve("server", {"rate_limit = 1/m burst 4"});
    const auto request = request_of(login("whole"), "/account");
    CPPUNIT_ASSERT(std::holds_alternative<web::Computation>(endpoint_->at_once(request)));
    CPPUNIT_ASSERT_EQUAL(200, status_of(ask(request)));
    const auto found = endpoint_->at_once(request);
    CPPUNIT_ASSERT(std::holds_alternative<web::Response>(found));
    const auto& response = std::get<web::Response>(found);
    CPPUNIT_ASSERT_EQUAL(std::string("login:whole"), response.caller);
    CPPUNIT_ASSERT_EQUAL(std::string("no-store"), header_of(response, "Cache-Control"));
    CPPUNIT_ASSERT_EQUAL(std::string(), header_of(response, "ETag"));
    is(200, login("whole"), "/account");
    is(200, login("whole"), "/account");
    is(429, login("whole"), "/account");
  }

  void paths_and_methods_come_before_identities() {
    serve("server");
    is(404, {}, "/nothing");
    auto request = request_of({}, kTotals);
    request.method = "POST";
    CPPUNIT_ASSERT_EQUAL(405, status_of(ask(request)));
    request.method = "OPTIONS";
    CPPUNIT_ASSERT_EQUAL(204, status_of(ask(request)));
    request.method = "HEAD";
    CPPUNIT_ASSERT_EQUAL(403, status_of(ask(request)));
  }

  void nothing_is_not_modified_for_who_is_refused() {
    serve("server");
    const std::string tag = header_of(ask(login("whole"), kTotals), "ETag");
    for (const std::string& held : {tag, std::string("*")}) {
      for (const auto& [sender, status] : {std::pair{Sender{}, 403},
                                           {login("nobody"), 403},
                                           {login("seven"), 404},
                                           {login("whole"), 304}}) {
        auto request = request_of(sender, kTotals + (status == 404 ? "&customer_id=8" : ""));
        request.client_if_none_match = request.if_none_match = held;
        CPPUNIT_ASSERT_EQUAL(status, status_of(ask(request)));
      }
    }
  }

  void one_entry_serves_all_who_may_see_it() {
    serve("server");
    CPPUNIT_ASSERT_EQUAL(std::string("MISS"),
                         header_of(ask(login("whole"), kTotals + "&customer_id=7"), "X-Cache"));
    for (const char* name : {"seven", "two", "whole"}) {
      CPPUNIT_ASSERT_EQUAL(std::string("HIT"),
                           header_of(ask(login(name), kTotals + "&customer_id=7"), "X-Cache"));
    }
    CPPUNIT_ASSERT_EQUAL(std::string("MISS"),
                         header_of(ask(login("other"), kTotals + "&customer_id=7"), "X-Cache"));
  }

  void a_revoked_token_is_refused_with_the_next_reading() {
    serve("token");
    auto token = issue_token(database_, 1);
    const auto bystander = issue_token(database_, 1);
    is_body(totals(1, 0), token.sender(), kTotals);
    token.credential.revoked = 1;
    database_.set(token.credential);
    pass_a_reading();
    is_refused("revoked", token.sender());
    is_body(totals(1, 0), bystander.sender(), kTotals);
  }

  void a_new_login_is_let_in_with_the_next_reading() {
    serve("server");
    is(403, login("new"), kTotals);
    is(403, login("new"), kTotals);
    database_.set(credential(CredentialKind::login, "new", 2));
    pass_a_reading();
    is_body(totals(2, 0), login("new"), kTotals);
    database_.remove(CredentialKind::login, "new");
    pass_a_reading();
    is(403, login("new"), kTotals);
  }

  void who_was_known_stays_known_while_the_database_is_away() {
    serve("server");
    is_body(totals(1, 7), login("seven"), kTotals);
    database_.go_away(true);
    std::this_thread::sleep_for(cache::Cache::present + std::chrono::milliseconds{100});
    const auto stale = ask(login("seven"), kTotals);
    CPPUNIT_ASSERT_EQUAL(totals(1, 7), body_of(stale));
    CPPUNIT_ASSERT_EQUAL(std::string("STALE"), header_of(stale, "X-Cache"));
    is(200, login("seven"), "/miscellaneous/ping");
    const auto clock = ask(login("seven"), "/account");
    CPPUNIT_ASSERT_EQUAL(std::string("STALE"), header_of(clock, "X-Cache"));
    CPPUNIT_ASSERT_EQUAL(std::string("no-store"), header_of(clock, "Cache-Control"));
    tells_clock("UTC", login("seven"));
    is(503, login("seven"), "/customers?name=x");
    is(503, login("other"), "/account");
    is(503, login("two"), kTotals + "&customer_id=7");
    is(503, login("nobody"), kTotals);
    is(404, login("seven"), kTotals + "&customer_id=8");
    database_.go_away(false);
  }

  void too_many_requests_are_told_when_to_come_again() {
    serve("server", {"rate_limit = 1/m burst 2"});
    is(200, login("whole"), kTotals);
    is(404, login("whole"), kTotals + "&customer_id=99");
    const auto refused = ask(login("whole"), kTotals + "&type=nonsense");
    CPPUNIT_ASSERT_EQUAL(429, status_of(refused));
    CPPUNIT_ASSERT(std::stoi(header_of(refused, "Retry-After")) >= 50);
    CPPUNIT_ASSERT_EQUAL(std::string("too many requests"), refused.refusal);
    CPPUNIT_ASSERT_EQUAL(std::string("login:whole"), refused.caller);
    is(200, login("seven"), kTotals);
    is(403, login("nobody"), kTotals);
  }

  // One name of many people, or none: each address has a measure of its own.
  void strangers_do_not_use_up_each_others_measure() {
    Sender one, other;
    other.peer = "192.0.2.8";
    serve("everyone", {"rate_limit = 1/m burst 1"});
    is(200, one, kTotals);
    is(429, one, kTotals);
    is(200, other, kTotals);
    is(429, other, kTotals);
  }

  void settings_that_are_read_again_forgive_nobody() {
    serve("everyone", {"rate_limit = 1/m burst 1"});
    is(200, {}, kTotals);
    const auto again = [&](const char* limit) {
      auto next = std::make_unique<web::Endpoint>(settings_with({"auth = everyone", limit}),
                                                  remembered_sources, endpoint_.get());
      worker_ = next->worker();
      endpoint_ = std::move(next);
    };
    again("rate_limit = 1/m burst 1");
    is(429, {}, kTotals);
    again("rate_limit = 2/m burst 1");
    is(200, {}, kTotals);
  }

 private:
  static Sender login(const std::string& name) { return {{}, name, {}}; }
  static std::string totals(std::int64_t account, std::int64_t customer) {
    return RememberedDatabase::body(account, customer, 1);
  }

  void serve(const std::string& auth, std::vector<std::string> more = {}) {
    more.push_back("auth = " + auth);
    worker_.reset();
    endpoint_ = std::make_unique<web::Endpoint>(settings_with(more), remembered_sources);
    worker_ = endpoint_->worker();
  }

  // Nobody reads the feed here but a request that finds it read too long ago.
  static void pass_a_reading() {
    std::this_thread::sleep_for(cache::Cache::present + std::chrono::milliseconds{50});
  }

  web::Response ask(const web::Request& request) {
    return answer_of(*endpoint_, *worker_, request);
  }
  web::Response ask(const Sender& sender, const std::string& target) {
    return ask(request_of(sender, target));
  }

  void is(int status, const Sender& sender, const std::string& target) {
    const auto response = ask(sender, target);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(target + "\n" + text_of(response), status, status_of(response));
  }

  void is_body(const std::string& body, const Sender& sender, const std::string& target) {
    const auto response = ask(sender, target);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(target, body, body_of(response));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(target, 200, status_of(response));
  }

  void tells_clock(const std::string& time_zone, const Sender& sender) {
    const auto response = ask(sender, "/account");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(response), 200, status_of(response));
    CPPUNIT_ASSERT_MESSAGE(
        text_of(response),
        body_of(response).ends_with("\"time_zone\":\"" + time_zone + "\",\"max_days\":3660}"));
  }

  void is_refused(const std::string& reason, const Sender& sender) {
    const auto response = ask(sender, kTotals);
    CPPUNIT_ASSERT_EQUAL(401, status_of(response));
    CPPUNIT_ASSERT_EQUAL(reason, response.refusal);
    CPPUNIT_ASSERT_EQUAL(std::string("Bearer realm=\"callwidgets\", error=\"invalid_token\""),
                         header_of(response, "WWW-Authenticate"));
    CPPUNIT_ASSERT_EQUAL(std::string("no-store"), header_of(response, "Cache-Control"));
  }

  RememberedDatabase database_;
  std::unique_ptr<web::Endpoint> endpoint_;
  std::unique_ptr<web::Worker> worker_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WhoAsksTest, "who_asks");

}  // namespace
