#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct FCGX_Request;  // libfcgi's; only fastcgi.cpp knows more of it

namespace callwidgets::web {

// Makes libfcgi ready for the process, with the waits of its own turned off, SIGPIPE ignored, and
// every other signal's handler left as it was. Any number of times; the first one before other
// threads are started (it sets environment variables).
void start_libfcgi();

// A file in memory, from which libfcgi can read bytes that have left the socket already. One thread
// at a time.
class Spool {
 public:
  // For requests of up to so many bytes of parameters. Throws std::system_error.
  explicit Spool(std::size_t parameters);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  // A descriptor that reads a request's `bytes`, then what is no record of FastCGI's; still the
  // spool's, and good until the next call, before which they must have been read. -1: failed.
  int holding(std::string_view bytes);
  // The descriptor was closed by somebody else: take a new one.
  void closed();

 private:
  void open();
  void unmap();

  const std::size_t room_;
  int fd_ = -1;
  char* memory_ = nullptr;  // the file's
  std::size_t at_ = 0;      // where the descriptor reads next
};

// One request in libfcgi's hands. libfcgi knows just blocking reads and writes, so it is only given
// what can't block: a request that is there to its last byte, and an answer for which the socket
// has room.
class Exchange {
 public:
  // The most that libfcgi reads or writes in one go.
  static constexpr std::size_t one_read = 8192;

  // Reads the one request that `from`, a spool's descriptor, holds, to its end; the answer will go
  // to `socket`. The bytes have been checked (record::whole_request, or RecordReader and
  // take_pair). Null when libfcgi would not have it: it has closed `from` then.
  static std::unique_ptr<Exchange> read(int from, int socket);

  // Frees what libfcgi holds, writing nothing.
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // Writes the whole answer (bytes of a Response) and ends the request. False: the peer has gone,
  // or what was written is incomplete; the connection must be closed. Once.
  bool answer(std::string_view bytes);

 private:
  explicit Exchange(std::unique_ptr<FCGX_Request> request);
  std::unique_ptr<FCGX_Request> request_;
};

}  // namespace callwidgets::web
