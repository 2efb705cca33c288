#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <list>
#include <vector>

#include "toy_service.h"

using namespace callwidgets::test;
namespace web = callwidgets::web;

// The acceptor with web servers that behave.
class AcceptorTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AcceptorTest);
  CPPUNIT_TEST(answers_at_once_and_closes_where_the_connection_is_not_kept);
  CPPUNIT_TEST(serves_many_requests_on_a_kept_connection);
  CPPUNIT_TEST(each_thread_that_computes_has_a_worker_of_its_own);
  CPPUNIT_TEST(idle_kept_connections_keep_nobody_out);
  CPPUNIT_TEST(hits_are_answered_while_every_query_thread_is_busy);
  CPPUNIT_TEST(equal_computations_are_made_once);
  CPPUNIT_TEST(a_computation_that_began_long_ago_is_not_joined);
  CPPUNIT_TEST(ten_thousand_connections_keep_nobody_out);
  CPPUNIT_TEST(a_full_queue_is_a_503_at_once);
  CPPUNIT_TEST(a_client_that_left_frees_its_place_in_the_queue);
  CPPUNIT_TEST(what_nobody_waits_for_any_more_is_not_computed);
  CPPUNIT_TEST(an_answer_that_takes_too_long_is_a_503);
  CPPUNIT_TEST(an_answer_larger_than_the_socket_buffer_arrives_whole);
  CPPUNIT_TEST(a_long_query_reaches_the_application);
  CPPUNIT_TEST(bodies_are_drained);
  CPPUNIT_TEST(the_last_of_repeated_parameters_counts_and_nul_bytes_pass);
  CPPUNIT_TEST(a_connection_over_the_bound_takes_the_place_of_the_longest_idle);
  CPPUNIT_TEST(several_event_threads_share_the_socket);
  CPPUNIT_TEST(stop_finishes_what_is_being_answered_and_takes_nothing_new);
  CPPUNIT_TEST(stop_does_not_wait_for_a_query_that_never_ends);
  CPPUNIT_TEST(a_signal_reaches_the_thread_that_runs_it);
  CPPUNIT_TEST(running_out_of_descriptors_only_pauses_accepting);
  CPPUNIT_TEST_SUITE_END();

  void answers_at_once_and_closes_where_the_connection_is_not_kept() {
    Serving serving;
    auto client = serving.connect();
    const auto reply = client.ask(get("/hit", "a=1"), {}, false);
    CPPUNIT_ASSERT(reply.ended);
    CPPUNIT_ASSERT_EQUAL(0, reply.protocol_status);
    CPPUNIT_ASSERT_EQUAL(std::string{"Status: 200 OK\r\nContent-Type: text/plain\r\n"
                                     "Content-Length: 7\r\n\r\nhit a=1"},
                         reply.out);
    CPPUNIT_ASSERT(client.closed_within(1s));
  }

  void serves_many_requests_on_a_kept_connection() {
    Serving serving;
    auto client = serving.connect();
    for (int i = 0; i < 200; ++i) {
      const std::string query = std::to_string(i);
      CPPUNIT_ASSERT_EQUAL("hit " + query, client.ask(get("/hit", query)).body());
      if (i % 10 == 0) {
        CPPUNIT_ASSERT_EQUAL("miss " + query, client.ask(get("/miss", query)).body());
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, serving.acceptor().counts().connections);
    // Counted once it is sent.
    CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().answered == 220; }));
  }

  void each_thread_that_computes_has_a_worker_of_its_own() {
    Serving serving;
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.workers == 2; }));
    CPPUNIT_ASSERT_EQUAL(std::string{"miss q"}, send(serving.path(), get("/miss", "q")).body());
    // The query threads', and that of who runs the loop.
    CPPUNIT_ASSERT_EQUAL(3, serving.toy.workers.load());
    CPPUNIT_ASSERT(serving.stop());
    CPPUNIT_ASSERT_EQUAL(3, serving.toy.left.load());
  }

  void idle_kept_connections_keep_nobody_out() {
    Serving serving;
    std::vector<FastcgiClient> crowd;
    for (int i = 0; i < 64; ++i) {
      crowd.push_back(serving.connect());
      CPPUNIT_ASSERT_EQUAL(200, crowd.back().ask(get("/hit", "")).status());
    }
    for (int i = 0; i < 50; ++i) {
      CPPUNIT_ASSERT_EQUAL(std::string{"hit n"}, send(serving.path(), get("/hit", "n")).body());
      CPPUNIT_ASSERT_EQUAL(std::string{"miss n"}, send(serving.path(), get("/miss", "n")).body());
    }
    for (auto& client : crowd) {
      CPPUNIT_ASSERT_EQUAL(std::string{"hit 2"}, client.ask(get("/hit", "2")).body());
    }
  }

  void hits_are_answered_while_every_query_thread_is_busy() {
    Serving serving;
    std::vector<FastcgiClient> stuck;
    for (int i = 0; i < 2; ++i) {
      stuck.push_back(serving.connect());
      stuck.back().send(records::request(get("/gate", ""), {}, true));
    }
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == 2; }));
    CPPUNIT_ASSERT_EQUAL(200, send(serving.path(), get("/hit", "")).status());
    serving.toy.open_gate();
    for (auto& client : stuck) CPPUNIT_ASSERT_EQUAL(std::string{"miss "}, client.receive().body());
  }

  void equal_computations_are_made_once() {
    auto limits = Serving::few();
    limits.queue = 1;  // more than one computation takes
    limits.join_within = 1min;
    Serving serving{limits};
    std::list<FastcgiClient> clients;
    for (int i = 0; i < 100; ++i) {
      clients.push_back(serving.connect());
      clients.back().send(records::request(get("/gate", "shared"), {}, true));
    }
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.asked == 100; }));
    send(serving.path(), get("/hit", ""));  // behind the last one, which waits with the others now
    clients.pop_front();                    // whoever asked first leaves
    serving.toy.open_gate();
    for (auto& client : clients) {
      CPPUNIT_ASSERT_EQUAL(std::string{"miss shared"}, client.receive().body());
    }
    CPPUNIT_ASSERT_EQUAL(1, serving.toy.computed.load());
  }

  void a_computation_that_began_long_ago_is_not_joined() {
    auto limits = Serving::few();
    limits.join_within = 50ms;
    Serving serving{limits};
    auto early = serving.connect(), late = serving.connect();
    early.send(records::request(get("/gate", "shared"), {}, true));
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == 1; }));
    std::this_thread::sleep_for(60ms);
    late.send(records::request(get("/gate", "shared"), {}, true));
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == 2; }));
    serving.toy.open_gate();
    CPPUNIT_ASSERT_EQUAL(200, early.receive().status());
    CPPUNIT_ASSERT_EQUAL(200, late.receive().status());
  }

  void ten_thousand_connections_keep_nobody_out() {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    CPPUNIT_ASSERT_MESSAGE("this machine allows fewer descriptors", files.rlim_cur >= 12'000);
    Serving serving;
    std::vector<FastcgiClient> crowd;
    for (int i = 0; i < 10'000; ++i) {
      crowd.push_back(serving.connect());
      if (i % 10 == 0) crowd.back().send(std::string{"\1\1\0", 3});  // and is silent then
      if (i % 500 == 0) {
        CPPUNIT_ASSERT_EQUAL(200, send(serving.path(), get("/hit", "")).status());
        CPPUNIT_ASSERT_EQUAL(200, send(serving.path(), get("/miss", "")).status());
      }
    }
    CPPUNIT_ASSERT(serving.acceptor().counts().connections <= web::Limits{}.connections);
    CPPUNIT_ASSERT_EQUAL(std::string{"hit n"}, crowd.back().ask(get("/hit", "n")).body());
  }

  void a_full_queue_is_a_503_at_once() {
    auto limits = Serving::few();
    limits.queue = 3;
    Serving serving{limits};
    std::vector<FastcgiClient> clients;
    const auto ask = [&] {
      clients.push_back(serving.connect());
      clients.back().send(records::request(get("/gate", ""), {}, true));
    };
    for (int i = 0; i < 2; ++i) ask();
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == 2; }));
    for (int i = 0; i < 3; ++i) ask();
    CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().waiting == 3; }));
    auto late = serving.connect();
    const auto reply = late.ask(get("/gate", ""));
    CPPUNIT_ASSERT_EQUAL(503, reply.status());
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, reply.header("Retry-After"));
    CPPUNIT_ASSERT_EQUAL(std::string{"application/json; charset=utf-8"},
                         reply.header("Content-Type"));
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"errors":[{"code":"unavailable","message":)"
                                     R"("the service is busy; try again shortly"}]})"},
                         reply.body());
    auto head = get("/gate", "");
    head[0].second = "HEAD";
    CPPUNIT_ASSERT_EQUAL(std::string{}, late.ask(head).body());
    CPPUNIT_ASSERT_EQUAL(200, late.ask(get("/hit", "")).status());
    serving.toy.open_gate();
    for (auto& client : clients) CPPUNIT_ASSERT_EQUAL(200, client.receive().status());
    CPPUNIT_ASSERT_EQUAL(200, late.ask(get("/miss", "")).status());
  }

  void a_client_that_left_frees_its_place_in_the_queue() {
    auto limits = Serving::few();
    limits.queue = 1;
    Serving serving{limits};
    std::vector<FastcgiClient> clients;
    for (int i = 0; i < 2; ++i) {
      clients.push_back(serving.connect());
      clients.back().send(records::request(get("/gate", ""), {}, true));
      CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == i + 1; }));
    }
    {
      auto leaving = serving.connect();
      leaving.send(records::request(get("/miss", ""), {}, true));
      CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().waiting == 1; }));
    }
    CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().connections == 2; }));
    auto next = serving.connect();
    next.send(records::request(get("/miss", "next"), {}, true));
    CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().connections == 3; }));
    serving.toy.open_gate();
    CPPUNIT_ASSERT_EQUAL(std::string{"miss next"}, next.receive().body());
    for (auto& client : clients) CPPUNIT_ASSERT_EQUAL(200, client.receive().status());
    CPPUNIT_ASSERT_EQUAL(3, serving.toy.computed.load());
  }

  void what_nobody_waits_for_any_more_is_not_computed() {
    auto limits = Serving::few();
    limits.query_threads = 1;
    Serving serving{limits};
    auto busy = serving.connect();
    busy.send(records::request(get("/gate", ""), {}, true));
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == 1; }));
    {
      auto leaving = serving.connect();
      leaving.send(records::request(get("/miss", ""), {}, true));
      CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().waiting == 1; }));
    }
    CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().connections == 1; }));
    serving.toy.open_gate();
    CPPUNIT_ASSERT_EQUAL(200, busy.receive().status());
    CPPUNIT_ASSERT_EQUAL(200, busy.ask(get("/miss", "")).status());
    CPPUNIT_ASSERT_EQUAL(2, serving.toy.computed.load());
  }

  void an_answer_that_takes_too_long_is_a_503() {
    auto limits = Serving::few();
    limits.answer_within = 50ms;
    Serving serving{limits};
    auto client = serving.connect();
    CPPUNIT_ASSERT_EQUAL(503, client.ask(get("/gate", "")).status());
    CPPUNIT_ASSERT_EQUAL(200, client.ask(get("/hit", "")).status());
    serving.toy.open_gate();
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.computed == 1; }));
    // The late answer must not turn up on the connection.
    CPPUNIT_ASSERT_EQUAL(std::string{"miss 2"}, client.ask(get("/miss", "2")).body());
  }

  void an_answer_larger_than_the_socket_buffer_arrives_whole() {
    Serving serving;
    auto client = serving.connect();
    for (const auto* path : {"/big", "/bigmiss"}) {
      for (const std::size_t size : {8000, 8192, 40000, 65528, 90000, 3000000}) {
        client.send(records::request(get(path, std::to_string(size)), {}, true));
        // While nothing is read, others are served.
        CPPUNIT_ASSERT_EQUAL(200, send(serving.path(), get("/hit", "")).status());
        const auto body = client.receive().body();
        CPPUNIT_ASSERT_EQUAL(size, body.size());
        CPPUNIT_ASSERT_EQUAL(std::string(size, path[4] ? 'y' : 'x'), body);
      }
    }
  }

  void a_long_query_reaches_the_application() {
    Serving serving;
    auto client = serving.connect();
    for (const std::size_t size : {7000, 8000, 8100, 8192, 65535, 70000, 100000}) {
      const auto reply = client.ask(get("/size", std::string(size, 'q')));
      CPPUNIT_ASSERT_EQUAL(std::to_string(size), reply.body());
    }
  }

  void bodies_are_drained() {
    Serving serving;
    auto client = serving.connect();
    for (const std::size_t size : {0, 1, 5000, 8000, 70000, 1000000}) {
      CPPUNIT_ASSERT_EQUAL(std::string{"hit b"},
                           client.ask(get("/hit", "b"), std::string(size, 'b')).body());
    }
  }

  void the_last_of_repeated_parameters_counts_and_nul_bytes_pass() {
    Serving serving;
    auto params = get("/hit", "first");
    params.emplace_back("QUERY_STRING", std::string{"a\0b", 3});
    params.emplace_back("PATH_INFO", "/hit");
    CPPUNIT_ASSERT_EQUAL((std::string{"hit a\0b", 7}), send(serving.path(), params).body());
  }

  void a_connection_over_the_bound_takes_the_place_of_the_longest_idle() {
    auto limits = Serving::few();
    limits.connections = 3;
    Serving serving{limits};
    std::vector<FastcgiClient> clients;
    for (int i = 0; i < 3; ++i) {
      clients.push_back(serving.connect());
      CPPUNIT_ASSERT_EQUAL(200, clients.back().ask(get("/hit", "")).status());
    }
    CPPUNIT_ASSERT_EQUAL(200, clients[0].ask(get("/hit", "")).status());
    auto one_more = serving.connect();
    CPPUNIT_ASSERT_EQUAL(200, one_more.ask(get("/hit", "")).status());
    CPPUNIT_ASSERT(clients[1].closed_within(1s));
    CPPUNIT_ASSERT_EQUAL(200, clients[0].ask(get("/hit", "")).status());
    CPPUNIT_ASSERT_EQUAL(200, clients[2].ask(get("/hit", "")).status());
  }

  void several_event_threads_share_the_socket() {
    auto limits = Serving::few();
    limits.event_threads = 3;
    Serving serving{limits};
    std::vector<FastcgiClient> clients;
    for (int i = 0; i < 30; ++i) clients.push_back(serving.connect());
    for (const auto* path : {"/hit", "/miss"}) {
      for (auto& client : clients) client.send(records::request(get(path, ""), {}, true));
      for (auto& client : clients) CPPUNIT_ASSERT_EQUAL(200, client.receive().status());
    }
    CPPUNIT_ASSERT(serving.stop());
  }

  void stop_finishes_what_is_being_answered_and_takes_nothing_new() {
    Serving serving;
    auto busy = serving.connect(), idle = serving.connect();
    CPPUNIT_ASSERT_EQUAL(200, idle.ask(get("/hit", "")).status());
    busy.send(records::request(get("/gate", "q"), {}, true));
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == 1; }));
    const auto begun = steady_clock::now();
    serving.acceptor().stop();
    CPPUNIT_ASSERT(idle.closed_within(1s));
    auto refused =
        serving.connect();  // the socket is still there, nobody takes it from the backlog
    refused.send(records::request(get("/hit", ""), {}, false));
    const int asked = serving.toy.asked;
    serving.toy.open_gate();
    CPPUNIT_ASSERT_EQUAL(std::string{"miss q"}, busy.receive().body());
    CPPUNIT_ASSERT(busy.closed_within(1s));
    CPPUNIT_ASSERT(serving.stop());
    CPPUNIT_ASSERT_EQUAL(asked, serving.toy.asked.load());
    CPPUNIT_ASSERT(steady_clock::now() - begun < 1s);
  }

  void stop_does_not_wait_for_a_query_that_never_ends() {
    auto limits = Serving::few();
    limits.drain_within = 100ms;
    Serving serving{limits};
    auto busy = serving.connect(), half = serving.connect();
    busy.send(records::request(get("/gate", ""), {}, true));
    half.send(records::begin(1, true));
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == 1; }));
    const auto begun = steady_clock::now();
    CPPUNIT_ASSERT(!serving.stop());
    CPPUNIT_ASSERT(steady_clock::now() - begun < 1s);
    CPPUNIT_ASSERT_EQUAL(503, busy.receive().status());
    CPPUNIT_ASSERT(half.closed_within(0ms));
    serving.toy.open_gate();
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.left == serving.toy.workers; }));
  }

  static inline std::atomic<web::Acceptor*> stopped_by_signal{nullptr};

  void a_signal_reaches_the_thread_that_runs_it() {
    struct sigaction stop {
    }, before{};
    stop.sa_handler = [](int) { stopped_by_signal.load()->stop(); };
    Folder folder;
    const auto socket = web::ListeningSocket::at(folder / "s");
    Toy toy;
    web::Acceptor acceptor{socket.fd(), toy, Serving::few()};
    stopped_by_signal = &acceptor;
    sigaction(SIGUSR2, &stop, &before);
    std::atomic<bool> clean{false};
    pthread_t running{};
    std::atomic<bool> started{false};
    std::thread thread{[&] {
      running = pthread_self();
      started = true;
      clean = acceptor.run();
    }};
    CPPUNIT_ASSERT(eventually([&] { return started.load(); }));
    CPPUNIT_ASSERT_EQUAL(200, send(folder / "s", get("/hit", "")).status());
    pthread_kill(running, SIGUSR2);
    thread.join();
    sigaction(SIGUSR2, &before, nullptr);
    CPPUNIT_ASSERT(clean);
  }

  // In a child process, whose limit it is.
  void running_out_of_descriptors_only_pauses_accepting() {
    Folder folder;
    const auto path = folder / "s";
    const auto socket = web::ListeningSocket::at(path);
    const pid_t child = fork();
    if (child == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);  // never left behind, however the test ends
      Toy toy;
      web::Limits limits = Serving::few();
      web::Acceptor acceptor{socket.fd(), toy, limits};
      rlimit files{};
      getrlimit(RLIMIT_NOFILE, &files);
      files.rlim_cur = 24;
      setrlimit(RLIMIT_NOFILE, &files);
      acceptor.run();
      _exit(0);
    }
    std::vector<FastcgiClient> busy;
    for (int i = 0; i < 40; ++i) {
      busy.push_back(FastcgiClient{path});
      busy.back().send(records::request(get("/gate", ""), {}, true));
    }
    // Nothing can be evicted; the ones in the backlog wait, without a spin.
    std::this_thread::sleep_for(300ms);
    const auto ticks = [&] {
      rusage usage{};
      int status = 0;
      CPPUNIT_ASSERT_EQUAL(pid_t{0}, wait4(child, &status, WNOHANG, &usage));
      std::string line;
      FILE* file = fopen(("/proc/" + std::to_string(child) + "/stat").c_str(), "r");
      char text[1024];
      line.assign(text, fread(text, 1, sizeof text, file));
      fclose(file);
      unsigned long user = 0, system = 0;
      sscanf(line.c_str() + line.rfind(')') + 2,
             "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
      return user + system;
    };
    const auto before = ticks();
    std::this_thread::sleep_for(300ms);
    const auto spent = ticks() - before;
    busy.clear();
    const auto reply = send(path, get("/hit", "after"));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    CPPUNIT_ASSERT_EQUAL(std::string{"hit after"}, reply.body());
    CPPUNIT_ASSERT(spent <= 5);  // of some 30 hundredths of a second
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AcceptorTest, "acceptor");
