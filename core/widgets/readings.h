#pragma once
#include "figures/reader.h"
#include "figures/series.h"
#include "widgets/presentation.h"

namespace callwidgets::widgets {

// What each widget reads from the figures, in the shape of its definition's rows (sql/widgets/).
using Reading = figures::Series (*)(figures::Reader& figures, const Presentation& presentation);

figures::Series missed_calls(figures::Reader& figures, const Presentation& presentation);
figures::Series call_durations(figures::Reader& figures, const Presentation& presentation);
figures::Series average_calls_per_user(figures::Reader& figures, const Presentation& presentation);
figures::Series call_totals(figures::Reader& figures, const Presentation& presentation);
figures::Series calls_top_attributions(figures::Reader& figures, const Presentation& presentation);
figures::Series unique_callers(figures::Reader& figures, const Presentation& presentation);
figures::Series call_length_distribution(figures::Reader& figures,
                                         const Presentation& presentation);
figures::Series geographic_origin(figures::Reader& figures, const Presentation& presentation);
figures::Series daily_call_distribution(figures::Reader& figures, const Presentation& presentation);
figures::Series top_customers_by_calls(figures::Reader& figures, const Presentation& presentation);
figures::Series calls_per_day(figures::Reader& figures, const Presentation& presentation);

}  // namespace callwidgets::widgets
