#pragma once
#include <future>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "figures/importing/call_sink.h"

namespace callwidgets::figures {

// Lets another sink apply a batch on a thread of its own while the next one is being read. What
// that sink throws comes out of the next apply(), of settle() or of finish(); it fits sinks that
// keep no batches and refuse no calls, for it is then too late to say which one failed.
class BackgroundSink : public CallSink {
 public:
  explicit BackgroundSink(std::unique_ptr<CallSink> sink) : sink_(std::move(sink)) {}
  ~BackgroundSink() override {
    if (running_.valid()) running_.wait();
  }

  std::size_t batch_size() const override { return sink_->batch_size(); }
  std::size_t batch_bytes() const override { return sink_->batch_bytes(); }
  bool keeps_batches() const override { return sink_->keeps_batches(); }

  Applied apply(std::span<const calls::Call> calls) override {
    Applied before{settle(), {}};
    batch_.assign(calls.begin(), calls.end());
    try {
      running_ = std::async(std::launch::async, [this] { return sink_->apply(batch_).counts; });
    } catch (const std::system_error&) {
      // No thread is to be had: then without.
      before.counts += sink_->apply(batch_).counts;
    }
    return before;
  }

  CallCounts settle() override { return running_.valid() ? running_.get() : CallCounts{}; }

  void finish() override {
    settle();
    sink_->finish();
  }

  Abandoned abandon() noexcept override {
    if (running_.valid()) running_.wait();
    return sink_->abandon();
  }

 private:
  std::unique_ptr<CallSink> sink_;
  std::vector<calls::Call> batch_;  // the running thread's
  std::future<CallCounts> running_;
};

}  // namespace callwidgets::figures
