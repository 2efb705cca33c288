#include "pbx_text.h"

#include "calendar_days.h"
#include "pbx_clock.h"

namespace callwidgets::test {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

const std::vector<std::string>& pbx_columns() {
  static const std::vector<std::string> names = {
      "calldate",    "clid",        "src",           "dst",           "dcontext", "channel",
      "dstchannel",  "lastapp",     "lastdata",      "duration",      "billsec",  "disposition",
      "amaflags",    "accountcode", "uniqueid",      "userfield",     "did",      "recordingfile",
      "cnum",        "cnam",        "outbound_cnum", "outbound_cnam", "dst_cnam", "linkedid",
      "peeraccount", "sequence"};
  return names;
}

std::vector<std::string> pbx_values(const PbxRow& row) {
  return {london_text(row.start),
          row.clid,
          row.src,
          row.dst,
          row.dcontext,
          row.channel,
          row.dstchannel,
          row.lastapp,
          row.lastdata,
          std::to_string(row.duration()),
          std::to_string(row.billsec()),
          row.disposition,
          "3",
          "",
          row.uniqueid,
          "",
          row.did,
          row.recordingfile,
          row.cnum,
          row.cnam,
          row.outbound_cnum,
          "",
          row.dst_cnam,
          row.linkedid,
          "",
          std::to_string(row.sequence)};
}

std::string pbx_csv(const std::vector<std::string>& values) {
  std::string line;
  for (const std::string& value : values) {
    if (&value != &values[0]) line += ',';
    line += value.find_first_of(",\"\r\n") == std::string::npos ? value : quoted(value);
  }
  return line + '\n';
}

std::string pbx_master_line(const PbxRow& row) {
  std::string line = "\"\"";
  for (const std::string* text : {&row.src, &row.dst, &row.dcontext, &row.clid, &row.channel,
                                  &row.dstchannel, &row.lastapp, &row.lastdata}) {
    line += "," + quoted(*text);
  }
  line += "," + quoted(london_text(row.start)) + ",";
  if (row.answer != kNever) line += quoted(london_text(row.answer));
  line += "," + quoted(london_text(row.end)) + "," + std::to_string(row.duration()) + "," +
          std::to_string(row.billsec()) + "," + quoted(row.disposition) + ",\"DOCUMENTATION\"," +
          quoted(row.uniqueid) + ",\"\",\"\"," + quoted(row.linkedid) + "," +
          std::to_string(row.sequence) + "\n";
  return line;
}

const std::vector<std::string>& pbx_truth_columns() {
  static const std::vector<std::string> names = {
      "linkedid",      "scenario",       "inbound", "answered", "start_utc", "talk_ms",
      "least_seconds", "most_seconds",   "reason",  "caller",   "called",    "left_out",
      "decided",       "caller_decided", "why",     "rows"};
  return names;
}

std::vector<std::string> pbx_truth(const PbxCall& call) {
  std::string reason;
  for (const std::string& each : call.reasons) reason += (reason.empty() ? "" : " or ") + each;
  return {call.id,
          call.scenario,
          call.inbound ? "1" : "0",
          call.answered ? "1" : "0",
          moment_text(static_cast<long>(call.start)),
          std::to_string(call.talk),
          std::to_string(call.least),
          std::to_string(call.most),
          reason,
          call.caller,
          call.called,
          call.left_out,
          call.decided ? "1" : "0",
          call.caller_decided ? "1" : "0",
          call.why,
          std::to_string(call.rows.size())};
}

}  // namespace callwidgets::test
