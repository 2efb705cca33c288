// Answers of the shape that the endpoint gives, for a scripted one.
const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** The days from one to the other, both included. */
export function daysBetween(from, to) {
  const days = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** The day so many days after. */
export const dayAfter = (day, count) => new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);

const makers = {
  call_totals: ({ total }) => String(total),
  missed_calls: ({ missed }) => String(missed),
  unique_callers: ({ total }) => Math.ceil(total / 2),
  call_durations: ({ total, missed }) => (total > missed ? 192 : 0),
  average_calls_per_user: ({ total }) => (total ? '2.0' : '0.0'),
  calls_per_day: ({ total, missed, from, to }) => spread(daysBetween(from, to), total - missed, missed),
  daily_call_distribution: ({ total, missed }) => spread(hours, total - missed, missed),
  call_length_distribution: ({ total, missed }) => [
    { name: 'missed', val: String(missed), isWarningValue: true }, { name: '< 30 s', val: String(total - missed) },
    { name: '30 - 60 s', val: '0' }, { name: '1 - 2 min', val: '0' }],
  calls_top_attributions: ({ total }) => [{ name: 'Direct', val: String(total) }],
  geographic_origin: ({ total }) => (total ? [{ name: 'London', val: total }] : []),
  top_customers_by_calls: ({ total, customer }) => {
    if (customer) return String(total);
    return total ? [{ scId: '407382', name: 'Harbour Street Dental', val: String(total), url: '/mypages/dashboard/scid:407382' }] : [];
  },
};

function spread(names, answered, missed) {
  const share = (all, index) => Math.floor(all / names.length) + (index < all % names.length ? 1 : 0);
  return names.map((name, index) => ({ name, Answered: share(answered, index), Missed: share(missed, index) }));
}

export const envelope = (type, data) => ({ dataset: type, datasources: [{ datasource: 0, data }] });

/** The answer to a question's parameters: figures of so many calls, or what `special` holds of a type. */
export function answerTo(query, { total = 120, missed = 20, today = '2026-11-29', special = {} } = {}) {
  const to = query.get('to_date') ?? today;
  const figures = { total, missed, to, from: query.get('from_date') ?? dayAfter(to, -29), customer: query.get('customer_id') };
  const answers = query.get('type').split(',').map((type) => envelope(type, special[type] ?? makers[type](figures)));
  return answers.length === 1 ? answers[0] : answers;
}
