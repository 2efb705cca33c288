#include "scripted_program.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace callwidgets::test {
namespace {

enum Type { begin_request = 1, end_request = 3, params = 4, standard_in = 5, standard_out = 6 };

unsigned byte(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes.at(at));
}

bool read_exactly(int fd, std::string& bytes, std::size_t size) {
  bytes.resize(size);
  for (std::size_t got = 0; got < size;) {
    const ssize_t count = recv(fd, bytes.data() + got, size - got, 0);
    if (count <= 0) return false;
    got += static_cast<std::size_t>(count);
  }
  return true;
}

std::string_view take(std::string_view& bytes, std::size_t size) {
  const auto taken = bytes.substr(0, size);
  bytes.remove_prefix(taken.size());
  return taken;
}

std::size_t take_length(std::string_view& bytes) {
  if (byte(bytes, 0) < 128) return byte(take(bytes, 1), 0);
  std::size_t length = 0;
  for (const char part : take(bytes, 4)) length = length << 8 | static_cast<unsigned char>(part);
  return length & 0x7fffffff;
}

Params pairs_in(std::string_view bytes) {
  Params pairs;
  while (!bytes.empty()) {
    const std::size_t name = take_length(bytes), value = take_length(bytes);
    const std::string name_text{take(bytes, name)};
    pairs.emplace_back(name_text, take(bytes, value));
  }
  return pairs;
}

std::string reply(int id, std::string_view out) {
  std::string bytes;
  while (!out.empty()) bytes += records::record(standard_out, id, take(out, 65528));
  return bytes + records::record(standard_out, id, {}) +
         records::record(end_request, id, std::string(8, '\0'));
}

}  // namespace

std::string Asked::operator[](const std::string& name) const {
  const auto found = std::find_if(params.rbegin(), params.rend(),
                                  [&](const auto& param) { return param.first == name; });
  return found == params.rend() ? std::string{} : found->second;
}

ScriptedProgram::ScriptedProgram(const std::string& socket_path, Script script)
    : script_(std::move(script)), socket_(socket_path), acceptor_([this] { accept_all(); }) {}

ScriptedProgram::~ScriptedProgram() {
  {
    const std::lock_guard lock{mutex_};
    ending_ = true;
    for (const int connection : connections_) shutdown(connection, SHUT_RDWR);
  }
  shutdown(socket_.fd(), SHUT_RDWR);
  acceptor_.join();
  for (std::thread& thread : threads_) thread.join();
}

std::vector<Asked> ScriptedProgram::asked() const {
  const std::lock_guard lock{mutex_};
  return asked_;
}

void ScriptedProgram::forget() {
  const std::lock_guard lock{mutex_};
  asked_.clear();
}

void ScriptedProgram::accept_all() {
  for (;;) {
    const int connection = accept4(socket_.fd(), nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) return;
    const std::lock_guard lock{mutex_};
    if (ending_) {
      close(connection);
      return;
    }
    connections_.push_back(connection);
    threads_.emplace_back([this, connection] {
      serve(connection);
      const std::lock_guard closing{mutex_};
      connections_.remove(connection);
      close(connection);
    });
  }
}

void ScriptedProgram::serve(int connection) {
  bool keep = false;
  std::string head, content, named;
  while (read_exactly(connection, head, 8)) {
    const int id = static_cast<int>(byte(head, 2) << 8 | byte(head, 3));
    const std::size_t size = byte(head, 4) << 8 | byte(head, 5), padding = byte(head, 6);
    if (!read_exactly(connection, content, size + padding)) return;
    content.resize(size);
    switch (byte(head, 1)) {
      case begin_request:
        keep = byte(content, 2) & 1;
        named.clear();
        break;
      case params:
        named += content;
        break;
      case standard_in: {
        if (size > 0) break;
        const Asked asked{pairs_in(named)};
        {
          const std::lock_guard lock{mutex_};
          asked_.push_back(asked);
        }
        const std::string bytes = reply(id, script_(asked));
        for (std::string_view left = bytes; !left.empty();) {
          const ssize_t count = send(connection, left.data(), left.size(), MSG_NOSIGNAL);
          if (count <= 0) return;
          left.remove_prefix(static_cast<std::size_t>(count));
        }
        if (!keep) return;
        break;
      }
      default:
        return;
    }
  }
}

}  // namespace callwidgets::test
