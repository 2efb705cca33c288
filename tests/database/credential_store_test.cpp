// The logins, tokens and keys that the database holds.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "credentials/store.h"
#include "database/migration.h"
#include "equal_credentials.h"
#include "site.h"

namespace callwidgets::test {
namespace {

using identity::Credential;
using identity::CredentialKind;

// Every field differs from its default.
Credential key() {
  Credential credential;
  credential.kind = CredentialKind::key;
  credential.name = "Ab12cd34";
  credential.label = "the shop's \xC3\xA9";
  credential.account = 3;
  credential.customers = {7, 1001, 999'999'999'999'999'999};
  credential.algorithm = identity::Algorithm::es256;
  credential.secret = std::string{"\0\xFF'\\\x80", 5} + std::string(4091, '\x01');
  credential.created = 1'700'000'000;
  credential.expires = 1'800'000'000;
  credential.revoked = 1'750'000'000;
  credential.last_used = 20'000;
  return credential;
}

Credential login(const std::string& name) {
  Credential credential;
  credential.name = name;
  credential.account = 1;
  return credential;
}

template <Database kind>
class CredentialStoreTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CredentialStoreTest);
  CPPUNIT_TEST(every_field_is_kept);
  CPPUNIT_TEST(names_are_compared_by_bytes_within_their_kind);
  CPPUNIT_TEST(no_customers_are_not_all);
  CPPUNIT_TEST(all_of_a_kind_come_by_name);
  CPPUNIT_TEST(what_is_removed_is_gone_with_its_customers);
  CPPUNIT_TEST(what_is_revoked_stays_and_says_since_when);
  CPPUNIT_TEST(each_change_makes_a_version);
  CPPUNIT_TEST(the_last_use_makes_none);
  CPPUNIT_TEST(found_is_of_one_state);
  CPPUNIT_TEST(two_writers_take_turns);
  CPPUNIT_TEST(one_of_two_adds_the_same);
  CPPUNIT_TEST(half_restored_tables_are_no_state);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    address_ = database::Address::parse(fresh_database(kind, folder_));
    writer_ = database::open_writer(*address_, std::chrono::seconds{10}, database::Absent::make);
    database::migrate(*writer_);
    reader_ = database::open_reader(*address_);
  }
  void tearDown() override {
    reader_.reset();
    writer_.reset();
  }

