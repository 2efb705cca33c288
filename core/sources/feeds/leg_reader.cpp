#include "sources/feeds/leg_reader.h"

#include <array>
#include <cstdio>
#include <utility>

namespace callwidgets::sources {
namespace {

// Of a row without an id: the same for the same row wherever it stands (FNV-1a, 64 bits).
std::string id_by_content(const Row& row) {
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto take = [&hash](std::string_view bytes) {
    for (const char byte : bytes) {
      hash ^= static_cast<unsigned char>(byte);
      hash *= 0x100000001b3;
    }
  };
  for (const std::string_view value : row.values) {
    take(value);
    take({"\0", 1});
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "row-%016llx", static_cast<unsigned long long>(hash));
  return text.data();
}

}  // namespace

LegReader::LegReader(const SourceFile& source, std::span<const std::string> columns, Bad bad)
    : mapping_(source, columns), bad_(std::move(bad)) {}

void LegReader::read(Rows& rows, const std::function<void(Leg&&)>& visit) {
  Row row;
  std::string problem;
  while (rows.next(row)) {
    Leg leg;
    if (!row.problem.empty()) {
      bad_({row.number, row.problem, row.raw});
    } else if (!mapping_.read(row, leg, problem)) {
      bad_({row.number, problem, row.raw});
    } else {
      leg.row = row.number;
      if (leg.id.empty()) leg.id = id_by_content(row);
      visit(std::move(leg));
    }
  }
}

}  // namespace callwidgets::sources
