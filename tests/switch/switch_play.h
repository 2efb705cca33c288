// One call through a FreeSWITCH, drawn at random.
#pragma once
#include <random>
#include <string>

#include "switch_calls.h"

namespace callwidgets::test {

// One call, played second by second. What a telephone does is drawn first; rows and truth both
// follow from it.
class Play {
 public:
  Play(std::mt19937& random, std::size_t number) : random_(random), number_(number) {
    constexpr std::int64_t begin = 1780272000;  // 2026-06-01
    now_ = begin + static_cast<std::int64_t>(number) * 97 + below(60);
  }
  SwitchCall inbound();
  SwitchCall outbound(const std::string& direction);

 private:
  enum class Phone { answers, rings, busy, declines, absent };
  struct Callee {
    std::string queue;
    std::string direction = "inbound";
  };
  int below(int bound) { return std::uniform_int_distribution<int>{0, bound - 1}(random_); }
  bool chance(int percent) { return below(100) < percent; }
  SwitchLeg& own() { return call_.legs.front(); }
  std::size_t add_leg(const std::string& direction);
  std::size_t ring(const Callee& callee);
  void end(std::size_t leg, const std::string& cause);
  void pick_up();
  void connect(std::size_t leg);

  // Until `then`, or until the caller has had enough: false.
  bool wait(std::int64_t then);
  void caller_leaves(const std::string& reason);
  void switch_ends(const std::string& reason, const std::string& cause);
  void arrive();
  void menu();
  void route();
  Phone draw();
  static std::string cause_of(Phone phone);
  static std::string reason_of(Phone phone);

  // With nobody there, a mailbox takes the call, or it ends.
  void nobody(const std::string& reason, const std::string& cause);
  void extension();
  void group();
  void all_at_once();
  void one_by_one();
  void queue();
  bool leaves_queue(std::int64_t then, std::size_t ringing = 0);
  void mailbox();
  void fax();
  void talk(std::size_t leg);
  void passed_on();

  // The colleague's leg is made by a call of its own, and joined with the caller when the one who
  // asked hangs up.
  void colleague_asked(std::size_t leg);
  void finish();

  std::mt19937& random_;
  std::size_t number_;
  std::int64_t now_ = 0;
  std::int64_t patience_ = 0;
  bool over_ = false;
  bool plays_ = false;
  SwitchCall call_;
};

}  // namespace callwidgets::test
