// A FastCGI program as lean as they come, doing nothing: one thread on epoll reads the records by
// hand and answers every request with the same bytes. What bench/serving measures callwidgets
// against.
//   epoll_responder SOCKET FILE     FILE: headers, an empty line and a body, as CGI has it
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <unordered_map>

namespace {

constexpr std::size_t header_size = 8;
constexpr char begin_request = 1, end_request = 3, in_stream = 5, out_stream = 6;

unsigned at(const std::string& bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

void append_header(std::string& out, char type, std::size_t size) {
  out.append({1, type, 0, 1, static_cast<char>(size >> 8), static_cast<char>(size), 0, 0});
}

// The records of a whole answer to request 1, which is the number that web servers use.
std::string records(const std::string& answer) {
  constexpr std::size_t most = 0xffff;
  std::string out;
  for (std::size_t from = 0; from < answer.size(); from += most) {
    const std::string content = answer.substr(from, most);
    append_header(out, out_stream, content.size());
    out += content;
  }
  append_header(out, out_stream, 0);
  append_header(out, end_request, 8);
  return out.append(8, '\0');
}

class Connection {
 public:
  // Takes what came. True: with it a request is complete.
  bool take(const char* bytes, std::size_t size) {
    input_.append(bytes, size);
    std::size_t from = 0;
    bool complete = false;
    while (input_.size() - from >= header_size) {
      const std::size_t content = at(input_, from + 4) << 8 | at(input_, from + 5);
      const std::size_t whole = header_size + content + at(input_, from + 6);
      if (input_.size() - from < whole) break;
      if (input_[from + 1] == begin_request) keep_ = input_[from + header_size + 2] & 1;
      complete |= input_[from + 1] == in_stream && content == 0;
      from += whole;
    }
    input_.erase(0, from);
    return complete;
  }
  bool keep() const { return keep_; }

 private:
  std::string input_;
  bool keep_ = false;
};

int listening(const char* path) {
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  unlink(path);
  if (bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      listen(socket, 511) != 0) {
    std::perror("epoll_responder");
    std::exit(1);
  }
  return socket;
}

void watch(int epoll, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("epoll_responder SOCKET FILE\n", stderr), 2;
  std::ostringstream file;
  file << std::ifstream{argv[2], std::ios::binary}.rdbuf();
  const std::string answer = records(file.str());
  const int listens = listening(argv[1]), epoll = epoll_create1(0);
  watch(epoll, listens);
  std::unordered_map<int, Connection> connections;
  std::array<epoll_event, 64> events;
  std::array<char, 16384> bytes;
  for (;;) {
    const int count = epoll_wait(epoll, events.data(), events.size(), -1);
    for (int i = 0; i < count; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd == listens) {
        const int accepted = accept4(listens, nullptr, nullptr, SOCK_NONBLOCK);
        if (accepted >= 0) watch(epoll, accepted);
        continue;
      }
      Connection& connection = connections[fd];
      const auto got = recv(fd, bytes.data(), bytes.size(), 0);
      bool open = got > 0;
      if (open && connection.take(bytes.data(), static_cast<std::size_t>(got))) {
        // An answer that doesn't fit the socket's buffer is nothing that this program measures.
        open = send(fd, answer.data(), answer.size(), MSG_NOSIGNAL) ==
                   static_cast<ssize_t>(answer.size()) &&
               connection.keep();
      }
      if (!open) {
        connections.erase(fd);
        close(fd);
      }
    }
  }
}
