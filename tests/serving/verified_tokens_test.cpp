#include "fcgi/endpoint/verified_tokens.h"

#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <thread>

namespace callwidgets::web {
namespace {

using identity::Credential;

constexpr std::int64_t kNow = 1'800'000'000;

Credential some_key() {
  Credential key;
  key.kind = identity::CredentialKind::key;
  key.name = "Ab12cd34";
  key.algorithm = identity::Algorithm::hs256;
  key.secret = "secret";
  return key;
}

class VerifiedTokensTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(VerifiedTokensTest);
  CPPUNIT_TEST(what_was_verified_is_known_until_it_expires);
  CPPUNIT_TEST(a_changed_key_and_another_audience_have_verified_nothing);
  CPPUNIT_TEST(the_oldest_of_too_many_goes);
  CPPUNIT_TEST(long_lists_of_customers_leave_room_for_fewer);
  CPPUNIT_TEST(threads_use_it_at_the_same_time);
  CPPUNIT_TEST_SUITE_END();

 public:
  void what_was_verified_is_known_until_it_expires() {
    VerifiedTokens tokens;
    CPPUNIT_ASSERT(!tokens.find("a.b.c", some_key(), "here", kNow));
    tokens.add("a.b.c", some_key(), "here", {kNow + 60, std::vector<std::int64_t>{7, 9}});
    tokens.add("a.b.d", some_key(), "here", {kNow + 60, std::nullopt});
    const auto found = tokens.find("a.b.c", some_key(), "here", kNow);
    CPPUNIT_ASSERT(found && found->customers);
    CPPUNIT_ASSERT_EQUAL(kNow + 60, found->expires);
    CPPUNIT_ASSERT((*found->customers == std::vector<std::int64_t>{7, 9}));
    CPPUNIT_ASSERT(!tokens.find("a.b.d", some_key(), "here", kNow)->customers);
    CPPUNIT_ASSERT(!tokens.find("a.b.", some_key(), "here", kNow));
    CPPUNIT_ASSERT(tokens.find("a.b.c", some_key(), "here", kNow + 60 + clock_leeway - 1));
    CPPUNIT_ASSERT(!tokens.find("a.b.c", some_key(), "here", kNow + 60 + clock_leeway));
  }

  void a_changed_key_and_another_audience_have_verified_nothing() {
    Credential narrowed = some_key(), empty = some_key();
    narrowed.customers = {7, 9};
    empty.customers.emplace();
    for (const Credential& key : {some_key(), narrowed, empty}) {
      VerifiedTokens tokens;
      tokens.add("a.b.c", key, "here", {kNow + 60, key.customers});
      CPPUNIT_ASSERT(tokens.find("a.b.c", key, "here", kNow));
      CPPUNIT_ASSERT(!tokens.find("a.b.c", key, "there", kNow));
      CPPUNIT_ASSERT(!tokens.find("a.b.ch", key, "ere", kNow));
      std::vector<Credential> changed(6, key);
      changed[0].secret += 's';
      changed[1].name = "Ab12cd35";
      changed[2].algorithm = identity::Algorithm::es256;
      changed[3].customers = {7};
      changed[4].customers = {7, 9, 10};
      changed[5].customers = key.customers ? std::nullopt : narrowed.customers;
      for (const Credential& other : changed) {
        CPPUNIT_ASSERT(!tokens.find("a.b.c", other, "here", kNow));
      }
      // What tells nothing of what a token may.
      Credential used = key;
      used.last_used = 20'000;
      used.label = "another";
      CPPUNIT_ASSERT(tokens.find("a.b.c", used, "here", kNow));
    }
  }

  void the_oldest_of_too_many_goes() {
    VerifiedTokens tokens;
    const auto known = [&tokens](int number) {
      return tokens.find(std::to_string(number), some_key(), "here", kNow).has_value();
    };
    for (int number = 0; number < 10'000; ++number) add(tokens, number);
    add(tokens, 0);
    CPPUNIT_ASSERT_EQUAL(std::size_t{10'000}, tokens.size());
    CPPUNIT_ASSERT(known(0));
    add(tokens, 10'000);
    CPPUNIT_ASSERT_EQUAL(std::size_t{10'000}, tokens.size());
    CPPUNIT_ASSERT(!known(0) && known(1) && known(10'000));
  }

  void long_lists_of_customers_leave_room_for_fewer() {
    VerifiedTokens tokens;
    const std::vector<std::int64_t> many(400'000, 7), too_many(1'000'001, 7);
    for (const char* token : {"a", "b", "c"}) {
      tokens.add(token, some_key(), "here", {kNow + 60, many});
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, tokens.size());
    CPPUNIT_ASSERT(!tokens.find("a", some_key(), "here", kNow));
    tokens.add("d", some_key(), "here", {kNow + 60, too_many});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, tokens.size());
    add(tokens, 1);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, tokens.size());
    CPPUNIT_ASSERT(tokens.find("1", some_key(), "here", kNow));
  }

  void threads_use_it_at_the_same_time() {
    VerifiedTokens tokens;
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&tokens, &wrong, thread] {
        for (int times = 0; times < 4000; ++times) {
          const int number = times * (thread % 2 + 1);
          add(tokens, number);
          const auto found = tokens.find(std::to_string(number), some_key(), "here", kNow);
          if (found && found->customers->front() != number) ++wrong;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    CPPUNIT_ASSERT_EQUAL(0, wrong.load());
    CPPUNIT_ASSERT_EQUAL(std::size_t{6000}, tokens.size());
  }

 private:
  static void add(VerifiedTokens& tokens, int number) {
    tokens.add(std::to_string(number), some_key(), "here",
               {kNow + 60, std::vector<std::int64_t>{number}});
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(VerifiedTokensTest, "verified_tokens");

}  // namespace
}  // namespace callwidgets::web
