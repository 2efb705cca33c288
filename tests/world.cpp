#include "world.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace callwidgets::test {
namespace {

std::string content(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error("no file " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

// A name stands as it is, or in quotes with JSON's escapes (\u00_x_x at most).
std::string unquoted(const std::string& text) {
  if (!text.starts_with("\"")) return text;
  static const std::string letters = "bfnrt", meanings = "\b\f\n\r\t";
  std::string plain;
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] != '\\') {
      plain += text[i];
    } else if (const char c = text[++i]; c == 'u') {
      plain += static_cast<char>(std::stoi(text.substr(i + 1, 4), nullptr, 16));
      i += 4;
    } else {
      const size_t known = letters.find(c);
      plain += known == std::string::npos ? c : meanings[known];
    }
  }
  return plain;
}

void take(World& world, const std::string& key, const std::string& value) {
  const size_t space = value.find(' ');
  const std::string first = value.substr(0, space);
  const std::string rest = space == std::string::npos ? "" : value.substr(space + 1);
  if (key == "account") {
    world.account = value;
  } else if (key == "second account") {
    world.second_account = value;
  } else if (key == "time_zone") {
    world.time_zone = value;
  } else if (key == "region") {
    world.region = value;
  } else if (key == "setting") {
    world.settings.push_back(value);
  } else if (key == "customer") {
    world.customers.push_back({first, unquoted(rest), ""});
  } else if (key == "custnr" && !world.customers.empty() && world.customers.back().id == first) {
    world.customers.back().custnr = rest;
  } else if (key.starts_with("import")) {
    world.imports.push_back({key.size() > 7 ? key.substr(7) : "", value});
  } else {
    throw std::runtime_error("unknown line: " + key + ": " + value);
  }
}

}  // namespace

World read_world(const std::filesystem::path& folder) {
  World world;
  world.folder = folder;
  std::istringstream in{content(folder / "world")};
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with("#")) continue;
    const size_t colon = line.find(": ");
    if (colon == std::string::npos) throw std::runtime_error(folder.string() + ": " + line);
    take(world, line.substr(0, colon), line.substr(colon + 2));
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".case") world.cases.push_back(read_case(entry.path()));
  }
  std::sort(world.cases.begin(), world.cases.end(),
            [](const Case& a, const Case& b) { return a.file < b.file; });
  return world;
}

void World::settle(const Site& site, const Folder& scratch, long today) const {
  site.must_admin({"migrate"});
  std::vector<std::string> add = {"account", "add", account};
  if (!time_zone.empty()) add.insert(add.end(), {"--time-zone", time_zone});
  if (!region.empty()) add.insert(add.end(), {"--region", region});
  site.must_admin(add);
  if (!second_account.empty()) site.must_admin({"account", "add", second_account});
  for (const Customer& customer : customers) {
    std::vector<std::string> words = {"customer", "add", customer.id, "--name", customer.name};
    if (!customer.custnr.empty()) words.insert(words.end(), {"--custnr", customer.custnr});
    site.must_admin(words);
  }
  for (const Import& import : imports) {
    const std::string file = scratch / import.file;
    std::ofstream{file, std::ios::binary} << fill_in(content(folder / import.file), today);
    site.must_admin(
        {"import", "--account", import.account.empty() ? account : import.account, file});
  }
}

std::vector<std::filesystem::path> world_folders() {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(source_path() / "tests/cases")) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace callwidgets::test
