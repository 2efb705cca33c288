#include "sources/feeds/table_feed.h"

#include <utility>

#include "sources/feeds/column_places.h"
#include "sources/rows/rows_error.h"

namespace callwidgets::sources {
namespace {

// A column as the table writes it; names in the source's file may be in another case.
std::string name_in(const Table& table, const std::string& name) {
  const auto names = table.column_names();
  const auto place = ColumnPlaces{table.shown(), names}.find({name});
  return place ? names[*place] : name;
}

}  // namespace

TableFeed::TableFeed(const SourceFile& source, std::unique_ptr<Table> table, OrderColumn order,
                     CallLogs logs, LegReader::Bad bad)
    : table_(std::move(table)),
      order_name_(name_in(*table_, source.text("order"))),
      order_(std::move(order)),
      logs_(std::move(logs)) {
  const auto all = table_->column_names();
  std::vector<std::string> wanted;
  for (const std::size_t column : Mapping{source, all}.used_columns())
    wanted.push_back(all[column]);
  table_->want(wanted);
  reader_.emplace(source, table_->column_names(), std::move(bad));
  if (source.text("order_tells") == "number")
    numbers_.emplace(*table_, order_name_, *reader_, source.number("longest_call"));
}

void TableFeed::between(const Stretch& time, const std::function<void(Leg&&)>& visit) {
  const auto [from, to] = order_.of(time);
  const auto rows =
      table_->rows_between(numbers_ ? numbers_->of(time) : RowRange{order_name_, from, to});
  reader_->read(*rows, [&](Leg&& leg) {
    if (leg.start >= time.from && leg.start < time.to) visit(std::move(leg));
  });
}

std::optional<std::int64_t> TableFeed::first_from(std::int64_t from) {
  if (numbers_) return numbers_->first_from(from);
  const auto value = table_->first_from(order_name_, order_.of({from, from}).from);
  if (!value) return std::nullopt;
  const auto moment = order_.moment_before(*value);
  if (!moment) {
    throw RowsError{table_->shown() + ": " + order_name_ + " is '" + *value +
                    "'; allowed: times as `order_form` says"};
  }
  return moment;
}

void TableFeed::evidence(std::span<const Leg> legs, BridgeLog& bridges, QueueLog& queues) {
  logs_.read(legs, bridges, queues);
}

std::vector<Leg> TableFeed::recent(std::int64_t count) {
  std::vector<Leg> legs;
  const auto rows = table_->recent(order_name_, count);
  reader_->read(*rows, [&](Leg&& leg) { legs.push_back(std::move(leg)); });
  return legs;
}

}  // namespace callwidgets::sources
