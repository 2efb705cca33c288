// One made-up call while it goes on: who rings whom, and the rows that Asterisk writes of it.
#pragma once

#include <string>
#include <vector>

#include "pbx_call.h"
#include "pbx_exchange.h"

namespace callwidgets::test {

// One of the telephones that a dial or a queue rings at once.
struct PbxLeg {
  enum class Kind { telephone, local, mobile };
  enum class End { silent, busy, congested, answers, mailbox };

  std::string number;
  End end = End::silent;
  Kind kind = Kind::telephone;         // a mobile is behind a Local channel and the trunk
  std::string context = "from-queue";  // of the Local channel
};

struct PbxDial {
  std::string app = "Dial";
  std::string data;  // what stands in lastdata
  std::vector<PbxLeg> legs;
  std::int64_t ring = 0;     // milliseconds until somebody answers, or all stop
  std::int64_t talk = 0;     // with who answers
  std::int64_t confirm = 0;  // until he has pressed 1
};

class PbxStory {
 public:
  PbxStory(PbxExchange& exchange, const std::string& scenario, std::int64_t at);

  // Somebody outside calls the number of that extension, group, queue or menu.
  void arrive(const std::string& extension, const std::string& where = "ext-local");
  // A telephone of the house calls; `shown` is the number that the other end sees.
  void own(const std::string& telephone, const std::string& target, const std::string& where,
           const std::string& shown);

  // The caller's channel is answered by a machine, which leaves no row.
  void pick_up();
  void wait(std::int64_t milliseconds) { now += milliseconds; }
  // The row of a machine that the caller is in until it ends.
  PbxRow& machine(const std::string& app, const std::string& data, std::int64_t milliseconds);
  // Afterwards `outer()` is the row of who answered, `inner()` the Local channel before him.
  void dial(const PbxDial& dial);
  // What a dial plan writes after a dial that nobody answered, where it writes anything.
  void tail(const std::string& app = "Hangup", const std::string& disposition = "FAILED");
  PbxRow& row(PbxChannel& channel, const std::string& other, const std::string& app,
              const std::string& data, const std::string& disposition, std::int64_t from,
              std::int64_t to);

  void missed(std::vector<std::string> reasons) { call.reasons = std::move(reasons); }
  void undecided(const std::string& why);
  // The rows leave that many seconds of talk possible.
  void bounds(long least, long most);

  PbxRow& outer() { return call.rows[outer_]; }
  PbxChannel& inner() { return inner_; }
  // The text that names a telephone, or a number behind the trunk, in a dial.
  std::string peer(const std::string& number) const;
  std::string mobile(const std::string& number) const;

  // A call that goes on beside this one: a colleague's own, or another caller's.
  void beside(PbxStory other);
  // The call and those beside it, with the moments at which their rows are written.
  std::vector<PbxCall> finish();

  PbxExchange& pbx;
  std::int64_t now;
  PbxCall call;
  PbxChannel origin;         // the caller's channel
  std::string context, dst;  // where it is in the dial plan
  std::string shown;         // the number in its rows

 private:
  void leg_rows(const PbxDial& dial, const PbxLeg& leg, PbxChannel& two, std::int64_t from,
                std::int64_t to, std::int64_t end);

  int people_ = 0;
  std::size_t outer_ = 0;
  PbxChannel inner_;
  std::vector<PbxCall> beside_;
};

// The company's own number, which outbound calls show.
inline const std::string kPbxCompany = "441632960100";

struct PbxScript {
  const char* scenario;
  int weight;  // how often, beside the others
  void (*play)(PbxStory&);
};

// A caller's number as trunks write it, and three digits of an extension.
std::string pbx_caller(PbxExchange& exchange);
std::string pbx_extension(PbxExchange& exchange, int first, int last);

}  // namespace callwidgets::test