  void every_field_is_kept() {
    CPPUNIT_ASSERT(credentials::add(*writer_, key()));
    for (database::Session* session : {reader_.get(), writer_.get()}) {
      const auto found = credentials::find(*session, CredentialKind::key, "Ab12cd34");
      CPPUNIT_ASSERT(found.credential.has_value());
      check_equal(key(), *found.credential);
      const auto all = credentials::all(*session, CredentialKind::key);
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, all.size());
      check_equal(key(), all[0]);
    }
  }

  void names_are_compared_by_bytes_within_their_kind() {
    const std::string longest(190, 'm');
    const std::vector<std::string> names{"Mary",        "mary",        "mary ",
                                         "m\xC3\xA4ry", "m\xC3\x84ry", longest};
    for (const std::string& name : names) {
      CPPUNIT_ASSERT_MESSAGE(name, credentials::add(*writer_, login(name)));
      CPPUNIT_ASSERT_MESSAGE(name, !credentials::add(*writer_, login(name)));
    }
    for (const std::string& name : names) {
      const auto found = credentials::find(*reader_, CredentialKind::login, name);
      CPPUNIT_ASSERT_MESSAGE(name, found.credential && found.credential->name == name);
    }
    for (const char* other : {"", "MARY", "mary  ", "mar", "m\xC3", "' OR 1=1 --"})
      CPPUNIT_ASSERT_MESSAGE(other,
                             !credentials::find(*reader_, CredentialKind::login, other).credential);
    CPPUNIT_ASSERT(!credentials::find(*reader_, CredentialKind::token, "mary").credential);
    Credential token = login("mary");
    token.kind = CredentialKind::token;
    CPPUNIT_ASSERT(credentials::add(*writer_, token));
  }

  void no_customers_are_not_all() {
    Credential none = login("none");
    none.customers.emplace();
    credentials::add(*writer_, none);
    credentials::add(*writer_, login("all"));
    const auto found = credentials::find(*reader_, CredentialKind::login, "none").credential;
    CPPUNIT_ASSERT(found && found->customers && found->customers->empty());
    CPPUNIT_ASSERT(
        !credentials::find(*reader_, CredentialKind::login, "all").credential->customers);
    const auto listed = credentials::all(*reader_, CredentialKind::login);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, listed.size());
    CPPUNIT_ASSERT(!listed[0].customers);
    CPPUNIT_ASSERT(listed[1].customers && listed[1].customers->empty());
  }

  void all_of_a_kind_come_by_name() {
    for (const char* name : {"c", "a", "\xC3\xA9", "B", "d"}) {
      Credential credential = login(name);
      if (*name != 'B') credential.customers = {name[0] == 'a' ? 5 : 6, 9};
      credentials::add(*writer_, credential);
    }
    credentials::add(*writer_, key());
    std::string text;
    for (const Credential& credential : credentials::all(*reader_, CredentialKind::login)) {
      text += credential.name;
      if (credential.customers)
        for (const std::int64_t id : *credential.customers) text += ' ' + std::to_string(id);
      text += '\n';
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"B\na 5 9\nc 6 9\nd 6 9\n\xC3\xA9 6 9\n"}, text);
    CPPUNIT_ASSERT(credentials::all(*reader_, CredentialKind::token).empty());
  }

  void what_is_removed_is_gone_with_its_customers() {
    Credential mary = login("mary");
    mary.customers = {7, 9};
    Credential other = login("other");
    other.customers = {7};
    CPPUNIT_ASSERT(!credentials::remove(*writer_, CredentialKind::login, "mary"));
    credentials::add(*writer_, mary);
    credentials::add(*writer_, other);
    CPPUNIT_ASSERT(!credentials::remove(*writer_, CredentialKind::token, "mary"));
    CPPUNIT_ASSERT(credentials::remove(*writer_, CredentialKind::login, "mary"));
    CPPUNIT_ASSERT(!credentials::remove(*writer_, CredentialKind::login, "mary"));
    CPPUNIT_ASSERT(!credentials::find(*reader_, CredentialKind::login, "mary").credential);
    mary.customers = {8};
    credentials::add(*writer_, mary);
    check_equal(mary, *credentials::find(*reader_, CredentialKind::login, "mary").credential);
    check_equal(other, *credentials::find(*reader_, CredentialKind::login, "other").credential);
  }

  void what_is_revoked_stays_and_says_since_when() {
    Credential credential = key();
    credential.revoked = 0;
    credentials::add(*writer_, credential);
    CPPUNIT_ASSERT(!credentials::revoke(*writer_, CredentialKind::token, credential.name, 5));
    CPPUNIT_ASSERT(!credentials::revoke(*writer_, CredentialKind::key, "another", 5));
    CPPUNIT_ASSERT(credentials::revoke(*writer_, CredentialKind::key, credential.name, 1234));
    CPPUNIT_ASSERT(!credentials::revoke(*writer_, CredentialKind::key, credential.name, 5678));
    credential.revoked = 1234;
    credential.secret.clear();
    check_equal(credential,
                *credentials::find(*reader_, CredentialKind::key, credential.name).credential);
    CPPUNIT_ASSERT(!credentials::add(*writer_, credential));
  }

  void each_change_makes_a_version() {
    std::vector<credentials::State> states{credentials::state(*reader_)};
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, states[0].version);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, states[0].nonce);
    const auto changes = [&](bool changed) {
      const credentials::State now = credentials::state(*reader_);
      CPPUNIT_ASSERT_EQUAL(changed, !(now == states.back()));
      if (!changed) return;
      CPPUNIT_ASSERT_EQUAL(states.back().version + 1, now.version);
      CPPUNIT_ASSERT(now.nonce > 0);
      for (const credentials::State& before : states) CPPUNIT_ASSERT(before.nonce != now.nonce);
      states.push_back(now);
    };
    Credential credential = key();
    credential.revoked = 0;
    changes(credentials::add(*writer_, credential));
    changes(credentials::add(*writer_, credential));
    changes(credentials::add(*writer_, login("mary")));
    changes(credentials::revoke(*writer_, CredentialKind::key, credential.name, 5));
    changes(credentials::revoke(*writer_, CredentialKind::key, credential.name, 6));
    changes(credentials::remove(*writer_, CredentialKind::login, "nobody"));
    changes(credentials::remove(*writer_, CredentialKind::login, "mary"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, states.back().version);
  }

  void the_last_use_makes_none() {
    Credential credential = key();
    credentials::add(*writer_, credential);
    const credentials::State before = credentials::state(*reader_);
    for (const std::int32_t day : {20'001, 20'001, 20'005, 20'003}) {
      credentials::note_use(*writer_, CredentialKind::key, credential.name, day);
      credential.last_used = std::max(credential.last_used, day);
      check_equal(credential,
                  *credentials::find(*reader_, CredentialKind::key, credential.name).credential);
    }
    credentials::note_use(*writer_, CredentialKind::key, "nobody", 20'009);
    CPPUNIT_ASSERT(before == credentials::state(*reader_));
  }

  void found_is_of_one_state() {
    // Each version has a login of the next customer alone: whoever finds another saw two states.
    std::atomic<bool> stop = false;
    std::thread other{[&] {
      const auto session = database::open_writer(*address_);
      for (std::int64_t customer = 1; !stop; ++customer) {
        Credential mary = login("mary");
        mary.customers = {customer};
        credentials::add(*session, mary);
        credentials::remove(*session, CredentialKind::login, "mary");
      }
    }};
    int seen = 0;
    std::string wrong;
    for (int look = 0; look < 20'000 && seen < 200 && wrong.empty(); ++look) {
      const auto found = credentials::find(*reader_, CredentialKind::login, "mary");
      const bool there = found.state.version % 2 == 0;
      if (there != found.credential.has_value()) {
        wrong = "version " + std::to_string(found.state.version);
      } else if (there) {
        ++seen;
        const auto& customers = *found.credential->customers;
        if (customers != std::vector<std::int64_t>{found.state.version / 2})
          wrong = "customers of version " + std::to_string(found.state.version);
      }
    }
    stop = true;
    other.join();
    CPPUNIT_ASSERT_EQUAL(std::string{}, wrong);
    CPPUNIT_ASSERT(seen > 0);
  }

  void two_writers_take_turns() {
    constexpr int turns = 30;
    const auto write = [&](const std::string& who) {
      const auto session = database::open_writer(*address_);
      for (int turn = 0; turn < turns; ++turn)
        credentials::add(*session, login(who + std::to_string(turn)));
    };
    std::thread other{[&] { write("other"); }};
    write("one");
    other.join();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2 * turns},
                         credentials::all(*reader_, CredentialKind::login).size());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1 + 2 * turns}, credentials::state(*reader_).version);
  }

  void one_of_two_adds_the_same() {
    constexpr int turns = 30;
    std::atomic<int> added = 0;
    const auto write = [&](std::int64_t customer) {
      const auto session = database::open_writer(*address_);
      for (int turn = 0; turn < turns; ++turn) {
        Credential credential = login(std::to_string(turn));
        credential.customers = {customer};
        if (credentials::add(*session, credential)) ++added;
      }
    };
    std::thread other{[&] { write(1); }};
    write(2);
    other.join();
    CPPUNIT_ASSERT_EQUAL(turns, added.load());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1 + turns}, credentials::state(*reader_).version);
    for (const Credential& credential : credentials::all(*reader_, CredentialKind::login))
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, credential.customers->size());
  }

  void half_restored_tables_are_no_state() {
    writer_->direct("DELETE FROM credential_state");
    CPPUNIT_ASSERT_THROW(credentials::state(*reader_), database::Error);
    CPPUNIT_ASSERT_THROW(credentials::add(*writer_, login("mary")), database::Error);
    CPPUNIT_ASSERT(credentials::all(*reader_, CredentialKind::login).empty());
  }

 private:
  Folder folder_;
  std::optional<database::Address> address_;
  std::unique_ptr<database::Session> writer_, reader_;
};

using CredentialStoreSqlite = CredentialStoreTest<Database::sqlite>;
using CredentialStoreMariadb = CredentialStoreTest<Database::mariadb>;
using CredentialStoreMysql56 = CredentialStoreTest<Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CredentialStoreSqlite, "credential_store_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CredentialStoreMariadb, "credential_store_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CredentialStoreMysql56, "credential_store_mysql56");

}  // namespace
}  // namespace callwidgets::test
