#include "database/poco_session.h"

#include <Poco/Data/Statement.h>

namespace callwidgets::database {

using Poco::Data::BLOB;
using Type = ParsedStatement::Type;

// A statement with the storage that Poco binds by reference: it must not move.
struct PocoSession::Prepared {
  struct Parameter {
    Poco::Int64 integer = 0;
    std::string text;
  };
  struct Result {
    std::vector<Poco::Int64> integers;
    std::vector<std::string> texts;
    std::vector<BLOB> blobs;
  };

  Prepared(const ParsedStatement& source, Poco::Data::Session& session, const std::string& text)
      : parsed(source), statement(session) {
    statement << text;
  }

  // Poco fixes a parameter's type when it is bound, so the first run's values decide it. Bytes go
  // as text: Poco makes an empty BLOB a NULL. A server's columns of bytes take them as they are;
  // for SQLite the statement makes them a BLOB.
  void bind(std::size_t index, const Value& value) {
    using Poco::Data::Keywords::use;
    Parameter& parameter = parameters[index];
    const bool first = index >= bound;
    if (first) bound = index + 1;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      parameter.integer = *integer;
      if (first) statement, use(parameter.integer);
    } else {
      parameter.text = std::get<std::string>(value);
      if (first) statement, use(parameter.text);
    }
  }

  void collect(bool sqlite) {
    for (std::size_t at = 0; at < results.size(); ++at) {
      Column& column = columns[at];
      if (parsed.returns[at] == Type::integer) {
        column.integers.assign(results[at].integers.begin(), results[at].integers.end());
        continue;
      }
      column.bytes.clear();
      if (sqlite || parsed.returns[at] == Type::blob) {
        for (const BLOB& blob : results[at].blobs)
          column.bytes.emplace_back(reinterpret_cast<const char*>(blob.rawContent()), blob.size());
      } else {
        for (const std::string& text : results[at].texts) column.bytes.emplace_back(text);
      }
    }
  }

  const ParsedStatement& parsed;
  Poco::Data::Statement statement;
  std::vector<Parameter> parameters = std::vector<Parameter>(parsed.parameters.size());
  std::size_t bound = 0;
  std::vector<Result> results = std::vector<Result>(parsed.returns.size());
  std::vector<Column> columns = std::vector<Column>(parsed.returns.size());
};

void PocoSession::PreparedDeleter::operator()(Prepared* prepared) const { delete prepared; }

namespace {

// With `CAST(? AS BLOB)` for each mark of bytes: SQLite stores and compares by the class of a
// value.
std::string with_blobs(const ParsedStatement& statement, std::span<const Value* const> values) {
  std::string text;
  bool quoted = false;
  auto value = values.begin();
  for (const char c : statement.text) {
    if (c == '\'') quoted = !quoted;
    const bool bytes = c == '?' && !quoted && std::holds_alternative<std::string>(**value++);
    if (bytes) {
      text += "CAST(? AS BLOB)";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

std::string PocoSession::text_of(const ParsedStatement& statement, Marks values) const {
  return stores_ == Stores::blobs ? with_blobs(statement, values) : statement.text;
}

PocoSession::Prepared& PocoSession::prepared(const ParsedStatement& statement, Marks values) {
  auto& entry = prepared_[&statement];
  if (entry) return *entry;
  entry.reset(new Prepared(statement, session_, text_of(statement, values)));
  using Poco::Data::Keywords::into;
  for (std::size_t at = 0; at < entry->results.size(); ++at) {
    Prepared::Result& result = entry->results[at];
    const Type type = entry->parsed.returns[at];
    if (type == Type::integer) {
      entry->statement, into(result.integers);
    } else if (!remote() || type == Type::blob) {
      entry->statement, into(result.blobs);
    } else {
      entry->statement, into(result.texts);
    }
  }
  return *entry;
}

// What a statement left behind in its driver is not to be trusted again.
void PocoSession::failed(const ParsedStatement& statement) {
  try {
    rethrow();
  } catch (...) {
    // Only now: to close a statement clears the connection's error.
    prepared_.erase(&statement);
    throw;
  }
  throw;  // never reached; g++ doesn't believe a virtual function's [[noreturn]]
}

std::size_t PocoSession::execute(Prepared& prepared, Marks values) {
  for (std::size_t at = 0; at < values.size(); ++at) prepared.bind(at, *values[at]);
  for (Prepared::Result& result : prepared.results) {
    result.integers.clear();
    result.texts.clear();
    result.blobs.clear();
  }
  return prepared.statement.execute();
}

Rows PocoSession::run_query(const ParsedStatement& statement, Marks values) {
  try {
    Prepared& ready = prepared(statement, values);
    execute(ready, values);
    ready.collect(!remote());
    const bool integers = statement.returns.at(0) == Type::integer;
    return {integers ? ready.columns[0].integers.size() : ready.columns[0].bytes.size(),
            ready.columns};
  } catch (const Poco::Exception&) {
    failed(statement);
  }
}

std::int64_t PocoSession::run(const ParsedStatement& statement, Marks values) {
  try {
    return static_cast<std::int64_t>(execute(prepared(statement, values), values));
  } catch (const Poco::Exception&) {
    failed(statement);
  }
}

}  // namespace callwidgets::database
