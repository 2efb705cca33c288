// What is kept of a source's calls beside what figures count, and the way back to it.
#include <algorithm>
#include <map>

#include "accounts/source.h"
#include "figures/call_reader.h"
#include "figures/importing/bulk_load.h"
#include "figures/upkeep/purge.h"
#include "figures_fixture.h"

namespace callwidgets::test {
namespace {

template <Database kind>
class CallSourcesTest : public FiguresFixture {
  CPPUNIT_TEST_SUITE(CallSourcesTest);
  CPPUNIT_TEST(what_no_figure_counts_is_replaced_and_changes_no_answer);
  CPPUNIT_TEST(a_first_load_keeps_it_too);
  CPPUNIT_TEST(a_source_gives_its_calls_in_order_page_by_page);
  CPPUNIT_TEST(rebuild_and_purge_leave_it_alone);
  CPPUNIT_TEST(stored_calls_are_amended_in_one_batch);
  CPPUNIT_TEST(a_source_has_one_number);
  CPPUNIT_TEST_SUITE_END();

 public:
  CallSourcesTest() : FiguresFixture(kind) {}

  void what_no_figure_counts_is_replaced_and_changes_no_answer() {
    figures::BatchWriter batches{*writer_, *account_};
    calls::Call call = one_call();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, batches.apply({&call, 1}).counts.added);
    const auto fed = feed();
    const std::string before = everything(*account_);
    const auto changed = [&](const char* what) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::int64_t{1},
                                   batches.apply({&call, 1}).counts.replaced);
      CPPUNIT_ASSERT_MESSAGE(what, fed == feed());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what, before, everything(*account_));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what, described(call), stored(call.cdr_id));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::int64_t{1},
                                   batches.apply({&call, 1}).counts.unchanged);
    };
    call.source = 3;
    changed("source");
    call.reason = calls::Reason::voicemail;
    changed("reason");
    call.waited = 17;
    changed("waited");
    call.called = "+441632960100";
    changed("called");
    call.called = "+441632960101";
    changed("another called");
    // An import writes what it has.
    call = one_call();
    changed("imported");
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    // Twice in one batch.
    std::vector<calls::Call> twice{call, call};
    twice[1].waited = 5;
    const auto counts = batches.apply(twice).counts;
    CPPUNIT_ASSERT(counts == (figures::CallCounts{0, 1, 1, 0}));
    CPPUNIT_ASSERT_EQUAL(described(twice[1]), stored(call.cdr_id));
    // Both kinds of change at once count.
    call.duration = 61;
    call.waited = 6;
    batches.apply({&call, 1});
    CPPUNIT_ASSERT(fed != feed());
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void a_first_load_keeps_it_too() {
    std::vector<calls::Call> first(3, one_call());
    first[1].cdr_id = "other";
    first[2].cdr_id = "\n\\\t";
    for (calls::Call& call : first) with_source(call, 2);
    std::vector<calls::Call> again = first;
    again[1].waited = 99;
    again[1].called = {"\\N\0\n", 4};
    {
      figures::BulkLoad load{*reader_, *writer_, *account_, {}};
      CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, load.apply(first).counts.added);
      CPPUNIT_ASSERT(load.apply(again).counts == (figures::CallCounts{0, 1, 2, 0}));
      load.finish();
    }
    for (const calls::Call& call : again)
      CPPUNIT_ASSERT_EQUAL(described(call), stored(call.cdr_id));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  // More than two pages begin in one second.
  void a_source_gives_its_calls_in_order_page_by_page() {
    constexpr std::int64_t busy = 1'700'000'000;
    CallSource source{seed()};
    std::map<std::string, calls::Call> expected;
    std::vector<calls::Call> given;
    for (int at = 0; at < 6500; ++at) {
      calls::Call call = source.next();
      call.cdr_id = "s/" + std::to_string(source.below(100'000));
      call.deleted = false;
      call.start = calendar::Instant{
          std::chrono::seconds{at < 4500 ? busy : busy + source.below(200) - 100}};
      with_source(call, at % 10 == 0 ? 2 : 1);
      call.reason = static_cast<calls::Reason>(source.below(12));
      call.waited = static_cast<std::int32_t>(source.below(300));
      expected[call.cdr_id] = call;
      given.push_back(std::move(call));
    }
    figures::BatchWriter batches{*writer_, *account_};
    for (std::size_t at = 0; at < given.size(); at += 2000)
      batches.apply({&given[at], std::min<std::size_t>(2000, given.size() - at)});
    const auto other = add_account("second");
    given.resize(10);
    figures::BatchWriter{*writer_, *other}.apply(given);
    for (const auto& [first, last] : std::vector<std::pair<std::int64_t, std::int64_t>>{
             {0, 2'000'000'000}, {busy, busy}, {busy - 50, busy - 1}, {busy + 1, busy + 60}}) {
      std::vector<const calls::Call*> in_range;
      for (const auto& [id, call] : expected) {
        const std::int64_t start = call.start.time_since_epoch().count();
        if (call.source == 1 && start >= first && start <= last) in_range.push_back(&call);
      }
      std::sort(in_range.begin(), in_range.end(), [](const auto* left, const auto* right) {
        return std::pair{left->start, left->cdr_id} < std::pair{right->start, right->cdr_id};
      });
      std::string wanted, found;
      for (const calls::Call* call : in_range) wanted += described(*call) + '\n';
      figures::CallReader{*reader_, account_->number}.of_source(
          1, first, last, [&](std::vector<calls::Call>& page) {
            for (const calls::Call& call : page) found += described(call) + '\n';
          });
      CPPUNIT_ASSERT(!wanted.empty());
      CPPUNIT_ASSERT(wanted == found);
    }
  }

  void rebuild_and_purge_leave_it_alone() {
    CallSource source{seed()};
    std::vector<calls::Call> given = some_calls(source, 300);
    for (std::size_t at = 0; at < given.size(); ++at) {
      given[at].cdr_id = std::to_string(at);
      given[at].deleted = false;
      with_source(given[at], 1);
    }
    figures::BatchWriter{*writer_, *account_}.apply(given);
    rebuild("Asia/Kolkata");
    account_ = accounts::choose(*reader_, "acme").account;
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    const calendar::Day cut = *calendar::parse_day("2024-06-01");
    for (const bool figures_stay : {true, false}) {
      const calendar::Day before = figures_stay ? cut : cut + date::days{200};
      figures::purge(*reader_, *writer_, *account_, calendar::number(before), figures_stay);
      CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
      std::size_t kept = 0;
      for (const calls::Call& call : given) {
        const bool stays = call.start >= account_->zone.begin_of(before);
        kept += stays;
        CPPUNIT_ASSERT_EQUAL(stays ? described(call) : "", stored(call.cdr_id));
      }
      CPPUNIT_ASSERT(kept > 0 && kept < given.size());
    }
  }

  void stored_calls_are_amended_in_one_batch() {
    std::vector<calls::Call> given(4, one_call());
    for (std::size_t at = 0; at < given.size(); ++at) {
      given[at].cdr_id = std::to_string(at);
      given[at].number = "+441632960777";
      with_source(given[at], 1);
    }
    figures::BatchWriter batches{*writer_, *account_};
    batches.apply(given);
    const std::vector<std::string> ids{"0", "1", "2", "absent"};
    const auto applied = batches.amend(ids, [](std::vector<calls::Call>& calls) {
      CPPUNIT_ASSERT_EQUAL(std::size_t{3}, calls.size());
      for (calls::Call& call : calls) {
        CPPUNIT_ASSERT_EQUAL(std::string{"+441632960777"}, call.number);
        call.customer_id = 8;
        call.deleted = call.cdr_id == "1";
      }
      std::erase_if(calls, [](const calls::Call& call) { return call.cdr_id == "2"; });
    });
    CPPUNIT_ASSERT(applied.counts == (figures::CallCounts{0, 1, 0, 1}));
    given[0].customer_id = 8;
    for (const std::size_t at : {0U, 2U, 3U})
      CPPUNIT_ASSERT_EQUAL(described(given[at]), stored(given[at].cdr_id));
    CPPUNIT_ASSERT_EQUAL(std::string{}, stored("1"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void a_source_has_one_number() {
    const auto other = add_account("second");
    const std::int64_t account = account_->number;
    CPPUNIT_ASSERT(!accounts::source_number(*reader_, account, "pbx"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, accounts::make_source_number(*writer_, account, "pbx"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, accounts::make_source_number(*writer_, account, "PBX"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, accounts::make_source_number(*writer_, account, "pbx"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         accounts::make_source_number(*writer_, other->number, "PBX"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, *accounts::source_number(*reader_, account, "PBX"));
    std::string names;
    for (const auto& source : accounts::sources(*reader_, account))
      names += std::to_string(source.number) + source.name + ' ';
    CPPUNIT_ASSERT_EQUAL(std::string{"1pbx 2PBX "}, names);
  }

 private:
  static calls::Call one_call() {
    calls::Call call;
    call.cdr_id = "one";
    call.start = calendar::Instant{std::chrono::seconds{1'700'000'000}};
    call.duration = 60;
    call.answered = true;
    call.customer_id = 7;
    call.caller = 12;
    call.attribution = "Direct";
    call.origin = "Unknown";
    return call;
  }

  static void with_source(calls::Call& call, std::int64_t source) {
    call.source = source;
    call.reason = calls::Reason::busy;
    call.waited = 8;
    call.called = "+44163296010" + std::to_string(source);
  }

  static std::string described(const calls::Call& call) {
    std::string text = call.cdr_id;
    for (const std::int64_t part :
         {call.start.time_since_epoch().count(), std::int64_t{call.duration},
          std::int64_t{call.answered}, std::int64_t{call.quarantined}, call.customer_id,
          call.caller, call.source, static_cast<std::int64_t>(call.reason),
          std::int64_t{call.waited}})
      text += ' ' + std::to_string(part);
    return text + ' ' + call.attribution + ' ' + call.origin + ' ' + call.called;
  }

  std::string stored(const std::string& id) {
    const std::vector<database::Value> ids{id};
    const auto found = figures::CallReader{*reader_, account_->number}.among(ids);
    CPPUNIT_ASSERT(found.size() <= 1);
    return found.empty() ? std::string{} : described(found.front());
  }
};

using CallSourcesSqlite = CallSourcesTest<Database::sqlite>;
using CallSourcesMariadb = CallSourcesTest<Database::mariadb>;
using CallSourcesMysql56 = CallSourcesTest<Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CallSourcesSqlite, "call_sources_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CallSourcesMariadb, "call_sources_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CallSourcesMysql56, "call_sources_mysql56");

}  // namespace
}  // namespace callwidgets::test
