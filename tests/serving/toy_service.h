#pragma once
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include "fastcgi_client.h"
#include "fcgi/transport/acceptor.h"
#include "fcgi/transport/listening_socket.h"
#include "site.h"
#include "waiting.h"

namespace callwidgets::test {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// An application for the acceptor's tests. /hit, /big (a body of as many bytes as the query says)
// and /size (tells the query's length) are answered at once, /miss by a worker, /gate by a worker
// once the gate is open.
class Toy : public web::Handler {
 public:
  std::variant<web::Response, web::Computation> at_once(const web::Request& request) override {
    ++asked;
    if (request.path == "/hit") return text("hit " + request.query);
    if (request.path == "/size") return text(std::to_string(request.query.size()));
    if (request.path == "/big") return text(std::string(std::stoul(request.query), 'x'));
    return web::Computation{
        request.path == "/gate" && request.query.starts_with("shared") ? request.query : ""};
  }

  web::Response finished(const web::Request&, const web::Computation&, web::Response response,
                         bool) override {
    return response;
  }

  std::unique_ptr<web::Worker> worker() override {
    ++workers;
    return std::make_unique<Clerk>(*this);
  }

  void open_gate() {
    const std::lock_guard lock{mutex_};
    open_ = true;
    opened_.notify_all();
  }

  std::atomic<int> asked{0}, workers{0}, at_gate{0}, computed{0}, left{0};

 private:
  struct Clerk : web::Worker {
    explicit Clerk(Toy& owner) : toy(owner) {}
    ~Clerk() override { ++toy.left; }
    web::Response answer(const web::Request& request, const web::Computation&) override {
      if (request.path == "/gate") {
        std::unique_lock lock{toy.mutex_};
        ++toy.at_gate;
        toy.opened_.wait(lock, [&] { return toy.open_; });
      }
      ++toy.computed;
      if (request.path == "/bigmiss") return text(std::string(std::stoul(request.query), 'y'));
      return text("miss " + request.query);
    }
    Toy& toy;
  };

  static web::Response text(std::string body) {
    web::Response response;
    response.headers = {{"Content-Type", "text/plain"}};
    response.body = std::make_shared<const std::string>(std::move(body));
    return response;
  }

  std::mutex mutex_;
  std::condition_variable opened_;
  bool open_ = false;
};

// The toy behind an acceptor that runs on a thread of its own.
class Serving {
 public:
  explicit Serving(const web::Limits& limits = few())
      : socket_(web::ListeningSocket::at(folder_ / "socket")),
        acceptor_(socket_.fd(), toy, limits),
        thread_([this] { clean_ = acceptor_.run(); }) {}
  ~Serving() {
    toy.open_gate();
    stop();
  }

  static web::Limits few() {
    web::Limits limits;
    limits.query_threads = 2;
    return limits;
  }

  std::string path() const { return folder_ / "socket"; }
  FastcgiClient connect() const { return FastcgiClient{path()}; }
  web::Acceptor& acceptor() { return acceptor_; }
  // How run() ended.
  bool stop() {
    acceptor_.stop();
    if (thread_.joinable()) thread_.join();
    return clean_;
  }

 private:
  Folder folder_;
  web::ListeningSocket socket_;

 public:
  Toy toy;

 private:
  web::Acceptor acceptor_;
  bool clean_ = false;
  std::thread thread_;
};

}  // namespace callwidgets::test
