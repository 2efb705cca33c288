#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "calendar/zone.h"
#include "database/address.h"
#include "sources/feeds/call_logs.h"
#include "sources/feeds/leg_feed.h"
#include "sources/feeds/leg_reader.h"
#include "sources/feeds/order_column.h"
#include "sources/mapping/source_file.h"
#include "sources/rows/pace.h"
#include "sources/source_folder.h"
#include "sources/verdicts/rules.h"
#include "sources/verdicts/verdicts.h"

namespace callwidgets::sources {

// A source is set up in a way that can't work; names the file, what was found and what is allowed.
struct SourceError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A source as its files say. Unchanging; safe to use from any thread.
class Source {
 public:
  // `zone` is the account's, for a source that names none. Throws SourceFolderError, MappingError.
  Source(const SourceFolder& folder, const std::string& name, const std::string& zone);

  const std::string& name() const { return name_; }
  const SourceFile& settings() const { return file_; }
  Method method() const;
  const Rules& rules() const { return rules_; }
  const std::string& zone_name() const { return zone_name_; }
  const calendar::Zone& zone() const { return zone_; }
  std::int64_t longest_call() const { return file_.number("longest_call"); }
  std::int64_t look_back() const { return file_.number("look_back"); }
  std::int64_t unknown_customer() const;  // 0: such calls are left out

  bool reads_files() const { return file_.given("file"); }
  // What it reads, for messages; without a password.
  std::string shown() const;

  // Its legs. `bad` is told of rows that are none; `wait` sleeps between reads (Pace). Throws
  // SourceError, MappingError, RowsError and calls::InputError. The feed borrows this.
  std::unique_ptr<LegFeed> open(LegReader::Bad bad, const Pace::Wait& wait) const;
  // The legs of about so many rows, the last ones; the columns that there are go to `columns`.
  std::vector<Leg> recent(std::int64_t rows, LegReader::Bad bad,
                          std::vector<std::string>& columns) const;

 private:
  database::Address address() const;
  std::vector<Leg> read_files(LegReader::Bad bad, std::vector<std::string>* columns) const;
  CallLogs logs(const Pace::Wait& wait) const;
  Pace pace(Pace::Wait wait) const;
  OrderColumn order() const;

  const std::string name_;
  const std::string password_;
  const SourceFile file_;
  const std::string zone_name_;
  const calendar::Zone zone_;
  Rules rules_;
};

}  // namespace callwidgets::sources
