#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cache/entry.h"
#include "cache/feed.h"
#include "cache/known_changes.h"
#include "cache/shared_file.h"

namespace callwidgets::cache {

// What an answer file says of all its answers: how far the feed was read, and what it told.
struct Head {
  std::uint64_t epoch = 0;  // of its answers: another one each time that it was emptied
  Stamp stamp;
  std::int64_t generation = 0;
  Served served;
  std::int64_t read = 0;            // steady clock, nanoseconds
  std::int64_t known_from = 0;      // all changes since are known
  std::int64_t settled = 0;         // nothing is kept before; as `read`
  std::int64_t swept = 0;           // other kinds' files were looked for; as `read`
  std::uint64_t end = 0;            // of the answers
  std::uint64_t changes = 0;        // how many are known
  std::uint64_t changes_sum = 0;    // their checksum,
  std::uint64_t changes_place = 0;  // and where they lie: they are never written over
};

// The bytes of an answer file: a head, the changes, buckets by key, and answers, each leading to
// the one before it in its bucket. They are added at the end until it is full; then it is emptied.
// Everything that is read carries a checksum, so that damaged bytes, or those of a writer that was
// killed, are nothing. Whoever writes holds the file's lock.
class AnswerFile {
 public:
  // `kind`, `account` and `boot` stand in the head: one of others is none. `bytes` is the most that
  // it takes.
  AnswerFile(const std::string& path, std::uint64_t kind, std::int64_t account, std::uint64_t boot,
             std::size_t bytes);

  const SharedFile& file() const { return file_; }

  // Nothing where it is damaged or empty.
  std::optional<Head> head() const;
  std::optional<KnownChanges> changes(const Head& head) const;
  std::optional<Entry> find(const Head& head, std::string_view key) const;

  // These throw std::system_error. What was written counts once the head is.
  void write_head(const Head& head) const;
  void write_changes(Head& head, const KnownChanges& changes) const;
  // False: it is full, or the answer takes more than an eighth of it: then it is never kept.
  bool add(Head& head, std::string_view key, const Entry& entry) const;
  bool may_hold(std::string_view key, const Entry& entry) const;
  void empty(Head& head) const;

 private:
  std::uint64_t bucket_at(std::string_view key) const;

  const SharedFile file_;
  const std::int64_t account_;
  const std::uint64_t kind_, boot_, bytes_, buckets_, answers_at_;
};

}  // namespace callwidgets::cache
