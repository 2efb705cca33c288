// The usual libfcgi program, doing nothing: so many threads, each in FCGX_Accept_r for itself,
// answer every request with the same bytes. What bench/serving measures callwidgets against.
//   libfcgi_responder SOCKET FILE THREADS     FILE: headers, an empty line and a body, as CGI has
//   it
#include <fcgiapp.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

void serve(int socket, const std::string& answer) {
  FCGX_Request request;
  FCGX_InitRequest(&request, socket, 0);
  while (FCGX_Accept_r(&request) == 0) {
    FCGX_PutStr(answer.data(), static_cast<int>(answer.size()), request.out);
    FCGX_Finish_r(&request);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return std::fputs("libfcgi_responder SOCKET FILE THREADS\n", stderr), 2;
  std::ostringstream answer;
  answer << std::ifstream{argv[2], std::ios::binary}.rdbuf();
  FCGX_Init();
  std::signal(SIGTERM, SIG_DFL);  // libfcgi's own handler waits for a last request
  const int socket = FCGX_OpenSocket(argv[1], 511);
  if (socket < 0) return std::perror("libfcgi_responder"), 1;
  std::vector<std::thread> threads;
  for (int i = 0; i < std::atoi(argv[3]); ++i) threads.emplace_back(serve, socket, answer.str());
  for (auto& thread : threads) thread.join();
}
