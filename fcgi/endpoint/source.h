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

// The database can't be had just now. The text is for the log, and says what the operator may do.
class Unavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What the endpoint asks of the database, over one session that it opens and replaces by itself.
// Used by one thread at a time. Everything throws Unavailable; what may be the client's fault
// throws question::Problem; anything else is an error of ours.
class Source {
 public:
  virtual ~Source() = default;

  // The account that is served, at the instant `now` (seconds since 1970, UTC), and what changed
  // there since.
  virtual cache::FeedReading feed(const cache::Stamp& since, std::int64_t now) = 0;

  // The envelope of a question about that account, without its etag.
  virtual cache::Entry widgets(std::int64_t account, const question::Question& question) = 0;

  // The bodies of `/customers` and `/customers/{id}`.
  virtual std::string customers(std::int64_t account, const question::Parameters& parameters) = 0;
  virtual std::string customer(std::int64_t account, std::int64_t customer_id) = 0;

  // How many rows the last call read.
  virtual std::size_t rows() const = 0;

  // From any other thread: what is being waited for fails.
  virtual void interrupt() noexcept = 0;
};

// Where sources come from. Safe to use from any thread.
class Sources {
 public:
  virtual ~Sources() = default;
  // Opens nothing yet. Outlived by this.
  virtual std::unique_ptr<Source> source() = 0;
  // Sessions that are open now.
  virtual std::size_t sessions() const = 0;
};

// The sources of the databases that the settings name.
using MakeSources = std::unique_ptr<Sources>(const settings::Settings& settings);

}  // namespace callwidgets::web
