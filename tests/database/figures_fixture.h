// What the tests of the figures share: an account on a fresh database, random calls for it, and the
// two ways of answering.
#pragma once

#include <cppunit/extensions/HelperMacros.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "accounts/account.h"
#include "database/migration.h"
#include "figures/generation.h"
#include "figures/importing/batch.h"
#include "figures/upkeep/rebuild.h"
#include "figures/upkeep/verify.h"
#include "site.h"
#include "widgets/answer.h"

namespace callwidgets::test {

// Random calls within two years around two changes of the clock: few ids, so that later ones
// correct, move and delete earlier ones.
class CallSource {
 public:
  explicit CallSource(unsigned seed) : random_(seed) {}

  calls::Call next() {
    calls::Call call;
    // What a file for LOAD DATA must escape, too.
    static const std::string prefixes[] = {"c", "c\t", "c\\", "\n", {"\0", 1}, "\\N"};
    const std::int64_t number = below(600);
    call.cdr_id = prefixes[number % 6] + std::to_string(number);
    call.deleted = below(8) == 0;
    call.start = calendar::Instant{std::chrono::seconds{1'700'000'000 + below(2) * 31'000'000 +
                                                        below(120) * 86'400 + below(86'400)}};
    constexpr std::int32_t bounds[] = {0, 29, 30, 59, 60, 119, 120, 299, 300, 599, 600, 4000};
    call.duration = bounds[below(std::size(bounds))];
    call.answered = below(3) > 0;
    call.quarantined = below(10) == 0;
    call.customer_id = 1 + below(below(3) == 0 ? 30 : 3);
    call.caller = below(6) == 0 ? 0 : below(25) - 12;
    call.attribution = "source " + std::to_string(below(9));
    call.origin = "area " + std::to_string(below(below(2) == 0 ? 200 : 5));
    return call;
  }

  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
  }

 private:
  std::mt19937_64 random_;
};

inline unsigned seed() {
  const char* given = std::getenv("CALLWIDGETS_RANDOM_SEED");
  const unsigned seed = given ? static_cast<unsigned>(std::atoi(given)) : std::random_device{}();
  std::cout << " (CALLWIDGETS_RANDOM_SEED=" << seed << ") " << std::flush;
  return seed;
}

class FiguresFixture : public CppUnit::TestFixture {
 public:
  void setUp() override {
    database_ = fresh_database(kind_, folder_);
    address_ = database::Address::parse(database_);
    writer_ = database::open_writer(*address_, std::chrono::seconds{10}, database::Absent::make);
    database::migrate(*writer_);
    account_ = add_account("acme");
    reader_ = database::open_reader(*address_);
  }
  void tearDown() override {
    reader_.reset();
    writer_.reset();
  }

 protected:
  explicit FiguresFixture(Database kind) : kind_(kind) {}

  question::Question random_question(CallSource& source) {
    question::Question question;
    for (std::size_t type = 0; type < widgets::table().size(); ++type)
      question.types.push_back(type);
    question.several = true;
    question.customer_id = source.below(2) == 0 ? 0 : source.below(12);
    const calendar::Day first = *calendar::parse_day("2023-11-01");
    question.range.from = first + date::days{static_cast<int>(source.below(600))};
    question.range.to = question.range.from +
                        date::days{static_cast<int>(source.below(source.below(2) == 0 ? 40 : 500))};
    return question;
  }

  std::optional<accounts::Account> add_account(const std::string& name) {
    database::in_transaction(*writer_, [&] {
      const auto number = accounts::add(*writer_, name, "Europe/Amsterdam", "");
      figures::Generation::create(*writer_, number, "Europe/Amsterdam", 0).serve(*writer_);
    });
    return accounts::choose(*writer_, name).account;
  }

  static std::vector<calls::Call> some_calls(CallSource& source, std::size_t count) {
    std::vector<calls::Call> calls(count);
    for (auto& call : calls) call = source.next();
    return calls;
  }

  void rebuild(const std::string& zone) {
    const auto account = accounts::choose(*reader_, "acme").account;
    const auto session = database::open_writer(*address_);
    figures::rebuild(*reader_, *session, *account, zone);
  }

  std::string answer(const accounts::Account& account, const question::Question& question,
                     widgets::Source source) {
    try {
      question::Question of_account = question;
      of_account.account = account.number;
      return widgets::answer(*reader_, book_, of_account, {}, source).body;
    } catch (const question::Problem& problem) {
      return problem.what();
    }
  }

  // All widgets for a random scope and range, both ways. Gives how many were compared.
  int check_a_question(CallSource& source) {
    const question::Question question = random_question(source);
    CPPUNIT_ASSERT_EQUAL(answer(*account_, question, widgets::Source::calls),
                         answer(*account_, question, widgets::Source::figures));
    return static_cast<int>(question.types.size());
  }

  std::string everything(const accounts::Account& account,
                         calendar::Day last = *calendar::parse_day("2025-06-30")) {
    question::Question question;
    for (std::size_t type = 0; type < widgets::table().size(); ++type)
      question.types.push_back(type);
    question.range = {*calendar::parse_day("2023-11-01"), last};
    book_ = {};
    return answer(account, question, widgets::Source::figures);
  }

  std::string differences() {
    std::string text;
    figures::verify(*reader_, *account_, {}, [&](const std::string& line) { text += line + '\n'; });
    return text;
  }

  void found_after(const std::string& sql, const std::string& part) {
    writer_->direct(sql);
    const std::string found = differences();
    CPPUNIT_ASSERT_MESSAGE(sql + " gave " + found.substr(0, 300), found.find(part) != found.npos);
    rebuild(account_->zone_name);
    const std::string left = differences();
    CPPUNIT_ASSERT_EQUAL_MESSAGE(sql, std::string{}, left);
  }

  std::vector<std::vector<std::int64_t>> feed() {
    static const database::Statement statement{
        "feed",
        "-- returns: integer integer integer\nSELECT scope, day, version FROM day_versions ORDER "
        "BY scope, day"};
    const auto rows = reader_->query(statement, {});
    std::vector<std::vector<std::int64_t>> result;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      result.push_back({rows.integer(row, 0), rows.integer(row, 1), rows.integer(row, 2)});
    }
    return result;
  }

  const Database kind_;
  Folder folder_;
  std::string database_;
  std::optional<database::Address> address_;
  std::unique_ptr<database::Session> writer_, reader_;
  std::optional<accounts::Account> account_;
  figures::SubjectCache book_;
};

}  // namespace callwidgets::test
