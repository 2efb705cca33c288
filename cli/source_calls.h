#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accounts/account.h"
#include "calls/call_rules.h"
#include "calls/caller_key.h"
#include "calls/origin/phone_areas.h"
#include "cli/command_line.h"
#include "database/session.h"
#include "numbers/number_directory.h"
#include "settings/settings.h"
#include "sources/call_maker.h"
#include "sources/judged_slices.h"
#include "sources/source.h"

namespace callwidgets::admin {

// A source of an account, opened, with all that makes calls of its legs. One thread's.
class SourceCalls {
 public:
  // Both sessions outlive this. Rows that are no legs are counted, and the first is kept. Throws
  // what Source throws, database::Error, calls::CallerKeyError.
  SourceCalls(const settings::Settings& settings, const std::string& name,
              const accounts::Account& account, database::Session& session);

  const sources::Source& source() const { return source_; }
  sources::LegFeed& feed() { return *feed_; }
  sources::CallMaker& maker() { return maker_; }
  sources::JudgedSlices& slices() { return slices_; }
  // The number mappings that it goes by, as they were when this was made.
  const std::vector<numbers::Mapping>& mappings() const { return mappings_; }
  // Whether a number mapping names the customer of a call.
  bool is_mapped(const sources::Verdict& verdict);
  std::int64_t number() const { return number_; }  // the source's; 0: it has none yet

  std::int64_t bad_rows() const { return bad_rows_; }
  const std::string& first_bad_row() const { return first_bad_row_; }

 private:
  std::string cleaned(const std::string& called);
  std::optional<sources::Owner> owner_of(const std::string& called, std::int64_t start);

  const accounts::Account account_;
  const sources::Source source_;
  const std::int64_t number_;
  std::int64_t bad_rows_ = 0;
  std::string first_bad_row_;
  calls::CallerKey key_;
  calls::PhoneAreas areas_;
  calls::CallRules rules_;
  const std::vector<numbers::Mapping> mappings_;
  const numbers::NumberDirectory directory_;
  sources::CallMaker maker_;
  std::unique_ptr<sources::LegFeed> feed_;
  sources::JudgedSlices slices_;
};

// The operator's sources.
sources::SourceFolder source_folder(const settings::Settings& settings);

}  // namespace callwidgets::admin
