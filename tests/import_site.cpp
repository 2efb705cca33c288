#include "import_site.h"

#include <fstream>
#include <stdexcept>

#include "calendar_days.h"

namespace callwidgets::test {
namespace {

const std::vector<std::optional<long>> kWhose = {std::nullopt, 1,   2,   3,   4,   95,  96,  97, 98,
                                                 99,           100, 101, 102, 103, 104, 105, 106};

std::string comma_separated(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ",") + word;
  return list;
}

}  // namespace

ImportSite::ImportSite(Database kind)
    : database_(fresh_database(kind, folder_)), site_(folder_, "site", database_) {
  set_up();
}

ImportSite::ImportSite(const OwnServer& server)
    : database_(server.fresh_database()), site_(folder_, "site", database_) {
  set_up();
}

void ImportSite::set_up() const {
  site_.must_admin({"migrate"});
  site_.must_admin({"account", "add", "one"});
}

std::string ImportSite::file(const std::string& name, const std::string& content) const {
  const std::string path = folder_ / name;
  std::ofstream{path, std::ios::binary} << content;
  return path;
}

Finished ImportSite::import(const std::vector<std::string>& files, const std::string& input) const {
  std::vector<std::string> words = {"import"};
  words.insert(words.end(), files.begin(), files.end());
  return site_.admin(words, input);
}

std::string ImportSite::data(const std::string& type, const std::string& customer) const {
  std::vector<std::string> words = {"query", type, "--from", "2021-01-01", "--to", "2021-12-31"};
  if (!customer.empty()) words.insert(words.end(), {"--customer", customer});
  const std::string answer = site_.must_admin(words);
  const std::string before =
      "{\"dataset\":\"" + type + "\",\"datasources\":[{\"datasource\":0,\"data\":";
  if (!answer.starts_with(before)) throw std::runtime_error("not an envelope: " + answer);
  return answer.substr(before.size(), answer.size() - before.size() - 3);
}

std::string ImportSite::everything() const {
  std::string all;
  for (const auto& customer : kWhose) {
    std::vector<std::string> words = {
        "query", comma_separated(Oracle::types()), "--from", "2023-10-01", "--to", "2024-12-31"};
    if (customer) words.insert(words.end(), {"--customer", std::to_string(*customer)});
    const Finished done = site_.admin(words);
    all += done.status == 0 ? done.out + "\n" : "none\n";
  }
  return all;
}

std::string ImportSite::everything(const Oracle& oracle) {
  std::string all;
  for (const auto& customer : kWhose) {
    const OracleQuestion question{Oracle::types(), customer, day_number(2023, 10, 1),
                                  day_number(2024, 12, 31), 1};
    all += customer && !oracle.knows(*customer) ? "none\n" : oracle.answer(question) + "\n";
  }
  return all;
}

std::string first_difference(const std::string& wanted, const std::string& got) {
  if (wanted == got) return {};
  size_t at = 0;
  while (at < wanted.size() && at < got.size() && wanted[at] == got[at]) ++at;
  const size_t from = at < 150 ? 0 : at - 150;
  return "wanted …" + wanted.substr(from, 300) + "…\ngot …" + got.substr(from, 300) + "…";
}

std::string read_all(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace callwidgets::test
