#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <new>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "figures/upkeep/spill_file.h"

namespace callwidgets::figures {

// Sorts any number of records in bounded memory: full buffers go, sorted, to a temporary file, and
// are merged in the end. Equal records come in no particular order. Used by one thread. The disk's
// errors (full, unreadable, no such folder) are std::system_error; the sort is lost then.
template <class Record, class Less = std::less<Record>>
class ExternalSort {
  static_assert(std::is_trivially_copyable_v<Record>);

 public:
  // `memory` in bytes holds for pushing and for merging, to within a record a run; where the system
  // gives less, it does with less. `folder` as
  // SpillFile takes it; nothing is created there while all fits the memory.
  explicit ExternalSort(std::size_t memory, std::string folder = {}, Less less = {})
      : capacity_(std::max<std::size_t>(1, memory / sizeof(Record))),
        folder_(std::move(folder)),
        less_(std::move(less)) {}

  void push(const Record& record) {
    if (buffer_.capacity() == 0) reserve();
    if (buffer_.size() == capacity_) spill();
    buffer_.push_back(record);
  }

  std::uint64_t size() const { return spilled_ + buffer_.size(); }

  // Calls visit(record) for each, in order, once: afterwards this is empty, and may be filled
  // again.
  template <class Visitor>
  void for_each_sorted(Visitor&& visit) {
    if (!file_) {
      std::sort(buffer_.begin(), buffer_.end(), less_);
      for (const Record& record : buffer_) visit(record);
    } else {
      if (!buffer_.empty()) spill();
      merge(visit);
    }
    buffer_.clear();
    runs_.clear();
    file_.reset();
    spilled_ = 0;
  }

 private:
  // A sorted run in the file, and the part of it that is in memory.
  struct Run {
    std::uint64_t next;  // of the file, in records
    std::uint64_t end;
    Record* window = nullptr;
    std::size_t at = 0;
    std::size_t filled = 0;
  };

  // All at once, as growing would hold the old and the new for a moment; untouched, it costs
  // nothing yet. Where there is less memory than that, what there is.
  void reserve() {
    constexpr std::size_t least = 1024;
    for (;;) {
      try {
        buffer_.reserve(capacity_);
        return;
      } catch (const std::bad_alloc&) {
        if (capacity_ <= least) throw;
        capacity_ /= 2;
      }
    }
  }

  void spill() {
    std::sort(buffer_.begin(), buffer_.end(), less_);
    if (!file_) file_.emplace(folder_);
    file_->append(buffer_.data(), buffer_.size() * sizeof(Record));
    runs_.push_back({spilled_, spilled_ + buffer_.size()});
    spilled_ += buffer_.size();
    buffer_.clear();
  }

  template <class Visitor>
  void merge(Visitor&& visit) {
    const std::size_t share = std::max<std::size_t>(1, capacity_ / runs_.size());
    buffer_.resize(share * runs_.size());
    std::vector<Run*> heap;  // the run with the least record first
    for (Run& run : runs_) {
      run.window = buffer_.data() + share * heap.size();
      refill(run, share);
      heap.push_back(&run);
    }
    const auto later = [this](const Run* left, const Run* right) {
      return less_(right->window[right->at], left->window[left->at]);
    };
    std::make_heap(heap.begin(), heap.end(), later);
    while (!heap.empty()) {
      Run& run = *heap.front();
      visit(std::as_const(run.window[run.at]));
      if (++run.at == run.filled && !refill(run, share)) {
        heap.front() = heap.back();
        heap.pop_back();
      }
      if (!heap.empty()) sink(heap);
    }
  }

  // False when the run has no more records.
  bool refill(Run& run, std::size_t share) {
    const std::size_t count =
        static_cast<std::size_t>(std::min<std::uint64_t>(share, run.end - run.next));
    if (count == 0) return false;
    file_->read(run.next * sizeof(Record), run.window, count * sizeof(Record));
    run.next += count;
    run.at = 0;
    run.filled = count;
    return true;
  }

  // The first run's record has changed: moves the run down to its place.
  void sink(std::vector<Run*>& heap) const {
    Run* const run = heap.front();
    std::size_t hole = 0;
    for (;;) {
      std::size_t child = 2 * hole + 1;
      if (child >= heap.size()) break;
      const auto record = [&](std::size_t index) -> const Record& {
        return heap[index]->window[heap[index]->at];
      };
      if (child + 1 < heap.size() && less_(record(child + 1), record(child))) ++child;
      if (!less_(record(child), run->window[run->at])) break;
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = run;
  }

  std::size_t capacity_;  // in records
  std::string folder_;
  Less less_;
  std::vector<Record> buffer_;
  std::optional<SpillFile> file_;
  std::vector<Run> runs_;
  std::uint64_t spilled_ = 0;  // records in the file
};

}  // namespace callwidgets::figures
