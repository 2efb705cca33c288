#pragma once
#include <future>
#include <memory>
#include <utility>
#include <vector>

#include "figures/importing/call_sink.h"

namespace callwidgets::figures {

// Lets another sink apply a batch on a thread of its own while the next one is being read. What
// that sink throws comes out of the next apply() or of finish(); it fits sinks that keep no
// batches, for it is then too late to say which one failed.
class BackgroundSink : public CallSink {
 public:
  explicit BackgroundSink(std::unique_ptr<CallSink> sink) : sink_(std::move(sink)) {}
  ~BackgroundSink() override {
    if (running_.valid()) running_.wait();
  }

  std::size_t batch_size() const override { return sink_->batch_size(); }
  bool keeps_batches() const override { return sink_->keeps_batches(); }

  std::int64_t apply(std::span<const calls::Call> calls) override {
    if (running_.valid()) version_ = running_.get();
    batch_.assign(calls.begin(), calls.end());
    running_ = std::async(std::launch::async, [this] { return sink_->apply(batch_); });
    return version_;
  }

  void finish() override {
    if (running_.valid()) running_.get();
    sink_->finish();
  }

 private:
  std::unique_ptr<CallSink> sink_;
  std::vector<calls::Call> batch_;  // the running thread's
  std::future<std::int64_t> running_;
  std::int64_t version_ = 0;
};

}  // namespace callwidgets::figures
