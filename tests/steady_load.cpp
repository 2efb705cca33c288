#include "steady_load.h"

namespace callwidgets::test {

SteadyLoad::SteadyLoad(const Transport& transport, int clients) {
  for (int i = 0; i < clients; ++i) {
    clients_.emplace_back([this, transport, i] {
      for (int n = 0; !ending_; ++n) ask(transport, i * 100'000 + n);
    });
  }
}

SteadyLoad::~SteadyLoad() { end(); }

std::map<std::string, int> SteadyLoad::end() {
  ending_ = true;
  for (std::thread& client : clients_) client.join();
  clients_.clear();
  return outcomes_;
}

void SteadyLoad::ask(const Transport& transport, int n) {
  const std::string day = std::to_string(1970 + n % 1000) + "-01-01";
  const std::string target =
      n % 2 == 0
          ? "/widgets/data?type=call_totals&from_date=2020-01-01&to_date=2020-12-31"
          : "/widgets/data?type=unique_callers,call_totals&from_date=" + day + "&to_date=" + day;
  const Answer answer = transport.send({n % 10 == 0 ? "HEAD" : "GET", target, {}, {}});
  std::string outcome = answer.failure;
  if (outcome.empty()) outcome = std::to_string(answer.status);
  if (answer.status != 200) outcome += " " + answer.body;
  const std::lock_guard lock{mutex_};
  ++outcomes_[outcome];
}

std::string SteadyLoad::text(const std::map<std::string, int>& outcomes) {
  std::string all;
  for (const auto& [outcome, times] : outcomes) {
    all += std::to_string(times) + " times " + outcome + "\n";
  }
  return all;
}

}  // namespace callwidgets::test
