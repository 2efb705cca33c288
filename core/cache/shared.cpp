#include "cache/shared.h"

#include <lmdb.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <functional>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "cache/entry_bytes.h"

namespace callwidgets::cache {
namespace {

// The rows, told apart by their first byte:
//   m kind                    how far the feed was read (State)
//   e kind key                an entry
//   s kind scope key          empty: by whose days the entry is found
//   c kind version number     a change that the feed told of, the latest ones
using Bytes = std::string_view;

class Failure : public std::runtime_error {
 public:
  Failure(const char* what, int code)
      : std::runtime_error(std::string{what} + ": " + mdb_strerror(code)) {}
};

void check(const char* what, int code) {
  if (code != MDB_SUCCESS) throw Failure{what, code};
}

MDB_val val(Bytes bytes) { return {bytes.size(), const_cast<char*>(bytes.data())}; }
Bytes bytes(const MDB_val& value) {
  return {static_cast<const char*>(value.mv_data), value.mv_size};
}

// Big-endian, so that rows lie in the order of the number.
std::string number_bytes(std::int64_t number) {
  std::string text;
  for (int shift = 56; shift >= 0; shift -= 8) {
    text += static_cast<char>(static_cast<std::uint64_t>(number) >> shift);
  }
  return text;
}

std::int64_t read_number(Bytes text) {
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < 8; ++at) {
    number = number << 8 | static_cast<unsigned char>(text[at]);
  }
  return static_cast<std::int64_t>(number);
}

class Transaction {
 public:
  Transaction(MDB_env* env, MDB_dbi rows, unsigned flags) : rows_(rows) {
    check("begin", mdb_txn_begin(env, nullptr, flags, &txn_));
  }
  ~Transaction() {
    if (txn_) mdb_txn_abort(txn_);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void open(MDB_dbi& rows) {
    check("open", mdb_dbi_open(txn_, nullptr, 0, &rows));
    rows_ = rows;
  }
  void commit() { check("commit", mdb_txn_commit(std::exchange(txn_, nullptr))); }

  // The view holds until the next write.
  std::optional<Bytes> get(Bytes key) {
    MDB_val name = val(key), found;
    const int code = mdb_get(txn_, rows_, &name, &found);
    if (code == MDB_NOTFOUND) return std::nullopt;
    check("get", code);
    return bytes(found);
  }
  void put(Bytes key, Bytes value) {
    MDB_val name = val(key), content = val(value);
    check("put", mdb_put(txn_, rows_, &name, &content, 0));
  }
  void remove(Bytes key) {
    MDB_val name = val(key);
    const int code = mdb_del(txn_, rows_, &name, nullptr);
    if (code != MDB_NOTFOUND) check("del", code);
  }

  // Visits the rows from `first` on whose keys begin with `prefix`, until `visit` returns false.
  template <class Visit>
  void each(const std::string& prefix, const std::string& first, Visit visit) {
    MDB_cursor* cursor = nullptr;
    check("cursor", mdb_cursor_open(txn_, rows_, &cursor));
    MDB_val key = val(first), value;
    int code = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
    while (code == MDB_SUCCESS && bytes(key).starts_with(prefix) &&
           visit(bytes(key), bytes(value))) {
      code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT);
    }
    mdb_cursor_close(cursor);
    if (code != MDB_NOTFOUND) check("next", code);
  }
  void empty() { check("drop", mdb_drop(txn_, rows_, 0)); }
  void remove_all(const std::string& prefix) {
    std::vector<std::string> keys;
    each(prefix, prefix, [&](Bytes key, Bytes) {
      keys.emplace_back(key);
      return true;
    });
    for (const std::string& key : keys) remove(key);
  }

 private:
  MDB_txn* txn_ = nullptr;
  MDB_dbi rows_;
};

// Of one kind: how far the feed was read, and from which version on its changes are kept.
struct State {
  std::uint64_t boot = 0;
  Stamp stamp;
  std::int64_t generation = 0;
  Served served;
  std::int64_t read = 0;  // steady clock, nanoseconds
  std::int64_t known_from = 0, changes = 0, next_change = 0;
  std::int64_t settled = 0;    // nothing is kept before; as `read`
  std::int64_t put_bytes = 0;  // since all was dropped last, an estimate of what they take
};

// Of the steady clock, as State has it.
template <class Duration>
std::int64_t nanoseconds(Duration since_its_epoch) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(since_its_epoch).count();
}

std::uint64_t this_boot() {
  std::string id;
  std::getline(std::ifstream{"/proc/sys/kernel/random/boot_id"}, id);
  return std::hash<std::string>{}(id);
}

}  // namespace

struct Shared::Parts {
  MDB_env* env = nullptr;
  MDB_dbi rows = 0;
  std::string kind;  // eight bytes
  std::uint64_t boot = this_boot();
  Log log;

