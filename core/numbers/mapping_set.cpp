#include "numbers/mapping_set.h"

#include "sql/statements.h"

namespace callwidgets::numbers {

MappingSet::MappingSet(database::Session& session, std::int64_t account) {
  const auto rows = session.query(sql::numbers::all, {{"account", account}});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const Mapping mapping{{std::string{rows.bytes(row, 0)}, rows.integer(row, 1) != 0},
                          rows.integer(row, 2),
                          rows.integer(row, 3),
                          rows.integer(row, 4),
                          std::string{rows.bytes(row, 5)}};
    mappings_.emplace(Key{mapping.pattern, mapping.from_day}, mapping);
  }
}

void MappingSet::add(const Mapping& mapping) {
  const Key key{mapping.pattern, mapping.from_day};
  auto first = mappings_.lower_bound(Key{mapping.pattern, Mapping::always});
  for (; first != mappings_.end() && first->first.first == mapping.pattern; ++first) {
    const Mapping& other = first->second;
    if (other.from_day == mapping.from_day && other.to_day == mapping.to_day) continue;
    if (other.from_day <= mapping.to_day && mapping.from_day <= other.to_day) {
      throw Overlap{"two mappings share days: " + described(mapping) + "; and there is " +
                    described(other) + ". End the former first: number remove NUMBER --from DAY"};
    }
  }
  mappings_.insert_or_assign(key, mapping);
}

std::vector<Mapping> MappingSet::remove(const Pattern& pattern, std::int64_t from_day) {
  std::vector<Mapping> ended;
  auto at = mappings_.lower_bound(Key{pattern, Mapping::always});
  while (at != mappings_.end() && at->first.first == pattern) {
    Mapping& mapping = at->second;
    if (mapping.to_day < from_day) {
      ++at;
      continue;
    }
    ended.push_back(mapping);
    if (mapping.from_day < from_day) {
      ended.back().from_day = from_day;
      mapping.to_day = from_day - 1;
      ++at;
    } else {
      at = mappings_.erase(at);
    }
  }
  return ended;
}

std::vector<Mapping> MappingSet::all() const {
  std::vector<Mapping> all;
  for (const auto& [key, mapping] : mappings_) all.push_back(mapping);
  return all;
}

void MappingSet::store(database::Session& writer, std::int64_t account) const {
  const MappingSet stored{writer, account};
  for (const auto& [key, mapping] : stored.mappings_) {
    if (mappings_.contains(key)) continue;
    writer.execute(sql::numbers::remove, {{"account", account},
                                          {"mapped_number", mapping.pattern.number},
                                          {"kind", std::int64_t{mapping.pattern.prefix}},
                                          {"from_day", mapping.from_day}});
  }
  std::vector<database::Values> rows;
  for (const auto& [key, mapping] : mappings_) {
    const auto found = stored.mappings_.find(key);
    if (found != stored.mappings_.end() && found->second == mapping) continue;
    rows.push_back({account, mapping.pattern.number, std::int64_t{mapping.pattern.prefix},
                    mapping.from_day, mapping.to_day, mapping.customer_id, mapping.attribution});
  }
  writer.execute_rows(sql::numbers::put, rows);
}

}  // namespace callwidgets::numbers
