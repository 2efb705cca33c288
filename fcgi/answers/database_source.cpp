#include "fcgi/answers/database_source.h"

#include <chrono>
#include <utility>

#include "accounts/account.h"
#include "accounts/customer_names.h"
#include "credentials/store.h"
#include "fcgi/answers/change_feed.h"
#include "fcgi/answers/customers.h"
#include "figures/generation.h"
#include "widgets/answer.h"

namespace callwidgets::web {
namespace {

using database::Error;
using Extent = Unavailable::Extent;

constexpr const char* uses_are_lost =
    "the day on which a token was last used can't be kept: grant UPDATE (last_used) on the table "
    "credentials, or don't go by that column of token list and key list";

}  // namespace

class DatabaseSource : public Source {
 public:
  explicit DatabaseSource(DatabaseSources& sources)
      : sources_(sources),
        feed_(sources.account_, sources.all_callers_are_known_, sources.replacements()) {}
  ~DatabaseSource() override { waiting_.on(nullptr); }

  FeedNews feed(const cache::Stamp& directory, const std::vector<Asked>& accounts,
                std::int64_t now) override {
    // Whoever reads the feed also sees after a server that should be asked first, and after a file
    // that was replaced.
    return with_session(true, Extent::everything, [&](Connection& connection) {
      return feed_.read(*connection.session, sources_.replacements(connection.session->identity()),
                        directory, accounts, now);
    });
  }

  cache::Entry widgets(const question::Question& question) override {
    return with_session(false, Extent::some_answers, [&](Connection& connection) {
      auto answer = widgets::answer(*connection.session, connection.subjects, question,
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

  std::string customers(const identity::Caller& caller, const question::Parameters& parameters,
                        std::string_view names) override {
    return with_session(false, Extent::some_answers, [&](Connection& connection) {
      return customers_body(*connection.session, caller, parameters, names);
    });
  }

  cache::Entry customer_names(std::int64_t account) override {
    return with_session(false, Extent::some_answers, [&](Connection& connection) {
      database::Session& session = *connection.session;
      return database::in_snapshot(session, [&] {
        cache::Entry entry;
        entry.scope = cache::no_days;
        const auto found = accounts::numbered(session, account);
        if (!found) return entry;
        entry.version = found->account.version;
        entry.nonce = found->nonce;
        entry.generation = figures::Generation::required_number(session, account);
        entry.body = accounts::read_customer_names(session, account);
        return entry;
      });
    });
  }

  std::string customer(const identity::Caller& caller, std::int64_t customer_id) override {
    return with_session(false, Extent::some_answers, [&](Connection& connection) {
      return customer_body(*connection.session, caller, customer_id);
    });
  }

  cache::Entry credential(identity::CredentialKind kind, const std::string& name,
                          std::int64_t now) override {
    return with_session(false, Extent::some_answers, [&](Connection& connection) {
      auto found = credentials::find(*connection.session, kind, name);
      cache::Entry entry;
      entry.version = found.state.version;
      entry.nonce = found.state.nonce;
      entry.generation = ChangeFeed::directory_generation;
      if (found.credential) {
        note_use(connection, *found.credential, now);
        entry.body = identity::credential_bytes(*found.credential);
      }
      return entry;
    });
  }

  std::string notice() const override {
    std::string notice = feed_.notice();
    if (sources_.uses_are_lost_) {
      notice += (notice.empty() ? "" : "; ") + std::string{uses_are_lost};
    }
    return notice;
  }

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

  // Where the database cannot be written to just now, the use is not kept, and nothing is lost that
  // an answer needs.
  void note_use(Connection& connection, identity::Credential& credential, std::int64_t now) const {
    const auto day = static_cast<std::int32_t>(now / 86'400);
    if (credential.kind == identity::CredentialKind::login || credential.last_used >= day) return;
    credential.last_used = day;
    try {
      // A reading session of a file changes nothing in it.
      std::unique_ptr<database::Session> writer;
      if (sources_.file_) {
        const database::LockPatience none{std::chrono::seconds{0}, [](const std::string&) {}};
        writer = database::open_writer(*sources_.file_, std::chrono::seconds{1},
                                       database::Absent::refuse, none);
      }
      credentials::note_use(writer ? *writer : *connection.session, credential.kind,
                            credential.name, day);
    } catch (const Error& error) {
      if (!sources_.file_ && error.kind() == Error::Kind::unavailable) throw;
      if (error.kind() == Error::Kind::refused) sources_.uses_are_lost_ = true;
    }
  }

  DatabaseSources& sources_;
  ChangeFeed feed_;
  Waiting waiting_;
  std::size_t rows_ = 0;  // of the last call
};

DatabaseSources::DatabaseSources(const settings::Settings& settings)
    : connections_(settings.databases),
      account_(settings.account),
      all_callers_are_known_(!settings.auth.none && !settings.auth.everyone),
      presentation_{settings.top_customers, settings.customer_url} {
  const database::Address& first = settings.databases.front();
  if (first.kind == database::Address::Kind::sqlite) file_ = first;
}

std::uint64_t DatabaseSources::replacements(const std::string& identity) {
  const std::lock_guard lock{mutex_};
  const std::string former = std::exchange(identity_, identity);
  if (!former.empty() && former != identity) ++replacements_;
  return replacements_;
}

std::uint64_t DatabaseSources::replacements() {
  const std::lock_guard lock{mutex_};
  return replacements_;
}

std::unique_ptr<Source> DatabaseSources::source() {
  return std::make_unique<DatabaseSource>(*this);
}

}  // namespace callwidgets::web
