#include "fcgi/endpoint/settings_effects.h"

#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

#include "fcgi/endpoint/module.h"
#include "fcgi/http/log.h"
#include "sql/statements.h"

namespace callwidgets::web {
namespace {

// What the settings say about an answer's bytes, about the caches that keep them, and about what an
// endpoint has no part in.
struct Effects {
  std::string answers;  // answers of another text are other answers
  std::string limits;   // caches of another text are others
  std::vector<std::pair<const char*, std::string>> fixed;  // by name: those that need a restart
};

Effects effects_of(const settings::Settings& settings) {
  // All settings: the compiler refuses this line when one is added, and whoever adds it says below
  // whether answers depend on it, and whether it takes effect without a restart.
  const auto& [databases, account, auth, user_header, token_audience, rate_limit, socket,
               socket_mode, workers, queue, event_threads, answer_seconds, access_log,
               caller_key_file, sources_folder, keep_numbers, withheld, import_memory_bytes,
               cors_origins, cors_headers, max_days, top_customers, customer_url, cache_bytes,
               cache_folder, cache_folder_bytes, shared_caches, stale_seconds] = settings;
  // Of another schema, or from another version of the program, they are others too.
  Effects effects;
  effects.answers = std::string{sql::schema.back().name} + '\n' + module_stamp() + '\n' + account +
                    '\n' + std::to_string(top_customers) + '\n' + customer_url;
  for (const database::Address& address : databases) {
    const auto& [kind, path, host, user, password, name, port, own_socket, tls, ca, cert, key] =
        address;
    effects.answers +=
        '\n' + path + ' ' + host + ' ' + std::to_string(port) + ' ' + own_socket + ' ' + name;
  }
  effects.limits = std::to_string(cache_bytes) + '\n' + cache_folder + '\n' +
                   std::to_string(cache_folder_bytes) + '\n' + std::to_string(stale_seconds);
  effects.fixed = {{"socket", socket.text()},
                   {"socket_mode", std::to_string(socket_mode)},
                   {"workers", std::to_string(workers)},
                   {"queue", std::to_string(queue)},
                   {"event_threads", std::to_string(event_threads)},
                   {"answer_seconds", std::to_string(answer_seconds)}};
  return effects;
}

}  // namespace

bool same_caches(const settings::Settings& one, const settings::Settings& other) {
  const auto left = effects_of(one), right = effects_of(other);
  return left.answers == right.answers && left.limits == right.limits;
}

std::shared_ptr<cache::Caches> make_caches(const settings::Settings& settings) {
  cache::Caches::OpenShared open_shared = [](std::int64_t) { return nullptr; };
  if (!settings.cache_folder.empty()) {
    open_shared = [folder = settings.cache_folder,
                   bytes = static_cast<std::size_t>(settings.cache_folder_bytes),
                   kind = effects_of(settings).answers](std::int64_t account) {
      return cache::Shared::open(folder, bytes, kind, account,
                                 [](const std::string& text) { log(text); });
    };
  }
  return std::make_shared<cache::Caches>(
      cache::Caches::Limits{static_cast<std::size_t>(settings.cache_bytes),
                            std::chrono::seconds{settings.stale_seconds}},
      std::move(open_shared));
}

std::string needs_restart(const settings::Settings& before, const settings::Settings& now) {
  const auto former = effects_of(before).fixed, latter = effects_of(now).fixed;
  std::string names;
  for (std::size_t at = 0; at < latter.size(); ++at) {
    if (former[at] != latter[at])
      names += (names.empty() ? "" : ", ") + std::string{latter[at].first};
  }
  return names;
}

}  // namespace callwidgets::web
