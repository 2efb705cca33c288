#pragma once
#include <cstdint>

#include "database/session.h"

namespace callwidgets::admin {

// From when on a source's calls may not be what its table says, kept in the database from before a
// sync's first write until one has come to its end. All functions throw database::Error.
class UnfinishedSync {
 public:
  // `session` is one to write with, and outlives this. `source` 0: a source without a number.
  UnfinishedSync(database::Session& session, std::int64_t account, std::int64_t source);

  // From when on a sync has to look that else would look from `usual` on; seconds since 1970.
  std::int64_t from(std::int64_t usual) const;

  void begin(std::int64_t from);
  void end();

 private:
  void set(std::int64_t from);

  database::Session& session_;
  const std::int64_t account_;
  const std::int64_t source_;
  std::int64_t from_;  // as it is kept; 0: nothing is
};

}  // namespace callwidgets::admin
