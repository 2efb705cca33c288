#include "widgets/answer.h"

#include "figures/definition.h"
#include "figures/reader.h"
#include "sql/statements.h"

namespace callwidgets::widgets {
namespace {

// What the question is about, in the session's snapshot.
struct Subject {
  std::int64_t version;
  std::optional<std::int64_t> customer;  // the account's own number for it
  std::int64_t scope;                    // 0: nothing was ever counted
  std::int64_t generation, nonce;
};

Subject subject_of(database::Session& session, std::int64_t account,
                   const question::Question& question) {
  const bool whole = question.customer_id == 0;
  const auto rows = session.query(sql::scopes::asked, {{"account", account},
                                                       {"customer_id", question.customer_id},
                                                       {"whole", std::int64_t{whole}}});
  Subject subject{rows.integer(0, 0), std::nullopt, rows.integer(0, 2), rows.integer(0, 3),
                  rows.integer(0, 4)};
  if (whole) return subject;
  subject.customer = rows.integer(0, 1);
  if (subject.customer == 0) {
    throw question::Problem{
        question::Problem::Code::not_found,
        "customer_id: there is no customer " + std::to_string(question.customer_id), "customer_id"};
  }
  return subject;
}

void write_envelope(const Widget& widget, const figures::Series& series,
                    const question::Question& question, const Presentation& presentation,
                    JsonText& json) {
  json.begin_object().key("dataset").text(widget.name).key("datasources").begin_array();
  for (std::size_t entry = 0; entry < question.datasources; ++entry) {
    json.begin_object().key("datasource").number(0).key("data");
    widget.draw(series, question, presentation, json);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

Answer answer(database::Session& session, figures::NameBook& names, std::int64_t account,
              const question::Question& question, const Presentation& presentation, Source source) {
  return database::in_snapshot(session, [&] {
    const Subject subject = subject_of(session, account, question);
    figures::Reader figures{
        session, names, account, subject.scope, subject.customer.has_value(), question.range};
    JsonText json;
    if (question.several) json.begin_array();
    for (const std::size_t type : question.types) {
      const Widget& widget = table()[type];
      const auto series =
          source == Source::figures
              ? widget.reading(figures, presentation)
              : figures::by_definition(session, *widget.definition, {account, subject.customer},
                                       question.range, presentation.top_customers);
      write_envelope(widget, series, question, presentation, json);
    }
    if (question.several) json.end_array();
    return Answer{json.take(), subject.version, subject.generation, subject.scope, subject.nonce};
  });
}

}  // namespace callwidgets::widgets
