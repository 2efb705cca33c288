#include "calls/input/input_kind.h"

#include <algorithm>
#include <string>

namespace callwidgets::calls {
namespace {

struct Kind {
  std::string_view begin;
  std::string_view what;
};

constexpr Kind by_bytes[] = {
    {{"\xD0\xCF\x11\xE0", 4}, "an old Excel workbook (.xls); save its sheet as CSV"},
    {"SQLite format 3", "an SQLite database; export its table as CSV"},
    {"\x1F\x8B", "a gzip file inside a gzip file; unpack it once"},
    {"BZh", "a bzip2 file; unpack it first"},
    {{"\xFD"
      "7zXZ",
      5},
     "an xz file; unpack it first"},
    {"\x28\xB5\x2F\xFD", "a zstd file; unpack it first"},
    {"7z\xBC\xAF", "a 7-Zip archive; unpack it first"},
    {"Rar!", "a RAR archive; unpack it first"},
    {"PAR1", "a Parquet file; export it as CSV"},
    {"%PDF", "a PDF document; export the table that it was made of"},
    {"{\\rtf", "an RTF document; save it as plain text"},
    {{"\xFF\xFE\0\0", 4}, "text in UTF-32; save it as UTF-8"},
    {{"\0\0\xFE\xFF", 4}, "text in UTF-32; save it as UTF-8"},
    {"\x7F"
     "ELF",
     "a program"},
    {"\x89PNG", "a picture"},
    {"\xFF\xD8\xFF", "a picture"},
};

// Written in lower case; compared without regard to it, behind white space.
constexpr Kind by_words[] = {
    {"<!doctype html", "a web page, perhaps a login page in the place of a download"},
    {"<html", "a web page, perhaps a login page in the place of a download"},
    {"<?xml", "an XML document; export it as CSV or JSON"},
    {"<", "a web page or an XML document"},
    {"http/1.", "a web server's answer with its headers; save its body alone"},
    {"-- mysql dump", "an SQL dump; export the table as CSV"},
    {"-- mariadb dump", "an SQL dump; export the table as CSV"},
    {"--\n-- postgresql", "an SQL dump; export the table as CSV"},
    {"/*!", "an SQL dump; export the table as CSV"},
    {"pragma foreign_keys", "an SQL dump; export the table as CSV"},
    {"create table", "an SQL dump; export the table as CSV"},
    {"drop table", "an SQL dump; export the table as CSV"},
    {"insert into", "an SQL dump; export the table as CSV"},
    {"begin transaction", "an SQL dump; export the table as CSV"},
    {"%yaml", "a YAML document; export it as CSV or JSON"},
};

std::string_view of_zip(std::string_view bytes) {
  const auto holds = [&](std::string_view name) { return bytes.find(name) != bytes.npos; };
  if (holds("opendocument.spreadsheet")) return "a spreadsheet (.ods); save its sheet as CSV";
  if (holds("xl/") || holds("[Content_Types].xml"))
    return "an Excel workbook (.xlsx); save its sheet as CSV";
  return "a ZIP archive; unpack it first";
}

std::string lower_case(std::string_view text) {
  std::string lower{text};
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

// Whether every other byte is zero, as in ASCII that is written as UTF-16.
bool alternates(std::string_view bytes, std::size_t first) {
  if (bytes.size() < 8) return false;
  for (std::size_t at = 0; at < 8; ++at) {
    if ((bytes[at] == '\0') != (at % 2 == first)) return false;
  }
  return true;
}

}  // namespace

std::string_view seems_to_be(std::string_view bytes) {
  if (bytes.starts_with("PK\3\4") || bytes.starts_with("PK\5\6")) return of_zip(bytes);
  for (const Kind& kind : by_bytes) {
    if (bytes.starts_with(kind.begin)) return kind.what;
  }
  if (bytes.size() > 262 && bytes.substr(257, 5) == "ustar")
    return "a tar archive; unpack it first";
  if (alternates(bytes, 0) || alternates(bytes, 1))
    return "text in UTF-16 without a byte order mark; save it as UTF-8";
  const std::string words =
      lower_case(bytes.substr(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()), 64));
  for (const Kind& kind : by_words) {
    if (words.starts_with(kind.begin)) return kind.what;
  }
  const std::string line = lower_case(bytes.substr(0, bytes.find_first_of("\r\n")));
  if (line.find("cdr_id|") != line.npos || line.find("|cdr_id") != line.npos)
    return "a table separated by |; separate it by commas, semicolons or tabs";
  if (bytes.find('\0') != bytes.npos) return "a binary file";
  return {};
}

}  // namespace callwidgets::calls
