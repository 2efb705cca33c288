#pragma once
#include <string>
#include <utility>
#include <vector>

#include "cache/cache.h"
#include "fcgi/request.h"
#include "fcgi/response.h"

namespace callwidgets::door {

// /status: how the process is doing, as JSON, or as lines with `format=text` in the query.
// `acceptor` are its figures, by name, each a number.
Response status_response(const Request& request,
                         const std::vector<std::pair<std::string, std::string>>& acceptor,
                         const cache::Cache::Counts& cache, std::size_t sessions);

}  // namespace callwidgets::door
