#include "accounts/source.h"

#include "accounts/account.h"
#include "sql/statements.h"

namespace callwidgets::accounts {

std::vector<Source> sources(database::Session& session, std::int64_t account) {
  std::vector<Source> found;
  const auto rows = session.query(sql::sources::all, {{"account", account}});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    found.push_back({rows.integer(row, 0), std::string{rows.bytes(row, 1)}});
  }
  return found;
}

std::optional<std::int64_t> source_number(database::Session& session, std::int64_t account,
                                          const std::string& name) {
  const auto rows = session.query(sql::sources::by_name, {{"account", account}, {"name", name}});
  if (rows.empty()) return std::nullopt;
  return rows.integer(0, 0);
}

std::int64_t make_source_number(database::Session& writer, std::int64_t account,
                                const std::string& name) {
  std::int64_t number = 0;
  database::in_transaction(writer, [&] {
    hold(writer, account);
    if (const auto known = source_number(writer, account, name)) {
      number = *known;
      return;
    }
    number = writer.query(sql::sources::highest, {{"account", account}}).integer(0, 0) + 1;
    writer.execute(sql::sources::add,
                   {{"account", account}, {"call_source", number}, {"name", name}});
  });
  return number;
}

std::int64_t unfinished_from(database::Session& session, std::int64_t account,
                             std::int64_t source) {
  const auto rows =
      session.query(sql::sources::unfinished, {{"account", account}, {"call_source", source}});
  return rows.empty() ? 0 : rows.integer(0, 0);
}

void set_unfinished_from(database::Session& writer, std::int64_t account, std::int64_t source,
                         std::int64_t from) {
  writer.execute(sql::sources::set_unfinished,
                 {{"account", account}, {"call_source", source}, {"unfinished_from", from}});
}

}  // namespace callwidgets::accounts
