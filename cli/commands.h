#pragma once
#include <span>
#include <string>

#include "settings/settings.h"

namespace callwidgets::admin {

// One command of callwidgets-admin: a row of the table in commands.cpp. `run` gives the exit
// status; it throws Usage, database::Error or std::runtime_error with a message for the operator.
struct Command {
  const char* name;
  const char* synopsis;
  int (*run)(const settings::Settings& settings, std::span<const std::string> words);
};

std::span<const Command> commands();

int migrate(const settings::Settings& settings, std::span<const std::string> words);
int account(const settings::Settings& settings, std::span<const std::string> words);
int customer(const settings::Settings& settings, std::span<const std::string> words);
int caller(const settings::Settings& settings, std::span<const std::string> words);
int login(const settings::Settings& settings, std::span<const std::string> words);
int token(const settings::Settings& settings, std::span<const std::string> words);
int key(const settings::Settings& settings, std::span<const std::string> words);
int number(const settings::Settings& settings, std::span<const std::string> words);
int import(const settings::Settings& settings, std::span<const std::string> words);
int source(const settings::Settings& settings, std::span<const std::string> words);
int sync(const settings::Settings& settings, std::span<const std::string> words);
int explain(const settings::Settings& settings, std::span<const std::string> words);
int reconcile(const settings::Settings& settings, std::span<const std::string> words);
int rebuild(const settings::Settings& settings, std::span<const std::string> words);
int verify(const settings::Settings& settings, std::span<const std::string> words);
int purge(const settings::Settings& settings, std::span<const std::string> words);
int stats(const settings::Settings& settings, std::span<const std::string> words);
int query(const settings::Settings& settings, std::span<const std::string> words);

}  // namespace callwidgets::admin
