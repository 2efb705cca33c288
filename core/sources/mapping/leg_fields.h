#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sources/verdicts/leg.h"

namespace callwidgets::sources {

// A field of Leg that an expression gives. One of the members is set, by its type.
struct LegField {
  std::string_view name;
  std::string Leg::*text = nullptr;
  std::int64_t Leg::*instant = nullptr;  // seconds since 1970
  std::int64_t Leg::*number = nullptr;
  std::int32_t Leg::*seconds = nullptr;
  bool Leg::*flag = nullptr;
  Outcome Leg::*outcome = nullptr;
  Stage Leg::*stage = nullptr;
  std::string_view help = {};
};

const std::vector<LegField>& leg_fields();
const LegField* leg_field_named(std::string_view name);  // null: there is none

// Makes the leg say nothing; keeps its strings' memory.
void clear(Leg& leg);

// Gives a field its value. False where the value is none that it can have; `allowed` tells which.
bool give(Leg& leg, const LegField& field, std::string_view value, std::string& allowed);

}  // namespace callwidgets::sources
