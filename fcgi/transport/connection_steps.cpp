// EventLoop's other half: what happens on one connection, from its request's first byte to its
// answer's last.
#include <linux/sockios.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "fcgi/http/request_fields.h"
#include "fcgi/http/response_bytes.h"
#include "fcgi/transport/event_loop.h"
#include "fcgi/transport/record.h"

namespace callwidgets::web {
namespace {

using Ending = Connection::Ending;

// Of the memory for what is to be sent, what a connection keeps.
constexpr std::size_t most_kept = 4096;

// What a peer that sends request after request without reading may leave unsent with us.
constexpr std::size_t most_unsent = 1024 * 1024;

// The fields are taken from the bytes that libfcgi gets too, not from its list: that ends a value
// at a NUL, and finds the first of repeated names. False: the bytes are not whole pairs, and
// libfcgi must not see them.
bool take_fields(std::string_view parameters, Request& request) {
  std::string_view name, value;
  RequestFields fields{request};
  while (!parameters.empty()) {
    if (!record::take_pair(parameters, name, value)) return false;
    fields.set(name, value);
  }
  fields.complete();
  return true;
}

// What an answer may take of a socket's send buffer: the kernel counts what it allocates, a power
// of two for each write and its own header.
std::size_t buffer_cost(std::size_t size) {
  return 2 * size + 1024 * (1 + size / (Exchange::one_read - 2 * record::header_size));
}

}  // namespace

void EventLoop::happened(Connection& c, std::uint32_t events) {
  if (c.fd < 0) return;
  if (events & (EPOLLHUP | EPOLLERR)) return drop(c);
  if (events & EPOLLIN) readable(c);
}

void EventLoop::readable(Connection& c) {
  const auto got = recv(c.fd, input_.data(), input_.size(), MSG_DONTWAIT);
  if (got < 0) {
    if (errno != EAGAIN && errno != EINTR) drop(c);
  } else if (got == 0) {
    // It may have closed its sending half only, and wait for the answer.
    c.read_closed = true;
    if (!c.job) drop(c);
  } else if (c.state != State::lingering) {
    const std::string_view input{input_.data(), static_cast<std::size_t>(got)};
    if (!c.reader.at_rest() || !serve_whole(c, input)) consume(c, input);
  }
}

// The way of nearly all requests, with nothing put together.
bool EventLoop::serve_whole(Connection& c, std::string_view input) {
  const auto whole = record::whole_request(input);
  Request request;
  if (!whole || whole->parameters.size() > limits_.parameters ||
      !take_fields(whole->parameters, request)) {
    return false;
  }
  c.reader.adopt(whole->id, whole->keep);
  serve(c, std::move(request), whole->parameters);
  return true;
}

void EventLoop::consume(Connection& c, std::string_view input) {
  while (!input.empty() && c.ending == Ending::none) {
    switch (c.reader.take(input, c.out)) {
      case RecordReader::Event::more:
        break;
      case RecordReader::Event::request:
        if (c.out.size() - c.sent > most_unsent) return drop(c);
        serve_read(c);
        if (c.fd < 0) return;
        break;
      case RecordReader::Event::aborted:
        abandon(c);
        record::append_end(c.out, c.reader.id(), record::Status::complete);
        finish(c);
        break;
      case RecordReader::Event::too_long:
        record::append_answer(c.out, c.reader.id(), bytes(too_long()));
        answered_.fetch_add(1, std::memory_order_relaxed);
        c.ending = Ending::linger;
        break;
      case RecordReader::Event::close:
        c.ending = Ending::linger;
        break;
    }
  }
}

void EventLoop::serve_read(Connection& c) {
  Request request;
  if (!take_fields(c.reader.parameters(), request)) {
    c.ending = Ending::linger;
    return;
  }
  serve(c, std::move(request), c.reader.parameters());
}

// What is at hand is written in one go. What must be computed libfcgi reads, from memory, and
// writes.
void EventLoop::serve(Connection& c, Request request, std::string_view parameters) {
  const auto begun = Clock::now();
  auto found = handler_.at_once(request);
  if (const auto* response = std::get_if<Response>(&found)) {
    c.reader.release_parameters();
    return answer(c, request, *response, begun);
  }
  const int from = spool_.holding(record::request(c.reader.id(), c.reader.keep(), parameters));
  c.reader.release_parameters();
  if (from < 0) return drop(c);
  c.exchange = Exchange::read(from, c.fd);
  if (!c.exchange) {
    spool_.closed();
    return drop(c);
  }
  auto job = std::make_shared<Job>();
  job->request = std::move(request);
  job->computation = std::move(std::get<Computation>(found));
  job->begun = begun;
  job->finished_jobs = finished_jobs_;
  job->connection = &c;
  switch (query_queue_->offer(job, may_hold_)) {
    case QueryQueue::Offer::refused:
      return answer(c, job->request, unavailable(job->request.method == "HEAD"), begun);
    case QueryQueue::Offer::held:
      held_ = true;
      break;
    case QueryQueue::Offer::taken:
      break;
  }
  c.job = std::move(job);
}

void EventLoop::answer(Connection& c, const Request& request, const Response& response,
                       Clock::time_point begun) {
  std::string made;
  if (!response.text) made = bytes(response);
  const std::string& text = response.text ? *response.text : made;
  if (c.exchange && c.out.empty() && has_room(c, text.size())) {
    if (!c.exchange->answer(text)) return drop(c);
  } else {
    record::append_answer(c.out, c.reader.id(), text);
  }
  handler_.answered(request, response,
                    std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun));
  finish(c);
}

