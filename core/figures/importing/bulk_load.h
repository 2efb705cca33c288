#pragma once
#include <optional>
#include <string>

#include "accounts/account.h"
#include "database/session.h"
#include "figures/importing/call_sink.h"
#include "figures/importing/directory.h"
#include "figures/upkeep/rebuild.h"

namespace callwidgets::figures {

// The fast way for the first calls of an account: calls go in without figures, as the database
// takes them fastest; then the figures are built once. Until finish() every answer stays as it was,
// empty. An interrupted load leaves a mark; whoever loads next begins afresh.
class BulkLoad : public CallSink {
 public:
  // Whether the account can be loaded so: it has no calls, or just those of a load that was
  // interrupted. Throws database::Error (refused) while another load is going on.
  static bool possible(database::Session& session, std::int64_t account);

  // Sets the mark, and removes what an interrupted load has left. Both sessions outlive this.
  BulkLoad(database::Session& reader, database::Session& writer, const accounts::Account& account);

  std::size_t batch_size() const override { return 100'000; }
  std::int64_t apply(std::span<const calls::Call> calls) override;

  // Builds the figures, serves them, takes the mark away.
  void finish() override;

  bool keeps_batches() const override { return false; }

 private:
  database::Session& reader_;
  database::Session& writer_;
  const accounts::Account account_;
  const std::string source_;
  Directory directory_;
  std::optional<Rebuild> figures_;
  std::int64_t put_ = 0;  // calls that went in
  bool only_new_ = true;  // none was taken away again
};

}  // namespace callwidgets::figures
