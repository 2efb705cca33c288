#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "cache/entry.h"
#include "cache/feed.h"
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

// What the endpoint reads from a database. A source opens its session when it first needs one, and
// replaces it when it breaks. Used by one thread at a time, except for interrupt(). All functions
// throw Unavailable if the database cannot answer, and question::Problem if the request is at
// fault; any other exception is a fault of this program.
class Source {
 public:
  virtual ~Source() = default;

  // The account that is served, and what changed in it after `since`. `now` is the present time in
  // seconds since 1970, UTC; it decides which day is today.
  virtual cache::FeedReading feed(const cache::Stamp& since, std::int64_t now) = 0;

  // The answer to a question about the account with that number. The entry's etag is not set.
  virtual cache::Entry widgets(std::int64_t account, const question::Question& question) = 0;

  // The bodies of `/customers` and `/customers/{id}`, as JSON.
  virtual std::string customers(std::int64_t account, const question::Parameters& parameters) = 0;
  virtual std::string customer(std::int64_t account, std::int64_t customer_id) = 0;

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
