#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cache/entry.h"
#include "cache/feed.h"
#include "identity/caller.h"
#include "identity/credential.h"
#include "question/parameters.h"
#include "question/question.h"
#include "settings/settings.h"

namespace callwidgets::web {

// The database cannot answer at present. what() is for the log: what is wrong, what the operator
// can do, and where.
class Unavailable : public std::runtime_error {
 public:
  // How much fails for this reason.
  enum class Extent {
    one_answer,    // it takes too long
    some_answers,  // those that read the same rows
    everything,
  };
  // `plain` is what is wrong, without host, path or name, as /status may tell it; `detail` the
  // rest.
  Unavailable(Extent extent, const std::string& plain, const std::string& detail = {})
      : std::runtime_error(detail.empty() ? plain : plain + " (" + detail + ")"),
        extent_(extent),
        plain_(plain) {}
  Extent extent() const { return extent_; }
  const std::string& plain() const { return plain_; }

 private:
  Extent extent_;
  std::string plain_;
};

// An account whose changes are asked for. `anew`: also what is read of it where nothing has
// changed, for its day is over.
struct Asked {
  cache::Known known;
  bool anew = false;
};

// What a reading of the change feed found. Accounts are listed in the order in which they were
// asked for; one that is not listed has not changed.
struct FeedNews {
  struct OfAccount {
    std::int64_t account;
    // Its served.account is 0 where there is no such account any more. Nothing: the account has
    // changed, and there was no time to read more of it.
    std::optional<cache::FeedReading> reading;
  };
  std::vector<OfAccount> accounts;
  // Of the credentials: each change of them changes everything. `served` has the account that is
  // answered from where a caller has none, if there is one.
  cache::FeedReading directory;
};

// What the endpoint reads from a database. A source opens its session when it first needs one, and
// replaces it when it breaks. Used by one thread at a time, except for interrupt(). All functions
// throw Unavailable if the database cannot answer, and question::Problem if the request is at
// fault; any other exception is a fault of this program.
class Source {
 public:
  virtual ~Source() = default;

  // What changed in the credentials after `directory`, and in the accounts after what is known of
  // them. `now` is the present time in seconds since 1970, UTC; it decides which day is today.
  // Costs little for accounts that have not changed. Of very many that have, the first are read.
  virtual FeedNews feed(const cache::Stamp& directory, const std::vector<Asked>& accounts,
                        std::int64_t now) = 0;

  // The answer to a question. The entry's etag is not set.
  virtual cache::Entry widgets(const question::Question& question) = 0;

  // The bodies of `/customers` and `/customers/{id}` for a caller, as JSON; `caller.account` is not
  // 0. `names` is the body of the account's customer_names(), or empty.
  virtual std::string customers(const identity::Caller& caller,
                                const question::Parameters& parameters, std::string_view names) = 0;
  virtual std::string customer(const identity::Caller& caller, std::int64_t customer_id) = 0;

  // What makes customers() find names quickly, of all customers of an account: right for as long as
  // no change of everything comes.
  virtual cache::Entry customer_names(std::int64_t account) = 0;

  // A credential as the directory keeps it: its bytes are the body, which is empty where there is
  // none. That it was used at `now`, in seconds since 1970, is kept, to the day, where the database
  // lets itself be written to.
  virtual cache::Entry credential(identity::CredentialKind kind, const std::string& name,
                                  std::int64_t now) = 0;

  // What the operator should know about what the last feed() found, in one line for the log; empty
  // where there is nothing.
  virtual std::string notice() const { return {}; }

  // How many rows the last call read from the database.
  virtual std::size_t rows() const = 0;

  // Makes the call that is in progress fail. To be called from another thread.
  virtual void interrupt() noexcept = 0;
};

// Makes sources. Safe to use from any thread.
class Sources {
 public:
  virtual ~Sources() = default;
  // A new source without a session. It must not outlive this object.
  virtual std::unique_ptr<Source> source() = 0;
  // How many sessions are open now.
  virtual std::size_t sessions() const = 0;
};

// Makes the sources for the databases that the settings name. Throws std::runtime_error.
using MakeSources = std::unique_ptr<Sources>(const settings::Settings& settings);

}  // namespace callwidgets::web
