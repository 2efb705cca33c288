#include "pbx_story.h"

#include <algorithm>
#include <map>

#include "pbx_clock.h"

namespace callwidgets::test {
std::string pbx_extension(PbxExchange& exchange, int first, int last) {
  return std::to_string(first + exchange.below(last - first + 1));
}

std::string pbx_caller(PbxExchange& exchange) {
  static const char* kForms[] = {"+44", "44", "0044", "0", ""};
  if (exchange.chance(20)) return "20255501" + std::to_string(10 + exchange.below(90));
  return kForms[exchange.below(5)] + std::string("1632960") +
         std::to_string(200 + exchange.below(800));
}

PbxStory::PbxStory(PbxExchange& exchange, const std::string& scenario, std::int64_t at)
    : pbx(exchange), now(at) {
  call.scenario = scenario;
  call.start = at / 1000;
}

void PbxStory::arrive(const std::string& extension, const std::string& where) {
  const auto& trunks = pbx.settings.trunks;
  origin = pbx.channel(
      trunks[static_cast<std::size_t>(pbx.below(static_cast<std::int64_t>(trunks.size())))], now);
  call.id = origin.uniqueid;
  call.inbound = true;
  call.called = std::string("441632960") + extension;
  call.caller = shown = pbx_caller(pbx);
  context = where;
  dst = extension;
  now += 10 + pbx.below(60);
}

void PbxStory::own(const std::string& telephone, const std::string& target,
                   const std::string& where, const std::string& number) {
  origin = pbx.channel(telephone, now);
  call.id = origin.uniqueid;
  call.left_out = "internal";
  call.caller = telephone;
  shown = number;
  context = where;
  dst = target;
  now += 10 + pbx.below(60);
}

void PbxStory::pick_up() {
  if (origin.up == kNever) origin.up = now;
}

std::string PbxStory::peer(const std::string& number) const {
  return pbx.settings.technology + "/" + number;
}

std::string PbxStory::mobile(const std::string& number) const {
  return peer(pbx.settings.trunks[0]) + "/" + number;
}

PbxRow& PbxStory::row(PbxChannel& channel, const std::string& other, const std::string& app,
                      const std::string& data, const std::string& disposition, std::int64_t from,
                      std::int64_t to) {
  PbxRow row;
  row.start = channel.has_row ? from : channel.made;  // the first row begins with its channel
  channel.has_row = true;
  row.end = to;
  if (channel.up != kNever && (channel.up < to || disposition == "ANSWERED")) {
    row.answer = std::max(row.start, channel.up);
  }
  row.channel = channel.name;
  row.dstchannel = other;
  row.lastapp = app;
  row.lastdata = data.substr(0, 80);
  row.disposition = disposition;
  row.uniqueid = channel.uniqueid;
  row.linkedid = call.id;
  row.sequence = pbx.next_sequence();
  row.dcontext = context;
  row.dst = dst;
  row.src = shown;
  const bool freepbx = pbx.settings.did;
  const bool arrival = call.inbound && channel.uniqueid == origin.uniqueid;
  const std::string name = shown == "anonymous" ? "Anonymous" : shown;
  row.clid = "\"" + (shown == kPbxCompany ? "" : name) + "\" <" + shown + ">";
  if (freepbx) {
    if (arrival) row.did = call.called;
    row.cnum = call.inbound || shown != kPbxCompany ? shown : call.caller;
    row.cnam = row.cnum;
    if (app == "Dial" && !other.empty() && arrival) {
      std::string stamp = london_text(row.start);
      std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
      std::replace(stamp.begin(), stamp.end(), ' ', '-');
      row.recordingfile =
          "external-" + dst + "-" + shown + "-" + stamp + "-" + row.uniqueid + ".wav";
      row.dst_cnam = "User " + dst;
    }
  }
  call.rows.push_back(row);
  return call.rows.back();
}

PbxRow& PbxStory::machine(const std::string& app, const std::string& data,
                          std::int64_t milliseconds) {
  pick_up();
  const std::int64_t from = now;
  now += milliseconds;
  return row(origin, "", app, data, "ANSWERED", from, now);
}

void PbxStory::tail(const std::string& app, const std::string& disposition) {
  if (origin.up != kNever) {
    row(origin, "", app, "", "ANSWERED", now, now);
  } else if (pbx.settings.unanswered) {
    row(origin, "", app, "", disposition, now, now);
  }
}

void PbxStory::undecided(const std::string& why) {
  call.decided = false;
  call.why = why;
}

void PbxStory::bounds(long least, long most) {
  call.least = std::max(0L, least);
  call.most = most;
  people_ = 0;
}

void PbxStory::beside(PbxStory other) {
  for (PbxCall& each : other.finish()) beside_.push_back(std::move(each));
}

std::vector<PbxCall> PbxStory::finish() {
  if (people_ > 1) call.most += people_ - 1;  // each leg's seconds are cut off
  if (call.rows.empty()) undecided("no row is written");
  std::map<std::string, std::int64_t> ends;  // by channel
  for (const PbxRow& row : call.rows) {
    std::int64_t& end = ends[row.uniqueid];
    end = std::max(end, row.end);
  }
  if (auto end = ends.find(origin.uniqueid); end != ends.end()) {
    end->second = std::max(end->second, now);
  }
  for (PbxRow& row : call.rows) row.written = ends[row.uniqueid];
  std::vector<PbxCall> calls = {std::move(call)};
  for (PbxCall& each : beside_) calls.push_back(std::move(each));
  return calls;
}

}  // namespace callwidgets::test
