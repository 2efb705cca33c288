#include "cache/shared.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "cache/answer_file.h"

namespace callwidgets::cache {
namespace {

// Of the steady clock, as Head has it.
template <class Duration>
std::int64_t nanoseconds(Duration since_its_epoch) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(since_its_epoch).count();
}

std::int64_t present() { return nanoseconds(std::chrono::steady_clock::now().time_since_epoch()); }

std::string hexadecimal(std::uint64_t number) {
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[number >> shift & 15];
  return text;
}

constexpr std::string_view answers_of = "answers-";

// How long a kind's file is left alone after its last use. Who uses it writes every second or two.
constexpr std::chrono::seconds unused{60};

// The same of a file of this kind: its account may be asked about again.
constexpr std::chrono::hours unused_account{1};

struct FoundFile {
  std::string path, name;
  std::uint64_t bytes;   // on the disk
  std::int64_t changed;  // seconds since 1970
};

std::vector<FoundFile> files_in(const std::string& folder) {
  std::vector<FoundFile> found;
  DIR* const listing = opendir(folder.c_str());
  if (!listing) return found;
  while (const dirent* file = readdir(listing)) {
    const std::string path = folder + '/' + file->d_name;
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    found.push_back({path, file->d_name, static_cast<std::uint64_t>(status.st_blocks) * 512,
                     status.st_mtim.tv_sec});
  }
  closedir(listing);
  return found;
}

}  // namespace

struct Shared::Parts {
  std::string folder;
  std::uint64_t kind = 0, boot = 0;
  std::int64_t account = 0;
  std::size_t bytes = 0;
  Log log;

  std::mutex writing;                           // of put() and learn(); locked before the other one
  std::mutex mutex;                             // of what follows
  std::shared_ptr<const AnswerFile> file;       // null: it can't be had just now
  std::shared_ptr<const KnownChanges> changes;  // of that sum
  std::uint64_t changes_sum = 0;
  std::string trouble;

  std::string kind_name() const { return std::string{answers_of} + hexadecimal(kind); }
  std::string name() const { return kind_name() + '-' + std::to_string(account); }

  // The same trouble is told once.
  void say(const std::string& text) {
    {
      const std::lock_guard lock{mutex};
      if (text == std::exchange(trouble, text) || text.empty()) return;
    }
    log("cache_folder: " + text + "; answers are not shared with other processes meanwhile");
  }

  std::shared_ptr<const AnswerFile> opened() {
    const std::lock_guard lock{mutex};
    return file;
  }

  // Anew where it was not there, or somebody has removed or replaced it. Throws std::system_error.
  std::shared_ptr<const AnswerFile> open_anew() {
    auto now = opened();
    if (now && now->file().in_place()) return now;
    now = std::make_shared<const AnswerFile>(folder + '/' + name(), kind, account, boot, bytes);
    const std::lock_guard lock{mutex};
    file = now;
    return now;
  }

  // The changes that the head tells of; null where they are damaged.
  std::shared_ptr<const KnownChanges> changes_of(const AnswerFile& of, const Head& head) {
    {
      const std::lock_guard lock{mutex};
      if (changes && changes_sum == head.changes_sum) return changes;
    }
    auto read = of.changes(head);
    if (!read) return nullptr;
    auto known = std::make_shared<const KnownChanges>(std::move(*read));
    keep(known, head);
    return known;
  }
  void keep(std::shared_ptr<const KnownChanges> known, const Head& head) {
    const std::lock_guard lock{mutex};
    changes = std::move(known);
    changes_sum = head.changes_sum;
  }

  // Whether the entry is right at the head's position.
  bool right(const AnswerFile& of, const Head& head, const Entry& entry) {
    if (entry.version >= head.stamp.version) return entry.version == head.stamp.version;
    if (entry.version < head.known_from) return false;
    const auto known = changes_of(of, head);
    return known && known->spare(entry);
  }

  // `body` gets the file and what it says, by which it may write. False: nothing was done.
  template <class Body>
  bool write(Body body) {
    const std::lock_guard lock{writing};
    try {
      const auto to = open_anew();
      const SharedFile::Lock right_to_write{to->file()};
      if (!right_to_write) {
        say("another process has stopped while it wrote there");
        return false;
      }
      auto head = to->head();
      // All of it is right, or nothing.
      if (head && !changes_of(*to, *head)) head.reset();
      body(*to, head);
      say({});
      return true;
    } catch (const std::system_error& error) {
      say(error.what());
      return false;
    }
  }

