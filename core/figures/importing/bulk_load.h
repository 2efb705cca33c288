#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "accounts/account.h"
#include "database/session.h"
#include "figures/importing/call_sink.h"
#include "figures/importing/directory.h"
#include "figures/importing/load_heartbeat.h"
#include "figures/importing/seen_ids.h"
#include "figures/upkeep/load_mark.h"
#include "figures/upkeep/rebuild.h"

namespace callwidgets::figures {

struct BulkLoadOptions {
  LoadHeartbeat::Open open;                      // sessions to write with
  std::function<void()> check;                   // called often; what it throws ends the load
  std::size_t memory = BuilderOptions{}.memory;  // bytes: batches, rows on their way, sorting
};

// The fast way for the first calls of an account: calls go in without figures, as the database
// takes them fastest; then the figures are built once. Until finish() every answer stays as it was,
// empty, and no other program changes the account: a mark keeps them out, for as long as this gives
// signs of life. A load that fails takes its calls and the mark away again; what a killed one left
// is removed by the next command (upkeep/interrupted_load.h).
class BulkLoad : public CallSink {
 public:
  // Whether the account can be loaded so: it has no calls, no answer counts one, and none was
  // erased. Throws database::Error (refused) while there is the mark of another load.
  static bool possible(database::Session& session, std::int64_t account);

  // Sets the mark. Both sessions outlive this.
  BulkLoad(database::Session& reader, database::Session& writer, const accounts::Account& account,
           BulkLoadOptions options = {});
  ~BulkLoad() override;

  std::size_t batch_size() const override { return 100'000; }
  std::size_t batch_bytes() const override { return options_.memory / 8; }
  Applied apply(std::span<const calls::Call> calls) override;

  // Builds the figures; in one transaction serves them and takes the mark away.
  void finish() override;

  Abandoned abandon() noexcept override;

  bool keeps_batches() const override { return false; }

 private:
  struct Batch;
  void give_sign() const;
  StoredCalls former(const Batch& batch);
  void write(Batch& batch);
  RebuiltLoad steps();
  Abandoned remove(database::Session& writer) const;

  database::Session& reader_;
  database::Session& writer_;
  const accounts::Account account_;
  const BulkLoadOptions options_;
  const LoadMark mark_;
  Directory directory_;
  SeenIds seen_;
  std::optional<LoadHeartbeat> heartbeat_;
  std::optional<Rebuild> figures_;
  std::int64_t generation_ = 0;  // that figures_ makes or made
  bool only_new_ = true;         // no call was changed or taken away again
  bool ended_ = false;
};

}  // namespace callwidgets::figures
