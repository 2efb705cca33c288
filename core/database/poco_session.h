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
  Rows query(const Statement& statement, const Arguments& arguments) override;
  std::int64_t execute(const Statement& statement, const Arguments& arguments) override;
  void execute_rows(const Statement& statement, std::span<const std::vector<Value>> rows) override;
  void commit() override { direct("COMMIT"); }

 protected:
  // `sqlite`: bytes are bound as text and read as BLOB, for Poco reads text up to a NUL only there.
  PocoSession(Poco::Data::Session session, bool sqlite)
      : session_(std::move(session)), sqlite_(sqlite) {}

  // Turns the driver's exception, which is being handled, into an Error.
  [[noreturn]] virtual void rethrow() const = 0;

  Poco::Data::Session session_;

 private:
  struct Prepared;
  Prepared& prepared(const Statement& statement);
  std::size_t run(Prepared& prepared);
  [[noreturn]] void failed(const Statement& statement);

  bool sqlite_;
  struct PreparedDeleter {
    void operator()(Prepared*) const;
  };
  std::map<const char*, std::unique_ptr<Prepared, PreparedDeleter>> prepared_;
};

}  // namespace callwidgets::database
