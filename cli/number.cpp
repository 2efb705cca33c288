#include <iostream>

#include "calls/excerpt.h"
#include "calls/input/decoded_source.h"
#include "calls/origin/phone_areas.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/number_missing.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "numbers/applying/moved_calls.h"
#include "numbers/mapping_file.h"
#include "numbers/mapping_set.h"

namespace callwidgets::admin {
namespace {

using numbers::Mapping;
using numbers::MappingSet;

struct Work {
  const settings::Settings& settings;
  const CommandLine& line;
  database::Session& writer;
  const accounts::Account& account;
  bool dry_run = line.flag("dry-run");
};

numbers::Pattern pattern_of(const std::string& text, const accounts::Account& account) {
  calls::PhoneAreas areas;
  try {
    return numbers::parse_pattern(text, areas, account.region);
  } catch (const numbers::BadPattern& bad) {
    throw Usage{bad.what()};
  }
}

std::int64_t day_of(const CommandLine& line, const std::string& option, std::int64_t absent) {
  const auto day = line.day(option);
  if (!day) return absent;
  if (calendar::number(*day) < 0)
    throw Usage{"--" + option + " is " + calendar::format(*day) + "; allowed: from 1970 on"};
  return calendar::number(*day);
}

Mapping mapping_of(const CommandLine& line, const accounts::Account& account) {
  Mapping mapping;
  mapping.pattern = pattern_of(line.operands()[1], account);
  const auto customer = line.option("customer");
  if (!customer) throw Usage{"number add needs --customer ID"};
  mapping.customer_id = numbers::parse_customer(*customer);
  if (mapping.customer_id == 0) {
    throw Usage{"--customer is " + calls::excerpt(*customer) +
                "; allowed: 1 to 18 digits, the first not 0"};
  }
  mapping.attribution = line.option("attribution").value_or("");
  constexpr std::size_t longest = 1000;
  if (mapping.attribution.size() > longest) {
    throw Usage{"--attribution has " + std::to_string(mapping.attribution.size()) +
                " bytes; allowed: up to " + std::to_string(longest)};
  }
  mapping.from_day = day_of(line, "from", Mapping::always);
  mapping.to_day = day_of(line, "to", Mapping::for_good);
  if (mapping.to_day < mapping.from_day) {
    throw Usage{"--to is " + *line.option("to") + "; allowed: from " + *line.option("from") +
                " on"};
  }
  return mapping;
}

// Stores what `change` makes of the mappings; a dry run gives it all the same.
template <class Change>
MappingSet changed(const Work& work, Change change) {
  MappingSet mappings;
  database::in_transaction(work.writer, [&] {
    accounts::hold(work.writer, work.account.number);
    mappings = MappingSet{work.writer, work.account.number};
    change(mappings);
    if (!work.dry_run) mappings.store(work.writer, work.account.number);
  });
  return mappings;
}

// Applies a change of mappings to the calls that are in, and says so.
numbers::MovedCalls apply(const Work& work, const std::vector<Mapping>& concerned,
                          const MappingSet& mappings) {
  Progress progress{"calls", 0};
  const numbers::NumberDirectory current{mappings.all()};
  const auto counts = numbers::move_calls(
      *reader(work.settings), work.writer, work.account, concerned, current,
      {work.dry_run, Interruption::check,
       [&](std::int64_t calls) { progress.show(std::to_string(calls) + " looked at"); }});
  progress.clear();
  std::cout << counts.moved << (counts.moved == 1 ? " call" : " calls")
            << (work.dry_run ? " would move; nothing is changed\n" : " moved\n");
  if (counts.unnamed > 0) {
    std::cout << counts.unnamed << (counts.unnamed == 1 ? " call stays" : " calls stay")
              << " with the customer it had, because no mapping names its number any more\n";
  }
  return counts;
}

void add(const Work& work) {
  const Mapping mapping = mapping_of(work.line, work.account);
  const MappingSet mappings = changed(work, [&](MappingSet& all) { all.add(mapping); });
  std::cout << numbers::described(mapping) << '\n';
  apply(work, {mapping}, mappings);
}

void remove(const Work& work) {
  const numbers::Pattern pattern = pattern_of(work.line.operands()[1], work.account);
  const std::int64_t from = day_of(work.line, "from", Mapping::always);
  std::vector<Mapping> ended;
  const MappingSet mappings =
      changed(work, [&](MappingSet& all) { ended = all.remove(pattern, from); });
  for (const Mapping& mapping : ended)
    std::cout << "ended: " << numbers::described(mapping) << '\n';
  // Also where nothing is left to end: an interrupted command is completed by the same one.
  const Mapping all_days{pattern, from, Mapping::for_good, 0, {}};
  const auto counts = apply(work, {all_days}, mappings);
  if (ended.empty() && counts.moved == 0) {
    throw Usage{"no mapping of " + numbers::text_of(pattern) +
                " holds then; number list shows those that there are"};
  }
}

std::string content_of(const std::string& file) try {
  calls::FileSource source{file};
  calls::DecodedSource decoded{source};
  std::string text;
  char piece[64 * 1024];
  while (const std::size_t size = decoded.read(piece, sizeof piece)) {
    text.append(piece, size);
    constexpr std::size_t most = std::size_t{256} << 20;
    if (text.size() > most) throw calls::InputError{"it is larger than 256 MB"};
  }
  return text;
} catch (const calls::InputError& error) {
  throw std::runtime_error(file + ": " + error.what());
}

void import_file(const Work& work) {
  const std::string& file = work.line.operands()[1];
  const std::string text = content_of(file);
  calls::PhoneAreas areas;
  std::vector<numbers::FileMapping> read;
  try {
    read = numbers::read_mappings(text, areas, work.account.region);
  } catch (const numbers::BadMappingFile& bad) {
    throw std::runtime_error(file + ", " + bad.what() + "; nothing is kept of this file");
  }
  const MappingSet mappings = changed(work, [&](MappingSet& all) {
    for (const auto& [line, mapping] : read) {
      try {
        all.add(mapping);
      } catch (const numbers::Overlap& overlap) {
        throw std::runtime_error(file + ", line " + std::to_string(line) + ": " + overlap.what() +
                                 "; nothing is kept of this file");
      }
    }
  });
  std::vector<Mapping> concerned;
  for (const auto& [line, mapping] : read) concerned.push_back(mapping);
  std::cout << concerned.size() << (concerned.size() == 1 ? " mapping" : " mappings") << " read\n";
  apply(work, concerned, mappings);
}

void list(const MappingSet& mappings) {
  for (const Mapping& mapping : mappings.all()) {
    const auto day = [](std::int64_t number, std::int64_t absent) {
      return number == absent ? std::string{} : calendar::format(calendar::day_of(number));
    };
    std::cout << numbers::text_of(mapping.pattern) << '\t' << mapping.customer_id << '\t'
              << mapping.attribution << '\t' << day(mapping.from_day, Mapping::always) << '\t'
              << day(mapping.to_day, Mapping::for_good) << '\n';
  }
}

}  // namespace

int number(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{
      words, {"customer", "attribution", "from", "to", "days", "account"}, {"dry-run"}};
  const auto& operands = line.operands();
  const std::string verb = operands.empty() ? "" : operands[0];
  if (verb == "missing" && operands.size() == 1) return number_missing(settings, line);
  const std::size_t size = operands.size();
  const auto session = writer(settings);
  if (size == 1 && (verb == "list" || verb == "export")) {
    line.allow_only({"account"});
    const auto account = chosen_account(*session, settings, line.option("account"));
    const MappingSet mappings{*session, account.number};
    if (verb == "list") list(mappings);
    if (verb == "export") std::cout << numbers::csv_of(mappings.all());
    return 0;
  }
  const bool changes = size == 2 && (verb == "add" || verb == "remove" || verb == "import");
  if (!changes) {
    throw Usage{
        "number takes: add NUMBER --customer ID [--attribution NAME] [--from DAY] [--to DAY], or "
        "remove NUMBER [--from DAY], or list, or import FILE, or export, or missing [--days N]"};
  }
  if (verb == "remove") line.allow_only({"from", "account", "dry-run"});
  if (verb == "import") line.allow_only({"account", "dry-run"});
  const Interruption interruption;
  try {
    const auto account = account_to_change(*session, settings, line.option("account"));
    const Work work{settings, line, *session, account};
    if (verb == "add") add(work);
    if (verb == "remove") remove(work);
    if (verb == "import") import_file(work);
  } catch (const numbers::Overlap& overlap) {
    throw Usage{overlap.what()};
  } catch (const Interrupted& end) {
    std::cerr << "callwidgets-admin: " << end.what()
              << (line.flag("dry-run")
                      ? ""
                      : "; the mappings are changed, and the same command again moves the "
                        "remaining calls")
              << std::endl;
    return 128 + end.signal();
  }
  return 0;
}

}  // namespace callwidgets::admin
