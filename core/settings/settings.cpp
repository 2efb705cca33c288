#include "settings/settings.h"

#include <Poco/Environment.h>
#include <Poco/Path.h>
#include <Poco/String.h>
#include <Poco/StringTokenizer.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <iomanip>
#include <map>
#include <ostream>
#include <span>

#include "database/address.h"
#include "settings/header_names.h"
#include "settings/path_text.h"
#include "settings/settings_file.h"

namespace callwidgets::settings {
namespace {

// One setting: how it is called, what it is worth unset, what it may be, and where its value goes.
struct Row {
  const char* name;
  const char* standard;
  const char* allowed;
  const char* meaning;
  std::function<bool(const std::string&, Settings&)> take;  // false: not allowed
  // What a value may be besides itself: a path, which starts at the file's folder.
  enum class Holds { value, path, path_or_stream, path_or_address, database } holds = Holds::value;
};

auto whole_number(std::int64_t Settings::*field, std::int64_t least, std::int64_t most) {
  return [=](const std::string& text, Settings& settings) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
      return false;
    settings.*field = value;
    return true;
  };
}

auto any_text(std::string Settings::*field) {
  return [=](const std::string& text, Settings& settings) {
    settings.*field = text;
    return true;
  };
}

// Servers have no blanks in their addresses (`%20`), a file may.
bool take_database(const std::string& text, Settings& settings) {
  settings.databases.clear();
  std::vector<std::string> addresses{text};
  if (text.starts_with("mysql:")) {
    const Poco::StringTokenizer words{text, " \t", Poco::StringTokenizer::TOK_IGNORE_EMPTY};
    addresses.assign(words.begin(), words.end());
  }
  for (const std::string& address : addresses) {
    const auto parsed = database::Address::parse(address);
    // A telephone system's calls may lie in PostgreSQL, this program's own may not.
    if (!parsed || parsed->kind == database::Address::Kind::postgresql) return false;
    settings.databases.push_back(*parsed);
  }
  return !settings.databases.empty();
}

bool take_auth(const std::string& text, Settings& settings) {
  const auto auth = Auth::parse(text);
  if (auth) settings.auth = *auth;
  return auth.has_value();
}

bool take_user_header(const std::string& text, Settings& settings) {
  const auto variable = user_header_variable(text);
  settings.user_header = variable.value_or("");
  return variable || text.empty();
}

bool take_rate_limit(const std::string& text, Settings& settings) {
  settings.rate_limit = RateLimit::parse(text);
  return settings.rate_limit || text.empty();
}

bool take_cache_control(const std::string& text, Settings& settings) {
  settings.shared_caches = text == "public";
  return text == "public" || text == "private";
}

// Its path is complete already, `unix:` before it or not.
bool take_socket(const std::string& text, Settings& settings) {
  if (const auto address = SocketAddress::parse_tcp(text)) {
    settings.socket = *address;
  } else {
    settings.socket = {text.starts_with("unix:") ? text.substr(5) : text, {}, 0};
  }
  return settings.socket.port != 0 || !settings.socket.path.empty();
}

bool take_socket_mode(const std::string& text, Settings& settings) {
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), settings.socket_mode, 8);
  return error == std::errc{} && end == text.data() + text.size() && settings.socket_mode <= 0777;
}

bool take_keep_numbers(const std::string& text, Settings& settings) {
  settings.keep_numbers = text == "yes";
  return text == "yes" || text == "no";
}

bool take_withheld(const std::string& text, Settings& settings) {
  const Poco::StringTokenizer entries{
      text, ",", Poco::StringTokenizer::TOK_TRIM | Poco::StringTokenizer::TOK_IGNORE_EMPTY};
  settings.withheld.assign(entries.begin(), entries.end());
  return true;
}

