// A folder of tests/cases: the account, customers and calls that its cases ask about.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "case_file.h"
#include "site.h"

namespace callwidgets::test {

struct World {
  struct Customer {
    std::string id, name, custnr;
  };
  struct Import {
    std::string account, file;
  };

  std::filesystem::path folder;
  std::string account, second_account, time_zone, region;
  std::vector<std::string> settings;
  std::vector<Customer> customers;
  std::vector<Import> imports;
  std::vector<Case> cases;

  // Makes the accounts and customers, and imports the calls, <today> in them filled in.
  void settle(const Site& site, const Folder& scratch, long today) const;
};

// Throws std::runtime_error naming the file that isn't of the form in tests/cases/README.md.
World read_world(const std::filesystem::path& folder);

std::vector<std::filesystem::path> world_folders();

}  // namespace callwidgets::test
