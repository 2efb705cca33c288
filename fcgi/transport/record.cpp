#include "fcgi/transport/record.h"

#include <algorithm>
#include <array>
#include <utility>

namespace callwidgets::web::record {
namespace {

// 65,535 rounded down to eight, so that no record needs padding but the last.
constexpr std::size_t largest = 65528;

std::uint8_t byte(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

std::uint16_t pair_of(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(byte(bytes, at) << 8 | byte(bytes, at + 1));
}

bool take_length(std::string_view& stream, std::size_t& length) {
  if (stream.empty()) return false;
  length = byte(stream, 0);
  std::size_t size = 1;
  if (length & 0x80) {
    size = 4;
    if (stream.size() < size) return false;
    length = (length & 0x7f) << 24 | std::size_t{byte(stream, 1)} << 16 |
             std::size_t{byte(stream, 2)} << 8 | byte(stream, 3);
  }
  stream.remove_prefix(size);
  return true;
}

void append_stream(std::string& out, Type type, std::uint16_t id, std::string_view content) {
  while (!content.empty()) {
    const auto part = content.substr(0, largest);
    append(out, type, id, part);
    content.remove_prefix(part.size());
  }
  append(out, type, id, {});
}

}  // namespace

Header header(std::string_view bytes) {
  return {byte(bytes, 0), byte(bytes, 1), pair_of(bytes, 2), pair_of(bytes, 4), byte(bytes, 6)};
}

Begin begin(std::string_view bytes) { return {pair_of(bytes, 0), (byte(bytes, 2) & 1) != 0}; }

bool take_pair(std::string_view& stream, std::string_view& name, std::string_view& value) {
  std::size_t name_length, value_length;
  if (!take_length(stream, name_length) || !take_length(stream, value_length)) return false;
  if (name_length > stream.size() || value_length > stream.size() - name_length) return false;
  name = stream.substr(0, name_length);
  value = stream.substr(name_length, value_length);
  stream.remove_prefix(name_length + value_length);
  return true;
}

std::optional<Whole> whole_request(std::string_view bytes) {
  Header next;
  std::string_view content;
  const auto take = [&] {
    if (bytes.size() < header_size) return false;
    next = header(bytes);
    if (next.version != 1 || bytes.size() < header_size + next.length + next.padding) return false;
    content = bytes.substr(header_size, next.length);
    bytes.remove_prefix(header_size + next.length + next.padding);
    return true;
  };
  const auto is = [&](Type type, std::uint16_t id) {
    return next.type == static_cast<std::uint8_t>(type) && next.id == id;
  };
  if (!take() || next.id == 0 || !is(Type::begin_request, next.id) || next.length != begin_size) {
    return std::nullopt;
  }
  const Begin begun = begin(content);
  Whole whole{next.id, begun.keep, {}};
  if (begun.role != responder) return std::nullopt;
  if (!take() || !is(Type::params, whole.id)) return std::nullopt;
  whole.parameters = content;
  if (next.length > 0 && (!take() || !is(Type::params, whole.id) || next.length != 0)) {
    return std::nullopt;
  }
  do {
    if (!take() || !is(Type::in, whole.id)) return std::nullopt;
  } while (next.length != 0);
  if (!bytes.empty()) return std::nullopt;
  return whole;
}

void append(std::string& out, Type type, std::uint16_t id, std::string_view content) {
  const auto padding = static_cast<std::uint8_t>((8 - content.size() % 8) % 8);
  const char head[header_size] = {1,
                                  static_cast<char>(type),
                                  static_cast<char>(id >> 8),
                                  static_cast<char>(id),
                                  static_cast<char>(content.size() >> 8),
                                  static_cast<char>(content.size()),
                                  static_cast<char>(padding),
                                  0};
  out.append(head, sizeof head).append(content).append(padding, '\0');
}

void append_end(std::string& out, std::uint16_t id, Status status) {
  const char body[8] = {0, 0, 0, 0, static_cast<char>(status), 0, 0, 0};
  append(out, Type::end_request, id, {body, sizeof body});
}

void append_answer(std::string& out, std::uint16_t id, std::string_view bytes) {
  append_stream(out, Type::out, id, bytes);
  append_end(out, id, Status::complete);
}

std::string request(std::uint16_t id, bool keep, std::string_view parameters) {
  const char body[begin_size] = {0, responder, static_cast<char>(keep), 0, 0, 0, 0, 0};
  std::string out;
  out.reserve(parameters.size() + 64);
  append(out, Type::begin_request, id, {body, sizeof body});
  append_stream(out, Type::params, id, parameters);
  append_stream(out, Type::in, id, {});
  return out;
}

void append_unknown_type(std::string& out, std::uint8_t type) {
  const char body[8] = {static_cast<char>(type), 0, 0, 0, 0, 0, 0, 0};
  append(out, Type::unknown_type, 0, {body, sizeof body});
}

void append_values(std::string& out, std::string_view asked, std::size_t connections) {
  const std::string limit = std::to_string(connections);
  const std::array<std::pair<std::string_view, std::string_view>, 3> known = {
      {{"FCGI_MAX_CONNS", limit}, {"FCGI_MAX_REQS", limit}, {"FCGI_MPXS_CONNS", "0"}}};
  std::array<bool, known.size()> wanted{};
  for (std::string_view name, value; take_pair(asked, name, value);) {
    for (std::size_t i = 0; i < known.size(); ++i) wanted[i] |= known[i].first == name;
  }
  std::string content;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (!wanted[i]) continue;
    content += static_cast<char>(known[i].first.size());
    content += static_cast<char>(known[i].second.size());
    content.append(known[i].first).append(known[i].second);
  }
  append(out, Type::get_values_result, 0, content);
}

}  // namespace callwidgets::web::record
