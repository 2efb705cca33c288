// A site whose source `pbx` reads the rows that a real Asterisk wrote (tests/call_tables/asterisk).
#pragma once

#include <string>
#include <vector>

#include "import_site.h"
#include "pbx_table.h"

namespace callwidgets::test {

class AsteriskSite {
 public:
  // The table lies in SQLite. All calls are customer 7's, and none is stored yet.
  AsteriskSite();

  const std::string& source_database() const { return source_; }
  // Runs SQL on the telephone system's database; gives rows with tabs between the values.
  std::string sql(const std::string& text) const;
  Finished admin(const std::vector<std::string>& words) const { return site_.site().admin(words); }
  // What a command that ends with 0 prints.
  std::string told(const std::vector<std::string>& words) const;
  void sync() const;
  std::string file(const std::string& name, const std::string& text) const {
    return site_.file(name, text);
  }

  // verdicts.csv: what happened.
  const PbxTable& truth() const { return truth_; }
  std::string of_truth(const PbxTable::Row& row, const std::string& column) const {
    return row[truth_.column(column)];
  }
  // The linkedid of the first call of a scenario. Throws std::runtime_error.
  std::string call_of(const std::string& scenario) const;

 private:
  const ImportSite site_;
  const std::string source_;
  const PbxTable truth_;
};

}  // namespace callwidgets::test
