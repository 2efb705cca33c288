#pragma once
#include <Poco/Data/LOB.h>
#include <Poco/Data/Session.h>

#include <map>
#include <memory>
#include <string>

#include "database/parsed_statement.h"
#include "database/session.h"

namespace callwidgets::database {

// What the two Poco::Data sessions share: prepared statements with typed columns.
class PocoSession : public Session {
 public:
  bool remote() const override { return !sqlite_; }
  void commit() override { direct("COMMIT"); }

 protected:
  // `sqlite`: bytes are written and read as BLOBs, for Poco reads text up to a NUL only there.
  PocoSession(Poco::Data::Session session, bool sqlite)
      : session_(std::move(session)), sqlite_(sqlite) {}

  // Turns the driver's exception, which is being handled, into an Error.
  [[noreturn]] virtual void rethrow() const = 0;

  Rows run_query(const ParsedStatement& statement, Marks values) override;
  std::int64_t run(const ParsedStatement& statement, Marks values) override;

  // Poco parses a statement again each time it runs on SQLite, so rows had better share one. A
  // query by one key finds its index surely; by many, SQLite has to guess.
  std::size_t most_repetitions(Repetition::Of of) const override {
    return of == Repetition::Of::tuple ? 64 : 1;
  }

  Poco::Data::Session session_;

 private:
  struct Prepared;
  Prepared& prepared(const ParsedStatement& statement, Marks values);
  std::size_t execute(Prepared& prepared, Marks values);
  [[noreturn]] void failed(const ParsedStatement& statement);

  bool sqlite_;
  struct PreparedDeleter {
    void operator()(Prepared*) const;
  };
  std::map<const ParsedStatement*, std::unique_ptr<Prepared, PreparedDeleter>> prepared_;
};

}  // namespace callwidgets::database
