// The made-up telephone system itself: its settings, its counters and the dice.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace callwidgets::test {

struct PbxSettings {
  std::uint64_t seed = 1;
  std::string technology = "SIP";  // or PJSIP
  std::vector<std::string> trunks = {"telco"};
  std::string system;       // before the unique ids, as `systemname` puts it; empty: nothing
  bool did = true;          // FreePBX's columns did, cnum, … are filled; plain Asterisk has none
  bool unanswered = false;  // Asterisk's setting of that name
  bool congestion = false;  // likewise
};

struct PbxChannel {
  std::string name;
  std::string uniqueid;
  std::int64_t made = 0;  // milliseconds since 1970, UTC
  std::int64_t up = -1;   // since when it is answered; -1: it is not
  bool has_row = false;
};

class PbxExchange {
 public:
  explicit PbxExchange(const PbxSettings& given) : settings(given), random_(given.seed) {}

  // One channel of a trunk or a telephone, and the two halves of a Local one.
  PbxChannel channel(const std::string& peer, std::int64_t at);
  std::pair<PbxChannel, PbxChannel> local(const std::string& number, const std::string& context,
                                          std::int64_t at);
  long next_sequence() { return sequence_++; }
  // Channels are numbered from 0 again, as at each start of Asterisk.
  void restart() { channels_ = locals_ = ids_ = sequence_ = 0; }

  // From 0 to below `bound`; the same on every machine.
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
  }
  bool chance(int percent) { return below(100) < percent; }
  // Milliseconds from `least` to `most` seconds.
  std::int64_t seconds(std::int64_t least, std::int64_t most) {
    return least * 1000 + below((most - least) * 1000 + 1);
  }
  // How long people talk: mostly some minutes, at times a second.
  std::int64_t talk();

  const PbxSettings settings;

 private:
  std::string id(std::int64_t at);

  std::mt19937_64 random_;
  long channels_ = 0, locals_ = 0, ids_ = 0, sequence_ = 0;
};

}  // namespace callwidgets::test
