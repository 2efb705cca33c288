#include "fcgi/endpoint/status.h"

#include <chrono>
#include <cstdio>

#include "calendar/clock.h"
#include "fcgi/http/error_envelope.h"
#include "json/text.h"
#include "question/parameters.h"

namespace callwidgets::web {
namespace {

// Why the database does not answer; empty where it does.
std::string trouble_in_words(const std::optional<Trouble::State>& trouble, bool ever,
                             bool present) {
  if (trouble) return trouble->reason;
  if (present) return {};
  return ever ? "the database was not asked lately" : "the database was not asked yet";
}

std::string quoted(const std::string& text) {
  json::Text json;
  json.text(text);
  return json.take();
}

}  // namespace

Response status_response(const Request& request,
                         const std::vector<std::pair<std::string, std::string>>& acceptor,
                         const cache::Caches::Counts& cache, std::size_t sessions,
                         const std::optional<Trouble::State>& trouble) {
  const auto now = std::chrono::steady_clock::now();
  const bool ever = cache.read != cache::Time{};
  const auto since =
      ever ? std::chrono::duration_cast<std::chrono::milliseconds>(now - cache.read).count() : -1;
  const auto hits = cache.hits + cache.shared_hits;
  const auto asked = hits + cache.misses;
  char ratio[32];
  std::snprintf(ratio, sizeof ratio, "%.4f",
                asked == 0 ? 0.0 : static_cast<double>(hits) / static_cast<double>(asked));
  const bool present = ever && now - cache.read <= cache::Cache::present;

  auto figures = acceptor;
  const auto add = [&](const char* name, auto value) {
    figures.emplace_back(name, std::to_string(value));
  };
  add("database_sessions", sessions);
  const std::string words = trouble_in_words(trouble, ever, present);
  figures.emplace_back("database_answers", words.empty() ? "true" : "false");
  figures.emplace_back("database_trouble", words.empty() ? "null" : quoted(words));
  add("database_trouble_seconds", trouble ? trouble->lasts.count() : 0);
  add("cache_memory_entries", cache.entries);
  add("cache_memory_bytes", cache.bytes);
  add("cache_memory_hits", cache.hits);
  figures.emplace_back("cache_folder", cache.shared ? "true" : "false");
  add("cache_folder_hits", cache.shared_hits);
  add("cache_misses", cache.misses);
  add("cache_stale_answers", cache.stale);
  figures.emplace_back("cache_hit_ratio", ratio);
  add("cache_keeps_nothing_for_seconds",
      cache.settled > now
          ? std::chrono::duration_cast<std::chrono::seconds>(cache.settled - now).count() + 1
          : 0);
  add("accounts", cache.accounts);
  add("newest_version", cache.version);
  add("feed_read_ms_ago", since);
  add("time", calendar::wall_clock());

  const auto format = question::Parameters{request.query}.get("format");
  const bool text = format && *format == "text";
  std::string lines;
  json::Text json;
  json.begin_object();
  for (const auto& [name, value] : figures) {
    lines.append(name).append(" ").append(value).append("\n");
    json.key(name).raw(value);
  }
  json.end_object();
  Response response;
  response.headers = {{"Content-Type", text ? "text/plain; charset=utf-8" : json_type},
                      {"Cache-Control", "no-store"}};
  response.body = std::make_shared<const std::string>(text ? std::move(lines) : json.take());
  return response;
}

}  // namespace callwidgets::web
