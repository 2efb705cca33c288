#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/source_report.h"
#include "database/address.h"
#include "sources/shipped_kinds.h"
#include "sources/source.h"
#include "sources/source_folder.h"
#include "sources/survey.h"

namespace callwidgets::admin {
namespace {

using sources::Source;
using sources::SourceFolder;

constexpr std::int64_t rows_of_a_test = 1000;

const std::string& name_in(const CommandLine& line) {
  if (line.operands().size() != 2) {
    throw Usage{
        "source takes: add NAME --kind KIND (--database URL or --file FILE), or list, or "
        "show NAME, or test NAME, or remove NAME, or kinds, or kind NAME"};
  }
  return line.operands()[1];
}

// As a value of the file: in quotes, for paths may hold what ends a value.
std::string in_quotes(const std::string& value) {
  std::string text = "\"";
  for (const char letter : value) text += letter == '"' ? std::string{"\"\""} : std::string{letter};
  return text + '"';
}

// A file as others find it who start in another folder; what is none stays as it is.
std::string found_from_anywhere(const std::string& value) {
  return std::filesystem::exists(value) ? std::filesystem::absolute(value).string() : value;
}

// The operator's file. The password is kept apart.
std::string text_of(const CommandLine& line, const std::string& zone, std::string& password) {
  std::string text =
      "# A source of calls. `callwidgets-admin source test NAME` shows what is "
      "understood of it;\n# docs/sources.md has all that can stand here.\n";
  const auto set = [&](const std::string& name, const std::string& value) {
    text += name + " = " + value + "\n";
  };
  const auto kind = line.option("kind");
  if (!kind) throw Usage{"source add needs --kind; callwidgets-admin source kinds lists them"};
  set("kind", *kind);
  if (auto database = line.option("database")) {
    const auto address = database::Address::parse(*database);
    const std::string sqlite = "sqlite:";
    if (!address || *database == sqlite) {
      // What stands before the @ may hold a password.
      const auto at = database->rfind('@');
      throw Usage{"--database is '" + (at == database->npos ? *database : database->substr(at)) +
                  "'; allowed: mysql://USER:PASSWORD@HOST:PORT/NAME, "
                  "postgresql://USER:PASSWORD@HOST:PORT/NAME, sqlite:PATH"};
    }
    if (!address->password.empty()) {
      password = address->password;
      // What stands between the user's colon and the @.
      const auto user = database->find("://");
      const auto colon = database->find(':', user + 3);
      database->erase(colon, database->rfind('@') - colon);
    }
    if (database->starts_with(sqlite))
      database = sqlite + std::filesystem::absolute(database->substr(sqlite.size())).string();
    set("database", in_quotes(*database));
  }
  const auto files = line.every("file");
  std::string all;
  for (const std::string& file : files)
    all += (all.empty() ? "" : ", ") + in_quotes(std::filesystem::absolute(file).string());
  if (!all.empty()) set("file", all);
  set("zone", line.option("zone").value_or(zone));
  for (const char* name : {"table", "trunks"}) {
    if (const auto value = line.option(name)) set(name, *value);
  }
  if (const auto value = line.option("cel")) set("cel", in_quotes(found_from_anywhere(*value)));
  if (const auto value = line.option("queue-log"))
    set("queue_log", in_quotes(found_from_anywhere(*value)));
  if (const auto value = line.option("customer")) set("unknown_customer", *value);
  for (const std::string& one : line.every("set")) {
    const auto equals = one.find('=');
    if (equals == std::string::npos)
      throw Usage{"--set is '" + one + "'; allowed: NAME=VALUE, a line of the source's file"};
    set(one.substr(0, equals), one.substr(equals + 1));
  }
  return text;
}

// What two sources read counts twice.
void tell_same(const SourceFolder& folder, const Source& source, const std::string& zone) {
  for (const std::string& name : folder.names()) {
    if (name == source.name()) continue;
    try {
      if (Source{folder, name, zone}.shown() != source.shown()) continue;
      std::cerr << "the source " << name << " reads the same: its calls will count twice"
                << std::endl;
    } catch (const std::exception&) {
      // `source list` tells of it.
    }
  }
}

void add(const SourceFolder& folder, const CommandLine& line, const std::string& zone) {
  const std::string& name = name_in(line);
  if (line.option("database").has_value() == line.option("file").has_value())
    throw Usage{"source add needs one of --database URL and --file FILE"};
  std::string password;
  const std::string text = text_of(line, zone, password);
  folder.add(name, text, password);
  try {
    const Source source{folder, name, zone};
    const auto survey = sources::survey(source, rows_of_a_test);
    if (survey.ahead.value_or(0) != 0) {
      throw std::runtime_error{"its times are " + std::to_string(*survey.ahead) +
                               " seconds ahead of those in its ids, by the clock of " +
                               source.zone_name() +
                               ": --zone names the time zone of the telephone system"};
    }
    print(source, survey);
    tell_same(folder, source, zone);
    if (line.flag("dry-run")) {
      folder.remove(name);
    } else {
      std::cout << "source " << name << " is " << folder.file(name).string() << std::endl;
    }
  } catch (...) {
    folder.remove(name);
    throw;
  }
}

void list(const SourceFolder& folder, const std::string& zone) {
  for (const std::string& name : folder.names()) {
    try {
      const Source source{folder, name, zone};
      std::cout << name << '\t' << source.settings().text("kind") << '\t' << source.shown() << '\n';
    } catch (const std::exception& error) {
      std::cout << name << "\t-\t" << error.what() << '\n';
    }
  }
}

// One of the account's where there is exactly one; what the source says wins.
std::string zone_of_account(const settings::Settings& settings, const CommandLine& line) {
  const auto session = reader(settings);
  return chosen_account(*session, settings, line.option("account")).zone_name;
}

}  // namespace

int source(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words,
                         {"kind", "database", "file", "table", "zone", "trunks", "cel", "queue-log",
                          "customer", "set", "account"},
                         {"dry-run"}};
  const SourceFolder folder{settings.sources_folder};
  const auto& operands = line.operands();
  const std::string what = operands.empty() ? "" : operands[0];
  if (what == "kinds") {
    for (const auto& [name, text] : sources::shipped_kinds()) std::cout << name << '\n';
  } else if (what == "kind") {
    const auto text = folder.kind(name_in(line));
    if (!text)
      throw Usage{"there is no kind " + operands[1] +
                  "; callwidgets-admin source kinds lists them"};
    std::cout << *text;
  } else if (what == "add") {
    add(folder, line, zone_of_account(settings, line));
  } else if (what == "list" && operands.size() == 1) {
    list(folder, zone_of_account(settings, line));
  } else if (what == "show") {
    std::cout << folder.text(name_in(line));
  } else if (what == "test") {
    const Source source{folder, name_in(line), zone_of_account(settings, line)};
    print(source, sources::survey(source, rows_of_a_test));
  } else if (what == "remove") {
    const std::string& name = name_in(line);
    folder.text(name);
    if (!line.flag("dry-run")) folder.remove(name);
    std::cout << "source " << name << (line.flag("dry-run") ? " would be" : " is")
              << " removed; its calls stay" << std::endl;
  } else {
    name_in(CommandLine{{}, {}});
  }
  return 0;
}

}  // namespace callwidgets::admin
