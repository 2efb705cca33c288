// A file of call records in one of the forms that import reads, damaged and oddly formed, whose
// records are counted while it is made. It shares no code with the product.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace callwidgets::test {

class DamagedFile {
 public:
  // Its ids begin with `prefix`.
  DamagedFile(std::mt19937& random, const std::string& prefix);

  const std::string& bytes() const { return bytes_; }
  const std::string& story() const { return story_; }  // what was done to it
  int records() const { return records_; }             // to be imported or rejected
  int whole() const { return whole_; }  // of these, with an id of their own, undamaged

 private:
  using Record = std::vector<std::string>;  // in the order of the columns

  std::size_t below(std::size_t bound);
  bool once_in(std::size_t times) { return below(times) == 0; }
  std::string garbage(std::size_t longest);
  Record record(const std::string& id);
  void make_csv(const std::string& prefix);
  std::string csv_row(const Record& record, char separator, bool damaged);
  std::string quoted_where_needed(const std::string& value);
  void make_json(const std::string& prefix);
  std::string json_object(const Record& record, bool damaged);
  void pack();

  std::mt19937& random_;
  std::string bytes_, story_;
  int records_ = 0;
  int whole_ = 0;
};

}  // namespace callwidgets::test
