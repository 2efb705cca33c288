// A site with one account, for tests of the import.
#pragma once

#include <string>

#include "oracle.h"
#include "own_server.h"
#include "site.h"

namespace callwidgets::test {

class ImportSite {
 public:
  explicit ImportSite(Database kind);
  explicit ImportSite(const OwnServer& server);

  const Folder& folder() const { return folder_; }
  const std::string& database() const { return database_; }
  const Site& site() const { return site_; }
  Site& site() { return site_; }

  // A file in the folder; its path.
  std::string file(const std::string& name, const std::string& content) const;
  Finished import(const std::vector<std::string>& files, const std::string& input = {}) const;

  // `type`'s data for the whole account from 2021-01-01 to 2021-12-31, as it stands in the answer.
  std::string data(const std::string& type, const std::string& customer = {}) const;

  // Every widget of the account and of each customer from 2023-10-01 to 2024-12-31, and what the
  // oracle says to the same questions.
  std::string everything() const;
  static std::string everything(const Oracle& oracle);

 private:
  void set_up() const;

  Folder folder_;
  std::string database_;
  Site site_;
};

// Where two long texts part, with what surrounds it; empty where they are the same.
std::string first_difference(const std::string& wanted, const std::string& got);

std::string read_all(const std::string& path);

}  // namespace callwidgets::test
