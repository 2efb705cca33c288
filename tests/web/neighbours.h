// Two other applications of a site, which say what they are asked.
#pragma once

#include <fstream>
#include <string>

#include "scripted_program.h"
#include "site.h"

namespace callwidgets::test {

class Neighbours {
 public:
  explicit Neighbours(const Folder& folder)
      : x_path_(folder / "x.sock"),
        root_path_(folder / "root.sock"),
        x_(x_path_, [](const Asked& asked) { return told("X", asked); }),
        root_(root_path_, [](const Asked& asked) { return told("root", asked); }) {}

  // The sockets that they listen on.
  const std::string& x() const { return x_path_; }
  const std::string& root() const { return root_path_; }

  // A file with that text.
  static std::string file(const Folder& folder, const std::string& text) {
    std::ofstream{folder / "neighbours"} << text;
    return folder / "neighbours";
  }

 private:
  static std::string told(const std::string& who, const Asked& asked) {
    return "Status: 200 OK\r\nContent-Type: text/plain\r\n\r\n" + who + " at " +
           asked["SCRIPT_NAME"] + asked["PATH_INFO"];
  }

  std::string x_path_, root_path_;
  ScriptedProgram x_, root_;
};

}  // namespace callwidgets::test
