// Runs a fuzz target without libFuzzer: over each file of its corpus, then over 10,000 inputs made
// of those by a seeded generator. `replay_NAME FOLDER`; an input that breaks the target is the one
// told of last.
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

const std::string* running = nullptr;
std::string program;

// The process is lost already: all that is left to do is to tell by what.
void keep_input(int) {
  std::ofstream{program + ".broken", std::ios::binary} << *running;
  std::fprintf(stderr, "broken by %s.broken\n", program.c_str());
}

void run(const std::string& input) {
  running = &input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

class Mutator {
 public:
  explicit Mutator(const std::vector<std::string>& corpus) : corpus_(corpus) {}

  std::string next() {
    std::string input = one();
    for (std::size_t times = 1 + below(6); times > 0; --times) mutate(input);
    return input;
  }

 private:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  const std::string& one() { return corpus_[below(corpus_.size())]; }

  void mutate(std::string& input) {
    const std::size_t at = input.empty() ? 0 : below(input.size());
    switch (below(6)) {
      case 0:
        if (!input.empty()) input[at] = static_cast<char>(random_());
        break;
      case 1:
        if (!input.empty()) input[at] ^= static_cast<char>(1 << below(8));
        break;
      case 2:
        input.insert(at, 1 + below(4), static_cast<char>(random_()));
        break;
      case 3:
        input.erase(at, 1 + below(8));
        break;
      case 4:
        input.resize(at);
        break;
      default: {
        const std::string& other = one();
        const std::size_t from = other.empty() ? 0 : below(other.size());
        input.insert(at, other, from, 1 + below(64));
      }
    }
  }

  const std::vector<std::string>& corpus_;
  std::mt19937_64 random_{20'240'601};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  program = std::filesystem::path{argv[0]}.filename();
  for (const int signal : {SIGABRT, SIGSEGV}) std::signal(signal, keep_input);
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator{argv[1]}) files.push_back(file);
  std::sort(files.begin(), files.end());
  std::vector<std::string> corpus;
  for (const auto& file : files) {
    std::ifstream in{file, std::ios::binary};
    corpus.emplace_back(std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{});
    run(corpus.back());
  }
  if (corpus.empty()) return 1;
  Mutator mutator{corpus};
  constexpr int inputs = 10'000;
  for (int number = 0; number < inputs; ++number) run(mutator.next());
  std::printf("%zu files and %d inputs made of them\n", corpus.size(), inputs);
}
