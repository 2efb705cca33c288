#pragma once
#include <string>

#include "cli/source_calls.h"
#include "sources/sync.h"

namespace callwidgets::admin {

struct ReportOptions {
  bool dry_run = false;
  bool rows_of_the_future = false;  // that the source has, and that were not looked at
  // Nothing is said of a sync that changed nothing, and what the operator has to look at not again
  // where it is this, which the last one told; it is then what this one tells.
  std::string* told_before = nullptr;
};

// Tells what a sync did, on standard output, and what the operator has to look at, on standard
// error. Gives the exit status: 0, 3 where rows could not be read, 4 where removals are held back.
int report(const std::string& name, const SourceCalls& calls, const sources::SyncResult& result,
           const ReportOptions& options);

}  // namespace callwidgets::admin