  void sweep() const {
    const std::int64_t now = time(nullptr);
    std::vector<FoundFile> of_this_kind;
    std::uint64_t together = 0;
    for (const FoundFile& found : files_in(folder)) {
      if (found.name.starts_with(kind_name() + '-')) {
        of_this_kind.push_back(found);
        together += found.bytes;
      } else if (found.name == "data.mdb" || found.name == "lock.mdb" ||  // of earlier versions
                 (found.name.starts_with(answers_of) && now - found.changed > unused.count())) {
        unlink(found.path.c_str());
      }
    }
    std::sort(of_this_kind.begin(), of_this_kind.end(),
              [](const auto& one, const auto& other) { return one.changed < other.changed; });
    for (const FoundFile& found : of_this_kind) {
      const bool used = now - found.changed <= std::chrono::seconds{unused_account}.count();
      if (found.name == name() || (used && together <= bytes)) continue;
      together -= found.bytes;
      unlink(found.path.c_str());
    }
  }
};

Shared::Shared(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Shared::~Shared() = default;

std::unique_ptr<Shared> Shared::open(const std::string& folder, std::size_t bytes,
                                     const std::string& kind, std::int64_t account, Log log,
                                     const std::string& boot) {
  std::string id;
  if (!std::getline(std::ifstream{boot}, id) || id.empty()) {
    log("cache_folder " + folder + " is not used: the number of this boot can't be read from " +
        boot);
    return nullptr;
  }
  auto parts = std::make_unique<Parts>();
  const std::hash<std::string> hash;
  parts->folder = folder;
  parts->kind = hash(kind + '\n' + std::to_string(bytes));
  parts->boot = hash(id);
  parts->account = account;
  parts->bytes = bytes;
  parts->log = std::move(log);
  try {
    parts->open_anew();
  } catch (const std::system_error& error) {
    parts->say(error.what());
  }
  return std::unique_ptr<Shared>{new Shared{std::move(parts)}};
}

Shared::Position Shared::position() {
  const auto file = parts_->opened();
  const auto head = file ? file->head() : std::nullopt;
  if (!head) return {};
  return {head->stamp, head->generation, head->served, Time{std::chrono::nanoseconds{head->read}}};
}

Shared::Found Shared::find(std::string_view key, std::int64_t generation) {
  const auto file = parts_->opened();
  const auto head = file ? file->head() : std::nullopt;
  if (!head || head->generation != generation) return {};
  auto entry = file->find(*head, key);
  if (!entry || entry->generation != generation || !parts_->right(*file, *head, *entry)) return {};
  return {std::make_shared<const Entry>(std::move(*entry)), head->stamp};
}

void Shared::put(const std::vector<Put>& entries, const Stamp& position) {
  parts_->write([&](const AnswerFile& file, std::optional<Head> head) {
    if (!head || head->stamp != position || present() < head->settled) return;
    for (const auto& [key, entry] : entries) {
      if (entry.generation != head->generation || !file.may_hold(key, entry)) continue;
      if (!parts_->right(file, *head, entry)) continue;
      try {
        if (file.add(*head, key, entry)) continue;
      } catch (const std::system_error&) {
        // A full disk, mostly: what this file takes of it is given back. If it happens again, it is
        // told.
      }
      // It is full. What is asked for comes back.
      file.empty(*head);
      file.write_head(*head);
      file.add(*head, key, entry);
    }
    file.write_head(*head);
  });
}

bool Shared::learn(const FeedReading& reading, Time begun) {
  return parts_->write([&](const AnswerFile& file, std::optional<Head> found) {
    const bool damaged = !found;
    Head head = found.value_or(Head{});
    const std::int64_t settled =
        reading.another_history ? nanoseconds(begun.time_since_epoch() + unsettled) : head.settled;
    const bool same = !damaged && !reading.another_history && head.stamp == reading.now &&
                      head.generation == reading.generation;
    const bool afresh =
        !same && (damaged || reading.everything || reading.generation != head.generation ||
                  head.stamp.version < reading.since.version ||
                  (head.stamp.version == reading.since.version && head.stamp != reading.since));
    if (!afresh && head.stamp.version > reading.now.version) return;  // another is further
    KnownChanges known;
    bool news = afresh;
    if (afresh) {
      head = {};
      file.empty(head);
      head.settled = settled;
      head.known_from = reading.now.version;
    } else {
      std::vector<Change> later;
      for (const Change& change : reading.changes) {
        if (change.version > head.stamp.version) later.push_back(change);
      }
      if ((news = !later.empty())) {
        known = *parts_->changes_of(file, head);
        head.known_from = std::max(head.known_from, known.add(later));
      }
    }
    if (news) file.write_changes(head, known);
    head.stamp = reading.now;
    head.generation = reading.generation;
    head.served = reading.served;
    head.read = std::max(head.read, nanoseconds(begun.time_since_epoch()));
    if (present() - head.swept > nanoseconds(unused)) {
      parts_->sweep();
      head.swept = present();
    }
    file.write_head(head);
    if (news) parts_->keep(std::make_shared<const KnownChanges>(std::move(known)), head);
  });
}

}  // namespace callwidgets::cache
