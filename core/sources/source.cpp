#include "sources/source.h"

#include <charconv>
#include <filesystem>
#include <utility>

#include "calls/input/byte_source.h"
#include "database/address.h"
#include "sources/feeds/file_feed.h"
#include "sources/feeds/order_column.h"
#include "sources/feeds/table_feed.h"
#include "sources/rows/file_form.h"
#include "sources/rows/table.h"

namespace callwidgets::sources {
namespace {

SourceFile file_of(const SourceFolder& folder, const std::string& name) {
  return SourceFile{folder.file(name).string(), folder.text(name),
                    [&](const std::string& kind) { return folder.kind(kind); }};
}

calendar::Zone zone_named(const std::string& name) {
  // SourceFile has checked it, and the account's is one.
  return *calendar::Zone::named(name);
}

std::function<bool(std::int64_t)> closed_by(const OpeningHours& hours, const calendar::Zone& zone) {
  if (!hours.given()) return {};
  return [hours, zone](std::int64_t time) {
    constexpr std::int64_t day = 86'400;
    constexpr std::int64_t thursday = 3;  // 1970-01-01
    const std::int64_t local = time + zone.offset(calendar::Instant{std::chrono::seconds{time}});
    return !hours.open(static_cast<int>((local / day + thursday) % 7),
                       static_cast<int>(local % day));
  };
}

Rules rules_of(const SourceFile& file, const calendar::Zone& zone) {
  Rules rules;
  rules.trunks = file.list("trunks");
  const std::string required = file.text("require_called");
  rules.called_required = required == "yes"  ? Rules::Required::yes
                          : required == "no" ? Rules::Required::no
                                             : Rules::Required::automatic;
  rules.minimum_talk = static_cast<std::int32_t>(file.number("minimum_talk"));
  rules.short_seconds = static_cast<std::int32_t>(file.number("short_seconds"));
  rules.count_blocked = file.yes("count_blocked");
  rules.closed = closed_by(file.opening_hours(), zone);
  return rules;
}

bool is_path(const std::string& log) { return log.find('/') != std::string::npos; }

}  // namespace

Source::Source(const SourceFolder& folder, const std::string& name, const std::string& zone)
    : name_(name),
      password_(folder.password(name)),
      file_(file_of(folder, name)),
      zone_name_(file_.text("zone").empty() ? zone : file_.text("zone")),
      zone_(zone_named(zone_name_)),
      rules_(rules_of(file_, zone_)) {}

Method Source::method() const {
  const std::string method = file_.text("method");
  return method == "pairs" ? Method::pairs : method == "legs" ? Method::legs : Method::calls;
}

std::int64_t Source::unknown_customer() const {
  const std::string text = file_.text("unknown_customer");
  std::int64_t id = 0;
  std::from_chars(text.data(), text.data() + text.size(), id);
  return id;
}

database::Address Source::address() const {
  const std::string text = file_.text("database");
  auto address = database::Address::parse(text);
  if (!address) {
    throw SourceError{
        file_.file() + ": the source has " +
        (text.empty() ? "neither `database` nor `file`" : "a `database` that is no address") +
        "; allowed: mysql://USER@HOST:PORT/NAME, postgresql://USER@HOST:PORT/NAME, "
        "sqlite:PATH"};
  }
  if (!password_.empty()) address->password = password_;
  std::error_code error;
  if (address->kind == database::Address::Kind::sqlite &&
      !std::filesystem::exists(address->path, error))
    throw SourceError{file_.file() + ": there is no file " + address->path};
  return *address;
}

std::string Source::shown() const {
  std::string files;
  for (const std::string& file : file_.list("file")) files += (files.empty() ? "" : ", ") + file;
  if (reads_files()) return files;
  const auto address = database::Address::parse(file_.text("database"));
  return file_.text("table") + " in " + (address ? address->shown() : "no database");
}

Pace Source::pace(Pace::Wait wait) const {
  return Pace{file_.number("rows_per_second"), std::move(wait)};
}

OrderColumn Source::order() const {
  const std::string form = file_.text("order_form");
  return {form == "utc"        ? OrderColumn::Form::utc
          : form == "epoch"    ? OrderColumn::Form::epoch
          : form == "epoch_ms" ? OrderColumn::Form::epoch_ms
                               : OrderColumn::Form::local,
          zone_, file_.text("order_tells") == "end" ? longest_call() : 0};
}

CallLogs Source::logs(const Pace::Wait& wait) const {
  CallLogs logs{LogTime{WallClock{zone_name_, zone_}}};
  if (const std::string cel = file_.text("cel"); is_path(cel)) {
    logs.use_channel_file(cel);
  } else if (!cel.empty()) {
    logs.use_channel_table(std::make_unique<Table>(address(), cel, pace(wait)));
  }
  if (const std::string queues = file_.text("queue_log"); is_path(queues)) {
    logs.use_queue_file(queues);
  } else if (!queues.empty()) {
    logs.use_queue_table(std::make_unique<Table>(address(), queues, pace(wait)));
  }
  return logs;
}

std::vector<Leg> Source::read_files(LegReader::Bad bad, std::vector<std::string>* columns) const {
  std::vector<Leg> legs;
  FileForm form;
  const std::string format = file_.text("format");
  if (format == "csv") form.kind = FileForm::Kind::csv;
  if (format == "json") form.kind = FileForm::Kind::json;
  if (format == "master_csv") form.kind = FileForm::Kind::asterisk_csv;
  form.columns = file_.list("columns");
  for (const std::string& path : file_.list("file")) {
    const auto told = [&](const std::string& what) { return path + ": " + what; };
    try {
      calls::FileSource bytes{path};
      const auto rows = read_rows(bytes, form);
      if (columns) *columns = rows->columns();
      LegReader reader{
          file_, rows->columns(), [&](const BadRow& row) {
            bad({row.number, told("line " + std::to_string(row.number) + ": " + row.problem),
                 row.raw});
          }};
      reader.read(*rows, [&](Leg&& leg) {
        leg.row = static_cast<std::int64_t>(legs.size());
        legs.push_back(std::move(leg));
      });
    } catch (const calls::InputError& error) {
      throw SourceError{told(error.what())};
    }
  }
  return legs;
}

std::unique_ptr<LegFeed> Source::open(LegReader::Bad bad, const Pace::Wait& wait) const {
  if (reads_files())
    return std::make_unique<FileFeed>(read_files(std::move(bad), nullptr), logs(wait));
  if (file_.text("order").empty()) {
    throw SourceError{file_.file() +
                      ": the source has no `order`; allowed: the column by which recent rows are "
                      "found, with an index, such as calldate"};
  }
  return std::make_unique<TableFeed>(
      file_, std::make_unique<Table>(address(), file_.text("table"), pace(wait)), order(),
      logs(wait), std::move(bad));
}

std::vector<Leg> Source::recent(std::int64_t rows, LegReader::Bad bad,
                                std::vector<std::string>& columns) const {
  logs({});  // are to be there
  if (reads_files()) {
    auto legs = read_files(std::move(bad), &columns);
    const auto count = static_cast<std::size_t>(rows);
    if (legs.size() > count) legs.erase(legs.begin(), legs.end() - rows);
    return legs;
  }
  auto table = std::make_unique<Table>(address(), file_.text("table"), pace({}));
  columns = table->column_names();
  TableFeed feed{file_, std::move(table), order(), CallLogs{LogTime{WallClock{zone_name_, zone_}}},
                 std::move(bad)};
  return feed.recent(rows);
}

}  // namespace callwidgets::sources
