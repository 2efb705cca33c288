#pragma once
#include <cstdint>
#include <string>

namespace callwidgets::sources {

// What a caller is in, or is put to, on a leg; `none` says nothing.
enum class Stage : std::uint8_t {
  none,
  menu,        // a menu or an announcement plays
  queue,       // waits in a queue, or an agent is rung from it
  ringing,     // a telephone, or several, are rung
  conference,  // in a conference room
  voicemail,   // a mailbox answers
  fax,         // a fax machine answers
  closed,      // the message for out of hours
  blocked,     // on a blacklist
};

// How a leg ended, as its row says.
enum class Outcome : std::uint8_t { none, answered, unanswered, cancelled, busy, failed };

// One row of a call table, as a source's mapping understands it. A leg joins two parties, `channel`
// and `other`, or one with a machine. What a mapping doesn't give is empty, 0 or none.
struct Leg {
  std::int64_t row = 0;        // where it was read: a line of a file, or a count
  std::string id;              // of the channel that the row is about; several rows may have it
  std::string call;            // what the legs of a call share; empty where nothing does
  std::string parent;          // the id of the leg that made this one; empty: none did
  std::int64_t sequence = 0;   // the order in which rows of one id were begun
  std::int64_t start = 0;      // seconds since 1970, UTC
  std::int64_t began = 0;      // when the channel was made, in UTC, where its id says so; else 0
  std::int32_t duration = 0;   // seconds from start to end
  std::int32_t talk = 0;       // seconds since something answered, at the leg's end
  std::int32_t ring_time = 0;  // seconds for which it was to ring, where the row says so
  std::int32_t waited = 0;     // seconds in a queue or ringing, where the row says so
  Outcome outcome = Outcome::none;
  Stage stage = Stage::none;
  bool inbound = false;  // the row says that it came from outside
  bool left_out =
      false;  // the row says that it is no customer's call (a scanner's, a feature code's)
  bool person = false;  // who answered this leg is a person, not a machine
  std::string channel;  // the technical names of both ends
  std::string other;
  std::string caller;   // the caller's number, as it stands
  std::string called;   // the business's own number that was called (DID), where the row says it
  std::string target;   // what the leg rang, for people: an extension, a queue, a number
  std::string context;  // the part of the dial plan it was in
  std::string application;  // what ran last, for explanations
  std::string customer;     // the customer's id, and who gets the credit, where the row names them
  std::string attribution;
};

}  // namespace callwidgets::sources
