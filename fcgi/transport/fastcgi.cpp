#include "fcgi/transport/fastcgi.h"

#include <fcgiapp.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <system_error>
#include <utility>

namespace callwidgets::web {
namespace {

constexpr std::size_t least_room = 32 * Exchange::one_read;

}  // namespace

void start_libfcgi() {
  static std::once_flag once;
  std::call_once(once, [] {
    // Its polls before a close and after an accept, up to 2 s each. Neither is reached from here;
    // should that change, they must not wait.
    setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "0", 1);
    setenv("LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT", "0", 1);
    // It replaces the handlers of these three where they are SIG_DFL or SIG_IGN; its own stop all
    // its reads and writes.
    const std::array<int, 3> taken = {SIGPIPE, SIGUSR1, SIGTERM};
    std::array<struct sigaction, taken.size()> before;
    for (std::size_t i = 0; i < taken.size(); ++i) sigaction(taken[i], nullptr, &before[i]);
    if (FCGX_Init() != 0) throw std::system_error(ENOMEM, std::generic_category(), "FCGX_Init");
    for (std::size_t i = 0; i < taken.size(); ++i) sigaction(taken[i], &before[i], nullptr);
    signal(SIGPIPE, SIG_IGN);
  });
}

Spool::Spool(std::size_t parameters) : room_(std::max(2 * parameters, least_room)) {
  open();
  if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "a file in memory");
}

Spool::~Spool() {
  unmap();
  if (fd_ >= 0) close(fd_);
}

void Spool::open() {
  at_ = 0;
  fd_ = memfd_create("request", MFD_CLOEXEC);
  if (fd_ < 0) return;
  void* memory = MAP_FAILED;
  if (ftruncate(fd_, static_cast<off_t>(room_)) == 0) {
    memory = mmap(nullptr, room_, PROT_READ | PROT_WRITE, MAP_SHARED, fd_, 0);
  }
  if (memory == MAP_FAILED) {
    close(fd_);
    fd_ = -1;
  } else {
    memory_ = static_cast<char*>(memory);
  }
}

void Spool::unmap() {
  if (memory_) munmap(memory_, room_);
  memory_ = nullptr;
}

void Spool::closed() {
  unmap();
  open();
}

// A system call costs as much as all the rest: so the bytes are put where the descriptor reads
// next, and that is known where they are read in one go.
int Spool::holding(std::string_view bytes) {
  constexpr std::size_t end = 8;  // of version 0, of which no record is
  const std::size_t size = bytes.size() + end;
  const bool one_go = size <= Exchange::one_read;
  if (fd_ < 0) open();
  if (fd_ < 0 || size > room_) return -1;
  if (!one_go || at_ + Exchange::one_read > room_) {
    if (lseek(fd_, 0, SEEK_SET) != 0) return -1;
    at_ = 0;
  }
  std::copy(bytes.begin(), bytes.end(), memory_ + at_);
  std::fill_n(memory_ + at_ + bytes.size(), end, '\0');
  at_ += one_go ? Exchange::one_read : room_;
  return fd_;
}

Exchange::Exchange(std::unique_ptr<FCGX_Request> request) : request_(std::move(request)) {}

std::unique_ptr<Exchange> Exchange::read(int from, int socket) {
  auto request = std::make_unique<FCGX_Request>();
  FCGX_InitRequest(request.get(), -1, 0);
  // On an error libfcgi closes the descriptor, and goes on to accept on socket -1, which fails at
  // once.
  request->ipcFd = from;
  request->keepConnection = 1;
  request->detached = 1;  // close(2) alone, without shutdown(2) and poll(2)
  if (FCGX_Accept_r(request.get()) != 0) return nullptr;
  std::array<char, 1024> body;
  while (FCGX_GetStr(body.data(), body.size(), request->in) > 0) continue;
  request->ipcFd = socket;
  return std::unique_ptr<Exchange>(new Exchange(std::move(request)));
}

// Not FCGX_Finish_r: it would write to, and on an error close, the socket.
Exchange::~Exchange() { FCGX_Free(request_.get(), 0); }

bool Exchange::answer(std::string_view bytes) {
  bool written = FCGX_PutStr(bytes.data(), static_cast<int>(bytes.size()), request_->out) ==
                 static_cast<int>(bytes.size());
  // In FCGX_Finish_r's order: the one closed last sends END_REQUEST.
  written &= FCGX_FClose(request_->err) == 0;
  written &= FCGX_FClose(request_->out) == 0;
  return written;
}

}  // namespace callwidgets::web
