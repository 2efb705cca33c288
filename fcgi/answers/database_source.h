#pragma once
#include <atomic>
#include <memory>
#include <string>

#include "database/servers.h"
#include "fcgi/endpoint/source.h"
#include "widgets/presentation.h"

namespace callwidgets::web {

// Answers from the figures.
class DatabaseSources : public Sources {
 public:
  explicit DatabaseSources(const settings::Settings& settings);

  std::unique_ptr<Source> source() override;
  std::size_t sessions() const override { return sessions_.load(std::memory_order_relaxed); }

 private:
  friend class DatabaseSource;

  database::Servers servers_;
  const std::string account_;
  const widgets::Presentation presentation_;
  std::atomic<std::size_t> sessions_{0};
};

}  // namespace callwidgets::web
