// What a page with the platform's own widgets library is known to do (CONTRACT.md, "Who calls it"), with all eleven types. The page's
// address says where the endpoint is (`base`) and what a template of it was filled with (`parameters`, once for each time that all
// eleven are asked). What is drawn is left in the page: a figure as <p id>, a chart or a table as <table id>.
'use strict';

const charts = ['calls_per_day', 'daily_call_distribution', 'call_length_distribution', 'calls_top_attributions'];
const tables = ['geographic_origin', 'top_customers_by_calls'];
const singles = ['missed_calls', 'call_durations', 'average_calls_per_user', 'call_totals', 'unique_callers'];

function ask(base, type, parameters, done) {
  const request = new XMLHttpRequest();
  // The template comes before the type, so that of a literal {{type}} the last one counts.
  request.open('GET', `${base}/widgets/data?${parameters}&datasources=0&type=${type}&_=${Date.now()}${Math.random()}`);
  request.setRequestHeader('Access-Control-Allow-Origin', '*');
  request.onload = () => {
    if (request.status !== 200) throw new Error(`${type}: ${request.status} ${request.responseText}`);
    const answer = JSON.parse(request.responseText);
    done((Array.isArray(answer) ? answer[0] : answer).datasources[0].data);
  };
  request.onerror = () => { throw new Error(`${type}: no answer`); };
  request.send();
}

function table(id, rows) {
  const element = document.createElement('table');
  element.id = id;
  for (const row of rows) {
    const line = element.insertRow();
    for (const cell of row) line.insertCell().textContent = cell;
  }
  document.body.append(element);
}

const byName = (one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0);

const draw = {
  single(id, data) {
    document.body.append(Object.assign(document.createElement('p'), { id, textContent: data }));
  },
  // A series for each key of the first row but its name, in the order of the keys; rows by name, and room for the longest.
  chart(id, data) {
    const series = Object.keys(data[0]).filter((key) => ['Answered', 'Missed', 'val'].includes(key));
    let longest = 0;
    for (const row of data) longest = Math.max(longest, row.name.length);
    table(id, [['name', ...series, longest], ...data.sort(byName).map((row) => [row.name, ...series.map((key) => row[key])])]);
  },
  table(id, data) {
    table(id, data.map((row) => [row.name.length, row.name, row.val, row.url ?? '']));
  },
};

const page = new URLSearchParams(location.search);
const base = page.get('base');
page.getAll('parameters').forEach((parameters, index) => {
  const kinds = [
    ...charts.map((type) => [type, 'chart']), ...singles.map((type) => [type, 'single']),
    // A customer's page takes a single value there (INSTALL.md).
    ...tables.map((type) => [type, type === 'top_customers_by_calls' && /customer_id=[1-9]/.test(parameters) ? 'single' : 'table']),
  ];
  for (const [type, kind] of kinds) ask(base, type, parameters, (data) => draw[kind](`${type}-${index}`, data));
  // Several at once: it takes the first.
  ask(base, 'call_totals,missed_calls', parameters, (data) => draw.single(`first-${index}`, data));
});
