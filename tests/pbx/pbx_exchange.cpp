#include "pbx_exchange.h"

#include <cstdio>

namespace callwidgets::test {
namespace {

std::string hex(long number) {
  char text[16];
  std::snprintf(text, sizeof text, "%08lx", static_cast<unsigned long>(number));
  return text;
}

}  // namespace

std::string PbxExchange::id(std::int64_t at) {
  return (settings.system.empty() ? "" : settings.system + "-") + std::to_string(at / 1000) + "." +
         std::to_string(ids_++);
}

PbxChannel PbxExchange::channel(const std::string& peer, std::int64_t at) {
  PbxChannel made;
  made.name = settings.technology + "/" + peer + "-" + hex(channels_++);
  made.uniqueid = id(at);
  made.made = at;
  return made;
}

std::pair<PbxChannel, PbxChannel> PbxExchange::local(const std::string& number,
                                                     const std::string& context, std::int64_t at) {
  const std::string name = "Local/" + number + "@" + context + "-" + hex(locals_++);
  PbxChannel one, two;
  one.name = name + ";1";
  two.name = name + ";2";
  one.uniqueid = id(at);
  two.uniqueid = id(at);
  one.made = two.made = at;
  return {one, two};
}

std::int64_t PbxExchange::talk() {
  const std::int64_t form = below(10);
  if (form == 0) return below(2500);
  if (form < 6) return seconds(3, 90);
  return form < 9 ? seconds(60, 400) : seconds(300, 1800);
}

}  // namespace callwidgets::test
