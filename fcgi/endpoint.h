#pragma once
#include <memory>
#include <optional>

#include "cache/cache.h"
#include "database/address.h"
#include "fcgi/cross_origin.h"
#include "fcgi/handler.h"
#include "settings/settings.h"
#include "widgets/widget.h"

namespace callwidgets::door {

// The application: what each path answers. Made once; its workers hold one database session each.
class Endpoint : public Handler {
 public:
  explicit Endpoint(const settings::Settings& settings);

  std::optional<Response> at_once(const Request& request) override;
  std::unique_ptr<Worker> worker() override;

 private:
  friend class EndpointWorker;

  const settings::Settings settings_;
  const database::Address address_;
  const widgets::Presentation presentation_;
  const CrossOrigin cross_origin_;
  cache::Cache cache_;
};

}  // namespace callwidgets::door
