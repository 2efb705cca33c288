#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "cache/entry.h"

namespace callwidgets::cache {

// Finished answers in memory, of all accounts. A new one waits in a short queue, and only what is
// asked for again gets into the long one (the scheme is known as S3-FIFO), so a scan of questions
// that nobody asks twice pushes nothing else out. Used under one lock.
class Memory {
 public:
  // Keeps at most `bytes`, all counted; no entry that takes more than an eighth of them.
  explicit Memory(std::size_t bytes) : capacity_(bytes) {}

  // A key is one account's: under another it finds nothing.
  std::shared_ptr<const Entry> find(std::int64_t account, std::string_view key);
  void put(std::int64_t account, const std::string& key, std::shared_ptr<const Entry> entry);

  // Drops the account's entries that the change concerns, or all of them.
  void change(std::int64_t account, std::int64_t scope, std::int32_t day, std::int64_t version);
  void clear(std::int64_t account);

  std::size_t entries() const { return nodes_.size(); }
  std::size_t bytes() const { return size_; }

 private:
  struct Node {
    std::int64_t account;
    std::string key;
    std::shared_ptr<const Entry> entry;
    std::size_t size;
    unsigned asked = 0;  // since it came or was last spared, up to 3
    bool in_long = false;
  };
  using Queue = std::list<Node>;  // newest first
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  void make_room();
  void drop(Queue::iterator node);
  void remember(const std::string& key);

  const std::size_t capacity_;
  std::size_t size_ = 0, short_size_ = 0;
  Queue short_, long_;
  std::unordered_map<std::string_view, Queue::iterator, Hash, std::equal_to<>> nodes_;
  using Scopes = std::unordered_map<std::int64_t, std::unordered_set<const Node*>>;
  std::unordered_map<std::int64_t, Scopes> by_account_;
  // Hashes of keys that went from the short queue: one that comes back belongs into the long one.
  std::deque<std::size_t> ghosts_;
  std::unordered_multiset<std::size_t> is_ghost_;
};

}  // namespace callwidgets::cache
