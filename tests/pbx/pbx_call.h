// A made-up call of an Asterisk telephone system: what happened, and the rows that tell of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace callwidgets::test {

constexpr std::int64_t kNever = -1;

// A row of the call table. Moments are milliseconds since 1970, UTC.
struct PbxRow {
  std::string clid, src, dst, dcontext, channel, dstchannel, lastapp, lastdata, disposition;
  std::string uniqueid, did, recordingfile, cnum, cnam, outbound_cnum, dst_cnam, linkedid;
  std::int64_t start = 0;
  std::int64_t answer = kNever;  // since when the channel was up
  std::int64_t end = 0;
  std::int64_t written = 0;  // rows are written when their channel ends
  long sequence = 0;

  // Whole seconds, cut off as Asterisk does.
  long duration() const { return static_cast<long>((end - start) / 1000); }
  long billsec() const { return answer == kNever ? 0 : static_cast<long>((end - answer) / 1000); }
};

// One attempt to reach somebody: an arrival from outside, or a call of the house's own.
struct PbxCall {
  std::string id;        // the linkedid of its rows
  std::string scenario;  // of tests/call_tables/asterisk/verdicts.csv, or one that begins with own-
  bool inbound = false;  // somebody outside called a number of the business
  std::string left_out;  // why it is not counted, where it is not inbound
  bool answered = false;             // by a person
  std::int64_t start = 0;            // seconds since 1970, UTC
  std::int64_t talk = 0;             // milliseconds with people
  long least = 0, most = 0;          // seconds of talk that the rows leave possible
  std::vector<std::string> reasons;  // of a missed call; what happened first, then what looks alike
  std::string caller;                // as the trunk gave the number; empty where it is withheld
  std::string called;                // the number of the business
  bool decided = true;               // the rows tell `inbound` and `answered`
  bool caller_decided = true;        // the rows tell whether the number is withheld
  std::string why;                   // one of these isn't so
  std::vector<PbxRow> rows;          // in order of sequence
};

}  // namespace callwidgets::test
