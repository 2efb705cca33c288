#include "cli/caller_key.h"

#include <stdexcept>

#include "sql/statements.h"

namespace callwidgets::admin {
namespace {

std::string fingerprint_in(database::Session& session) {
  const auto rows = session.query(sql::caller_keys::fingerprint, {});
  return rows.empty() ? "" : std::string{rows.bytes(0, 0)};
}

}  // namespace

void ensure_caller_key(database::Session& session, const std::string& file) {
  if (fingerprint_in(session).empty()) {
    calls::CallerKey::make(file);
    const auto key = calls::CallerKey::load(file);
    session.execute(sql::caller_keys::add, {{"fingerprint", key.fingerprint()}});
  }
  checked_caller_key(session, file);
}

calls::CallerKey checked_caller_key(database::Session& session, const std::string& file) {
  const std::string expected = fingerprint_in(session);
  if (expected.empty())
    throw std::runtime_error(
        "the database has no caller key yet: callwidgets-admin migrate makes it");
  auto key = calls::CallerKey::load(file);
  if (key.fingerprint() != expected) {
    throw std::runtime_error("caller_key_file: " + file + " holds another key (" +
                             key.fingerprint() +
                             ") than this database's calls were imported with (" + expected +
                             "); every importing host needs the same file");
  }
  return key;
}

}  // namespace callwidgets::admin
