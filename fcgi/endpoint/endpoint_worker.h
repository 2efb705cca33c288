#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "fcgi/endpoint/authenticator.h"
#include "fcgi/endpoint/endpoint.h"

namespace callwidgets::web {

// One query thread's half of the endpoint: what needs the database. The endpoint outlives it.
class EndpointWorker : public Worker {
 public:
  explicit EndpointWorker(Endpoint& endpoint);

  Response answer(const Request& request, const Computation& computation) override;
  void interrupt() noexcept override { source_->interrupt(); }

 private:
  using CallerPtr = std::shared_ptr<const identity::Caller>;

  Response routed(const Request& request, const Computation& computation);
  Response known_routed(const Request& request, const Computation& computation,
                        const identity::Caller& caller);
  void read_directory();
  CallerPtr caller_of(const Request& request);
  std::shared_ptr<const cache::Entry> credential_of(const Authenticator::Claim& claim);
  identity::Caller with_account(const identity::Caller& caller) const;
  cache::Cache& account_read(std::int64_t account);
  void tell(const Request& request, const Unavailable& error) const;
  question::Question asked(const Request& request, const Computation& computation,
                           const identity::Caller& caller, std::int64_t day) const;
  Response widgets_data(const Request& request, const Computation& computation,
                        const identity::Caller& caller);
  cache::Cache::Found computed(cache::Cache& cache, const std::string& key,
                               const std::function<cache::Entry()>& compute);
  Response customers(const Request& request, const identity::Caller& caller);
  std::optional<Response> last_good_answer(const Request& request, const Computation& computation);

  Endpoint& endpoint_;
  cache::Caches& caches_;
  const std::unique_ptr<Source> source_;
};

}  // namespace callwidgets::web