  ~Parts() {
    if (env) mdb_env_close(env);
  }

  State state(Transaction& txn) const {
    State state;
    const auto found = txn.get("m" + kind);
    if (found && found->size() == sizeof state) std::memcpy(&state, found->data(), sizeof state);
    // Clocks begin anew with each boot, and what was written last may be half there.
    if (state.boot != boot) state = {};
    return state;
  }
  void store(Transaction& txn, State state) const {
    state.boot = boot;
    txn.put("m" + kind, {reinterpret_cast<const char*>(&state), sizeof state});
  }

  std::string entry_key(Bytes key) const { return "e" + kind + std::string{key}; }
  std::string scope_key(std::int64_t scope, Bytes key) const {
    return "s" + kind + number_bytes(scope) + std::string{key};
  }

  void drop(Transaction& txn, const std::string& key) const {
    const auto found = txn.get(entry_key(key));
    if (!found) return;
    if (const auto entry = read_entry(*found)) txn.remove(scope_key(entry->scope, key));
    txn.remove(entry_key(key));
  }

  void clear(Transaction& txn) const {
    for (const char* row : {"e", "s", "c"}) txn.remove_all(row + kind);
  }

  void apply(Transaction& txn, const Change& change) const {
    if (change.scope == 0) {
      txn.remove_all("e" + kind);
      txn.remove_all("s" + kind);
      return;
    }
    std::vector<std::string> wrong;
    for (const std::int64_t scope : {change.scope, std::int64_t{0}}) {
      const std::string prefix = scope_key(scope, {});
      txn.each(prefix, prefix, [&](Bytes row, Bytes) {
        const Bytes key = row.substr(prefix.size());
        const auto found = txn.get(entry_key(key));
        const auto entry = found ? read_entry(*found) : std::nullopt;
        if (!entry || concerns(*entry, change.scope, change.day, change.version)) {
          wrong.emplace_back(key);
        }
        return true;
      });
    }
    for (const std::string& key : wrong) drop(txn, key);
  }

  // Whether none of the changes that the feed told of concerns it.
  bool spare(Transaction& txn, const State& state, const Entry& entry) const {
    if (entry.version >= state.stamp.version) return true;
    if (entry.version < state.known_from) return false;
    const std::string prefix = "c" + kind;
    bool spared = true;
    txn.each(prefix, prefix + number_bytes(entry.version + 1), [&](Bytes row, Bytes value) {
      if (value.size() != 16 || row.size() < prefix.size() + 8) return spared = false;
      const std::int64_t version = read_number(row.substr(prefix.size()));
      spared = !concerns(entry, read_number(value),
                         static_cast<std::int32_t>(read_number(value.substr(8))), version);
      return spared;
    });
    return spared;
  }

  void remember(Transaction& txn, State& state, const std::vector<Change>& changes) const {
    constexpr std::int64_t most = 10'000;
    for (const Change& change : changes) {
      if (change.version <= state.stamp.version) continue;
      txn.put("c" + kind + number_bytes(change.version) + number_bytes(state.next_change++),
              number_bytes(change.scope) + number_bytes(change.day));
      ++state.changes;
    }
    std::vector<std::string> oldest;
    const std::string prefix = "c" + kind;
    txn.each(prefix, prefix, [&](Bytes row, Bytes) {
      if (state.changes - static_cast<std::int64_t>(oldest.size()) <= most) return false;
      oldest.emplace_back(row);
      return true;
    });
    for (const std::string& row : oldest) {
      state.known_from = read_number(Bytes{row}.substr(prefix.size()));
      txn.remove(row);
    }
    state.changes -= static_cast<std::int64_t>(oldest.size());
  }

  void put(Transaction& txn, State& state, Bytes key, const Entry& entry) const {
    // What LMDB takes for a key, less the rows' own.
    constexpr std::size_t longest = 480, page = 4096;
    if (key.size() > longest || entry.version > state.stamp.version) return;
    if (state.generation != entry.generation || !spare(txn, state, entry)) return;
    const std::string bytes = entry_bytes(entry);
    const std::size_t size = (bytes.size() / page + 1) * page;
    if (!has_room(state, size)) {
      // All goes, of other kinds too: what is asked for comes back.
      txn.empty();
      state.known_from = state.stamp.version;
      state.changes = state.put_bytes = 0;
      if (!has_room(state, size)) return;
    }
    state.put_bytes += static_cast<std::int64_t>(size);
    drop(txn, std::string{key});
    txn.put(entry_key(key), bytes);
    txn.put(scope_key(entry.scope, key), {});
  }

