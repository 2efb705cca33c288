#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/credential.h"
#include "cli/credential_words.h"
#include "cli/open.h"
#include "cli/public_key.h"
#include "credentials/store.h"
#include "identity/random.h"

namespace callwidgets::admin {
namespace {

using identity::Algorithm;

constexpr auto kind = identity::CredentialKind::key;
constexpr std::size_t secret_size = 43;  // 256 bits

const char* name_of(Algorithm algorithm) {
  return algorithm == Algorithm::es256 ? "ES256" : "HS256";
}

Algorithm algorithm_of(const CommandLine& line) {
  const std::string given = line.option("algorithm").value_or("HS256");
  if (given != "HS256" && given != "ES256")
    throw Usage{"--algorithm is '" + given + "'; allowed: HS256, ES256"};
  const bool es256 = given == "ES256", has_file = line.option("public-key").has_value();
  if (es256 && !has_file)
    throw Usage{"--algorithm ES256 needs --public-key FILE (`-`: standard input)"};
  if (!es256 && has_file)
    throw Usage{"--public-key is for --algorithm ES256; a key of HS256 is made here"};
  return es256 ? Algorithm::es256 : Algorithm::hs256;
}

void add(const settings::Settings& settings, const CommandLine& line) {
  const std::string& label = checked_label(line.operands()[1]);
  const Algorithm algorithm = algorithm_of(line);
  const bool es256 = algorithm == Algorithm::es256;
  const std::string secret = es256 ? read_public_key(*line.option("public-key"))
                                   : identity::random_characters(secret_size);
  const auto session = writer(settings);
  identity::Credential key = new_credential(*session, settings, line, kind);
  key.label = label;
  key.algorithm = algorithm;
  key.secret = secret;
  do {
    key.name = identity::random_characters(identity::id_size);
  } while (!credentials::add(*session, key));
  std::cerr << "key " << key.name << " added, " << name_of(algorithm) << ": "
            << view_of(key, accounts::all(*session)) << ". Tokens that it signs name it as kid";
  if (es256) {
    std::cerr << ":\n";
    show_once(key.name, "key " + key.name);
  } else {
    std::cerr << ".\nBehind the kid stands its secret, shown this once; what signs is these "
              << secret_size << " characters as they are:\n";
    show_once(key.name + '\t' + secret, "key " + key.name);
  }
}

void list(const settings::Settings& settings) {
  const auto session = reader(settings);
  const auto accounts = accounts::all(*session);
  for (const auto& key : credentials::all(*session, kind)) {
    std::cout << key.name << '\t' << key.label << '\t' << account_of(key, accounts) << '\t'
              << customers_of(key) << '\t' << name_of(key.algorithm) << '\t'
              << day_text(key.created) << '\t' << last_use_of(key) << '\t' << standing_of(key)
              << '\n';
  }
}

}  // namespace

int key(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"account", "customer", "algorithm", "public-key"}};
  run_form(line,
           {[&] { add(settings, line); }, [&] { list(settings); }, "revoke",
            [&](const std::string& id) { revoke(settings, kind, id); },
            "key takes: add LABEL [--account NAME] [--customer ID]… [--algorithm HS256|ES256] "
            "[--public-key FILE], or list, or revoke ID"});
  return 0;
}

}  // namespace callwidgets::admin
