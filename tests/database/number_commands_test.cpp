// callwidgets-admin number: what it keeps, and what becomes of the calls that are in.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <sstream>

#include "accounts/source.h"
#include "figures/importing/batch.h"
#include "import_site.h"
#include "numbers/applying/moved_calls.h"
#include "numbers/mapping_set.h"
#include "random_calls.h"

namespace callwidgets::test {
namespace {

// The calls and mappings of a test, by plain lists and searches.
class Model {
 public:
  struct Rule {
    std::string pattern;
    long from, to;
    long customer;
    std::string attribution;
  };
  struct Kept {
    std::string id, called;
    long day;
    bool of_source;
    OracleCall call;
  };

  // Gives how many calls moved, and how many no rule names any more.
  std::pair<int, int> add(const Rule& rule) {
    std::erase_if(rules_, [&](const Rule& other) {
      return other.pattern == rule.pattern && other.from == rule.from && other.to == rule.to;
    });
    rules_.push_back(rule);
    return apply(rule.pattern, rule.from, rule.to);
  }
  bool clashes(const Rule& rule) const {
    for (const Rule& other : rules_) {
      if (other.pattern == rule.pattern && !(other.to < rule.from || rule.to < other.from) &&
          !(other.from == rule.from && other.to == rule.to))
        return true;
    }
    return false;
  }
  bool knows(const std::string& pattern, long from) const {
    for (const Rule& rule : rules_)
      if (rule.pattern == pattern && rule.to >= from) return true;
    return false;
  }
  std::pair<int, int> remove(const std::string& pattern, long from) {
    std::vector<Rule> left;
    for (Rule rule : rules_) {
      if (rule.pattern == pattern && rule.from >= from) continue;
      if (rule.pattern == pattern && rule.to >= from) rule.to = from - 1;
      left.push_back(rule);
    }
    rules_ = left;
    return apply(pattern, from, last_day);
  }

  std::vector<Kept> calls;
  std::set<long> customers;  // that ever had a call
  static constexpr long last_day = 100'000;

  void tell(Oracle& oracle) const {
    for (const long customer : customers) oracle.name(customer, std::to_string(customer));
    for (const Kept& kept : calls) oracle.put(kept.id, kept.call);
  }

 private:
  static bool fits(const std::string& pattern, const std::string& called) {
    if (pattern.back() != '*') return called == pattern;
    return called.find(pattern.substr(0, pattern.size() - 1)) == 0;
  }

  std::pair<int, int> apply(const std::string& pattern, long from, long to) {
    int moved = 0, unnamed = 0;
    for (Kept& kept : calls) {
      if (!kept.of_source || !fits(pattern, kept.called) || kept.day < from || kept.day > to)
        continue;
      const Rule* best = nullptr;
      for (const Rule& rule : rules_) {
        if (!fits(rule.pattern, kept.called) || kept.day < rule.from || kept.day > rule.to)
          continue;
        const auto rank = [](const Rule& one) {
          return one.pattern.back() == '*' ? one.pattern.size() : 1000;
        };
        if (!best || rank(rule) > rank(*best)) best = &rule;
      }
      if (!best) {
        ++unnamed;
        continue;
      }
      const std::string name =
          best->attribution.empty() ? kept.call.attribution : best->attribution;
      moved += kept.call.customer != best->customer || kept.call.attribution != name;
      kept.call.customer = best->customer;
      kept.call.attribution = name;
      customers.insert(best->customer);
    }
    return {moved, unnamed};
  }

  std::vector<Rule> rules_;
};

// New York's clock.
long local_day(long start) {
  const bool winter = start >= 1'699'164'000 && start < 1'710'054'000;
  return (start - (winter ? 5 : 4) * 3600) / 86'400;
}

std::string day_text(long day) { return calendar::format(calendar::day_of(day)); }

template <Database kind>
class NumberCommandsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(NumberCommandsTest);
  CPPUNIT_TEST(random_changes_move_the_calls_that_they_concern);
  CPPUNIT_TEST(a_command_that_was_cut_short_is_completed_by_itself);
  CPPUNIT_TEST(what_changes_meanwhile_stays_changed);
  CPPUNIT_TEST(a_dry_run_only_counts);
  CPPUNIT_TEST(mappings_are_listed_and_go_out_and_in_as_csv);
  CPPUNIT_TEST(what_is_wrong_is_said_and_nothing_kept);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    site().must_admin({"account", "time-zone", "one", "America/New_York"});
    session_ = database::open_writer(*database::Address::parse(site_.database()));
    account_ = accounts::choose(*session_, "one").account;
    for (const char* name : {"pbx", "fax"})
      accounts::make_source_number(*session_, account_->number, name);
  }

