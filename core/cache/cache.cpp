#include "cache/cache.h"

#include <algorithm>

namespace callwidgets::cache {
namespace {

// What waits for share() holds so many bytes of answers at most, and the last one.
constexpr std::size_t most_unshared = 4 * 1024 * 1024;

}  // namespace

std::string key(const question::Question& question) {
  // All of its members: the compiler refuses this line when another is added.
  const auto& [account, types, several, customer_id, range, datasources] = question;
  std::string text = std::to_string(account) + (several ? " [" : " ");
  for (const std::size_t type : types) text += std::to_string(type) + ',';
  return text + ' ' + std::to_string(customer_id) + ' ' +
         std::to_string(calendar::number(range.from)) + ' ' +
         std::to_string(calendar::number(range.to)) + ' ' + std::to_string(datasources);
}

Cache::Cache(std::shared_ptr<Store> store, std::int64_t account, std::chrono::seconds stale_for,
             std::unique_ptr<Shared> shared)
    : store_(std::move(store)),
      mutex_(store_->mutex),
      memory_(store_->memory),
      account_(account),
      stale_for_(stale_for),
      shared_(std::move(shared)) {
  if (!shared_) return;
  // Where others read the feed, it goes on from there.
  const Shared::Position position = shared_->position();
  position_ = position.stamp;
  generation_ = position.generation;
  served_ = position.served;
  read_ = position.read;
  recent_.begin(position_.version);
}

// Of answers; the directory's entries are none.
void Cache::count(std::uint64_t Store::*of) {
  if (account_ != 0) ++(*store_.*of);
}

Cache::Found Cache::judged(std::shared_ptr<const Entry> entry, Time now) {
  const auto since = now - read_;
  if (since <= present) return {std::move(entry), false, {}};
  if (!may_be_stale(now)) return {};
  count(&Store::stale);
  return {std::move(entry), true, std::chrono::duration_cast<std::chrono::seconds>(since)};
}

// Whether what may be wrong by now is given still.
bool Cache::may_be_stale(Time now) const {
  return read_ != Time{} && now - read_ <= present + stale_for_;
}

Cache::Found Cache::find(std::string_view key, Time now) {
  const std::lock_guard lock{mutex_};
  auto entry = memory_.find(account_, key);
  if (entry) {
    count(&Store::hits);
  } else if ((entry = find_shared(key))) {
    count(&Store::shared_hits);
  } else {
    count(&Store::misses);
    return {};
  }
  return judged(std::move(entry), now);
}

Cache::Found Cache::find_in_memory(std::string_view key, Time now) {
  const std::lock_guard lock{mutex_};
  auto entry = memory_.find(account_, key);
  if (!entry) return {};
  count(&Store::hits);
  return judged(std::move(entry), now);
}

std::shared_ptr<const Entry> Cache::find_shared(std::string_view key) {
  if (!shared_ || shared_behind_) return nullptr;
  auto [entry, right_at] = shared_->find(key, generation_);
  if (!entry) return nullptr;
  // Another process may not have read the feed as far as this one.
  if (right_at.version == position_.version ? right_at != position_
                                            : !recent_.spare(*entry, right_at.version)) {
    return nullptr;
  }
  memory_.put(account_, std::string{key}, entry);
  return entry;
}

Cache::Begin Cache::begin(Time now) const {
  const std::lock_guard lock{mutex_};
  return {now, history_};
}

Cache::Found Cache::put(const std::string& key, Entry entry, const Begin& begin, Time now) {
  auto kept = std::make_shared<const Entry>(std::move(entry));
  const std::lock_guard lock{mutex_};
  const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - begin.at);
  if (!right(*kept, begin)) return {kept, true, age};
  if (now < settled_) return {kept, false, {}};
  if (kept->version > position_.version) {
    ahead_[kept->version] = kept->nonce;
    ahead_since_ = now;
  }
  memory_.put(account_, key, kept);
  if (shared_ && unshared_bytes_ < most_unshared) {
    unshared_bytes_ += key.size() + kept->body.size();
    unshared_.push_back({key, kept, begin});
  }
  // Its snapshot is not older than its beginning.
  const bool old = now - begin.at > present && now - read_ > present;
  return {kept, old, old ? age : std::chrono::seconds{0}};
}

