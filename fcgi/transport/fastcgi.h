#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct FCGX_Request;  // libfcgi's; only fastcgi.cpp knows more of it

namespace callwidgets::web {

// Initialises libfcgi for this process: turns its built-in waits off, ignores SIGPIPE and leaves
// the handlers of all other signals as they are. May be called repeatedly. The first call must come
// before other threads start, because it sets environment variables. Throws std::system_error.
void start_libfcgi();

// A file in memory from which libfcgi reads bytes that were already taken from the socket. Used by
// one thread at a time.
class Spool {
 public:
  // `parameters` is the largest size of a request's parameters, in bytes. Throws
  // std::system_error.
  explicit Spool(std::size_t parameters);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  // Returns a descriptor from which `bytes`, one whole request, can be read, followed by bytes that
  // are no FastCGI record. The spool owns the descriptor. It is valid until the next call; the
  // request must be read before that. Returns -1 on failure.
  int holding(std::string_view bytes);
  // To be called after something else closed the descriptor: opens a new one.
  void closed();

 private:
  void open();
  void unmap();

  const std::size_t room_;
  int fd_ = -1;
  char* memory_ = nullptr;  // the file's content, mapped
  std::size_t at_ = 0;      // the offset at which the descriptor reads next
};

// One request that libfcgi processes. libfcgi only knows blocking reads and writes, so it only gets
// what cannot block: a request that has arrived completely, and an answer for which the socket has
// room. Used by one thread at a time.
class Exchange {
 public:
  // The most bytes that libfcgi reads or writes in one system call.
  static constexpr std::size_t one_read = 8192;

  // Reads the one request that `from`, a spool's descriptor, holds; answer() will write to
  // `socket`, which stays the caller's. The bytes must have been checked (by record::whole_request,
  // or by RecordReader and take_pair). Returns null if libfcgi refuses the request; it has then
  // closed `from`.
  static std::unique_ptr<Exchange> read(int from, int socket);

  // Frees what libfcgi holds and writes nothing.
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // Writes the whole answer, the bytes() of a Response, and ends the request. Returns false if the
  // peer is gone or the answer is incomplete; the connection must then be closed. May be called
  // once.
  bool answer(std::string_view bytes);

 private:
  explicit Exchange(std::unique_ptr<FCGX_Request> request);
  std::unique_ptr<FCGX_Request> request_;
};

}  // namespace callwidgets::web