void EventLoop::abandon(Connection& c) {
  if (c.job) c.job->wanted.store(false, std::memory_order_relaxed);
  c.job.reset();
}

void EventLoop::finish(Connection& c) {
  c.exchange.reset();
  c.job.reset();
  if (!c.reader.keep() || c.read_closed || draining_) c.ending = Ending::close;
  c.reader.answered();
  answered_.fetch_add(1, std::memory_order_relaxed);
}

bool EventLoop::has_room(Connection& c, std::size_t size) {
  const std::size_t cost = buffer_cost(size), room = c.buffer - c.buffer / 8;
  if (c.unconfirmed + cost > room) {
    int queued = 0;
    if (ioctl(c.fd, SIOCOUTQ, &queued) != 0) return false;
    c.unconfirmed = static_cast<std::size_t>(queued);
    if (c.unconfirmed + cost > room) return false;
  }
  c.unconfirmed += cost;
  return true;
}

void EventLoop::send_out(Connection& c) {
  while (c.sent < c.out.size()) {
    const auto done =
        send(c.fd, c.out.data() + c.sent, c.out.size() - c.sent, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (done < 0) {
      if (errno == EINTR) continue;
      if (errno != EAGAIN) drop(c);
      return;
    }
    c.sent += static_cast<std::size_t>(done);
  }
  // The socket may still be full of it; what libfcgi writes next must ask.
  c.unconfirmed = c.buffer;
  c.sent = 0;
  // A small one is used again.
  if (c.out.capacity() > most_kept) std::string{}.swap(c.out);
  c.out.clear();
}

void EventLoop::settle(Connection& c) {
  if (c.fd < 0 || c.state == State::lingering) return;
  if (!c.out.empty()) send_out(c);
  if (c.fd < 0) return;
  count(c);
  const bool sent = c.out.empty();
  if (c.job) {
    move(c, State::computing);
    return watch(c, sent ? (c.read_closed ? 0u : EPOLLIN) : EPOLLOUT);
  }
  if (!sent) {
    move(c, State::writing);
    return watch(c, EPOLLOUT);
  }
  if (c.ending == Ending::linger || (c.ending == Ending::close && !c.local)) {
    shutdown(c.fd, SHUT_WR);
    move(c, State::lingering);
    return watch(c, EPOLLIN);
  }
  const bool at_rest = c.reader.at_rest();
  if (c.ending == Ending::close || (draining_ && at_rest)) return drop(c);
  move(c, at_rest ? State::idle : State::reading);
  watch(c, EPOLLIN);
  // The oldest first: it may be this one.
  while (half_read_ > limits_.half_read && !in(State::reading).empty()) {
    drop(in(State::reading).front());
  }
}

void EventLoop::count(Connection& c) {
  half_read_ += c.reader.held() - c.counted;
  c.counted = c.reader.held();
}

void EventLoop::move(Connection& c, State state) {
  // `since` is when it came to be so; an idle one is as young as its latest answer.
  if (c.state == state && state != State::idle) return;
  auto& to = in(state);
  to.splice(to.end(), in(c.state), c.self);
  c.state = state;
  c.since = now_;
}

void EventLoop::watch(Connection& c, std::uint32_t interest) {
  if (c.registered && c.interest == interest) return;
  epoll_event event{};
  event.events = interest;
  event.data.ptr = &c;
  if (epoll_ctl(epoll_, c.registered ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, c.fd, &event) != 0) {
    return drop(c);
  }
  c.registered = true;
  c.interest = interest;
}

void EventLoop::drop(Connection& c) {
  abandon(c);
  c.exchange.reset();
  half_read_ -= c.counted;
  c.counted = 0;
  if (c.fd >= 0) close(c.fd);
  c.fd = -1;
  dead_.splice(dead_.end(), in(c.state), c.self);
  open_.fetch_sub(1, std::memory_order_relaxed);
}

}  // namespace callwidgets::web
