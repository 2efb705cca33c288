#pragma once
#include <Poco/Data/LOB.h>
#include <Poco/Data/Session.h>

#include <map>
#include <memory>
#include <string>

#include "database/parsed_statement.h"
#include "database/session.h"

namespace callwidgets::database {

// The common part of the two sessions that use Poco::Data: prepared statements with typed columns.
class PocoSession : public Session {
 public:
  bool remote() const override { return stores_ == Stores::columns; }
  void commit() override { direct("COMMIT"); }

 protected:
  // Of which class a stored value is.
  enum class Stores {
    columns,  // of its column's: a server's
    blobs,  // SQLite's, all bytes BLOBs. They are read as such, because Poco reads text only up to
            // the first NUL
    blobs_and_text,  // SQLite's, bound as text, read as BLOBs
  };
  PocoSession(Poco::Data::Session session, Stores stores)
      : session_(std::move(session)), stores_(stores) {}

  // Called while the driver's exception is handled; throws the Error that stands for it.
  [[noreturn]] virtual void rethrow() const = 0;

  // The text that the driver takes.
  virtual std::string text_of(const ParsedStatement& statement, Marks values) const;

  Rows run_query(const ParsedStatement& statement, Marks values) override;
  std::int64_t run(const ParsedStatement& statement, Marks values) override;

  // Many rows share a statement. Queries for many keys are not joined, because SQLite may then not
  // choose the index.
  std::size_t most_repetitions(Repetition::Of of) const override {
    return of == Repetition::Of::tuple ? 64 : 1;
  }

  Poco::Data::Session session_;

 private:
  struct Prepared;
  Prepared& prepared(const ParsedStatement& statement, Marks values);
  std::size_t execute(Prepared& prepared, Marks values);
  [[noreturn]] void failed(const ParsedStatement& statement);

  Stores stores_;
  struct PreparedDeleter {
    void operator()(Prepared*) const;
  };
  std::map<const ParsedStatement*, std::unique_ptr<Prepared, PreparedDeleter>> prepared_;
};

}  // namespace callwidgets::database
