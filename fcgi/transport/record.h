#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// FastCGI's records as bytes: what this program must understand before libfcgi may read them, and
// the few that it writes itself. Pure functions.
namespace callwidgets::web::record {

inline constexpr std::size_t header_size = 8;

enum class Type : std::uint8_t {
  begin_request = 1,
  abort_request = 2,
  end_request = 3,
  params = 4,
  in = 5,
  out = 6,
  err = 7,
  data = 8,
  get_values = 9,
  get_values_result = 10,
  unknown_type = 11
};
enum class Status : std::uint8_t {
  complete = 0,
  cant_multiplex = 1,
  overloaded = 2,
  unknown_role = 3
};

struct Header {
  std::uint8_t version, type;
  std::uint16_t id, length;
  std::uint8_t padding;
};
Header header(std::string_view eight_bytes);

struct Begin {
  std::uint16_t role;
  bool keep;  // FCGI_KEEP_CONN
};
inline constexpr std::size_t begin_size = 8;
inline constexpr std::uint16_t responder = 1;
Begin begin(std::string_view eight_bytes);

// Takes the next name-value pair off the front of `stream`. False: what is there is no whole pair.
bool take_pair(std::string_view& stream, std::string_view& name, std::string_view& value);

// One request for a responder as most web servers send it: BEGIN_REQUEST, one PARAMS, its end, any
// STDIN, its end, and not a byte more. Views into `bytes`. Nothing when it is anything else
// (incomplete, say, or odd but still legal).
struct Whole {
  std::uint16_t id;
  bool keep;
  std::string_view parameters;
};
std::optional<Whole> whole_request(std::string_view bytes);

void append(std::string& out, Type type, std::uint16_t id,
            std::string_view content);  // up to 65,535 bytes
void append_end(std::string& out, std::uint16_t id, Status status);
// A whole answer: STDOUT in as many records as it takes, its end, END_REQUEST.
void append_answer(std::string& out, std::uint16_t id, std::string_view bytes);
// A whole request without a body, of a web server's side: for libfcgi to read.
std::string request(std::uint16_t id, bool keep, std::string_view parameters);
void append_unknown_type(std::string& out, std::uint8_t type);
// The answer to GET_VALUES: those names that we know, once each.
void append_values(std::string& out, std::string_view asked, std::size_t connections);

}  // namespace callwidgets::web::record
