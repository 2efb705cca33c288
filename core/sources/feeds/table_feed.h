#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sources/feeds/call_logs.h"
#include "sources/feeds/leg_feed.h"
#include "sources/feeds/leg_reader.h"
#include "sources/feeds/number_column.h"
#include "sources/feeds/order_column.h"
#include "sources/rows/table.h"

namespace callwidgets::sources {

// The legs of a call table in a database. The source is borrowed.
class TableFeed : public LegFeed {
 public:
  // Throws MappingError where the table lacks a column that the mapping needs.
  TableFeed(const SourceFile& source, std::unique_ptr<Table> table, OrderColumn order,
            CallLogs logs, LegReader::Bad bad);

  void between(const Stretch& time, const std::function<void(Leg&&)>& visit) override;
  std::optional<std::int64_t> first_from(std::int64_t from) override;
  void evidence(std::span<const Leg> legs, BridgeLog& bridges, QueueLog& queues) override;

  // The legs of the last rows of the table, the last one first.
  std::vector<Leg> recent(std::int64_t rows);

 private:
  const std::unique_ptr<Table> table_;
  const std::string order_name_;
  const OrderColumn order_;
  CallLogs logs_;
  std::optional<LegReader> reader_;
  std::optional<NumberColumn> numbers_;  // where the order is a number
};

}  // namespace callwidgets::sources
