#include "fcgi/answers/database_source.h"

#include <atomic>
#include <chrono>

#include "accounts/account.h"
#include "database/migration.h"
#include "fcgi/answers/customers.h"
#include "figures/generation.h"
#include "figures/subject_cache.h"
#include "sql/statements.h"
#include "widgets/answer.h"

namespace callwidgets::web {
namespace {

using database::Error;
using Extent = Unavailable::Extent;

// The day of an instant in a zone, and when it ends: the first second of another day, found by
// halving, for midnight may not exist.
cache::Served served(const accounts::Account& account, std::int64_t now) {
  const auto day_at = [&](std::int64_t instant) {
    return calendar::number(
        account.zone.local(calendar::Instant{std::chrono::seconds{instant}}).day);
  };
  const std::int64_t today = day_at(now);
  std::int64_t same = now, other = now + 50 * 3600;
  while (other - same > 1) {
    const std::int64_t middle = same + (other - same) / 2;
    (day_at(middle) == today ? same : other) = middle;
  }
  return {account.number, today, other};
}

}  // namespace

class DatabaseSource : public Source {
 public:
  explicit DatabaseSource(DatabaseSources& sources) : sources_(sources) {}
  ~DatabaseSource() override { forget_session(); }

  cache::FeedReading feed(const cache::Stamp& since, std::int64_t now) override {
    // Whoever reads the feed also sees after a server that should be asked first.
    if (session_ && sources_.servers_.earlier_one_answers(server_, true)) forget_session();
    return with_session(Extent::everything, [&] {
      if (const std::string problem = database::schema_problem(*session_); !problem.empty()) {
        const std::string place = sources_.servers_.shown(server_);
        forget_session();
        throw Unavailable(Extent::everything, problem, place);
      }
      return database::in_snapshot(*session_, [&] { return read_feed(since, now); });
    });
  }

  cache::Entry widgets(std::int64_t account, const question::Question& question) override {
    if (session_ && sources_.servers_.earlier_one_answers(server_, false)) forget_session();
    return with_session(Extent::some_answers, [&] {
      auto answer = widgets::answer(*session_, book_, account, question, sources_.presentation_);
      cache::Entry entry;
      entry.body = std::move(answer.body);
      entry.version = answer.state.version;
      entry.nonce = answer.state.nonce;
      entry.generation = answer.state.generation;
      entry.scope = answer.scope;
      entry.from = static_cast<std::int32_t>(calendar::number(question.range.from));
      entry.to = static_cast<std::int32_t>(calendar::number(question.range.to));
      return entry;
    });
  }

  std::string customers(std::int64_t account, const question::Parameters& parameters) override {
    return with_session(Extent::some_answers,
                        [&] { return customers_body(*session_, account, parameters); });
  }

  std::string customer(std::int64_t account, std::int64_t customer_id) override {
    return with_session(Extent::some_answers,
                        [&] { return customer_body(*session_, account, customer_id); });
  }

  std::string notice() const override { return notice_; }

  std::size_t rows() const override { return session_ ? session_->rows_read() - rows_before_ : 0; }

  void interrupt() noexcept override {
    interrupted_ = true;
    wire_.cut();
  }

 private:
  void forget_session() {
    if (!session_) return;
    session_.reset();
    book_ = {};
    --sources_.sessions_;
  }

  void open_session() {
    auto opened = sources_.servers_.open(wire_);
    session_ = std::move(opened.session);
    server_ = opened.server;
    ++sources_.sessions_;
  }

