#include "fcgi/answers/connections.h"

#include <algorithm>
#include <utility>

namespace callwidgets::web {
namespace {

using database::Error;

// A server that has no room is asked by one thread at a time, now and then.
constexpr std::chrono::milliseconds rest{500};
// How soon an interruption is seen.
constexpr std::chrono::milliseconds glance{100};

}  // namespace

void Waiting::begin() { interrupted_ = false; }

void Waiting::on(database::Wire* wire) {
  const std::lock_guard lock{mutex_};
  wire_ = wire;
}

void Waiting::interrupt() noexcept {
  interrupted_ = true;
  const std::lock_guard lock{mutex_};
  if (wire_) wire_->cut();
}

Connections::Connections(std::vector<database::Address> addresses)
    : servers_(std::move(addresses)) {}

Connections::Taken Connections::take(Waiting& waiting, bool anew, bool asks) {
  if (!anew) {
    if (auto found = rested(asks)) {
      waiting.on(&found->wire);
      return {std::move(found), true};
    }
  }
  std::string problem = "the server gives no further session";
  int code = 0;
  for (;;) {
    if (may_open()) {
      try {
        return {opened(waiting), false};
      } catch (const Error& error) {
        if (error.kind() != Error::Kind::full) throw;
        problem = error.what();
        code = error.code();
      }
    }
    if (auto given = wait_for_one()) {
      waiting.on(&given->wire);
      return {std::move(given), true};
    }
    if (waiting.interrupted()) throw Error(Error::Kind::full, code, problem);
  }
}

std::unique_ptr<Connection> Connections::rested(bool asks) {
  for (;;) {
    std::unique_ptr<Connection> last;
    {
      const std::lock_guard lock{mutex_};
      if (resting_.empty()) return nullptr;
      last = std::move(resting_.back());
      resting_.pop_back();
      ++taken_;
    }
    if (!servers_.earlier_one_answers(last->server, asks)) return last;
    drop(std::move(last));
  }
}

bool Connections::may_open() {
  const std::lock_guard lock{mutex_};
  return Clock::now() >= opens_again_;
}

std::unique_ptr<Connection> Connections::opened(Waiting& waiting) {
  auto made = std::make_unique<Connection>();
  {
    std::unique_lock lock{mutex_};
    closed_.wait_until(lock, patient_until_, [&] { return taken_older_ == 0; });
    made->age = age_;
  }
  waiting.on(&made->wire);
  try {
    auto opened = servers_.open(made->wire);
    made->session = std::move(opened.session);
    made->server = opened.server;
  } catch (const Error& error) {
    waiting.on(nullptr);
    const std::lock_guard lock{mutex_};
    if (error.kind() == Error::Kind::full) opens_again_ = Clock::now() + rest;
    throw;
  } catch (...) {
    waiting.on(nullptr);
    throw;
  }
  ++open_;
  const std::lock_guard lock{mutex_};
  ++(made->age == age_ ? taken_ : taken_older_);
  return made;
}

std::unique_ptr<Connection> Connections::wait_for_one() {
  std::unique_lock lock{mutex_};
  if (!resting_.empty()) {
    auto last = std::move(resting_.back());
    resting_.pop_back();
    ++taken_;
    return last;
  }
  Place place;
  const auto self = queue_.insert(queue_.end(), &place);
  place.came.wait_for(lock, glance, [&] { return place.given != nullptr; });
  if (!place.given) queue_.erase(self);
  return std::move(place.given);
}

void Connections::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock{mutex_};
    if (connection->age == age_ && queue_.empty()) {
      --taken_;
      resting_.push_back(std::move(connection));
      return;
    }
    if (connection->age == age_) {
      Place& first = *queue_.front();
      queue_.pop_front();
      first.given = std::move(connection);
      first.came.notify_one();
      return;
    }
  }
  drop(std::move(connection));
}

void Connections::drop(std::unique_ptr<Connection> connection) {
  const std::uint64_t age = connection->age;
  connection.reset();
  --open_;
  const std::lock_guard lock{mutex_};
  --(age == age_ ? taken_ : taken_older_);
  opens_again_ = {};  // there is room again
  closed_.notify_all();
}

void Connections::forget() { forget_until({}); }

void Connections::forget_file() { forget_until(Clock::now() + std::chrono::seconds{1}); }

void Connections::forget_until(Clock::time_point patient) {
  std::vector<std::unique_ptr<Connection>> gone;
  {
    const std::lock_guard lock{mutex_};
    ++age_;
    gone.swap(resting_);
    taken_older_ += taken_ + gone.size();
    taken_ = 0;
    patient_until_ = patient;
  }
  for (auto& connection : gone) drop(std::move(connection));
}

}  // namespace callwidgets::web
