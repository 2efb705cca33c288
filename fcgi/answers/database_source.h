#pragma once
#include <memory>
#include <mutex>
#include <string>

#include "fcgi/answers/connections.h"
#include "fcgi/endpoint/source.h"
#include "widgets/presentation.h"

namespace callwidgets::web {

// Answers from the figures.
class DatabaseSources : public Sources {
 public:
  explicit DatabaseSources(const settings::Settings& settings);

  std::unique_ptr<Source> source() override;
  std::size_t sessions() const override { return connections_.open(); }

 private:
  friend class DatabaseSource;

  // Whether the last reading of the feed was of another database than this one.
  bool was_replaced(const std::string& identity);

  Connections connections_;
  const std::string account_;
  const widgets::Presentation presentation_;
  std::mutex mutex_;
  std::string identity_;  // of what the feed was read from
};

}  // namespace callwidgets::web
