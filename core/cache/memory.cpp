#include "cache/memory.h"

#include <vector>

namespace callwidgets::cache {
namespace {

// What a node, its places in the indexes and an entry's own fields take, about.
constexpr std::size_t overhead = 400;

constexpr unsigned most_asked = 3;

}  // namespace

std::shared_ptr<const Entry> Memory::find(std::int64_t account, std::string_view key) {
  const auto found = nodes_.find(key);
  if (found == nodes_.end() || found->second->account != account) return nullptr;
  Node& node = *found->second;
  if (node.asked < most_asked) ++node.asked;
  return node.entry;
}

void Memory::put(std::int64_t account, const std::string& key, std::shared_ptr<const Entry> entry) {
  if (const auto found = nodes_.find(key); found != nodes_.end()) drop(found->second);
  const std::size_t size = key.size() + entry->body.size() + entry->etag.size() + overhead;
  if (size > capacity_ / 8) return;
  const bool returns = is_ghost_.contains(Hash{}(key));
  Queue& queue = returns ? long_ : short_;
  queue.push_front({account, key, std::move(entry), size});
  Node& node = queue.front();
  node.in_long = returns;
  nodes_.emplace(node.key, queue.begin());
  by_account_[account][node.entry->scope].insert(&node);
  size_ += size;
  if (!returns) short_size_ += size;
  make_room();
}

void Memory::make_room() {
  while (size_ > capacity_) {
    if (!short_.empty() && (short_size_ > capacity_ / 10 || long_.empty())) {
      const auto node = std::prev(short_.end());
      if (node->asked > 1) {
        node->asked = 0;
        node->in_long = true;
        short_size_ -= node->size;
        long_.splice(long_.begin(), short_, node);
      } else {
        remember(node->key);
        drop(node);
      }
    } else {
      const auto node = std::prev(long_.end());
      if (node->asked > 0) {
        --node->asked;
        long_.splice(long_.begin(), long_, node);
      } else {
        drop(node);
      }
    }
  }
}

void Memory::remember(const std::string& key) {
  const std::size_t hash = Hash{}(key);
  ghosts_.push_back(hash);
  is_ghost_.insert(hash);
  while (ghosts_.size() > nodes_.size() + 1) {
    is_ghost_.erase(is_ghost_.find(ghosts_.front()));
    ghosts_.pop_front();
  }
}

void Memory::drop(Queue::iterator node) {
  const auto account = by_account_.find(node->account);
  const auto scope = account->second.find(node->entry->scope);
  scope->second.erase(&*node);
  if (scope->second.empty()) account->second.erase(scope);
  if (account->second.empty()) by_account_.erase(account);
  nodes_.erase(node->key);
  size_ -= node->size;
  if (!node->in_long) short_size_ -= node->size;
  (node->in_long ? long_ : short_).erase(node);
}

void Memory::change(std::int64_t account, std::int64_t scope, std::int32_t day,
                    std::int64_t version) {
  const auto scopes = by_account_.find(account);
  if (scopes == by_account_.end()) return;
  std::vector<const Node*> wrong;
  const auto look = [&](const std::unordered_set<const Node*>& nodes) {
    for (const Node* node : nodes) {
      if (concerns(*node->entry, scope, day, version)) wrong.push_back(node);
    }
  };
  if (scope == 0) {
    for (const auto& [of, nodes] : scopes->second) look(nodes);
  } else {
    for (const std::int64_t of : {scope, std::int64_t{0}}) {
      if (const auto found = scopes->second.find(of); found != scopes->second.end()) {
        look(found->second);
      }
    }
  }
  for (const Node* node : wrong) drop(nodes_.find(node->key)->second);
}

void Memory::clear(std::int64_t account) {
  const auto scopes = by_account_.find(account);
  if (scopes == by_account_.end()) return;
  std::vector<const Node*> all;
  for (const auto& [scope, nodes] : scopes->second)
    all.insert(all.end(), nodes.begin(), nodes.end());
  for (const Node* node : all) drop(nodes_.find(node->key)->second);
}

}  // namespace callwidgets::cache
