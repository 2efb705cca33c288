#include "cache/answer_file.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstring>
#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

#include "cache/entry_bytes.h"

namespace callwidgets::cache {
namespace {

// In the host's own byte order: no other host reads it.
constexpr std::uint64_t format = 0x6377616e73770003;

struct HeadBytes {
  std::uint64_t sum;  // of all after it
  std::uint64_t format, kind, boot;
  std::int64_t account;
  Head head;
};
static_assert(std::has_unique_object_representations_v<HeadBytes>, "no bytes between its members");

struct ChangeBytes {
  std::int64_t scope, day, version;
};

struct AnswerBytes {
  std::uint64_t sum;  // of all after it, key and value too
  std::uint64_t epoch;
  std::uint64_t before;  // in its bucket; 0: none
  std::uint32_t key_size, value_size;
};

// Two places for the changes, and then the buckets.
constexpr std::uint64_t changes_at = 4096, changes_size = KnownChanges::most * sizeof(ChangeBytes),
                        buckets_at = changes_at + 2 * changes_size;

constexpr std::size_t first_read = 4096;  // mostly a whole answer

std::uint64_t checksum(std::string_view bytes) { return std::hash<std::string_view>{}(bytes); }

// Of an object or a row of them, from its byte `from` on.
template <class Object>
std::string_view bytes_of(const Object* objects, std::size_t count = 1, std::size_t from = 0) {
  return {reinterpret_cast<const char*>(objects) + from, count * sizeof(Object) - from};
}

constexpr std::uint64_t bucket_count(std::uint64_t bytes) {
  return std::clamp<std::uint64_t>(std::bit_floor(bytes / 1024), 1024, 1 << 20);
}

}  // namespace

AnswerFile::AnswerFile(const std::string& path, std::uint64_t kind, std::int64_t account,
                       std::uint64_t boot, std::size_t bytes)
    : file_(path),
      account_(account),
      kind_(kind),
      boot_(boot),
      bytes_(bytes),
      buckets_(bucket_count(bytes)),
      answers_at_(buckets_at + buckets_ * sizeof(std::uint64_t)) {}

std::optional<Head> AnswerFile::head() const {
  HeadBytes bytes{};
  if (!file_.read(0, &bytes, sizeof bytes)) return std::nullopt;
  if (bytes.format != format || bytes.kind != kind_ || bytes.boot != boot_ ||
      bytes.account != account_) {
    return std::nullopt;
  }
  if (bytes.sum != checksum(bytes_of(&bytes, 1, sizeof bytes.sum))) return std::nullopt;
  return bytes.head;
}

void AnswerFile::write_head(const Head& head) const {
  HeadBytes bytes{0, format, kind_, boot_, account_, head};
  bytes.sum = checksum(bytes_of(&bytes, 1, sizeof bytes.sum));
  file_.write(0, &bytes, sizeof bytes);
}

std::optional<KnownChanges> AnswerFile::changes(const Head& head) const {
  if (head.changes > KnownChanges::most || head.changes_place > 1) return std::nullopt;
  std::vector<ChangeBytes> bytes(head.changes);
  if (!file_.read(changes_at + head.changes_place * changes_size, bytes.data(),
                  bytes.size() * sizeof(ChangeBytes)) ||
      checksum(bytes_of(bytes.data(), bytes.size())) != head.changes_sum) {
    return std::nullopt;
  }
  std::vector<Change> changes;
  changes.reserve(bytes.size());
  for (const auto& [scope, day, version] : bytes) {
    changes.push_back({scope, static_cast<std::int32_t>(day), version});
  }
  return KnownChanges{std::move(changes)};
}

void AnswerFile::write_changes(Head& head, const KnownChanges& changes) const {
  std::vector<ChangeBytes> bytes;
  for (const Change& change : changes.all()) {
    bytes.push_back({change.scope, change.day, change.version});
  }
  head.changes_place = head.changes_place == 0 ? 1 : 0;
  head.changes = bytes.size();
  head.changes_sum = checksum(bytes_of(bytes.data(), bytes.size()));
  file_.write(changes_at + head.changes_place * changes_size, bytes.data(),
              bytes.size() * sizeof(ChangeBytes));
}

std::uint64_t AnswerFile::bucket_at(std::string_view key) const {
  return buckets_at + checksum(key) % buckets_ * sizeof(std::uint64_t);
}

std::optional<Entry> AnswerFile::find(const Head& head, std::string_view key) const {
  std::uint64_t at = 0, upper = head.end;
  if (!file_.read(bucket_at(key), &at, sizeof at)) return std::nullopt;
  // Each lies before the one that led to it, so that there is an end to it.
  while (at >= answers_at_ && at < upper && upper - at >= sizeof(AnswerBytes)) {
    char buffer[first_read];
    const std::size_t got =
        file_.read_some(at, buffer, std::min<std::uint64_t>(sizeof buffer, upper - at));
    AnswerBytes answer;
    if (got < sizeof answer) return std::nullopt;
    std::memcpy(&answer, buffer, sizeof answer);
    const std::uint64_t size = sizeof answer + std::uint64_t{answer.key_size} + answer.value_size;
    if (answer.epoch != head.epoch || size > upper - at || size > bytes_ / 8) return std::nullopt;
    const bool whole = size <= got;
    std::string rest;
    if (!whole) {
      if (answer.key_size != key.size()) {
        upper = std::exchange(at, answer.before);
        continue;
      }
      rest.resize(size);
      if (!file_.read(at, rest.data(), size)) return std::nullopt;
    }
    const std::string_view all{whole ? buffer : rest.data(), size};
    if (all.substr(sizeof answer, answer.key_size) == key) {
      if (checksum(all.substr(sizeof answer.sum)) != answer.sum) return std::nullopt;
      return read_entry(all.substr(sizeof answer + answer.key_size));
    }
    upper = std::exchange(at, answer.before);
  }
  return std::nullopt;
}

bool AnswerFile::may_hold(std::string_view key, const Entry& entry) const {
  constexpr std::size_t longest_key = 4096, about_the_rest = 200;
  const std::uint64_t size = key.size() + entry.body.size() + entry.etag.size() + about_the_rest;
  return key.size() <= longest_key && bytes_ > answers_at_ && size <= (bytes_ - answers_at_) / 8;
}

bool AnswerFile::add(Head& head, std::string_view key, const Entry& entry) const {
  const std::string value = entry_bytes(entry);
  std::uint64_t before = 0;
  file_.read(bucket_at(key), &before, sizeof before);
  const AnswerBytes answer{0, head.epoch, before < head.end ? before : 0,
                           static_cast<std::uint32_t>(key.size()),
                           static_cast<std::uint32_t>(value.size())};
  std::string all{bytes_of(&answer)};
  all.append(key).append(value);
  if (!may_hold(key, entry) || head.end + all.size() > bytes_) return false;
  const std::uint64_t sum = checksum(std::string_view{all}.substr(sizeof answer.sum));
  std::memcpy(all.data(), &sum, sizeof sum);
  file_.write(head.end, all.data(), all.size());
  file_.write(bucket_at(key), &head.end, sizeof head.end);
  head.end += (all.size() + 7) / 8 * 8;
  return true;
}

void AnswerFile::empty(Head& head) const {
  // Until the head is written the old one leads to nothing any more.
  file_.shorten(buckets_at);
  head.end = answers_at_;
  head.epoch =
      static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count()) ^
      (static_cast<std::uint64_t>(getpid()) << 48);
}

}  // namespace callwidgets::cache
