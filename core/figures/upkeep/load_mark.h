#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "database/session.h"

namespace callwidgets::figures {

// What `loads` says of an account: its first calls are being loaded (importing/bulk_load.h), or
// what an interrupted load left is being removed.
struct LoadState {
  std::string source;       // 16 bytes that name the run of the program
  std::int64_t written_at;  // seconds since 1970: the run's latest sign of life

  // Nothing where there is no mark. Throws database::Error, as the others.
  static std::optional<LoadState> of(database::Session& session, std::int64_t account);

  // A run that is alive says so every second: this one has been silent for half a minute.
  bool interrupted() const;

  // "last written 12 s ago"
  std::string age() const;
};

// Throws database::Error (refused), saying when the load last wrote.
[[noreturn]] void refuse_beside_load(const LoadState& load);

// The same where there is a mark, interrupted or not. Inside a transaction that holds the account.
void refuse_while_loading(database::Session& session, std::int64_t account);

// A run's own mark. While it is set no other program changes the account's calls or figures. Used
// by several threads, each with a session of its own.
class LoadMark {
 public:
  explicit LoadMark(std::int64_t account);

  // Inside a transaction that holds the account: from its commit on the mark is this run's.
  void set(database::Session& session) const;
  // A sign of life. Both throw database::Error (refused) where the mark is another's meanwhile.
  void touch(database::Session& session) const;
  void clear(database::Session& session) const;

  bool owns(const LoadState& load) const { return load.source == source_; }

 private:
  const std::int64_t account_;
  const std::string source_;
};

}  // namespace callwidgets::figures
