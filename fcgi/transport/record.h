#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// FastCGI records as bytes: the checks that input must pass before libfcgi reads it, and the few
// records that this program writes itself. Pure functions.
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

// Removes the next name-value pair from the front of `stream`. Returns false if no whole pair is
// there.
bool take_pair(std::string_view& stream, std::string_view& name, std::string_view& value);

// A request for a responder in the form that most web servers send: BEGIN_REQUEST, one PARAMS
// record, the empty PARAMS record, any STDIN records, the empty STDIN record, and nothing more. The
// result has views into `bytes`. Returns nothing for any other input, incomplete or unusual but
// legal.
struct Whole {
  std::uint16_t id;
  bool keep;
  std::string_view parameters;
};
std::optional<Whole> whole_request(std::string_view bytes);

void append(std::string& out, Type type, std::uint16_t id,
            std::string_view content);  // up to 65,535 bytes
void append_end(std::string& out, std::uint16_t id, Status status);
// Appends a whole answer: as many STDOUT records as needed, the empty one, and END_REQUEST.
void append_answer(std::string& out, std::uint16_t id, std::string_view bytes);
// A whole request without a body, as a web server would send it, for libfcgi to read.
std::string request(std::uint16_t id, bool keep, std::string_view parameters);
void append_unknown_type(std::string& out, std::uint8_t type);
// Appends the answer to GET_VALUES. `asked` is the content of that record; of the names in it,
// those that are known are answered once each. `connections` is how many connections may be open.
void append_values(std::string& out, std::string_view asked, std::size_t connections);

}  // namespace callwidgets::web::record
