#include "fcgi/answers/database_source.h"

#include <chrono>
#include <utility>

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
  ~DatabaseSource() override { waiting_.on(nullptr); }

  cache::FeedReading feed(const cache::Stamp& since, std::int64_t now) override {
    // Whoever reads the feed also sees after a server that should be asked first, and after a file
    // that was replaced.
    return with_session(true, Extent::everything, [&](Connection& connection) {
      check_schema(connection);
      database::Session& session = *connection.session;
      auto reading =
          database::in_snapshot(session, [&] { return read_feed(connection, since, now); });
      if (sources_.was_replaced(session.identity()))
        reading.another_history = reading.everything = true;
      return reading;
    });
  }

  cache::Entry widgets(std::int64_t account, const question::Question& question) override {
    return with_session(false, Extent::some_answers, [&](Connection& connection) {
      auto answer = widgets::answer(*connection.session, connection.subjects, account, question,
                                    sources_.presentation_);
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
    return with_session(false, Extent::some_answers, [&](Connection& connection) {
      return customers_body(*connection.session, account, parameters);
    });
  }

  std::string customer(std::int64_t account, std::int64_t customer_id) override {
    return with_session(false, Extent::some_answers, [&](Connection& connection) {
      return customer_body(*connection.session, account, customer_id);
    });
  }

  std::string notice() const override { return notice_; }

  std::size_t rows() const override { return rows_; }

  void interrupt() noexcept override { waiting_.interrupt(); }

 private:
  // A session that rested may have been closed by its server since, and one that reads what is no
  // longer at its address is of no use.
  Connections::Taken take(bool anew, bool reads_feed) {
    auto taken = sources_.connections_.take(waiting_, anew, reads_feed);
    if (!reads_feed || !taken.rested || !taken.connection->session->outdated()) return taken;
    release(std::move(taken.connection), false);
    sources_.connections_.forget_file();
    return sources_.connections_.take(waiting_, true, reads_feed);
  }

  void release(std::unique_ptr<Connection> connection, bool good) {
    waiting_.on(nullptr);
    if (!connection) return;
    if (good && !waiting_.interrupted()) {
      sources_.connections_.give_back(std::move(connection));
    } else {
      sources_.connections_.drop(std::move(connection));
    }
  }

  // A session that is dropped, whatever is thrown, unless it was released before.
  struct Lease {
    explicit Lease(DatabaseSource& of) : source(of) {}
    ~Lease() { source.release(std::move(taken.connection), false); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    DatabaseSource& source;
    Connections::Taken taken;
  };

  // Runs `body` with a session. What fails on a session that has rested is repeated once on a new
  // one, and so is what broke; a conflict is repeated on the same one. That is safe, because
  // reading has changed nothing. What was interrupted is not repeated, for no client waits for it.
  // `refused` is how much fails when the database refuses a statement of `body`.
  template <class Body>
  auto with_session(bool reads_feed, Extent refused, Body body)
      -> decltype(body(std::declval<Connection&>())) {
    constexpr int most_attempts = 3;
    waiting_.begin();
    Lease lease{*this};
    Connections::Taken& taken = lease.taken;
    bool anew = false;
    for (int attempt = 1;; ++attempt) {
      try {
        if (!taken.connection) taken = take(anew, reads_feed);
        const std::uint64_t before = taken.connection->session->rows_read();
        auto result = body(*taken.connection);
        rows_ = taken.connection->session->rows_read() - before;
        release(std::move(taken.connection), true);
        return result;
      } catch (const Error& error) {
        const bool opened = taken.connection != nullptr;
        const std::string place = opened ? shown(*taken.connection) : std::string{};
        const bool conflict = error.kind() == Error::Kind::conflict;
        const bool broke = error.kind() == Error::Kind::unavailable;
        const bool too_slow = error.kind() == Error::Kind::too_slow;
        const bool idle = opened && taken.rested && !too_slow;
        if (!conflict) release(std::move(taken.connection), false);
        // Those that rest were made before it: their server has closed them too, mostly.
        if (opened && broke) sources_.connections_.forget();
        anew = true;
        const bool again =
            opened && (conflict ? attempt < most_attempts : attempt == 1 && (broke || idle));
        if (again && !waiting_.interrupted()) continue;
        // What no operator can mend is an error of ours.
        if (opened && error.kind() == Error::Kind::refused &&
            error.cause() == database::Cause::other) {
          throw;
        }
        throw explained(error, place, refused);
      } catch (const figures::DamagedBytes& damage) {
        throw Unavailable(Extent::some_answers,
                          "figures are damaged: run callwidgets-admin verify --repair yes",
                          shown(*taken.connection) + ": " + damage.what());
      } catch (const question::Problem&) {
        release(std::move(taken.connection), true);
        throw;
      }
    }
  }

  std::string shown(const Connection& connection) const {
    return sources_.connections_.shown(connection.server);
  }

  // `place` is empty where no session was opened: then the error names the servers itself.
  Unavailable explained(const Error& error, const std::string& place, Extent refused) const {
    const std::string detail = place.empty() ? error.what() : error.of(place).what();
    if (error.kind() == Error::Kind::full) {
      return {Extent::one_answer, database::in_plain_words(database::Cause::too_many), detail};
    }
    if (error.kind() == Error::Kind::too_slow || waiting_.interrupted()) {
      return {Extent::one_answer, "the database does not answer in time", detail};
    }
    const bool is_refused = !place.empty() && error.kind() == Error::Kind::refused;
    const Extent extent = is_refused ? refused : Extent::everything;
    if (error.cause() == database::Cause::told) return {extent, error.what(), place};
    const std::string plain = database::in_plain_words(error.cause());
    return {extent, plain.empty() ? "the database does not answer" : plain, detail};
  }

  void check_schema(const Connection& connection) const {
    if (const std::string problem = database::schema_problem(*connection.session);
        !problem.empty()) {
      throw Unavailable(Extent::everything, problem, shown(connection));
    }
  }

  cache::FeedReading read_feed(const Connection& connection, const cache::Stamp& since,
                               std::int64_t now) {
    database::Session& session = *connection.session;
    // More changes than that are not worth telling apart.
    constexpr std::int64_t most_changes = 10'000;
    const auto choice = accounts::served(session, sources_.account_);
    if (!choice.account) {
      throw Unavailable(Extent::everything, choice.problem, shown(connection));
    }
    const accounts::Account& account = *choice.account;
    notice_ = choice.notice;
    cache::FeedReading reading;
    reading.since = since;
    reading.now = {account.version, nonce(session, account.number, account.version)};
    reading.generation = figures::Generation::required_number(session, account.number);
    reading.served = served(account, now);
    reading.another_history =
        since.version > account.version ||
        (since.version != 0 && nonce(session, account.number, since.version) != since.nonce);
    reading.everything = since.version == 0 || reading.another_history;
    if (reading.everything || since.version == account.version) return reading;
    const auto rows = session.query(
        sql::feed::since,
        {{"account", account.number}, {"version", since.version}, {"limit", most_changes}});
    const bool all_changes = rows.size() < static_cast<std::size_t>(most_changes);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      reading.changes.push_back({rows.integer(row, 0),
                                 static_cast<std::int32_t>(rows.integer(row, 1)),
                                 rows.integer(row, 2)});
    }
    const auto ledger = session.query(
        sql::feed::ledger_since,
        {{"account", account.number}, {"version", since.version}, {"limit", most_changes}});
    reading.everything = !all_changes || ledger.size() == static_cast<std::size_t>(most_changes);
    for (std::size_t row = 0; row < ledger.size(); ++row) {
      reading.ledger.push_back({ledger.integer(row, 0), ledger.integer(row, 1)});
    }
    return reading;
  }

  // Of the version's row in the ledger; 0 before the first.
  static std::int64_t nonce(database::Session& session, std::int64_t account,
                            std::int64_t version) {
    const auto rows =
        session.query(sql::batches::nonce, {{"account", account}, {"version", version}});
    return rows.empty() ? 0 : rows.integer(0, 0);
  }

  DatabaseSources& sources_;
  Waiting waiting_;
  std::size_t rows_ = 0;  // of the last call
  std::string notice_;
};

DatabaseSources::DatabaseSources(const settings::Settings& settings)
    : connections_(settings.databases),
      account_(settings.account),
      presentation_{settings.top_customers, settings.customer_url} {}

bool DatabaseSources::was_replaced(const std::string& identity) {
  const std::lock_guard lock{mutex_};
  const std::string former = std::exchange(identity_, identity);
  return !former.empty() && former != identity;
}

std::unique_ptr<Source> DatabaseSources::source() {
  return std::make_unique<DatabaseSource>(*this);
}

}  // namespace callwidgets::web
