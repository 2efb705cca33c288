#pragma once
#include <cstdint>
#include <string>

namespace callwidgets::widgets {

// What an operator may choose about how answers look.
struct Presentation {
  std::int64_t top_customers = 10;
  std::string customer_url = "/mypages/dashboard/scid:{id}";
};

}  // namespace callwidgets::widgets