bool take_cors_origins(const std::string& text, Settings& settings) {
  const Poco::StringTokenizer origins{
      text, ", ", Poco::StringTokenizer::TOK_TRIM | Poco::StringTokenizer::TOK_IGNORE_EMPTY};
  for (const std::string& origin : origins) {
    const bool any = origin == "*" && origins.count() == 1;
    const bool web = (origin.starts_with("http://") || origin.starts_with("https://")) &&
                     origin.find('/', origin.find("//") + 2) == std::string::npos;
    if (!any && !web) return false;
    settings.cors_origins.push_back(origin);
  }
  return true;
}

bool take_cors_headers(const std::string& text, Settings& settings) {
  const auto names = header_names(text);
  settings.cors_headers = names.value_or(std::vector<std::string>{});
  return names.has_value();
}

bool take_access_log(const std::string& text, Settings& settings) {
  settings.access_log = text;
  return !text.empty();
}

bool take_customer_url(const std::string& text, Settings& settings) {
  settings.customer_url = text;
  return text.find("{id}") != std::string::npos;
}

std::span<const Row> table() {
  static const Row rows[] = {
      {"database", "sqlite:callwidgets.db",
       "sqlite:PATH, or mysql://USER:PASSWORD@HOST:PORT/NAME, or several of the latter with blanks "
       "between; behind NAME perhaps ?socket=PATH, or ?tls=required or verify, &ca=FILE, "
       "&cert=FILE&key=FILE, all from / on",
       "where the calls are; of several servers the first that answers", take_database,
       Row::Holds::database},
      {"account", "", "the name of an account",
       "the account that is served; where it is empty, the oldest", any_text(&Settings::account)},
      {"auth", "server", "server, token and signed, separated by commas, or none, or everyone",
       "who is answered: whom the web server has authenticated (server), who has a token (token) "
       "or "
       "a signed one (signed); without any proof this host alone (none) or everybody (everyone)",
       take_auth},
      {"user_header", "",
       "the name of a header that begins with X- and holds User, such as X-Remote-User, or nothing",
       "the header in which a proxy in front names the caller whom it has authenticated; only "
       "where "
       "no client gets one of that name past the proxy",
       take_user_header},
      {"token_audience", "", "a text, such as this endpoint's URL",
       "what signed tokens have to name as their audience (aud)",
       any_text(&Settings::token_audience)},
      {"rate_limit", "",
       "1 to 100000 a second (20/s) or a minute (20/m), perhaps with a burst of 1 to 1000000 "
       "behind "
       "it (20/s burst 100), or nothing",
       "how many requests each caller may make of a process that stays; more are answered 429. "
       "Where all are let in, and with signed tokens, each address counts by itself",
       take_rate_limit},
      {"socket", "callwidgets.sock",
       "a path or unix:PATH, or an address such as 127.0.0.1:9000 or [::1]:9000",
       "the socket that callwidgets opens for the web server; by TCP this host may connect, or who "
       "FCGI_WEB_SERVER_ADDRS in the environment names",
       take_socket, Row::Holds::path_or_address},
      {"socket_mode", "0660", "octal, up to 0777", "the socket's permissions", take_socket_mode},
      {"workers", "4", "1 to 256",
       "how many answers are computed at once, each in a database session",
       whole_number(&Settings::workers, 1, 256)},
      {"queue", "256", "1 to 100000", "requests that may wait for a worker; more are answered 503",
       whole_number(&Settings::queue, 1, 100'000)},
      {"event_threads", "1", "1 to 64",
       "pairs of threads that own the connections and answer from the cache",
       whole_number(&Settings::event_threads, 1, 64)},
      {"answer_seconds", "10", "1 to 3600", "how long an answer may take before it is a 503",
       whole_number(&Settings::answer_seconds, 1, 3600)},
      {"access_log", "-", "-, off or a path", "where one line a request goes; - is standard error",
       take_access_log, Row::Holds::path_or_stream},
      {"caller_key_file", "callwidgets.key", "a path",
       "the secret that callers' numbers are hashed with; the same on every importing host",
       any_text(&Settings::caller_key_file), Row::Holds::path},
      {"sources_folder", "sources", "a path",
       "the folder of the files that `callwidgets-admin source add` writes",
       any_text(&Settings::sources_folder), Row::Holds::path},
      {"keep_numbers", "no", "yes or no", "whether callers' telephone numbers are stored",
       take_keep_numbers},
      {"withheld",
       "0, 0000000000, +266696687, anonymous, unknown, unavailable, restricted, private",
       "numbers and words, separated by commas, or nothing",
       "what stands in the place of a caller's number that is withheld; words in any case",
       take_withheld},
      {"import_memory_bytes", "268435456", "16777216 to 1099511627776",
       "about how much memory an import of many calls takes for batches and sorting",
       whole_number(&Settings::import_memory_bytes, 16'777'216, 1'099'511'627'776)},
      {"cors_origins", "",
       "* or a list of origins such as https://www.example.com, separated by commas",
       "web pages of these origins may read the answers in a browser", take_cors_origins},
      {"cors_headers", "", "names of headers, separated by commas, or nothing",
       "what these pages may send in a request, besides the headers that all may",
       take_cors_headers},
      {"max_days", "3660", "1 to 4000000", "the longest range that may be asked for",
       whole_number(&Settings::max_days, 1, 4'000'000)},
      {"top_customers", "10", "1 to 1000", "how many customers top_customers_by_calls lists",
       whole_number(&Settings::top_customers, 1, 1000)},
      {"customer_url", "/mypages/dashboard/scid:{id}", "a text with {id} in it",
       "the url of a customer in top_customers_by_calls", take_customer_url},
      {"cache_bytes", "33554432", "0 to 1099511627776", "memory for finished answers; 0 keeps none",
       whole_number(&Settings::cache_bytes, 0, 1'099'511'627'776)},
      {"cache_folder", "", "a path, or nothing",
       "a folder for finished answers that all processes of the host share; CGI needs it to be "
       "fast",
       any_text(&Settings::cache_folder), Row::Holds::path},
      {"cache_folder_bytes", "268435456", "1048576 to 1099511627776", "the most that may lie in it",
       whole_number(&Settings::cache_folder_bytes, 1'048'576, 1'099'511'627'776)},
      {"cache_control", "private", "private or public",
       "whether a cache in front may give one caller's answer to another", take_cache_control},
      {"stale_seconds", "300", "0 to 86400",
       "for how long, while the database is away, the last good answers are given, marked as such",
       whole_number(&Settings::stale_seconds, 0, 86'400)},
  };
  return rows;
}

std::string environment_name(const Row& row) {
  return "CALLWIDGETS_" + Poco::toUpper(std::string{row.name});
}

// What stands before the path in a value, and is no part of it.
std::string path_prefix(const Row& row, const std::string& value) {
  std::string prefix;
  if (row.holds == Row::Holds::database) prefix = "sqlite:";
  if (row.holds == Row::Holds::path_or_address) prefix = "unix:";
  return value.starts_with(prefix) ? prefix : "";
}

// Whether the value of a setting that may be a path is one.
bool is_path(const Row& row, const std::string& value) {
  if (value.empty()) return false;
  switch (row.holds) {
    case Row::Holds::value:
      return false;
    case Row::Holds::path:
      return true;
    case Row::Holds::path_or_stream:
      return value != "-" && value != "off";
    case Row::Holds::path_or_address:
      return !SocketAddress::parse_tcp(value);
    case Row::Holds::database:
      return value.starts_with("sqlite:");
  }
  return false;
}

// A path in a file is relative to that file, so that a copied folder goes on working.
std::string resolved(const Row& row, const std::string& value, const std::string& file) {
  if (!is_path(row, value) || file.empty()) return value;
  const std::string prefix = path_prefix(row, value);
  const std::string path = value.substr(prefix.size());
  if (path.empty()) return value;
  return prefix +
         Poco::Path{path}.makeAbsolute(Poco::Path{file}.makeAbsolute().makeParent()).toString();
}

// A database address may hold a password, which has no place in a log.
std::string shown(const Row& row, const std::string& value) {
  return row.holds == Row::Holds::database ? "has a value" : "is '" + value + "'";
}

// Puts a value in its place; `where` it stands, for the Mistake that this throws.
void take(const Row& row, const std::string& value, const std::string& where,
          const std::string& file, Settings& settings) {
  const std::string begin = std::string{row.name} + " " + shown(row, value) + where;
  const std::string end = std::string{"; allowed: "} + row.allowed;
  if (is_path(row, value)) {
    const std::string why = unlike_a_path(value.substr(path_prefix(row, value).size()));
    if (!why.empty()) throw Mistake{begin + ", which " + why + end};
  }
  if (!row.take(resolved(row, value, file), settings))
    throw Mistake{begin + " that is not allowed" + end};
}

// What each setting allows, but not all of them together.
void check_together(const Settings& settings) {
  if (settings.auth.signed_tokens && settings.token_audience.empty()) {
    throw Mistake{
        "auth has 'signed', and token_audience is empty: then a token that was signed for another "
        "service would count here too; set token_audience to what tokens for this endpoint name as "
        "their audience (aud), such as its URL, or take signed out of auth"};
  }
  if (settings.shared_caches && !settings.auth.everyone) {
    throw Mistake{"cache_control is 'public', and auth is '" + settings.auth.text() +
                  "': a cache in front would give one caller's answers to another; set "
                  "cache_control = private, or auth = everyone where everybody may see everything"};
  }
}

std::map<std::string, std::string> values_in(const std::string& file) {
  return file.empty() ? std::map<std::string, std::string>{} : read_file(file);
}

// `values`: what stands in `file`.
Settings settings_of(std::map<std::string, std::string> values, const std::string& file) {
  Settings settings;
  for (const Row& row : table()) {
    const auto found = values.find(row.name);
    if (const std::string name = environment_name(row); Poco::Environment::has(name)) {
      take(row, Poco::Environment::get(name), " in the environment (" + name + ")", "", settings);
    } else if (found != values.end()) {
      take(row, found->second, " in " + file, file, settings);
    } else {
      take(row, row.standard, "", file, settings);
    }
    if (found != values.end()) values.erase(found);
  }
  if (!values.empty()) {
    std::string known;
    for (const Row& row : table()) known += (known.empty() ? "" : ", ") + std::string{row.name};
    throw Mistake{values.begin()->first + " in " + file + " is not a setting; there are: " + known};
  }
  check_together(settings);
  return settings;
}

}  // namespace

Settings Settings::load(const std::string& file) { return settings_of(values_in(file), file); }

Settings Settings::load_to_serve(const std::string& file) {
  auto values = values_in(file);
  const auto rows = table();
  const bool any = !values.empty() || std::any_of(rows.begin(), rows.end(), [](const Row& row) {
    return Poco::Environment::has(environment_name(row));
  });
  if (!any && !file.empty()) throw Mistake{"there are no settings in " + file};
  if (!any) {
    throw Mistake{
        "there are no settings: name their file with --settings FILE, or in the environment with "
        "CALLWIDGETS_SETTINGS. suexec passes neither on: there the web server has to call a script "
        "that starts callwidgets --settings FILE"};
  }
  return settings_of(std::move(values), file);
}

void Settings::help(std::ostream& out) {
  out << "Settings: a file with lines `name = value`, or the environment, which wins. In the file "
         "a # behind a\nblank begins a comment (\\# is none), and paths start at its folder.\n";
  std::size_t longest = 0;
  for (const Row& row : table()) longest = std::max(longest, std::string{row.name}.size());
  const int column = static_cast<int>(longest) + 2;
  const std::string indent(2 + longest + 2, ' ');
  for (const Row& row : table()) {
    out << "\n  " << std::left << std::setw(column) << row.name << row.meaning << "\n"
        << indent << "allowed: " << row.allowed
        << "; default: " << (*row.standard ? row.standard : "(empty)") << "\n"
        << indent << environment_name(row) << "\n";
  }
}

}  // namespace callwidgets::settings
