#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
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

  // How often the feed was read from another database than before, this one counted.
  std::uint64_t replacements(const std::string& identity);
  std::uint64_t replacements();  // so far

  Connections connections_;
  std::optional<database::Address> file_;  // the database, where it is an SQLite file
  const std::string account_;
  const bool all_callers_are_known_;  // none is answered from the account of the settings
  const widgets::Presentation presentation_;
  std::atomic<bool> uses_are_lost_ = false;  // the database refuses to keep when tokens were used
  std::mutex mutex_;
  std::string identity_;  // of what the feed was read from
  std::uint64_t replacements_ = 0;
};

}  // namespace callwidgets::web