  // `flags`: MDB_RDONLY, or 0. What fails is logged, and has done nothing.
  template <class Body>
  void in_transaction(const char* what, unsigned flags, Body body) {
    try {
      Transaction txn{env, rows, flags};
      body(txn);
      txn.commit();
    } catch (const Failure& failure) {
      log(std::string{"cache_folder: "} + what + ": " + failure.what());
    }
  }

  // Whether there is room for so many bytes more. LMDB needs some of the other half to drop
  // anything, and never gives back what it has on disk.
  bool has_room(const State& state, std::size_t size) const {
    MDB_envinfo info;
    mdb_env_info(env, &info);
    return static_cast<std::size_t>(state.put_bytes) + size <= info.me_mapsize / 2;
  }
};

Shared::Shared(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Shared::~Shared() = default;

std::unique_ptr<Shared> Shared::open(const std::string& folder, std::size_t size,
                                     const std::string& kind, Log log) {
  auto parts = std::make_unique<Parts>();
  parts->kind = number_bytes(static_cast<std::int64_t>(std::hash<std::string>{}(kind)));
  parts->log = std::move(log);
  try {
    mkdir(folder.c_str(), 0770);
    constexpr unsigned readers = 1024;
    check("create", mdb_env_create(&parts->env));
    check("size", mdb_env_set_mapsize(parts->env, size));
    check("readers", mdb_env_set_maxreaders(parts->env, readers));
    // What a crash of the host loses is lost to a cache only, and told by the boot's number.
    check("open", mdb_env_open(parts->env, folder.c_str(), MDB_NOSYNC | MDB_NOTLS, 0660));
    int dead = 0;
    mdb_reader_check(parts->env, &dead);
    bool this_boots;
    {
      Transaction txn{parts->env, 0, MDB_RDONLY};
      txn.open(parts->rows);
      this_boots = parts->state(txn).boot == parts->boot;
      txn.commit();
    }
    if (!this_boots) {
      Transaction txn{parts->env, parts->rows, 0};
      parts->clear(txn);
      parts->store(txn, {});
      txn.commit();
    }
  } catch (const Failure& failure) {
    parts->log("cache_folder " + folder + ": " + failure.what());
    return nullptr;
  }
  return std::unique_ptr<Shared>{new Shared{std::move(parts)}};
}

Shared::Position Shared::position() {
  Position position;
  parts_->in_transaction("position", MDB_RDONLY, [&](Transaction& txn) {
    const State state = parts_->state(txn);
    position = {state.stamp, state.generation, state.served,
                Time{std::chrono::nanoseconds{state.read}}};
  });
  return position;
}

std::shared_ptr<const Entry> Shared::find(std::string_view key, std::int64_t generation) {
  std::shared_ptr<const Entry> result;
  parts_->in_transaction("find", MDB_RDONLY, [&](Transaction& txn) {
    const auto found = txn.get(parts_->entry_key(key));
    auto entry = found ? read_entry(*found) : std::nullopt;
    if (!entry || entry->generation != generation) return;
    result = std::make_shared<const Entry>(std::move(*entry));
  });
  return result;
}

void Shared::put(const std::vector<Put>& entries, const Stamp& position) {
  parts_->in_transaction("put", 0, [&](Transaction& txn) {
    State state = parts_->state(txn);
    if (state.stamp != position) return;
    if (nanoseconds(std::chrono::steady_clock::now().time_since_epoch()) < state.settled) return;
    for (const auto& [key, entry] : entries) parts_->put(txn, state, key, entry);
    parts_->store(txn, state);
  });
}

void Shared::learn(const FeedReading& reading, Time begun) {
  parts_->in_transaction("learn", 0, [&](Transaction& txn) {
    State state = parts_->state(txn);
    const std::int64_t settled =
        reading.another_history ? nanoseconds(begun.time_since_epoch() + unsettled) : state.settled;
    const bool same = !reading.another_history && state.stamp == reading.now &&
                      state.generation == reading.generation;
    const bool afresh =
        !same && (reading.everything || reading.generation != state.generation ||
                  state.stamp.version < reading.since.version ||
                  (state.stamp.version == reading.since.version && state.stamp != reading.since));
    if (!afresh && state.stamp.version > reading.now.version) return;  // another is further
    if (afresh) {
      parts_->clear(txn);
      state = {};
      state.settled = settled;
      state.known_from = reading.now.version;
    } else {
      for (const Change& change : reading.changes) {
        if (change.version > state.stamp.version) parts_->apply(txn, change);
      }
      parts_->remember(txn, state, reading.changes);
    }
    state.stamp = reading.now;
    state.generation = reading.generation;
    state.served = reading.served;
    state.read = std::max(state.read, nanoseconds(begun.time_since_epoch()));
    parts_->store(txn, state);
  });
}

}  // namespace callwidgets::cache
