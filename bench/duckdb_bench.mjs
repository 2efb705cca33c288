// The same measurements as figures_bench, by DuckDB over the raw calls, sorted, on all cores: what a modern user would take
// instead. One line a measurement: widget, scope, range, median milliseconds.
//   node duckdb_bench.mjs CALLS.csv RUNS [DATABASE FILE]
// Run in the folder that has node_modules.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';

const require = createRequire(process.cwd() + '/');
const { DuckDBInstance } = require('@duckdb/node-api');
const [csv, runsText, file] = process.argv.slice(2);
const runs = Number(runsText);
const made = file && existsSync(file);
const db = await DuckDBInstance.create(file ?? ':memory:');
const connection = await db.connect();
if (!made) {
  await connection.run(`
    CREATE TABLE calls AS
    SELECT customer_id::INTEGER AS customer, CAST(start AS DATE) AS day, hour(start)::TINYINT AS hour,
           duration::INTEGER AS duration, answered = 1 AS answered, CASE WHEN anum IS NULL THEN NULL ELSE hash(anum) END AS caller,
           anum_ndc_name AS origin, source_name AS attribution
    FROM read_csv('${csv}', header = true, types = {'anum': 'VARCHAR', 'start': 'TIMESTAMP'})
    ORDER BY customer, day`);
}

const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows();
const [[first, last]] = await rows("SELECT strftime(min(day), '%Y-%m-%d'), strftime(max(day), '%Y-%m-%d') FROM calls");
const shifted = (day, by) => new Date(Date.parse(day) + by * 86400000).toISOString().slice(0, 10);
const ranges = {
  7: [shifted(last, -6), last], 30: [shifted(last, -29), last], 365: [shifted(last, -364), last],
  all: [first, last], worst: [shifted(first, 1), shifted(last, -1)],
};
const [[customers]] = await rows('SELECT count(DISTINCT customer)::INTEGER FROM calls');
const scopes = { large: 1000, middle: 999 + Math.max(Math.floor(customers / 10), 1), account: 0 };

const widgets = {
  missed_calls: (w) => `SELECT count(*) FROM calls WHERE ${w} AND NOT answered`,
  call_durations: (w) => `SELECT sum(duration), count(*) FROM calls WHERE ${w} AND answered`,
  average_calls_per_user: (w) => `SELECT count(caller), count(DISTINCT caller) FROM calls WHERE ${w}`,
  call_totals: (w) => `SELECT count(*) FROM calls WHERE ${w}`,
  calls_top_attributions: (w) =>
    `SELECT attribution, count(*) AS n FROM calls WHERE ${w} GROUP BY 1 ORDER BY n DESC, 1 LIMIT 5`,
  unique_callers: (w) => `SELECT count(DISTINCT caller) FROM calls WHERE ${w}`,
  call_length_distribution: (w) => `SELECT count(*) FILTER (NOT answered), count(*) FILTER (answered AND duration < 30),
    count(*) FILTER (answered AND duration >= 30 AND duration < 60),
    count(*) FILTER (answered AND duration >= 60 AND duration < 120),
    count(*) FILTER (answered AND duration >= 120 AND duration < 300),
    count(*) FILTER (answered AND duration >= 300 AND duration < 600),
    count(*) FILTER (answered AND duration >= 600) FROM calls WHERE ${w}`,
  geographic_origin: (w) => `SELECT origin, count(*) AS n FROM calls WHERE ${w} GROUP BY 1 ORDER BY n DESC, 1`,
  daily_call_distribution: (w) =>
    `SELECT hour, count(*) FILTER (answered), count(*) FILTER (NOT answered) FROM calls WHERE ${w} GROUP BY 1 ORDER BY 1`,
  top_customers_by_calls: (w) =>
    `SELECT customer, count(*) AS n FROM calls WHERE ${w} GROUP BY 1 ORDER BY n DESC, 1 LIMIT 10`,
  calls_per_day: (w) =>
    `SELECT day, count(*) FILTER (answered), count(*) FILTER (NOT answered) FROM calls WHERE ${w} GROUP BY 1 ORDER BY 1`,
};

for (const [scope, customer] of Object.entries(scopes)) {
  for (const [range, [from, to]] of Object.entries(ranges)) {
    const where = `day BETWEEN DATE '${from}' AND DATE '${to}'` + (customer ? ` AND customer = ${customer}` : '');
    for (const [widget, sql] of Object.entries(widgets)) {
      const prepared = await connection.prepare(sql(where));
      await prepared.runAndReadAll();
      const times = [];
      for (let run = 0; run < runs; ++run) {
        const start = process.hrtime.bigint();
        await prepared.runAndReadAll();
        times.push(Number(process.hrtime.bigint() - start) / 1e6);
      }
      times.sort((a, b) => a - b);
      console.log(`${widget} ${scope} ${range} ${times[runs >> 1].toFixed(4)}`);
    }
  }
}
