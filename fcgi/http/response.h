#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace callwidgets::web {

// How the cache took part in an answer.
enum class Verdict {
  none,       // not at all
  hit,        // it had the answer
  miss,       // the answer was computed
  stale,      // it had an answer that may be out of date
  coalesced,  // the answer was computed for another request at the same time
};

// One answer. The body may be shared with the cache and is never changed.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // in the order in which they are sent
  std::shared_ptr<const std::string> body;                   // null if there is none
  bool head = false;  // answers HEAD: Content-Length is the body's size, but no body is sent

  // The finished bytes of the whole answer, as bytes() would make them, or null. If set, they are
  // sent and all of the above is ignored.
  std::shared_ptr<const std::string> text;

  // The second to whose end nginx may give copies of it; 0: none.
  std::int64_t copies_until = 0;

  // These are for the access log.
  Verdict verdict = Verdict::none;
  std::string sql;       // the widgets that were read from the database, separated by commas
  std::size_t rows = 0;  // how many rows were read for them
  std::string caller;    // who asked, as identity::Caller::name; empty: nobody knows
  std::string refusal;   // why it was refused, in a word or a few; empty: it was not
};

// The verdict as the header X-Cache shows it, such as `HIT`; `-` for Verdict::none.
const char* name_of(Verdict verdict);

}  // namespace callwidgets::web
