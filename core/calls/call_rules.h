#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "calls/areas.h"
#include "calls/call.h"
#include "calls/caller_key.h"
#include "calls/caller_number.h"
#include "calls/record.h"
#include "calls/withheld_numbers.h"

namespace callwidgets::calls {

// Turns records into calls of one account. Borrows key and areas. Not for use by two threads.
//
// A caller is known by the MD5 of his number as E.164 writes it, or, where it is no complete
// number, of its digits (`anum_md5` replaces that MD5). So a caller who is stored already stays the
// same as long as his number comes out the same: whoever changes how numbers are cleaned or written
// makes new callers of those, and of those alone, whose numbers come out otherwise.
class CallRules {
 public:
  struct Options {
    std::string region;         // where national numbers are from; empty: they stay as they are
    bool keep_numbers = false;  // fill Call::number
    WithheldNumbers withheld;   // what counts as no number
  };

  CallRules(const CallerKey& key, Areas& areas, Options options);

  // True, and `call` is the record's; or false, and `reason` names the field, what was found and
  // what is allowed, on one printable line. A deletion has its cdr_id alone.
  bool read(const Record& record, Call& call, std::string& reason);

  // Who calls from a number that is given as a record's `anum` may be.
  struct CallerOfNumber {
    std::int64_t caller;  // as in Call; 0: nobody is known by it
    CallerNumber number;  // as Call::number has its text
  };
  CallerOfNumber caller_of(std::string_view given);

  // The caller of the call last read counts as withheld because his number is none that can be
  // read.
  bool number_was_unreadable() const { return unreadable_; }

 private:
  CallerNumber read_number(std::string_view given);
  void read_caller(const Record& record, const CallerNumber& number, Call& call) const;
  void read_origin(const Record& record, const CallerNumber& number, Call& call);

  const CallerKey& key_;
  Areas& areas_;
  Options options_;
  bool unreadable_ = false;
};

}  // namespace callwidgets::calls
