// Very many accounts in one process.
//   many_accounts sql COUNT            prints the SQL of so many accounts, each with a login of its
//   own many_accounts ask SOCKET COUNT     asks once as each of these logins, and says how long
//   that took
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>

#include "fastcgi_client.h"

using namespace callwidgets::test;

namespace {

// Accounts without calls: what they cost is what the process knows of each.
// SQLite keeps bytes apart from text.
std::string bytes(const std::string& text) {
  std::string literal = "X'";
  for (const char byte : text) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02X", static_cast<unsigned char>(byte));
    literal += digits;
  }
  return literal + "'";
}

void print_sql(std::int64_t count) {
  constexpr std::int64_t rows_at_once = 500;
  const auto print = [&](const char* into, auto row) {
    for (std::int64_t account = 1; account <= count; ++account) {
      const bool first = account % rows_at_once == 1;
      const bool last = account % rows_at_once == 0 || account == count;
      if (first) std::printf("INSERT INTO %s VALUES\n", into);
      row(account);
      std::printf(last ? ";\n" : ",\n");
    }
  };
  print("accounts (account, name, time_zone, region, version, nonce)", [](std::int64_t account) {
    std::printf("(%ld, %s, X'555443', X'', 1, %ld)", account,
                bytes("account" + std::to_string(account)).c_str(), account * 1'000'003);
  });
  print("generations (account, generation, time_zone, built_from, retired_at)",
        [](std::int64_t account) { std::printf("(%ld, 1, X'555443', 0, 0)", account); });
  print("served_generations (account, generation)",
        [](std::int64_t account) { std::printf("(%ld, 1)", account); });
  print("scopes (scope, account, generation, customer, segment, slice)", [](std::int64_t account) {
    std::printf("(%ld, %ld, 1, 0, 0, 0)", (account << 32) + 1, account);
  });
  print(
      "credentials (kind, name, label, account, all_customers, algorithm, secret, created, "
      "expires, revoked, last_used)",
      [](std::int64_t account) {
        std::printf("(1, %s, X'', %ld, 1, 0, X'', 0, 0, 0, 0)",
                    bytes("login" + std::to_string(account)).c_str(), account);
      });
}

int ask(const std::string& socket, std::int64_t count) {
  FastcgiClient client{socket};
  const auto begun = std::chrono::steady_clock::now();
  for (std::int64_t account = 1; account <= count; ++account) {
    Params question = get("/widgets/data", "type=call_totals");
    question.emplace_back("REMOTE_USER", "login" + std::to_string(account));
    const Reply reply = client.ask(question);
    if (reply.status() != 200) {
      std::fprintf(stderr, "account %ld: %s\n", account, reply.out.c_str());
      return 1;
    }
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  std::printf("%.1f\n", took.count());
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc == 3 && std::strcmp(argv[1], "sql") == 0) return print_sql(std::atoll(argv[2])), 0;
  if (argc == 4 && std::strcmp(argv[1], "ask") == 0) return ask(argv[2], std::atoll(argv[3]));
  std::fprintf(stderr, "many_accounts sql COUNT, or many_accounts ask SOCKET COUNT\n");
  return 2;
} catch (const std::exception& error) {
  std::fprintf(stderr, "many_accounts: %s\n", error.what());
  return 1;
}
