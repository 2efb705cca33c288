#include "cache/cache.h"

namespace callwidgets::cache {

std::string key(std::int64_t account, const question::Question& question) {
  std::string text = std::to_string(account) + (question.several ? " [" : " ");
  for (const std::size_t type : question.types) text += std::to_string(type) + ',';
  return text + ' ' + std::to_string(question.customer_id) + ' ' +
         std::to_string(calendar::number(question.range.from)) + ' ' +
         std::to_string(calendar::number(question.range.to)) + ' ' +
         std::to_string(question.datasources);
}

std::shared_ptr<const Entry> Cache::get(const std::string& key, std::int64_t version,
                                        const std::function<Entry()>& compute) {
  if (auto entry = find(key, version)) return entry;
  // Outside the lock: nobody waits for somebody else's query.
  auto entry = std::make_shared<const Entry>(compute());
  keep(key, entry);
  return entry;
}

std::shared_ptr<const Entry> Cache::find(const std::string& key, std::int64_t version) {
  const std::lock_guard lock{mutex_};
  const auto found = index_.find(key);
  if (found == index_.end() || found->second->entry->version != version) return nullptr;
  nodes_.splice(nodes_.begin(), nodes_, found->second);
  return found->second->entry;
}

void Cache::keep(const std::string& key, const std::shared_ptr<const Entry>& entry) {
  const std::lock_guard lock{mutex_};
  if (const auto found = index_.find(key); found != index_.end()) drop(found->second);
  nodes_.push_front({key, entry});
  index_[key] = nodes_.begin();
  size_ += nodes_.front().size();
  while (size_ > capacity_) drop(std::prev(nodes_.end()));
}

void Cache::drop(std::list<Node>::iterator node) {
  size_ -= node->size();
  index_.erase(node->key);
  nodes_.erase(node);
}

}  // namespace callwidgets::cache
