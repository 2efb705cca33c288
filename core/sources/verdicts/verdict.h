#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calls/reason.h"
#include "sources/verdicts/leg.h"

namespace callwidgets::sources {

// Why legs that belong together are no call of the business.
enum class LeftOut : std::uint8_t {
  counted,         // they are one
  outbound,        // somebody inside called out
  internal,        // between people inside
  part_of_other,   // a leg that another call made
  called_out,      // a line that was called from here
  no_number,       // no number of the business's was called
  blocked,         // a caller on the blacklist
  not_a_customer,  // what the source's `left_out` says: a scanner, a feature code
  no_mapping,      // no number mapping names a customer
};
inline constexpr std::size_t left_out_kinds = 9;
// In words for the operator; of `counted` empty.
std::string_view name_of(LeftOut kind);

// What became of one arrival from outside, or of legs that are none.
struct Verdict {
  LeftOut left_out = LeftOut::counted;
  std::string id;           // the arrival's
  std::string call;         // what its legs share; empty where nothing does
  std::int64_t start = 0;   // when it arrived, in seconds since 1970, UTC
  std::int64_t end = 0;     // of its last leg
  bool answered = false;    // a person was connected
  std::int32_t talk = 0;    // seconds with people
  bool at_most = false;     // `talk` may hold ringing or waiting: something answered before
  std::int32_t waited = 0;  // seconds until somebody was there, or the caller left
  calls::Reason reason = calls::Reason::none;  // of a missed one
  std::string caller;                          // as it stands
  std::string called;                          // the business's own number
  std::string customer;
  std::string attribution;
};

// What the rules say of one leg.
enum class Part : std::uint8_t {
  talk,  // with a person
  rang,  // nobody picked up
  busy,
  failed,
  menu,  // with a machine
  queue,
  conference,
  voicemail,
  fax,
  closed,
  blocked,
  inner,  // half of a channel of the system's own
  ended,  // nothing any more
};

struct Evidence {
  std::size_t leg = 0;  // its place among the legs judged
  Part part = Part::ended;
  std::int32_t talk = 0;  // seconds of it with a person
  bool outside = false;   // its other end is a line that was called out on
};

// `with_person`: the leg joined the caller with one.
Part part_of(const Leg& leg, bool with_person);

}  // namespace callwidgets::sources
