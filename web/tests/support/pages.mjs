// Pages with widgets, as somebody else would write them.
export const types = ['call_totals', 'missed_calls', 'unique_callers', 'call_durations', 'average_calls_per_user', 'calls_per_day',
  'daily_call_distribution', 'call_length_distribution', 'calls_top_attributions', 'geographic_origin', 'top_customers_by_calls'];

export const singles = types.slice(0, 5);

const escaped = (text) => String(text).replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/** `name="value"` of each; a value of `true` stands as the name alone. */
export const attributes = (values) => Object.entries(values)
  .filter(([, value]) => value !== undefined && value !== false)
  .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escaped(value)}"`)).join('');

export const widget = (type, values = {}, inside = '') => `<call-widget${attributes({ type, ...values })}>${inside}</call-widget>`;

/** A bare page: the module, and what stands in its body. */
export const bare = (body, { lang = 'en', dir, module = '/dashboard/call-widgets.js', head = '', script } = {}) => `<!doctype html>
<html${attributes({ lang, dir })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Calls</title>
<link rel="icon" href="data:,">
${head}
<script type="module" src="${module}"></script>
${script ? `<script src="${script}"></script>\n` : ''}</head>
<body>
<main>
<h1>Calls</h1>
<h2>Figures</h2>
${body}
</main>
</body>
</html>
`;

/** All eleven on a bare page, each with an id of its type. */
export const eleven = (shared = {}, options = {}) => bare(
  `<call-widgets${attributes({ src: '/api', ...shared })}>\n${types.map((type) => widget(type, { id: type })).join('\n')}\n</call-widgets>`,
  options);

/** Waits until each widget of the page has come to rest. */
export async function settled(page, states = ['ready', 'empty', 'error', 'stale', 'forbidden'], count = 1) {
  await page.waitForFunction(([wanted, least]) => {
    const widgets = [...document.querySelectorAll('call-widget')];
    return widgets.length >= least && widgets.every((widget) => wanted.includes(widget.getAttribute('state')));
  }, [states, count], { timeout: 30_000 });
  // What is drawn is drawn by the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
