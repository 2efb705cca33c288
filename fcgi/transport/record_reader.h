#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace callwidgets::web {

// Assembles the requests that a web server sends on one connection, one at a time, from pieces of
// any size. Handles everything else itself: answers management records, refuses other roles and
// multiplexed requests, drops bodies, ignores records of other requests. Holds at most the bytes of
// the parameter bound and one management record. Used by one thread at a time.
class RecordReader {
 public:
  enum class Event {
    more,      // all input is taken; wait for more
    request,   // a request is complete: see id(), keep(), parameters(); input may be left
    aborted,   // the web server gave up the current request, answered or not
    too_long,  // the parameters exceed the bound; the connection cannot be used any more
    close      // the input is not FastCGI, or the sender ends: send the replies, then close
  };

  // `parameter_bound` is in bytes; `connections` is the number that GET_VALUES is answered with.
  RecordReader(std::size_t parameter_bound, std::size_t connections)
      : parameter_bound_(parameter_bound), connections_(connections) {}

  // Removes bytes from the front of `input` up to the next event. Appends to `replies`, in order,
  // what must be sent in answer to records (refusals, answers to GET_VALUES).
  Event take(std::string_view& input, std::string& replies);

  // True between requests, if the next byte begins a record.
  bool at_rest() const {
    return id_ == 0 && header_.empty() && content_left_ == 0 && padding_left_ == 0;
  }
  // These describe the request that Event::request reported, until answered(). parameters() is
  // FastCGI's stream of name-value pairs.
  std::uint16_t id() const { return id_; }
  bool keep() const { return keep_; }
  std::string_view parameters() const { return parameters_; }
  void release_parameters() { std::string{}.swap(parameters_); }  // frees their memory
  // The current request is answered; the next one may come.
  void answered();
  // A request that did not pass through take() is now the current one. Only allowed at_rest().
  void adopt(std::uint16_t id, bool keep);

  std::size_t held() const { return parameters_.size() + kept_.size(); }  // in bytes

 private:
  enum class Sink { drop, keep, parameters };

  Event open(std::string& replies);   // called when a header is complete
  Event close(std::string& replies);  // called when its content is complete
  Event begin(std::string& replies);
  void management(std::string& replies);

  const std::size_t parameter_bound_, connections_;
  std::string header_;  // the bytes of the current record's header that have come
  std::uint8_t type_ = 0;
  std::uint16_t record_id_ = 0;
  std::size_t content_left_ = 0, padding_left_ = 0;
  bool empty_ = false;  // the current record has no content: it ends its stream
  Sink sink_ = Sink::drop;
  std::string kept_;  // the content of BEGIN_REQUEST or GET_VALUES

  std::uint16_t id_ = 0;  // of the current request; 0 if there is none
  bool keep_ = false;
  bool parameters_done_ = false, complete_ = false;
  std::string parameters_;
};

}  // namespace callwidgets::web
