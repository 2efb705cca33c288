#pragma once
#include <string>

#include "calls/areas.h"
#include "calls/call.h"
#include "calls/caller_key.h"
#include "calls/caller_number.h"
#include "calls/record.h"

namespace callwidgets::calls {

// Turns records into calls of one account. Borrows key and areas. Not for use by two
// threads.
class CallRules {
 public:
  struct Options {
    std::string region;         // where national numbers are from; empty: they stay as they are
    bool keep_numbers = false;  // fill Call::number
  };

  CallRules(const CallerKey& key, Areas& areas, Options options);

  // True, and `call` is the record's; or false, and `reason` names the field, what was found and
  // what is allowed, on one printable line. A deletion has its cdr_id alone.
  bool read(const Record& record, Call& call, std::string& reason);

 private:
  void read_caller(const Record& record, const CallerNumber& number, Call& call) const;
  void read_origin(const Record& record, const CallerNumber& number, Call& call);

  const CallerKey& key_;
  Areas& areas_;
  Options options_;
};

}  // namespace callwidgets::calls
