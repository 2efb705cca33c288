#include "figures/tallies.h"

#include <algorithm>
#include <utility>

namespace callwidgets::figures {

bool Tallies::empty() const {
  return std::all_of(by_kind_.begin(), by_kind_.end(),
                     [](const Tally& tally) { return tally.empty(); });
}

void Tallies::merge(const Tallies& other) {
  for (std::size_t kind = 0; kind < tally_kinds; ++kind) {
    if (!other.by_kind_[kind].empty()) by_kind_[kind].merge(other.by_kind_[kind]);
  }
}

std::vector<Tallies::Row> Tallies::write() const {
  std::vector<Row> rows;
  for (std::size_t kind = 0; kind < tally_kinds; ++kind) {
    auto parts = by_kind_[kind].write();
    if (rows.size() < parts.size()) rows.resize(parts.size());
    for (std::size_t part = 0; part < parts.size(); ++part) {
      rows[part][kind] = std::move(parts[part]);
    }
  }
  return rows;
}

void Tallies::add(const Row& row) {
  for (std::size_t kind = 0; kind < tally_kinds; ++kind) {
    if (row[kind].empty()) continue;
    auto part = Tally::read(row[kind]);
    if (by_kind_[kind].empty()) {
      by_kind_[kind] = std::move(part);
    } else {
      by_kind_[kind].merge(part);
    }
  }
}

Tallies::Row tallies_in(const database::Rows& rows, std::size_t row, std::size_t first) {
  Tallies::Row parts;
  for (std::size_t kind = 0; kind < tally_kinds; ++kind) {
    parts[kind] = rows.bytes(row, first + kind);
  }
  return parts;
}

}  // namespace callwidgets::figures