void Cache::share(Time now) {
  std::vector<Unshared> put;
  Stamp position;
  {
    const std::lock_guard lock{mutex_};
    put.swap(unshared_);
    unshared_bytes_ = 0;
    if (now < settled_) return;
    std::erase_if(put, [&](const Unshared& one) { return !right(*one.entry, one.begin); });
    position = position_;
  }
  if (put.empty()) return;
  std::vector<Shared::Put> entries;
  for (const Unshared& one : put) entries.push_back({one.key, *one.entry});
  shared_->put(entries, position);
}

bool Cache::right(const Entry& entry, const Begin& begin) const {
  return begin.history == history_ && recent_.spare(entry, entry.version);
}

// Whether a version that was answered from is not one of the history that the feed tells of.
bool Cache::ahead_vanished(const FeedReading& reading, Time begun) {
  std::map<std::int64_t, std::int64_t> later;
  bool vanished = false;
  for (const auto& [version, nonce] : ahead_) {
    if (version > reading.now.version) {
      vanished = vanished || begun > ahead_since_;
      later.emplace(version, nonce);
    } else {
      vanished = vanished || std::find(reading.ledger.begin(), reading.ledger.end(),
                                       Stamp{version, nonce}) == reading.ledger.end();
    }
  }
  ahead_ = std::move(later);
  return vanished;
}

void Cache::learn(FeedReading reading, Time begun) {
  std::uint64_t history;
  {
    const std::lock_guard lock{mutex_};
    if (reading.since == position_ && !reading.everything && ahead_vanished(reading, begun)) {
      reading.everything = reading.another_history = true;
    }
    if (reading.another_history) {
      settled_ = begun + unsettled;
      store_->settled = std::max(store_->settled, settled_);
    }
    if (!reading.another_history && reading.now == position_ && reading.generation == generation_) {
      // Two have read the same.
    } else if (reading.everything || reading.since != position_ ||
               reading.generation != generation_) {
      memory_.clear(account_);
      ahead_.clear();
      recent_.begin(reading.now.version);
      ++history_;
      shared_behind_ = true;
    } else {
      for (const Change& change : reading.changes) {
        memory_.change(account_, change.scope, change.day, change.version);
      }
      recent_.add(reading.changes, reading.now.version);
    }
    position_ = reading.now;
    generation_ = reading.generation;
    served_ = reading.served;
    if (begun > read_) read_ = begun;
    reading.everything = reading.everything || shared_behind_;
    history = history_;
  }
  if (!shared_ || !shared_->learn(reading, begun)) return;
  const std::lock_guard lock{mutex_};
  if (history == history_) shared_behind_ = false;
}

void Cache::unchanged(const Known& state, Time begun) {
  FeedReading same;
  {
    const std::lock_guard lock{mutex_};
    if (state != Known{account_, position_, generation_}) return;  // it is known further by now
    if (!shared_ && ahead_.empty()) {
      read_ = std::max(read_, begun);
      return;
    }
    same.since = same.now = position_;
    same.generation = generation_;
    same.served = served_;
  }
  learn(std::move(same), begun);
}

Cache::Standing Cache::standing() const {
  const std::lock_guard lock{mutex_};
  return {{account_, position_, generation_}, served_.today_until, read_};
}

Served Cache::served() const {
  const std::lock_guard lock{mutex_};
  return served_;
}

Cache::FoundServed Cache::find_served(Time now) const {
  const std::lock_guard lock{mutex_};
  const auto since = now - read_;
  if (since <= present) return {served_, false, {}};
  if (!may_be_stale(now)) return {};
  return {served_, true, std::chrono::duration_cast<std::chrono::seconds>(since)};
}

bool Cache::reads_present(Time now) const {
  const std::lock_guard lock{mutex_};
  return now - read_ <= present;
}

}  // namespace callwidgets::cache
