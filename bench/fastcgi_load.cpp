// A web server's side of many kept-alive FastCGI connections on a unix socket, each asking again as
// soon as it has its answer; and of an idle crowd beside them.
//   fastcgi_load SOCKET QUERY [OPTION…]
//     --connections N   1 unless said otherwise
//     --seconds S       for so long, 1; or, with --requests, at most for so long
//     --requests N      until so many have been answered
//     --pause MS        each connection rests so long between an answer and its next request
//     --days FIRST LAST {from} and {to} in the query are another range between these days each time
//     --skip N          leaves out so many ranges first
//     --idle N          beside them so many connections that have asked once, and stay open
//     --half N          so many of those have sent the first half of a record's header
//     --param NAME VALUE  one more parameter of each request, such as REMOTE_USER
// Prints one line:
//   REQUESTS PER_SECOND MEDIAN_US P99_US FAILED IDLE_STILL_OPEN HIT MISS STALE COALESCED
// FAILED: lost connections, answers without `Status: 200`, and with --requests those that never
// came. The last four are the values of X-Cache.
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/cold_ranges.h"
#include "bench/reply_reader.h"
#include "fastcgi_client.h"

using namespace callwidgets;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

struct Options {
  std::string socket, query;
  std::size_t connections = 1, requests = 0, skip = 0, idle = 0, half = 0;
  double seconds = 1;
  milliseconds pause{0};
  std::optional<ColdRanges> ranges;
  test::Params params;
};

calendar::Day day(const char* text) {
  const auto parsed = calendar::parse_day(text);
  if (!parsed) throw std::runtime_error(std::string{text} + " is no day");
  return *parsed;
}

Options parse(int argc, char** argv) {
  if (argc < 3) throw std::runtime_error("fastcgi_load SOCKET QUERY [OPTION…]");
  Options options;
  options.socket = argv[1];
  options.query = argv[2];
  for (int at = 3; at + 1 < argc; at += 2) {
    const std::string name = argv[at];
    const auto number = static_cast<std::size_t>(std::atoll(argv[at + 1]));
    if (name == "--connections") {
      options.connections = number;
    } else if (name == "--seconds") {
      options.seconds = std::atof(argv[at + 1]);
    } else if (name == "--requests") {
      options.requests = number;
    } else if (name == "--pause") {
      options.pause = milliseconds{number};
    } else if (name == "--skip") {
      options.skip = number;
    } else if (name == "--idle") {
      options.idle = number;
    } else if (name == "--half") {
      options.half = number;
    } else if (name == "--days" && at + 2 < argc) {
      options.ranges.emplace(day(argv[at + 1]), day(argv[at + 2]));
      ++at;
    } else if (name == "--param" && at + 2 < argc) {
      options.params.emplace_back(argv[at + 1], argv[at + 2]);
      ++at;
    } else {
      throw std::runtime_error(name + " is no option");
    }
  }
  return options;
}

// The bytes of each request.
class Requests {
 public:
  explicit Requests(const Options& options)
      : query_(options.query), params_(options.params), ranges_(options.ranges) {
    for (std::size_t i = 0; ranges_ && i < options.skip; ++i) ranges_->next();
    if (!ranges_) bytes_ = of(query_, params_);
  }
  const std::string& next() {
    if (ranges_) {
      const auto range = ranges_->next();
      bytes_ = of(filled(filled(query_, "{from}", range.from), "{to}", range.to), params_);
    }
    return bytes_;
  }
  static std::string of(const std::string& query, const test::Params& more) {
    test::Params params = test::get("/widgets/data", query);
    params.insert(params.end(), more.begin(), more.end());
    return test::records::request(params, {}, true);
  }

 private:
  static std::string filled(std::string text, const std::string& mark, calendar::Day day) {
    const auto found = text.find(mark);
    return found == text.npos ? text : text.replace(found, mark.size(), calendar::format(day));
  }

  std::string query_, bytes_;
  const test::Params params_;
  std::optional<ColdRanges> ranges_;
};

struct Counts {
  std::vector<double> microseconds;
  std::size_t failed = 0, hit = 0, miss = 0, stale = 0, coalesced = 0;

  void add(const std::string& answer, Clock::duration took) {
    microseconds.push_back(std::chrono::duration<double, std::micro>(took).count());
    if (!answer.starts_with("Status: 200")) ++failed;
    const auto found = answer.substr(0, answer.find("\r\n\r\n")).find("X-Cache: ");
    if (found == std::string::npos) return;
    const char first = answer[found + std::strlen("X-Cache: ")];
    ++(first == 'H' ? hit : first == 'M' ? miss : first == 'S' ? stale : coalesced);
  }
  double percentile(double share) {
    if (microseconds.empty()) return 0;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(microseconds.size() - 1));
    std::nth_element(microseconds.begin(), microseconds.begin() + static_cast<std::ptrdiff_t>(at),
                     microseconds.end());
    return microseconds[at];
  }
};

