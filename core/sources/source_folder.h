#pragma once
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace callwidgets::sources {

// A source's files can't be read or written, or its name is none; in words for the operator.
struct SourceFolderError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Where the operator keeps the sources: NAME.source with the settings, NAME.password with the
// password of its database, which only its owner may read, and kinds/NAME.source, the operator's
// own kinds.
// All functions throw SourceFolderError.
class SourceFolder {
 public:
  // The folder need not be there yet.
  explicit SourceFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // 1 to 60 letters, digits, dashes and underlines; else it throws.
  static void check_name(const std::string& name);

  // Names of what is there, sorted.
  std::vector<std::string> names() const;
  bool has(const std::string& name) const;
  std::filesystem::path file(const std::string& name) const;

  std::string text(const std::string& name) const;
  std::string password(const std::string& name) const;  // empty: there is none

  // What `kind = NAME` means: one of the operator's, else a shipped one; nothing where there is
  // neither.
  std::optional<std::string> kind(const std::string& name) const;

  // Makes a source's files; an empty password makes none.
  void add(const std::string& name, std::string_view text, std::string_view password) const;
  void remove(const std::string& name) const;

 private:
  std::filesystem::path password_file(const std::string& name) const;
  static std::string read(const std::filesystem::path& file);
  void write(const std::filesystem::path& file, std::string_view text) const;

  const std::filesystem::path folder_;
};

}  // namespace callwidgets::sources
