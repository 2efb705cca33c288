#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <random>
#include <vector>

#include "toy_service.h"

using namespace callwidgets::test;

// The acceptor with peers that don't behave. Each test ends by asking whether others are still
// served.
class HostilePeerTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HostilePeerTest);
  CPPUNIT_TEST(a_request_that_comes_byte_by_byte_is_answered);
  CPPUNIT_TEST(a_request_sent_record_by_record_is_answered);
  CPPUNIT_TEST(half_a_header_then_silence_delays_nobody_and_is_closed);
  CPPUNIT_TEST(get_values_with_repeated_names_is_answered_once_each);
  CPPUNIT_TEST(get_values_then_silence_holds_nothing_up);
  CPPUNIT_TEST(other_management_records_are_unknown_types);
  CPPUNIT_TEST(abort_ends_a_request_that_is_being_computed);
  CPPUNIT_TEST(abort_ends_a_request_that_is_being_read);
  CPPUNIT_TEST(another_version_is_closed);
  CPPUNIT_TEST(other_roles_are_refused_by_status);
  CPPUNIT_TEST(a_second_request_at_the_same_time_is_refused_and_the_first_answered);
  CPPUNIT_TEST(pipelined_requests_are_answered_in_turn);
  CPPUNIT_TEST(padding_everywhere_breaks_nothing);
  CPPUNIT_TEST(malformed_parameters_are_closed);
  CPPUNIT_TEST(parameters_over_the_bound_are_a_400);
  CPPUNIT_TEST(a_client_that_leaves_while_computing_is_forgotten);
  CPPUNIT_TEST(a_client_that_closed_its_sending_half_still_gets_its_answer);
  CPPUNIT_TEST(a_client_that_never_reads_is_closed);
  CPPUNIT_TEST(many_half_requests_stay_within_the_memory_bound);
  CPPUNIT_TEST(random_bytes_are_survived);
  CPPUNIT_TEST_SUITE_END();

  static void still_serves(Serving& serving) {
    CPPUNIT_ASSERT_EQUAL(std::string{"hit well"}, send(serving.path(), get("/hit", "well")).body());
    CPPUNIT_ASSERT_EQUAL(std::string{"miss well"},
                         send(serving.path(), get("/miss", "well")).body());
  }

  void a_request_that_comes_byte_by_byte_is_answered() {
    Serving serving;
    auto client = serving.connect();
    for (const auto* path : {"/hit", "/miss"}) {
      for (const char byte : records::request(get(path, "b"), "body", true)) {
        client.send({&byte, 1});
      }
      CPPUNIT_ASSERT_EQUAL(std::string{path}.substr(1) + " b", client.receive().body());
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"hit whole"}, client.ask(get("/hit", "whole")).body());
  }

  // As Apache does.
  void a_request_sent_record_by_record_is_answered() {
    Serving serving;
    auto client = serving.connect();
    for (int i = 0; i < 20; ++i) {
      client.send(records::begin(1, true));
      client.send(records::record(4, 1, records::pairs(get("/hit", "a"))));
      client.send(records::record(4, 1, {}));
      client.send(records::record(5, 1, {}));
      CPPUNIT_ASSERT_EQUAL(std::string{"hit a"}, client.receive().body());
    }
  }

  void half_a_header_then_silence_delays_nobody_and_is_closed() {
    auto limits = Serving::few();
    limits.read_within = 300ms;
    Serving serving{limits};
    const auto whole = records::request(get("/hit", ""), {}, true);
    std::vector<FastcgiClient> silent;
    for (const std::size_t size : {1, 4, 7, 8, 12, 16, 20, 30, 60}) {
      silent.push_back(serving.connect());
      silent.back().send(std::string_view{whole}.substr(0, size));
    }
    const auto begun = steady_clock::now();
    for (int i = 0; i < 50; ++i) still_serves(serving);
    CPPUNIT_ASSERT(steady_clock::now() - begun < 250ms);
    for (auto& client : silent) CPPUNIT_ASSERT(client.closed_within(2s));
    CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().connections == 0; }));
  }

  void get_values_with_repeated_names_is_answered_once_each() {
    Serving serving;
    auto client = serving.connect();
    Params names;
    for (int i = 0; i < 50; ++i) {
      for (const auto* name : {"FCGI_MPXS_CONNS", "FCGI_MAX_CONNS", "FCGI_OTHER"}) {
        names.emplace_back(name, "");
      }
    }
    client.send(records::record(9, 0, records::pairs(names)));
    const auto values = records::pairs({{"FCGI_MAX_CONNS", "4096"}, {"FCGI_MPXS_CONNS", "0"}});
    const auto expected =
        records::record(10, 0, values, static_cast<int>((8 - values.size() % 8) % 8));
    auto got = client.receive_bytes(expected.size());
    CPPUNIT_ASSERT_EQUAL(expected.substr(0, 8 + values.size()), got.substr(0, 8 + values.size()));
    client.send(records::record(9, 0, "\x7f\xff"));  // no pair at all
    CPPUNIT_ASSERT_EQUAL(records::record(10, 0, {}), client.receive_bytes(8));
    CPPUNIT_ASSERT_EQUAL(std::string{"hit k"}, client.ask(get("/hit", "k")).body());
    still_serves(serving);
  }

  void get_values_then_silence_holds_nothing_up() {
    Serving serving;
    auto whole = serving.connect(), half = serving.connect();
    whole.send(records::record(9, 0, records::pairs({{"FCGI_MAX_REQS", ""}})));
    half.send(records::record(9, 0, std::string(500, 'x')).substr(0, 100));
    CPPUNIT_ASSERT_EQUAL(std::size_t{32}, whole.receive_bytes(32).size());
    still_serves(serving);
    CPPUNIT_ASSERT(serving.stop());
  }

  void other_management_records_are_unknown_types() {
    Serving serving;
    auto client = serving.connect();
    for (const int type : {2, 4, 10, 11, 12, 200}) {
      client.send(records::record(type, 0, "whatever"));
      const std::string body{static_cast<char>(type), 0, 0, 0, 0, 0, 0, 0};
      CPPUNIT_ASSERT_EQUAL(records::record(11, 0, body), client.receive_bytes(16));
    }
    CPPUNIT_ASSERT_EQUAL(200, client.ask(get("/hit", "")).status());
  }

  void abort_ends_a_request_that_is_being_computed() {
    Serving serving;
    auto client = serving.connect();
    client.send(records::request(get("/gate", ""), {}, true, 7));
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == 1; }));
    client.send(records::record(2, 7, {}));
    const auto reply = client.receive();
    CPPUNIT_ASSERT(reply.ended);
    CPPUNIT_ASSERT_EQUAL(7, int{reply.id});
    CPPUNIT_ASSERT_EQUAL(std::string{}, reply.out);
    CPPUNIT_ASSERT_EQUAL(std::string{"hit 2"}, client.ask(get("/hit", "2")).body());
    serving.toy.open_gate();
    CPPUNIT_ASSERT_EQUAL(std::string{"miss 3"}, client.ask(get("/miss", "3")).body());
  }

  void abort_ends_a_request_that_is_being_read() {
    Serving serving;
    auto client = serving.connect();
    client.send(records::begin(1, true) + records::record(2, 1, {}));
    CPPUNIT_ASSERT(client.receive().ended);
    client.send(records::record(2, 9, {}));  // of nothing
    CPPUNIT_ASSERT_EQUAL(200, client.ask(get("/hit", "")).status());
    auto once = serving.connect();
    once.send(records::begin(1, false) + records::record(2, 1, {}));
    CPPUNIT_ASSERT(once.receive().ended);
    CPPUNIT_ASSERT(once.closed_within(1s));
  }

  void another_version_is_closed() {
    Serving serving;
    auto client = serving.connect(), http = serving.connect();
    client.send(records::record(1, 1, std::string(8, '\0'), 0, 2));
    CPPUNIT_ASSERT(client.closed_within(1s));
    http.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    CPPUNIT_ASSERT(http.closed_within(1s));
    still_serves(serving);
  }

  void other_roles_are_refused_by_status() {
    Serving serving;
    auto client = serving.connect();
    for (const int role : {0, 2, 3, 4, 65535}) {
      client.send(records::begin(3, true, role) + records::record(4, 3, {}) +
                  records::record(5, 3, {}));
      const auto reply = client.receive();
      CPPUNIT_ASSERT_EQUAL(3, reply.protocol_status);
      CPPUNIT_ASSERT_EQUAL(3, int{reply.id});
    }
    CPPUNIT_ASSERT_EQUAL(200, client.ask(get("/hit", "")).status());
    auto once = serving.connect();
    once.send(records::begin(1, false, 2));
    CPPUNIT_ASSERT_EQUAL(3, once.receive().protocol_status);
    CPPUNIT_ASSERT(once.closed_within(1s));
  }

  void a_second_request_at_the_same_time_is_refused_and_the_first_answered() {
    Serving serving;
    auto client = serving.connect();
    client.send(records::request(get("/gate", "first"), {}, true, 1));
    CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == 1; }));
    client.send(records::request(get("/hit", "second"), {}, true, 2));
    const auto second = client.receive();
    CPPUNIT_ASSERT_EQUAL(2, int{second.id});
    CPPUNIT_ASSERT_EQUAL(1, second.protocol_status);
    serving.toy.open_gate();
    CPPUNIT_ASSERT_EQUAL(std::string{"miss first"}, client.receive().body());
    // Interleaved from the start.
    client.send(records::begin(1, true) + records::begin(2, true) +
                records::record(4, 2, records::pairs(get("/hit", "two"))) +
                records::record(4, 1, records::pairs(get("/hit", "one"))) +
                records::record(4, 2, {}) + records::record(4, 1, {}) + records::record(5, 2, {}) +
                records::record(5, 1, {}));
    CPPUNIT_ASSERT_EQUAL(1, client.receive().protocol_status);
    CPPUNIT_ASSERT_EQUAL(std::string{"hit one"}, client.receive().body());
  }

  void pipelined_requests_are_answered_in_turn() {
    Serving serving;
    auto client = serving.connect();
    std::string all;
    for (int i = 0; i < 300; ++i) all += records::request(get("/hit", std::to_string(i)), {}, true);
    client.send(all);
    for (int i = 0; i < 300; ++i) {
      CPPUNIT_ASSERT_EQUAL("hit " + std::to_string(i), client.receive().body());
    }
  }

  void padding_everywhere_breaks_nothing() {
    Serving serving;
    auto client = serving.connect();
    const auto request = [](std::size_t size) {
      return records::begin(1, true) +
             records::record(4, 1, records::pairs(get("/size", std::string(size, 'q'))), 255) +
             records::record(4, 1, {}, 200) + records::record(5, 1, "x", 100) +
             records::record(5, 1, {}, 255);
    };
    const auto ask = [&](std::size_t size) {
      client.send(request(size));
      CPPUNIT_ASSERT_EQUAL(std::to_string(size), client.receive().body());
    };
    for (const std::size_t size : {10, 7000, 7900, 8000, 20000}) ask(size);
    // Around what libfcgi reads in one go: the last padding must not stay in the socket.
    const std::size_t around = 7000 + 8192 - request(7000).size();
    for (std::size_t size = around - 3; size < around + 260; ++size) ask(size);
  }

  void malformed_parameters_are_closed() {
    Serving serving;
    // A length of more than there is; the largest lengths; the stream cut within a length.
    for (const std::string& bytes :
         {std::string{"\x05\x05xy"}, std::string{"\xff\xff\xff\xff\xff\xff\xff\xff"},
          std::string{"\x01\xff\xff\xff\xfexx"}, std::string{"\x80"}, std::string{"\x01"}}) {
      for (const bool whole : {true, false}) {
        auto client = serving.connect();
        const auto all = records::begin(1, true) + records::record(4, 1, bytes) +
                         records::record(4, 1, {}) + records::record(5, 1, {});
        client.send(std::string_view{all}.substr(0, whole ? all.size() : 20));
        if (!whole) client.send(std::string_view{all}.substr(20));
        CPPUNIT_ASSERT(client.closed_within(1s));
      }
    }
    // Records out of their order.
    for (const std::string& bytes :
         {records::begin(1, true) + records::record(5, 1, {}),
          records::begin(1, true) + records::begin(1, true), records::begin(0, true),
          records::record(1, 1, "short"),
          records::begin(1, true) + records::record(4, 1, {}) + records::record(4, 1, {})}) {
      auto client = serving.connect();
      client.send(bytes);
      CPPUNIT_ASSERT(client.closed_within(1s));
    }
    CPPUNIT_ASSERT_EQUAL(0, serving.toy.asked.load());
    still_serves(serving);
  }

  void parameters_over_the_bound_are_a_400() {
    Serving serving;
    auto client = serving.connect();
    client.try_send(records::request(get("/size", std::string(200000, 'q')), {}, true));
    const auto reply = client.receive();
    CPPUNIT_ASSERT_EQUAL(400, reply.status());
    CPPUNIT_ASSERT(client.closed_within(3s));
    auto endless = serving.connect();
    endless.send(records::begin(1, true));
    const auto more = records::record(4, 1, std::string(60000, 'p'));
    for (int i = 0; i < 100 && endless.try_send(more); ++i) continue;
    CPPUNIT_ASSERT_EQUAL(400, endless.receive().status());
    CPPUNIT_ASSERT_EQUAL(0, serving.toy.asked.load());
    still_serves(serving);
  }

  void a_client_that_leaves_while_computing_is_forgotten() {
    Serving serving;
    {
      auto client = serving.connect();
      client.send(records::request(get("/gate", ""), {}, true));
      CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == 1; }));
    }
    CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().connections == 0; }));
    serving.toy.open_gate();
    still_serves(serving);
  }

  void a_client_that_closed_its_sending_half_still_gets_its_answer() {
    Serving serving;
    for (const auto* path : {"/gate", "/hit"}) {
      auto client = serving.connect();
      client.send(records::request(get(path, "h"), {}, true));
      client.end_sending();
      if (path == std::string{"/gate"}) {
        CPPUNIT_ASSERT(eventually([&] { return serving.toy.at_gate == 1; }));
        serving.toy.open_gate();
      }
      CPPUNIT_ASSERT(client.receive().body().ends_with(" h"));
      CPPUNIT_ASSERT(client.closed_within(1s));
    }
  }

  void a_client_that_never_reads_is_closed() {
    auto limits = Serving::few();
    limits.write_within = 200ms;
    Serving serving{limits};
    auto large = serving.connect(), many = serving.connect();
    large.send(records::request(get("/big", "5000000"), {}, true));
    // Small answers, each of which would fit, until the socket is full.
    const auto one = records::request(get("/big", "2000"), {}, true);
    std::thread asking{[&] {
      for (int i = 0; i < 2000 && many.try_send(one); ++i) continue;
    }};
    for (int i = 0; i < 20; ++i) still_serves(serving);
    CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().connections == 0; }));
    asking.join();
    still_serves(serving);
  }

  void many_half_requests_stay_within_the_memory_bound() {
    auto limits = Serving::few();
    limits.half_read = 1'000'000;
    Serving serving{limits};
    const auto half = records::begin(1, true) + records::record(4, 1, std::string(60000, 'p')) +
                      records::record(4, 1, std::string(60000, 'p'));
    std::vector<FastcgiClient> clients;
    for (int i = 0; i < 40; ++i) {
      clients.push_back(serving.connect());
      clients.back().try_send(half);
    }
    CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().connections == 8; }));
    CPPUNIT_ASSERT(clients.front().closed_within(1s));
    CPPUNIT_ASSERT(!clients.back().closed_within(0ms));
    still_serves(serving);
  }

  // Whole requests with bytes changed, cut short, repeated, in pieces; the seed is fixed.
  void random_bytes_are_survived() {
    Serving serving;
    std::mt19937 random{20240229};
    const auto pick = [&](std::size_t below) { return random() % below; };
    const std::string base = records::request(get("/hit", "r"), "body", true) +
                             records::record(9, 0, records::pairs({{"FCGI_MAX_CONNS", ""}})) +
                             records::request(get("/miss", "r"), {}, true, 2) +
                             records::record(2, 2, {});
    for (int round = 0; round < 1500; ++round) {
      std::string bytes = base;
      for (std::size_t i = pick(6); i > 0; --i)
        bytes[pick(bytes.size())] = static_cast<char>(random());
      if (pick(3) == 0) bytes.resize(pick(bytes.size()));
      if (pick(4) == 0) bytes.erase(pick(bytes.size()), pick(20));
      auto client = serving.connect();
      for (std::string_view left{bytes}; !left.empty();) {
        const auto part = left.substr(0, 1 + pick(pick(2) ? left.size() : 16));
        if (!client.try_send(part)) break;
        left.remove_prefix(part.size());
      }
    }
    still_serves(serving);
    CPPUNIT_ASSERT(eventually([&] { return serving.acceptor().counts().connections == 0; }));
    CPPUNIT_ASSERT(serving.stop());
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(HostilePeerTest, "hostile_peer");