  void random_changes_move_the_calls_that_they_concern() {
    std::mt19937 random{random_seed()};
    fill(2500, random);
    const std::vector<std::string> patterns{"+441632960100", "+441632960101", "600", "sales",
                                            "+4416329601*",  "+44*",          "60*", "unused"};
    int moved_in_all = 0, ended = 0;
    for (int change = 0; change < 25; ++change) {
      const std::string& pattern = patterns[random() % patterns.size()];
      const long from =
          random() % 2 ? 0 : local_day(first_start) + static_cast<long>(random() % 50);
      std::vector<std::string> words{"number", "add", pattern};
      std::pair<int, int> wanted;
      if (random() % 3 == 0) {
        words[1] = "remove";
        if (!model_.knows(pattern, from)) continue;
        wanted = model_.remove(pattern, from);
        ++ended;
      } else {
        const long to =
            random() % 2 ? Model::last_day : std::max(from, local_day(first_start) + 50);
        const Model::Rule rule{pattern, from, to, 1 + static_cast<long>(random() % 4),
                               random() % 2 ? "" : "Ads " + std::to_string(random() % 2)};
        if (model_.clashes(rule)) continue;
        wanted = model_.add(rule);
        words.insert(words.end(), {"--customer", std::to_string(rule.customer)});
        if (!rule.attribution.empty())
          words.insert(words.end(), {"--attribution", rule.attribution});
        if (to != Model::last_day) words.insert(words.end(), {"--to", day_text(to)});
      }
      if (from != 0) words.insert(words.end(), {"--from", day_text(from)});
      const std::string said = site().must_admin(words);
      CPPUNIT_ASSERT_MESSAGE(said, said.find("\n" + counted(wanted.first)) != said.npos);
      const bool tells = said.find(std::to_string(wanted.second) + " call") != said.npos;
      CPPUNIT_ASSERT_MESSAGE(said, wanted.second == 0 ? said.find("stay") == said.npos : tells);
      moved_in_all += wanted.first;
    }
    CPPUNIT_ASSERT(moved_in_all > 100 && ended > 0);
    check();
  }