  // Runs `body` with a session. Replaces a session that broke once and repeats what met a conflict,
  // because reading has changed nothing; but not what was interrupted, for which no client waits.
  // `refused` is how much fails when the database refuses a statement of `body`.
  template <class Body>
  auto with_session(Extent refused, Body body) -> decltype(body()) {
    constexpr int most_attempts = 3;
    interrupted_ = false;
    for (int attempt = 1;; ++attempt) {
      bool opened = false;
      try {
        if (!session_) open_session();
        opened = true;
        rows_before_ = session_->rows_read();
        return body();
      } catch (const Error& error) {
        const bool conflict = error.kind() == Error::Kind::conflict;
        if (!conflict) forget_session();
        const bool broke = opened && error.kind() == Error::Kind::unavailable;
        const bool again = conflict || (broke && attempt == 1);
        if (again && !interrupted_ && attempt < most_attempts) continue;
        // What no operator can mend is an error of ours.
        if (error.kind() == Error::Kind::refused && error.cause() == database::Cause::other) throw;
        throw explained(error, refused);
      } catch (const figures::DamagedBytes& damage) {
        throw Unavailable(Extent::some_answers,
                          "figures are damaged: run callwidgets-admin verify --repair yes",
                          sources_.servers_.shown(server_) + ": " + damage.what());
      } catch (const Unavailable&) {
        throw;
      } catch (const question::Problem&) {
        throw;
      } catch (...) {
        forget_session();
        throw;
      }
    }
  }

  Unavailable explained(const Error& error, Extent refused) const {
    const std::string place = sources_.servers_.shown(server_);
    const std::string detail = error.of(place).what();
    if (interrupted_) {
      return {Extent::one_answer, "the database does not answer in time", detail};
    }
    const Extent extent = error.kind() == Error::Kind::refused ? refused : Extent::everything;
    if (error.cause() == database::Cause::told) return {extent, error.what(), place};
    const std::string plain = database::in_plain_words(error.cause());
    return {extent, plain.empty() ? "the database does not answer" : plain, detail};
  }

  cache::FeedReading read_feed(const cache::Stamp& since, std::int64_t now) {
    // More changes than that are not worth telling apart.
    constexpr std::int64_t most_changes = 10'000;
    const auto choice = accounts::served(*session_, sources_.account_);
    if (!choice.account)
      throw Unavailable(Extent::everything, choice.problem, sources_.servers_.shown(server_));
    const accounts::Account& account = *choice.account;
    notice_ = choice.notice;
    cache::FeedReading reading;
    reading.since = since;
    reading.now = {account.version, nonce(account.number, account.version)};
    reading.generation = figures::Generation::required(*session_, account.number).number;
    reading.served = served(account, now);
    reading.another_history =
        since.version > account.version ||
        (since.version != 0 && nonce(account.number, since.version) != since.nonce);
    reading.everything = since.version == 0 || reading.another_history;
    if (reading.everything || since.version == account.version) return reading;
    const auto rows = session_->query(
        sql::feed::since,
        {{"account", account.number}, {"version", since.version}, {"limit", most_changes}});
    const bool all_changes = rows.size() < static_cast<std::size_t>(most_changes);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      reading.changes.push_back({rows.integer(row, 0),
                                 static_cast<std::int32_t>(rows.integer(row, 1)),
                                 rows.integer(row, 2)});
    }
    const auto ledger = session_->query(
        sql::feed::ledger_since,
        {{"account", account.number}, {"version", since.version}, {"limit", most_changes}});
    reading.everything = !all_changes || ledger.size() == static_cast<std::size_t>(most_changes);
    for (std::size_t row = 0; row < ledger.size(); ++row) {
      reading.ledger.push_back({ledger.integer(row, 0), ledger.integer(row, 1)});
    }
    return reading;
  }

  // Of the version's row in the ledger; 0 before the first.
  std::int64_t nonce(std::int64_t account, std::int64_t version) {
    const auto rows =
        session_->query(sql::batches::nonce, {{"account", account}, {"version", version}});
    return rows.empty() ? 0 : rows.integer(0, 0);
  }

  DatabaseSources& sources_;
  database::Wire wire_;
  std::atomic<bool> interrupted_{false};
  std::unique_ptr<database::Session> session_;
  std::size_t server_ = 0;
  std::uint64_t rows_before_ = 0;
  std::string notice_;
  figures::SubjectCache book_;  // of this session
};

DatabaseSources::DatabaseSources(const settings::Settings& settings)
    : servers_(settings.databases),
      account_(settings.account),
      presentation_{settings.top_customers, settings.customer_url} {}

std::unique_ptr<Source> DatabaseSources::source() {
  return std::make_unique<DatabaseSource>(*this);
}

}  // namespace callwidgets::web