struct Connection {
  int fd = -1;
  ReplyReader reader;
  Clock::time_point asked;
};

class Load {
 public:
  explicit Load(const Options& options)
      : options_(options), requests_(options), connections_(options.connections) {}

  Counts run() {
    for (auto& connection : connections_) open(connection);
    const auto start = Clock::now();
    const auto end = start + std::chrono::duration_cast<Clock::duration>(
                                 std::chrono::duration<double>(options_.seconds));
    for (auto& connection : connections_) ask(connection);
    while (Clock::now() < end && !(options_.requests && open_requests_ == 0)) wait(end);
    took_ = Clock::now() - start;
    if (options_.requests) counts_.failed += open_requests_;
    for (auto& connection : connections_) close(connection.fd);
    return std::move(counts_);
  }
  double seconds() const { return took_.count(); }

 private:
  void open(Connection& connection) {
    connection = {socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), {}, {}};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    options_.socket.copy(address.sun_path, sizeof address.sun_path - 1);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    if (connect(connection.fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.fd, &event) != 0) {
      throw std::runtime_error("connecting to " + options_.socket + ": " + std::strerror(errno));
    }
  }

  void ask(Connection& connection) {
    if (options_.requests && asked_ == options_.requests) return;
    ++asked_;
    ++open_requests_;
    const std::string& bytes = requests_.next();
    connection.asked = Clock::now();
    // One that was closed meanwhile shows when it is read.
    [[maybe_unused]] const auto sent =
        send(connection.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }

  void wait(Clock::time_point until) {
    if (!resting_.empty()) until = std::min(until, resting_.front().asked + options_.pause);
    const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
    const int count = epoll_wait(epoll_, events_.data(), static_cast<int>(events_.size()),
                                 static_cast<int>(std::max(left, milliseconds{0}).count()));
    for (int i = 0; i < count; ++i) {
      readable(*static_cast<Connection*>(events_[static_cast<std::size_t>(i)].data.ptr));
    }
    while (!resting_.empty() && resting_.front().asked + options_.pause <= Clock::now()) {
      ask(*resting_.front().connection);
      resting_.pop_front();
    }
  }

  void readable(Connection& connection) {
    const auto got = recv(connection.fd, input_.data(), input_.size(), MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) {
      close(connection.fd);
      open(connection);
      ++counts_.failed;
    } else if (connection.reader.take({input_.data(), static_cast<std::size_t>(got)})) {
      counts_.add(connection.reader.out(), Clock::now() - connection.asked);
    } else {
      return;
    }
    --open_requests_;
    if (options_.pause.count() == 0) return ask(connection);
    resting_.push_back({&connection, Clock::now()});
  }

  struct Resting {
    Connection* connection;
    Clock::time_point asked;
  };

  const Options& options_;
  Requests requests_;
  std::vector<Connection> connections_;
  std::deque<Resting> resting_;  // the longest first
  std::size_t asked_ = 0, open_requests_ = 0;
  Counts counts_;
  std::chrono::duration<double> took_{};
  const int epoll_ = epoll_create1(EPOLL_CLOEXEC);
  std::array<epoll_event, 64> events_;
  std::array<char, 65536> input_;
};

std::deque<test::FastcgiClient> crowd(const Options& options) {
  std::deque<test::FastcgiClient> clients;
  const std::string request = Requests::of("type=call_totals", {});
  for (std::size_t i = 0; i < options.idle; ++i) {
    auto& client = clients.emplace_back(options.socket);
    client.send(request);
    client.receive();
    if (i < options.half) client.send(std::string_view{request}.substr(0, 4));
  }
  return clients;
}

int run(int argc, char** argv) {
  const Options options = parse(argc, argv);
  auto idle = crowd(options);
  Load load{options};
  Counts counts = load.run();
  const auto open = std::count_if(idle.begin(), idle.end(), [](test::FastcgiClient& client) {
    return !client.closed_within(milliseconds{0});
  });
  std::printf("%zu %.1f %.1f %.1f %zu %td %zu %zu %zu %zu\n", counts.microseconds.size(),
              static_cast<double>(counts.microseconds.size()) / load.seconds(),
              counts.percentile(0.5), counts.percentile(0.99), counts.failed, open, counts.hit,
              counts.miss, counts.stale, counts.coalesced);
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  return run(argc, argv);
} catch (const std::exception& error) {
  return std::fprintf(stderr, "fastcgi_load: %s\n", error.what()), 1;
}
