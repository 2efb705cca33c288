#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cache/caches.h"
#include "fcgi/endpoint/trouble.h"
#include "fcgi/http/request.h"
#include "fcgi/http/response.h"

namespace callwidgets::web {

// /status: how the process is doing, as JSON, or as lines with `format=text` in the query.
// `acceptor` are its figures, by name, each a number; `trouble` is what keeps the database from
// answering, if anything does.
Response status_response(const Request& request,
                         const std::vector<std::pair<std::string, std::string>>& acceptor,
                         const cache::Caches::Counts& cache, std::size_t sessions,
                         const std::optional<Trouble::State>& trouble);

}  // namespace callwidgets::web
