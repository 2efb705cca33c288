// What a script of a web page gets from fetch().
#pragma once

#include <string>
#include <vector>

#include "browser.h"
#include "exchange.h"

namespace callwidgets::test {

struct PageFetch {
  std::string url;
  Headers headers;
  std::string credentials = "same-origin";  // as fetch() names them
  // An address that the browser shows in another window first, and what it asks there.
  std::string opened_before = {};
};

// One after the other, in one page of the browser's. An answer holds those headers of docs/api.md
// that the page may read; `failure` is the name of the error by which a fetch was rejected.
// Throws std::runtime_error where the page itself fails.
std::vector<Answer> fetch_in_page(Browser& browser, const std::vector<PageFetch>& fetches);

}  // namespace callwidgets::test
