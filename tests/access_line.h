// The lines that the program writes about the requests it answered.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace callwidgets::test {

// The `key=value` of a line, which blanks part; of a key that stands twice, both values, a blank
// between them.
std::map<std::string, std::string> pairs_in(const std::string& line);

// Those of the lines that are access lines: they say which request, its status and cache.
std::vector<std::map<std::string, std::string>> access_lines(const std::vector<std::string>& lines);
// Those in a file, once no more come: the program keeps a line back for a tenth of a second.
std::vector<std::map<std::string, std::string>> settled_access_lines(const std::string& file);

}  // namespace callwidgets::test
