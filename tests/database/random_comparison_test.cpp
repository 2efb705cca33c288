// Random calls, imported in random forms, and random questions: the endpoint against the oracle.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "random_calls.h"
#include "site.h"

namespace callwidgets::test {
namespace {

struct Account {
  Account(const std::string& account, const std::string& zone, const Folder& folder,
          const std::string& database, unsigned seed)
      : name(account),
        oracle(zone),
        calls(seed, account),
        site(folder, account, database, {"account = " + account, "workers = 2"}) {
    site.must_admin({"migrate"});
    site.must_admin({"account", "add", name, "--time-zone", zone});
  }

  std::string name;
  Oracle oracle;
  RandomCalls calls;
  Site site;
};

std::string wanted(const Oracle& oracle, const OracleQuestion& question) {
  return question.customer && !oracle.knows(*question.customer) ? "" : oracle.answer(question);
}

void ask(Account& account, int questions, const std::string& round) {
  for (int i = 0; i < questions; ++i) {
    const OracleQuestion question = account.calls.question();
    const std::string target = RandomCalls::target(question);
    const std::string body = wanted(account.oracle, question);
    const Answer answer = account.site.get(target);
    const std::string where = account.name + ", " + round + ": " + target;
    CPPUNIT_ASSERT_EQUAL_MESSAGE(where + answer.failure, body.empty() ? 404 : 200, answer.status);
    if (!body.empty()) CPPUNIT_ASSERT_EQUAL_MESSAGE(where, body, answer.body);
  }
}

void rename_one(Account& account, int round) {
  const long customer = 1 + round % 4;
  if (!account.oracle.knows(customer)) return;
  const std::string name = "Renamed \"" + std::to_string(round) + "\"";
  account.site.must_admin({"customer", "rename", std::to_string(customer), name});
  account.oracle.name(customer, name);
}

template <Database kind>
class RandomComparisonTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RandomComparisonTest<kind>);
  CPPUNIT_TEST(agrees_with_the_oracle);
  CPPUNIT_TEST_SUITE_END();

 public:
  void agrees_with_the_oracle() {
    const unsigned seed = random_seed();
    Folder folder;
    const std::string database = fresh_database(kind, folder);
    Account west("west", "America/New_York", folder, database, seed);
    Account east("east", "Europe/Berlin", folder, database, seed + 1);
    for (Account* account : {&west, &east}) account->site.start();
    for (int round = 0; round < 6; ++round) {
      for (Account* account : {&west, &east}) {
        const std::string file = folder / (account->name + std::to_string(round));
        std::ofstream{file, std::ios::binary}
            << account->calls.file(round == 0 ? 1200 : 250, account->oracle);
        account->site.must_admin({"import", file});
        if (round % 2) rename_one(*account, round);
      }
      // An answer may be older than an import by the second that the contract grants a cache.
      std::this_thread::sleep_for(std::chrono::milliseconds(1500));
      const std::string now = "seed " + std::to_string(seed) + ", round " + std::to_string(round);
      for (Account* account : {&west, &east}) ask(*account, 120, now);
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RandomComparisonTest<Database::sqlite>,
                                      "random_comparison_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RandomComparisonTest<Database::mariadb>,
                                      "random_comparison_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RandomComparisonTest<Database::mysql56>,
                                      "random_comparison_mysql56");

}  // namespace
}  // namespace callwidgets::test
