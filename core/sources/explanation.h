#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sources/verdicts/leg.h"
#include "sources/verdicts/verdict.h"

namespace callwidgets::sources {

// Why a call counts as it does, in one sentence for whoever asks: "missed: rang 201 and 202 for
// 20 s, then a mailbox picked up; a row says answered because a machine answered, not a person".
std::string sentence(const Verdict& verdict, std::span<const Leg> legs,
                     std::span<const Evidence> evidence);

// What the rows leave open of a counted call, a sentence each: whether who answered on a line to
// the outside was a person, how much of the talk was waiting, whether the call came in at all.
std::vector<std::string> left_open(const Verdict& verdict, std::span<const Leg> legs,
                                   std::span<const Evidence> evidence);

// What the rules say of one leg: "rang 201 for 20 s, nobody picked up".
std::string sentence(const Leg& leg, const Evidence& evidence);

}  // namespace callwidgets::sources
