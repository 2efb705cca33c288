#include "numbers/applying/moved_calls.h"

#include <algorithm>
#include <limits>
#include <string>

#include "accounts/source.h"
#include "figures/call_reader.h"
#include "figures/importing/batch.h"

namespace callwidgets::numbers {
namespace {

// The zone and what a call was called by tell which mapping holds for it.
const Mapping* mapping_of(const calls::Call& call, const NumberDirectory& directory,
                          const calendar::Zone& zone) {
  return directory.find(call.called, calendar::number(zone.local(call.start).day));
}

// False where the call has what the mapping says already.
bool give(calls::Call& call, const Mapping& mapping) {
  const bool attributed = mapping.attribution.empty() || call.attribution == mapping.attribution;
  if (call.customer_id == mapping.customer_id && attributed) return false;
  call.customer_id = mapping.customer_id;
  if (!attributed) call.attribution = mapping.attribution;
  return true;
}

class Mover {
 public:
  Mover(database::Session& writer, const accounts::Account& account)
      : writer_(writer), account_(account), batches_(writer, account) {}

  // Gives how many calls of these ids it moved.
  std::int64_t move(std::vector<std::string>& ids) {
    if (ids.empty()) return 0;
    const auto applied = batches_.amend(ids, [&](std::vector<calls::Call>& calls) {
      const NumberDirectory directory{writer_, account_.number};
      std::erase_if(calls, [&](calls::Call& call) {
        const Mapping* mapping = mapping_of(call, directory, account_.zone);
        return !mapping || !give(call, *mapping);
      });
    });
    ids.clear();
    return applied.counts.replaced;
  }

 private:
  database::Session& writer_;
  const accounts::Account& account_;
  figures::BatchWriter batches_;
};

// Seconds since 1970, with a day to spare for the zone.
std::pair<std::int64_t, std::int64_t> starts_of(const std::vector<Mapping>& mappings) {
  constexpr std::int64_t day = 86'400;
  std::int64_t first = Mapping::for_good, last = Mapping::always;
  for (const Mapping& mapping : mappings) {
    first = std::min(first, mapping.from_day);
    last = std::max(last, mapping.to_day);
  }
  return {(first - 1) * day, (last + 2) * day};
}

}  // namespace

MovedCalls move_calls(database::Session& reader, database::Session& writer,
                      const accounts::Account& account, const std::vector<Mapping>& concerned,
                      const NumberDirectory& current, const MoveOptions& options) {
  MovedCalls counts;
  if (concerned.empty()) return counts;
  const NumberDirectory those{concerned};
  const auto [first, last] = starts_of(concerned);
  figures::CallReader calls{reader, account.number};
  Mover mover{writer, account};
  std::vector<std::string> ids;
  std::int64_t seen = 0;
  for (const accounts::Source& source : accounts::sources(reader, account.number)) {
    calls.of_source(source.number, first, last, [&](std::vector<calls::Call>& page) {
      if (options.check) options.check();
      for (calls::Call& call : page) {
        if (!mapping_of(call, those, account.zone)) continue;
        const Mapping* now = mapping_of(call, current, account.zone);
        if (!now) {
          ++counts.unnamed;
        } else if (give(call, *now)) {
          if (options.dry_run) ++counts.moved;
          if (!options.dry_run) ids.push_back(std::move(call.cdr_id));
        }
        if (ids.size() == figures::BatchWriter::calls_of_a_batch) counts.moved += mover.move(ids);
      }
      seen += static_cast<std::int64_t>(page.size());
      if (options.progress) options.progress(seen);
    });
  }
  counts.moved += mover.move(ids);
  return counts;
}

}  // namespace callwidgets::numbers
