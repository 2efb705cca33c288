#pragma once
#include <cstdint>
#include <functional>
#include <optional>

namespace callwidgets::calls {

// One page of a JSON set: what it says of itself and of its set, and what was found in it.
struct Page {
  std::optional<std::int64_t> number;  // `page`, from 0
  std::optional<std::int64_t> size;    // `pagesize`: the most records of a page
  std::optional<std::int64_t> pages;   // `numpages`
  std::optional<std::int64_t> total;   // records of the whole set
  std::int64_t records = 0;            // in its list, bad ones too
  bool whole = false;                  // it is there up to its closing brace

  // How many pages its set has, as far as it says.
  std::optional<std::int64_t> pages_of_set() const {
    if (pages && *pages >= 0) return pages;
    if (!total || !size || *total < 0 || *size <= 0) return std::nullopt;
    return *total / *size + (*total % *size != 0);
  }
};

using PageSeen = std::function<void(const Page&)>;

}  // namespace callwidgets::calls
