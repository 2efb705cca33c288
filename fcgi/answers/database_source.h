#pragma once
#include <memory>
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

  Connections connections_;
  const std::string account_;
  const widgets::Presentation presentation_;
};

}  // namespace callwidgets::web