  void a_command_that_was_cut_short_is_completed_by_itself() {
    std::mt19937 random{11};
    fill(300, random);
    const auto wanted = model_.add({"+441632960100", 0, Model::last_day, 3, "Ads"});
    // The mapping is stored, and some calls have moved.
    const numbers::Mapping mapping{
        {"+441632960100", false}, 0, numbers::Mapping::for_good, 3, "Ads"};
    numbers::MappingSet set;
    set.add(mapping);
    database::in_transaction(*session_, [&] {
      accounts::hold(*session_, account_->number);
      set.store(*session_, account_->number);
    });
    std::vector<std::string> some;
    for (const auto& kept : model_.calls)
      if (kept.of_source && kept.called == "+441632960100" && some.size() < 10)
        some.push_back(kept.id);
    const auto applied = figures::BatchWriter{*session_, *account_}.amend(some, [](auto& calls) {
      for (calls::Call& call : calls) {
        call.customer_id = 3;
        call.attribution = "Ads";
      }
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{10}, applied.counts.records());
    const std::vector<std::string> command{
        "number", "add", "+441632960100", "--customer", "3", "--attribution", "Ads"};
    const std::string said = site().must_admin(command);
    CPPUNIT_ASSERT_MESSAGE(
        said, said.find("\n" + counted(wanted.first - static_cast<int>(applied.counts.replaced))) !=
                  said.npos);
    check();
    CPPUNIT_ASSERT(site().must_admin(command).ends_with("\n0 calls moved\n"));
  }

  // Between the search for the calls and the batch that moves them.
  void what_changes_meanwhile_stays_changed() {
    std::mt19937 random{12};
    fill(200, random);
    const auto other = database::open_writer(*database::Address::parse(site_.database()));
    const auto reader = database::open_reader(*database::Address::parse(site_.database()));
    const numbers::Mapping mapping{{"+441632960100", false}, 0, numbers::Mapping::for_good, 4, {}};
    numbers::MappingSet set;
    set.add(mapping);
    set.store(*session_, account_->number);
    std::vector<Model::Kept*> named;
    for (auto& kept : model_.calls)
      if (kept.of_source && kept.called == "+441632960100") named.push_back(&kept);
    CPPUNIT_ASSERT(named.size() > 4);
    const std::string gone = named[0]->id;
    named[1]->call.duration = 4321;
    named[1]->call.answered = true;
    bool changed = false;
    numbers::MoveOptions options;
    options.check = [&] {
      if (changed) return;
      changed = true;
      calls::Call removed;
      removed.cdr_id = gone;
      removed.deleted = true;
      const std::vector<calls::Call> calls{removed, call_of(*named[1], 1)};
      figures::BatchWriter{*other, *account_}.apply(calls);
    };
    numbers::move_calls(*reader, *session_, *account_, {mapping},
                        numbers::NumberDirectory{{mapping}}, options);
    model_.add({"+441632960100", 0, Model::last_day, 4, ""});
    std::erase_if(model_.calls, [&](const auto& kept) { return kept.id == gone; });
    check();
  }

  void a_dry_run_only_counts() {
    std::mt19937 random{13};
    fill(200, random);
    Model trial = model_;
    const int moved = trial.add({"600", 0, Model::last_day, 3, ""}).first;
    const std::string said =
        site().must_admin({"number", "add", "600", "--customer", "3", "--dry-run"});
    CPPUNIT_ASSERT_MESSAGE(said,
                           said.find(std::to_string(moved) + " calls would move") != said.npos);
    CPPUNIT_ASSERT_EQUAL(std::string{}, site().must_admin({"number", "list"}));
    check();
    site().must_admin({"number", "add", "600", "--customer", "3"});
    model_.add({"600", 0, Model::last_day, 3, ""});
    const std::string file = site_.file("numbers.csv", "number,customer\n600,4\n60*,4\n");
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"number", "remove", "600", "--dry-run"}, {"number", "import", file, "--dry-run"}})
      site().must_admin(words);
    CPPUNIT_ASSERT_EQUAL(std::string{"600\t3\t\t\t\n"}, site().must_admin({"number", "list"}));
    check();
  }

  void mappings_are_listed_and_go_out_and_in_as_csv() {
    std::mt19937 random{14};
    fill(200, random);
    const std::string csv =
        "number,customer,attribution,from,to\n"
        "+4416329601*,2,\"a, \"\"b\"\"\",,\n"
        "+441632960100,1,Google Ads,,2023-12-31\n"
        "+441632960100,3,,2024-01-01,\n"
        "600,4,Direct,,\n";
    const std::string said =
        site().must_admin({"number", "import", site_.file("numbers.csv", csv)});
    CPPUNIT_ASSERT_MESSAGE(said, said.starts_with("4 mappings read\n"));
    const long year = 19'723;  // 2024-01-01
    model_.add({"+4416329601*", 0, Model::last_day, 2, "a, \"b\""});
    model_.add({"+441632960100", 0, year - 1, 1, "Google Ads"});
    model_.add({"+441632960100", year, Model::last_day, 3, ""});
    model_.add({"600", 0, Model::last_day, 4, "Direct"});
    // All at once, so no call keeps the attribution of a mapping that another one takes it from.
    for (auto& kept : model_.calls)
      if (kept.of_source && kept.called == "+441632960100" && kept.day >= year)
        kept.call.attribution = "Direct";
    check();
    const std::string exported = site().must_admin({"number", "export"});
    CPPUNIT_ASSERT_EQUAL(sorted(csv), sorted(exported));
    CPPUNIT_ASSERT_EQUAL(std::string{"+4416329601*\t2\ta, \"b\"\t\t\n"
                                     "+441632960100\t1\tGoogle Ads\t\t2023-12-31\n"
                                     "+441632960100\t3\t\t2024-01-01\t\n"
                                     "600\t4\tDirect\t\t\n"},
                         sorted(site().must_admin({"number", "list"})));
    site().must_admin({"account", "add", "second"});
    site().must_admin(
        {"number", "import", site_.file("again.csv", exported), "--account", "second"});
    CPPUNIT_ASSERT_EQUAL(exported, site().must_admin({"number", "export", "--account", "second"}));
    const std::string again = site().must_admin(
        {"number", "import", site_.file("again.csv", exported), "--account", "one"});
    CPPUNIT_ASSERT_MESSAGE(again, again.ends_with("\n0 calls moved\n"));
  }

  void what_is_wrong_is_said_and_nothing_kept() {
    site().must_admin({"number", "add", "600", "--customer", "3", "--from", "2024-01-01"});
    const std::string before = site().must_admin({"number", "list"});
    const std::string bad = site_.file("bad.csv", "number,customer\n601,1\n602,x\n");
    const std::string clash = site_.file("clash.csv", "number,customer\n601,1\n600,4\n");
    for (const auto& [words, part] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"add", "600", "--customer", "4"},
              "600, customer 4; and there is 600, customer 3, from 2024-01-01"},
             {{"add", "600"}, "needs --customer"},
             {{"add", "600", "--customer", "04"}, "--customer is \"04\"; allowed"},
             {{"add", "*", "--customer", "4"}, "the number is \"*\"; allowed"},
             {{"add", "7", "--customer", "4", "--from", "2024-02-30"}, "--from is '2024-02-30'"},
             {{"add", "7", "--customer", "4", "--from", "2024-02-02", "--to", "2024-02-01"},
              "--to is 2024-02-01; allowed: from 2024-02-02 on"},
             {{"remove", "601"}, "no mapping of 601 holds then"},
             {{"remove", "600", "--customer", "3"}, "no option --customer"},
             {{"import", bad}, "bad.csv, line 3: customer is \"x\"; allowed"},
             {{"import", clash}, "clash.csv, line 3: two mappings share days: 600, customer 4"},
             {{"import", site_.folder() / "absent.csv"}, "absent.csv: "},
             {{"list", "--dry-run=yes"}, "--dry-run takes no value"},
             {{"list", "all"}, "number takes: add NUMBER"}}) {
      std::vector<std::string> command{"number"};
      command.insert(command.end(), words.begin(), words.end());
      const Finished done = site().admin(command);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(part, 1, done.status);
      CPPUNIT_ASSERT_MESSAGE(part + " is not in " + done.err, done.err.find(part) != done.err.npos);
      CPPUNIT_ASSERT_EQUAL(before, site().must_admin({"number", "list"}));
    }
  }

 private:
  static constexpr long first_start = 1'702'000'000;  // 2023-12-08 01:46:40 UTC

  const Site& site() const { return site_.site(); }

  // Of two sources, and imported ones, which stay.
  void fill(int count, std::mt19937& random) {
    const std::vector<std::string> called{
        "+441632960100", "+441632960101", "+441632960200", "600", "601", "sales", ""};
    std::vector<calls::Call> calls;
    for (int at = 0; at < count; ++at) {
      Model::Kept kept;
      kept.id = "pbx/" + std::to_string(at);
      kept.called = called[random() % called.size()];
      const int source = static_cast<int>(random() % 4) % 3;
      kept.of_source = source > 0;
      kept.call.start = first_start + static_cast<long>(random() % (60 * 86'400));
      kept.call.duration = static_cast<long>(random() % 700);
      kept.call.answered = random() % 3 > 0;
      kept.call.customer = 1 + static_cast<long>(random() % 2);
      kept.call.caller = std::to_string(1 + random() % 40);
      kept.call.origin = "Mobile";
      kept.call.attribution = "Direct";
      kept.day = local_day(kept.call.start);
      calls.push_back(call_of(kept, source));
      model_.calls.push_back(kept);
      model_.customers.insert(kept.call.customer);
    }
    figures::BatchWriter batches{*session_, *account_};
    for (std::size_t at = 0; at < calls.size(); at += 2000)
      batches.apply({&calls[at], std::min<std::size_t>(2000, calls.size() - at)});
  }

  static calls::Call call_of(const Model::Kept& kept, std::int64_t source) {
    calls::Call call;
    call.cdr_id = kept.id;
    call.start = calendar::Instant{std::chrono::seconds{kept.call.start}};
    call.duration = static_cast<std::int32_t>(kept.call.duration);
    call.answered = kept.call.answered;
    call.customer_id = kept.call.customer;
    call.caller = std::stol(kept.call.caller);
    call.attribution = kept.call.attribution;
    call.origin = kept.call.origin;
    call.source = source;
    call.called = kept.called;
    call.waited = 5;
    return call;
  }

  // Figures of the account and of each customer are those of the model's calls.
  void check() {
    Oracle now{"America/New_York"};
    model_.tell(now);
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         first_difference(ImportSite::everything(now), site_.everything()));
    const Finished verified = site().admin({"verify"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(verified.out + verified.err, 0, verified.status);
  }

  static std::string counted(int calls) {
    return std::to_string(calls) + (calls == 1 ? " call moved" : " calls moved");
  }

  // Lines in the order of their bytes.
  static std::string sorted(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) lines.push_back(line + '\n');
    std::sort(lines.begin(), lines.end());
    return std::accumulate(lines.begin(), lines.end(), std::string{});
  }

  ImportSite site_{kind};
  Model model_;
  std::unique_ptr<database::Session> session_;
  std::optional<accounts::Account> account_;
};

using NumberCommandsSqlite = NumberCommandsTest<Database::sqlite>;
using NumberCommandsMariadb = NumberCommandsTest<Database::mariadb>;
using NumberCommandsMysql56 = NumberCommandsTest<Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(NumberCommandsSqlite, "number_commands_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(NumberCommandsMariadb, "number_commands_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(NumberCommandsMysql56, "number_commands_mysql56");

}  // namespace
}  // namespace callwidgets::test
