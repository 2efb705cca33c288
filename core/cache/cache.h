#pragma once
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "question/question.h"

namespace callwidgets::cache {

// A finished answer. Never changed once it stands in the cache.
struct Entry {
  std::shared_ptr<const std::string> body;
  std::string etag;
  std::int64_t version;  // the account's data that it was computed from
};

// The text that tells two questions of an account apart.
std::string key(std::int64_t account, const question::Question& question);

// Finished answers in memory, the least recently used ones going first. Safe to use from any
// thread.
class Cache {
 public:
  // Keeps at most `bytes` of keys and bodies.
  explicit Cache(std::size_t bytes) : capacity_(bytes) {}

  // The entry for `key` if it was computed from `version`; else computes and keeps it. What
  // `compute` throws is thrown on.
  std::shared_ptr<const Entry> get(const std::string& key, std::int64_t version,
                                   const std::function<Entry()>& compute);

 private:
  struct Node {
    std::string key;
    std::shared_ptr<const Entry> entry;
    std::size_t size() const {
      return key.size() + entry->body->size() + sizeof(Node) + sizeof(Entry);
    }
  };
  std::shared_ptr<const Entry> find(const std::string& key, std::int64_t version);
  void keep(const std::string& key, const std::shared_ptr<const Entry>& entry);
  void drop(std::list<Node>::iterator node);

  std::mutex mutex_;
  std::size_t capacity_;
  std::size_t size_ = 0;
  std::list<Node> nodes_;  // most recently used first
  std::unordered_map<std::string, std::list<Node>::iterator> index_;
};

}  // namespace callwidgets::cache
