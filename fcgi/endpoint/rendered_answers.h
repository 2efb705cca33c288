#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "cache/entry.h"

namespace callwidgets::web {

// An answer as its bytes were written last, for a query as it came.
struct RenderedAnswer {
  std::string key;                            // in the cache
  std::shared_ptr<const cache::Entry> entry;  // good while the cache has this one under it
  std::int64_t good_in;                       // and on that day, for a default range goes by it;
                                              // or in that second
  bool to_nginx;                              // and to such a front
  std::shared_ptr<const std::string> text;    // of a Response
};

// Those of one thread, few and small. They belong to one owner, whoever asked last; each owner of
// the process has a number of its own.
class RenderedAnswers {
 public:
  static RenderedAnswers& of_this_thread();

  const RenderedAnswer* find(std::uint64_t owner, const std::string& query) {
    if (owner != owner_) return nullptr;
    const auto found = by_query_.find(query);
    return found == by_query_.end() ? nullptr : &found->second;
  }
  void keep(std::uint64_t owner, const std::string& query, RenderedAnswer answer);

 private:
  std::uint64_t owner_ = 0;  // none
  std::unordered_map<std::string, RenderedAnswer> by_query_;
};

}  // namespace callwidgets::web
