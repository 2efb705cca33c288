#include "database/poco_server.h"

#include <Poco/Data/AbstractSessionImpl.h>
#include <Poco/Data/MySQL/Binder.h>
#include <Poco/Data/MySQL/Extractor.h>
#include <Poco/Data/MySQL/ResultMetadata.h>
#include <Poco/Data/MySQL/StatementExecutor.h>
#include <Poco/Data/StatementImpl.h>

namespace callwidgets::database {
namespace {

namespace mysql = Poco::Data::MySQL;

// Runs Poco's MySQL statements on whatever session: its own takes its own session only.
class ServerStatement : public Poco::Data::StatementImpl {
 public:
  ServerStatement(Poco::Data::SessionImpl& session, MYSQL* handle)
      : StatementImpl(session),
        executor_(handle),
        binder_(new mysql::Binder),
        extractor_(new mysql::Extractor(executor_, columns_)) {}

 protected:
  std::size_t columnsReturned() const override { return columns_.columnsReturned(); }
  int affectedRowCount() const override { return executor_.getAffectedRowCount(); }
  const Poco::Data::MetaColumn& metaColumn(std::size_t column) const override {
    return columns_.metaColumn(column);
  }

  bool hasNext() override {
    if (columns_.columnsReturned() == 0) return false;
    if (row_ == Row::unread) row_ = executor_.fetch() ? Row::ready : Row::none;
    return row_ == Row::ready;
  }
  std::size_t next() override {
    if (!hasNext()) throw mysql::StatementException("there is no further row");
    std::size_t column = 0;
    for (auto& extraction : extractions()) {
      extraction->extract(column);
      column += extraction->numOfColumnsHandled();
    }
    row_ = Row::unread;
    return 1;
  }

  bool canCompile() const override {
    return executor_.state() < mysql::StatementExecutor::STMT_COMPILED;
  }
  void compileImpl() override {
    columns_.reset();
    executor_.prepare(toString());
    columns_.init(executor_);
    if (columns_.columnsReturned() > 0) executor_.bindResult(columns_.row());
  }

  bool canBind() const override {
    return !canCompile() && !bindings().empty() && bindings().front()->canBind();
  }
  // Poco calls it where there is nothing to bind, too: it executes.
  void bindImpl() override {
    std::size_t mark = 0;
    for (auto& binding : bindings()) {
      if (!binding->canBind()) break;
      binding->bind(mark);
      mark += binding->numOfColumnsHandled();
    }
    executor_.bindParams(binder_->getBindArray(), binder_->size());
    executor_.execute();
    row_ = Row::unread;
  }

  Poco::Data::AbstractExtraction::ExtractorPtr extractor() override { return extractor_; }
  Poco::Data::AbstractBinding::BinderPtr binder() override { return binder_; }

 private:
  enum class Row { unread, ready, none };

  mysql::ResultMetadata columns_;
  mysql::StatementExecutor executor_;
  Poco::SharedPtr<mysql::Binder> binder_;
  Poco::SharedPtr<mysql::Extractor> extractor_;
  Row row_ = Row::unread;
};

// Transactions go past Poco, by Session::direct.
class ServerSession : public Poco::Data::AbstractSessionImpl<ServerSession> {
 public:
  explicit ServerSession(ServerHandle connection)
      : AbstractSessionImpl("a connection that is made already"),
        connection_(std::move(connection)) {
    setProperty("handle", connection_.get());
  }

  Poco::SharedPtr<Poco::Data::StatementImpl> createStatementImpl() override {
    return new ServerStatement(*this, connection_.get());
  }
  void open(const std::string&) override { not_through_poco(); }
  void close() override { connection_.reset(); }
  void reset() override {}
  bool isConnected() const override { return connection_ != nullptr; }
  void setConnectionTimeout(std::size_t) override { not_through_poco(); }
  std::size_t getConnectionTimeout() const override { return 0; }
  void begin() override { not_through_poco(); }
  void commit() override { not_through_poco(); }
  void rollback() override { not_through_poco(); }
  bool canTransact() const override { return false; }
  bool isTransaction() const override { return false; }
  void setTransactionIsolation(Poco::UInt32) override { not_through_poco(); }
  Poco::UInt32 getTransactionIsolation() const override { return 0; }
  bool hasTransactionIsolation(Poco::UInt32) const override { return false; }
  bool isTransactionIsolation(Poco::UInt32) const override { return false; }
  const std::string& connectorName() const override {
    static const std::string name = "MySQL";
    return name;
  }

 private:
  [[noreturn]] static void not_through_poco() {
    throw Poco::NotImplementedException("a server's session does that itself");
  }

  ServerHandle connection_;
};

}  // namespace

Poco::Data::Session poco_session(ServerHandle connection) {
  return Poco::Data::Session{
      Poco::AutoPtr<Poco::Data::SessionImpl>{new ServerSession(std::move(connection))}};
}

}  // namespace callwidgets::database
