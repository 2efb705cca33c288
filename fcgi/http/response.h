#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace callwidgets::web {

// How an answer came about.
enum class Verdict { none, hit, miss, stale, coalesced };

// One answer. `body` may be shared with the cache; it is never changed once it stands here.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // in the order in which they are sent
  std::shared_ptr<const std::string> body;                   // null: no body
  bool head = false;  // HEAD: Content-Length is the body's, the body stays away

  // The whole answer's bytes where they are at hand: what bytes() would make of all this.
  std::shared_ptr<const std::string> text;

  // For the access log.
  Verdict verdict = Verdict::none;
  std::string sql;       // what was asked of the database
  std::size_t rows = 0;  // read from there
};

// `HIT` and so on; `-` where no cache had to do with it.
const char* name_of(Verdict verdict);

}  // namespace callwidgets::web
