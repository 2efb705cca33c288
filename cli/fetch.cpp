#include "cli/fetch.h"

#include <charconv>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <thread>

#include "calls/remote/http_pages.h"
#include "calls/remote/login.h"
#include "calls/remote/page_set_fetch.h"
#include "cli/interruption.h"
#include "cli/progress.h"

namespace callwidgets::admin {
namespace {

constexpr char login_variable[] = "CALLWIDGETS_LOGIN";

std::optional<calls::Login> login_of(const CommandLine& line) {
  if (const auto file = line.option("login")) return calls::Login::from_file(*file);
  if (const char* text = std::getenv(login_variable))
    return calls::Login::parse(text, login_variable);
  return std::nullopt;
}

calls::Authentication authentication_of(const CommandLine& line, bool login) {
  const std::string given = line.option("auth").value_or(login ? "digest" : "none");
  if (given == "none") return calls::Authentication::none;
  if (given != "digest" && given != "basic")
    throw Usage{"--auth is '" + given + "'; allowed: digest, basic, none"};
  if (!login)
    throw Usage{"--auth " + given + " needs --login FILE, or " + login_variable +
                " in the environment, with USER:PASSWORD"};
  return given == "basic" ? calls::Authentication::basic : calls::Authentication::digest;
}

int attempts_of(const CommandLine& line) {
  const std::string given = line.option("attempts").value_or("5");
  int attempts = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), attempts);
  if (error != std::errc{} || end != given.data() + given.size() || attempts < 1 || attempts > 100)
    throw Usage{"--attempts is '" + given + "'; allowed: 1 to 100"};
  return attempts;
}

calls::HttpPages pages_of(const CommandLine& line) {
  const auto login = login_of(line);
  const auto authentication = authentication_of(line, login.has_value());
  try {
    return calls::HttpPages{line.option("url").value_or(""), authentication,
                            login.value_or(calls::Login{})};
  } catch (const calls::RemoteError& error) {
    throw Usage{std::string{"--url: "} + error.what()};
  }
}

}  // namespace

Fetched fetch(const CommandLine& line) {
  calls::HttpPages pages = pages_of(line);
  const int attempts = attempts_of(line);
  Progress progress{pages.name(), 0};
  const auto report = [&](const calls::PageSetFetch::Progress& now) {
    if (!now.trouble.empty()) {
      progress.clear();
      std::cerr << pages.name() << ": " << now.trouble << std::endl;
      return;
    }
    Interruption::check();
    progress.show("page " + std::to_string(now.pages) + " of " + std::to_string(now.of) + ", " +
                  std::to_string(now.records) + " records fetched");
  };
  const auto sleep = [](std::chrono::seconds pause) {
    const auto until = std::chrono::steady_clock::now() + pause;
    while (std::chrono::steady_clock::now() < until) {
      Interruption::check();
      std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    Interruption::check();
  };
  Fetched fetched{pages.name(), {}};
  try {
    calls::PageSetFetch{pages, attempts, report, sleep}.run(fetched.pages);
  } catch (const calls::RemoteError& error) {
    progress.clear();
    throw std::runtime_error(pages.name() + ": " + error.what() + "; nothing of it is imported");
  }
  progress.clear();
  return fetched;
}

}  // namespace callwidgets::admin
