#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cache/caches.h"
#include "fcgi/endpoint/authenticator.h"
#include "fcgi/endpoint/feed_reader.h"
#include "fcgi/endpoint/rate_limits.h"
#include "fcgi/endpoint/source.h"
#include "fcgi/endpoint/watchdog.h"
#include "fcgi/http/access_log.h"
#include "fcgi/http/cross_origin.h"
#include "fcgi/http/route.h"
#include "fcgi/transport/handler.h"
#include "settings/settings.h"

namespace callwidgets::web {

// The application: what each path answers, under one set of settings.
class Endpoint : public Handler {
 public:
  // `make_sources` is called when the database is needed first. `earlier` may be null: what it has
  // of finished answers is gone on with where the settings give the same ones. Throws
  // std::runtime_error.
  Endpoint(const settings::Settings& settings, MakeSources* make_sources,
           const Endpoint* earlier = nullptr);
  ~Endpoint() override;

  // Reads the change feed from now on, for a process that stays. Throws std::runtime_error.
  void start();
  // No more of it; what is being computed goes on.
  void stop();

  std::variant<Response, Computation> at_once(const Request& request) override;
  std::unique_ptr<Worker> worker() override;
  Response finished(const Request& request, const Computation& computation, Response computed,
                    bool shared) override;
  void answered(const Request& request, const Response& response,
                std::chrono::microseconds took) override;
  Clock::time_point round_over(Clock::time_point now) override {
    return access_log_.write_due(now);
  }
  void flush() { access_log_.flush(); }
  void reopen_log() { access_log_.reopen(); }

  // The body of /status: what the acceptor says, as `name` and value, then the endpoint's own.
  using Figures = std::vector<std::pair<std::string, std::string>>;
  void set_acceptor_figures(std::function<Figures()> figures) { acceptor_ = std::move(figures); }

 private:
  friend class EndpointWorker;

  Sources& sources();
  // Why the change feed cannot be read, where a thread of this process tries again and again.
  std::optional<Unavailable> feed_trouble() const;
  // When a question is asked: since 1970, and which day that is in the account's time zone.
  struct Moment {
    std::int64_t second;
    std::int64_t day;
  };
  static Moment moment(const cache::Served& served);
  const std::string& held_by_client(const Request& request) const;
  question::Question parse(const std::string& query, const identity::Caller& caller,
                           std::int64_t account, std::int64_t day) const;
  std::shared_ptr<const KnownCaller> known_caller(const Request& request, bool stale_is_good) const;
  void charge(const identity::Caller& caller, const Request& request);
  Response answer(const cache::Cache::Found& found, const Moment& now, Verdict verdict) const;
  Response account(const cache::Cache::FoundServed& found) const;
  Response status(const Request& request) const;
  Response at_hand(const Request& request, const Route& route) const;
  std::variant<Response, Computation> at_once(const Request& request, const Route& route,
                                              const std::shared_ptr<const KnownCaller>& known);
  std::int64_t account_of(const identity::Caller& caller) const;
  std::variant<Response, Computation> account_at_once(
      const Request& request, const std::shared_ptr<const KnownCaller>& known);
  std::variant<Response, Computation> widgets_at_once(
      const Request& request, const std::shared_ptr<const KnownCaller>& known);
  Response made(const Request& request, Response response) const;

  static std::uint64_t next_number();

  const std::uint64_t number_ = next_number();  // no other one has it
  const settings::Settings settings_;
  const CrossOrigin cross_origin_;
  const Authenticator authenticator_;
  const std::shared_ptr<RateLimits> rate_limits_;  // null: none
  const std::shared_ptr<cache::Caches> caches_;
  AccessLog access_log_;
  Watchdog watchdog_;
  MakeSources* const make_sources_;
  std::once_flag sources_made_;
  std::unique_ptr<Sources> sources_;
  mutable std::mutex feed_mutex_;
  Troubles troubles_;
  std::unique_ptr<FeedReader> feed_reader_;
  std::atomic<bool> reads_feed_{false};  // once it did
  std::function<Figures()> acceptor_;
};

}  // namespace callwidgets::web
