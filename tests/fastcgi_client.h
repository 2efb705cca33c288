#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace callwidgets::test {

// What came back for one FastCGI request.
struct Reply {
  bool ended = false;   // END_REQUEST came
  bool closed = false;  // the other side closed the connection before that
  int protocol_status = -1;
  std::uint16_t id = 0;
  std::string out;      // the whole standard output: head, empty line, body
  std::string records;  // every byte as it came

  int status() const;  // of the `Status:` line; 200 without one, 0 without any head
  std::string header(
      std::string_view name) const;  // the value; empty where absent; names in any case
  std::string head() const;
  std::string body() const;
};

using Params = std::vector<std::pair<std::string, std::string>>;

// The records of a request, as a web server writes them.
namespace records {
std::string record(int type, int id, std::string_view content, int padding = 0, int version = 1);
std::string begin(int id, bool keep, int role = 1);
std::string pairs(const Params& params);
std::string request(const Params& params, std::string_view body = {}, bool keep = false,
                    int id = 1);
}  // namespace records

// A web server's side of one FastCGI connection. Shares no code with the product.
// Failures to connect or to send throw std::runtime_error; waiting too long does, too.
class FastcgiClient {
 public:
  // To a unix socket's path, or to `127.0.0.1:PORT` or `[::1]:PORT`; `from` an address of this
  // host.
  explicit FastcgiClient(const std::string& where, const std::string& from = {});
  ~FastcgiClient();
  FastcgiClient(FastcgiClient&& other) noexcept;
  FastcgiClient& operator=(FastcgiClient&& other) noexcept;

  void send(std::string_view bytes);
  bool try_send(std::string_view bytes);  // false: the other side has closed
  void end_sending();                     // closes the sending half
  // Reads up to END_REQUEST, or until the other side closes.
  Reply receive(std::chrono::milliseconds within = std::chrono::seconds{5});
  // Reads exactly `size` bytes, fewer if the other side closes.
  std::string receive_bytes(std::size_t size,
                            std::chrono::milliseconds within = std::chrono::seconds{5});
  bool closed_within(
      std::chrono::milliseconds within);  // true once the other side has closed; drops what comes
  bool readable_within(std::chrono::milliseconds within);  // an answer has begun, or the end
  Reply ask(const Params& params, std::string_view body = {}, bool keep = true);

 private:
  std::size_t fill(std::chrono::milliseconds within);

  int fd_;
  std::string received_;
};

// GET, as the web server would send it.
Params get(std::string path, std::string query);

// One request on a connection of its own.
Reply send(const std::string& socket_path, const Params& params, std::string_view body = {});

}  // namespace callwidgets::test
