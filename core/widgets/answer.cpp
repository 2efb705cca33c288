#include "widgets/answer.h"

#include "accounts/customer.h"
#include "figures/definition.h"

namespace callwidgets::widgets {
namespace {

figures::Scope scope_of(database::Session& session, const accounts::Account& account,
                        const question::Question& question) {
  if (question.customer_id == 0) return {account.number, std::nullopt};
  const auto number = accounts::number_of(session, account.number, question.customer_id);
  if (!number) {
    throw question::Problem{
        question::Problem::Code::not_found,
        "customer_id: there is no customer " + std::to_string(question.customer_id), "customer_id"};
  }
  return {account.number, number};
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

Answer answer(database::Session& session, const accounts::Account& account,
              const question::Question& question, const Presentation& presentation) {
  return database::in_snapshot(session, [&] {
    Answer result;
    result.version = accounts::version(session, account.number);
    const figures::Scope scope = scope_of(session, account, question);
    JsonText json;
    if (question.several) json.begin_array();
    for (const std::size_t type : question.types) {
      const Widget& widget = table()[type];
      const auto series = figures::by_definition(session, *widget.definition, scope, question.range,
                                                 presentation.top_customers);
      write_envelope(widget, series, question, presentation, json);
    }
    if (question.several) json.end_array();
    result.body = json.take();
    return result;
  });
}

}  // namespace callwidgets::widgets
