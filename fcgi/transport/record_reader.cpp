#include "fcgi/transport/record_reader.h"

#include <algorithm>

#include "fcgi/transport/record.h"

namespace callwidgets::web {

using record::Type;

RecordReader::Event RecordReader::take(std::string_view& input, std::string& replies) {
  while (!input.empty()) {
    if (content_left_ == 0 && padding_left_ > 0) {
      const auto part = std::min(padding_left_, input.size());
      padding_left_ -= part;
      input.remove_prefix(part);
      continue;
    }
    Event event = Event::more;
    if (content_left_ > 0) {
      const auto part = input.substr(0, content_left_);
      if (sink_ == Sink::keep) kept_.append(part);
      if (sink_ == Sink::parameters) parameters_.append(part);
      content_left_ -= part.size();
      input.remove_prefix(part.size());
      if (content_left_ > 0) return Event::more;
      event = close(replies);
    } else {
      const auto part = input.substr(0, record::header_size - header_.size());
      header_.append(part);
      input.remove_prefix(part.size());
      if (header_.size() < record::header_size) return Event::more;
      event = open(replies);
    }
    if (event != Event::more) return event;
  }
  return Event::more;
}

RecordReader::Event RecordReader::open(std::string& replies) {
  const auto head = record::header(header_);
  header_.clear();
  if (head.version != 1) return Event::close;
  type_ = head.type;
  record_id_ = head.id;
  content_left_ = head.length;
  empty_ = head.length == 0;
  padding_left_ = head.padding;
  sink_ = Sink::drop;
  const bool ours = head.id != 0 && head.id == id_;
  switch (static_cast<Type>(type_)) {
    case Type::begin_request:
      if (head.id == 0 || ours || head.length != record::begin_size) return Event::close;
      sink_ = Sink::keep;
      break;
    case Type::get_values:
      if (head.id == 0) sink_ = Sink::keep;
      break;
    case Type::params:
      if (!ours) break;
      if (parameters_done_) return Event::close;
      if (head.length > parameter_bound_ - parameters_.size()) return Event::too_long;
      sink_ = Sink::parameters;
      break;
    case Type::in:
      if (ours && !parameters_done_) return Event::close;
      break;
    case Type::abort_request:
    case Type::end_request:
    case Type::out:
    case Type::err:
    case Type::data:
    case Type::get_values_result:
    case Type::unknown_type:
      break;
  }
  return content_left_ == 0 ? close(replies) : Event::more;
}

RecordReader::Event RecordReader::close(std::string& replies) {
  if (record_id_ == 0) {
    management(replies);
    return Event::more;
  }
  if (static_cast<Type>(type_) == Type::begin_request) return begin(replies);
  if (record_id_ != id_) return Event::more;
  switch (static_cast<Type>(type_)) {
    case Type::abort_request:
      return Event::aborted;
    case Type::params:
      if (empty_) parameters_done_ = true;
      return Event::more;
    case Type::in:
      if (!empty_ || complete_) return Event::more;
      complete_ = true;
      return Event::request;
    case Type::begin_request:
    case Type::end_request:
    case Type::out:
    case Type::err:
    case Type::data:
    case Type::get_values:
    case Type::get_values_result:
    case Type::unknown_type:
      break;
  }
  return Event::more;
}

RecordReader::Event RecordReader::begin(std::string& replies) {
  const auto begun = record::begin(kept_);
  kept_.clear();
  if (id_ != 0) {
    record::append_end(replies, record_id_, record::Status::cant_multiplex);
    return Event::more;
  }
  if (begun.role != record::responder) {
    record::append_end(replies, record_id_, record::Status::unknown_role);
    return begun.keep ? Event::more : Event::close;
  }
  id_ = record_id_;
  keep_ = begun.keep;
  return Event::more;
}

void RecordReader::management(std::string& replies) {
  if (static_cast<Type>(type_) == Type::get_values) {
    record::append_values(replies, kept_, connections_);
  } else {
    record::append_unknown_type(replies, type_);
  }
  std::string{}.swap(kept_);
}

void RecordReader::adopt(std::uint16_t id, bool keep) {
  id_ = id;
  keep_ = keep;
  parameters_done_ = complete_ = true;
}

void RecordReader::answered() {
  id_ = 0;
  keep_ = parameters_done_ = complete_ = false;
  release_parameters();
}

}  // namespace callwidgets::web
