#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace callwidgets::web {

// Puts together, from however small pieces, the requests that a web server sends on one connection,
// one at a time. What is not a plain request for a responder is dealt with here: management records
// are answered, other roles and multiplexed requests refused, bodies dropped, records of other
// requests ignored. Holds at most the parameter bound and one management record.
class RecordReader {
 public:
  enum class Event {
    more,      // all input taken, nothing to do but to wait
    request,   // a request is complete: id(), keep(), parameters(); input may go on
    aborted,   // the web server gave up the request under way, answered or not
    too_long,  // the parameters exceed the bound; the connection can't be used any further
    close      // what came is no FastCGI, or its sender wants no more: send the replies, then close
  };

  // `parameter_bound` in bytes; `connections` is what GET_VALUES is told.
  RecordReader(std::size_t parameter_bound, std::size_t connections)
      : parameter_bound_(parameter_bound), connections_(connections) {}

  // Takes input from its front up to the next event. What must be sent in answer to records (a
  // refusal, GET_VALUES) is appended to `replies`, in order.
  Event take(std::string_view& input, std::string& replies);

  // Between records, with no request under way: the next byte begins a record.
  bool at_rest() const {
    return id_ == 0 && header_.empty() && content_left_ == 0 && padding_left_ == 0;
  }
  // Of the request that `request` told of, until answered(). parameters() is FastCGI's stream of
  // name-value pairs.
  std::uint16_t id() const { return id_; }
  bool keep() const { return keep_; }
  std::string_view parameters() const { return parameters_; }
  void release_parameters() {
    std::string{}.swap(parameters_);
  }  // no longer needed; frees their memory
  void answered();
  // A request that was complete in the socket, and taken from there by somebody else, is under way.
  // Only at rest.
  void adopt(std::uint16_t id, bool keep);

  std::size_t held() const { return parameters_.size() + kept_.size(); }  // bytes in memory

 private:
  enum class Sink { drop, keep, parameters };

  Event open(std::string& replies);   // the header is complete
  Event close(std::string& replies);  // so is the content
  Event begin(std::string& replies);
  void management(std::string& replies);

  const std::size_t parameter_bound_, connections_;
  std::string header_;  // of the present record, as far as it has come
  std::uint8_t type_ = 0;
  std::uint16_t record_id_ = 0;
  std::size_t content_left_ = 0, padding_left_ = 0;
  bool empty_ = false;  // the present record has no content: it ends its stream
  Sink sink_ = Sink::drop;
  std::string kept_;  // content of BEGIN_REQUEST and GET_VALUES

  std::uint16_t id_ = 0;  // 0: no request under way
  bool keep_ = false;
  bool parameters_done_ = false, complete_ = false;
  std::string parameters_;
};

}  // namespace callwidgets::web
