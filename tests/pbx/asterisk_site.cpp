#include "asterisk_site.h"

#include <stdexcept>

#include "call_tables.h"
#include "stored_verdicts.h"

namespace callwidgets::test {

AsteriskSite::AsteriskSite()
    : site_(Database::sqlite),
      source_("sqlite:" + (site_.folder() / "pbx.db")),
      truth_(PbxTable::of_csv(call_table("asterisk/verdicts.csv"))) {
  const PbxTable table = PbxTable::of_dump(call_table("asterisk/cdr.sql"));
  sql(table.create() + table.insert());
  site_.site().must_admin({"source", "add", "pbx", "--kind", "freepbx", "--zone", "Europe/London",
                           "--customer", "7", "--database", source_});
}

std::string AsteriskSite::sql(const std::string& text) const { return statements(source_, text); }

std::string AsteriskSite::told(const std::vector<std::string>& words) const {
  return site_.site().must_admin(words);
}

void AsteriskSite::sync() const {
  told({"sync", "pbx", "--accept-removals", "--full", "2026-10-01..2027-04-30"});
}

std::string AsteriskSite::call_of(const std::string& scenario) const {
  for (const PbxTable::Row& row : truth_.rows()) {
    if (of_truth(row, "scenario") == scenario) return of_truth(row, "linkedid");
  }
  throw std::runtime_error("no call was made as " + scenario);
}

}  // namespace callwidgets::test
