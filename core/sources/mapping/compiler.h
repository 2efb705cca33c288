#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sources/mapping/node.h"
#include "sources/mapping/source_file.h"
#include "sources/mapping/wall_clock.h"

namespace callwidgets::sources {

struct Operand;

// Ties the expressions of a source to the columns of its table. Throws MappingError.
class Compiler {
 public:
  Compiler(const SourceFile& source, std::span<const std::string> columns);

  // Of a field or a let of the source.
  NodePointer compile(const std::string& name);

  // The nodes of the names given by let, as the others refer to them; to be taken when all is done.
  std::vector<NodePointer> take_named() { return std::move(named_); }
  // Whether a column was used, by its number.
  const std::vector<bool>& used() const { return used_; }

 private:
  // The value whose expression is being compiled.
  struct Within {
    const std::string& name;
    const SourceFile::Entry& entry;
  };

  Place place(const Within& within, const Expression& expression) const;
  static std::string written(const Within& within, const Expression& expression);

  NodePointer node(const Within& within, const Expression& expression);
  std::vector<NodePointer> nodes(const Within& within, const Expression& expression);
  NodePointer name(const Within& within, const Expression& expression);
  NodePointer column(const Within& within, const Expression& expression, const std::string& name);
  NodePointer named(const Within& within, const Expression& expression);
  NodePointer call(const Within& within, const Expression& expression);
  NodePointer choice(const Within& within, const Expression& expression);
  NodePointer lookup(const Within& within, const Expression& expression);
  NodePointer comparison(const Within& within, const Expression& expression);
  NodePointer membership(const Within& within, const Expression& expression);
  NodePointer likeness(const Within& within, const Expression& expression);
  NodePointer sum(const Within& within, const Expression& expression);
  NodePointer time(const Within& within, const Expression& expression);
  WallClock clock(const Within& within, const Expression& time) const;
  Operand operand(const Within& within, const Expression& expression);
  std::optional<std::vector<std::string>> items(const Expression& expression) const;

  const SourceFile& source_;
  std::span<const std::string> columns_;
  std::map<std::string, std::size_t> numbers_;  // of columns, by their names in lower case
  std::vector<bool> used_;
  std::vector<NodePointer> named_;
  std::map<std::string, std::size_t> known_;  // names that are compiled, in `named_`
  std::vector<std::string> open_;             // names being compiled, from the outermost on
};

}  // namespace callwidgets::sources
