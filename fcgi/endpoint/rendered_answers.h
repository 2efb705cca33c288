#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "cache/cache.h"

namespace callwidgets::web {

// An answer as its bytes were written last, for a query as it came from a caller of a view.
struct RenderedAnswer {
  std::int64_t account;
  cache::Cache* cache;                        // the account's
  std::string key;                            // in it
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

  // `question` holds both, the view and the query.
  const RenderedAnswer* find(std::uint64_t owner, const std::string& question) {
    if (owner != owner_) return nullptr;
    const auto found = by_question_.find(question);
    return found == by_question_.end() ? nullptr : &found->second;
  }
  void keep(std::uint64_t owner, const std::string& question, RenderedAnswer answer);

 private:
  std::uint64_t owner_ = 0;  // none
  std::unordered_map<std::string, RenderedAnswer> by_question_;
};

}  // namespace callwidgets::web
