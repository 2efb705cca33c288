// What a widget shows, read from its shadow root: texts, marks and where they lie.

/** Of the widget that `selector` names, all at once. */
export const seen = (page, selector) => page.locator(selector).evaluate((widget) => {
  const root = widget.shadowRoot;
  const all = (name) => [...root.querySelectorAll(`[part~="${name}"]`)];
  const isShown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
    && element.getBoundingClientRect().width > 0;
  const text = (name) => {
    const found = all(name).filter(isShown);
    return found.length ? found.map((element) => element.innerText ?? element.textContent).join(' ').replace(/\s+/g, ' ').trim() : undefined;
  };
  const box = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  };
  const mark = (element) => ({
    parts: element.getAttribute('part').split(' '), name: element.dataset.name, value: Number(element.dataset.value), ...box(element),
  });
  const table = all('table')[0];
  return {
    state: widget.getAttribute('state'),
    text: root.querySelector('[part~="card"]')?.innerText ?? '',
    heading: text('heading'),
    figure: text('figure'),
    figureTitle: all('figure')[0]?.getAttribute('title'),
    unit: text('unit'),
    share: text('share'),
    delta: text('delta'),
    note: text('note'),
    empty: text('empty'),
    error: text('error'),
    retry: text('retry'),
    skeleton: all('skeleton').some(isShown),
    definition: text('definition'),
    tooltip: text('tooltip'),
    live: all('live')[0]?.textContent.replace(/\s+/g, ' ').trim(),
    chart: all('chart').filter(isShown).map((chart) => ({
      ...box(chart), label: chart.getAttribute('aria-label'), role: chart.getAttribute('role'), tabindex: chart.getAttribute('tabindex'),
    }))[0],
    bars: all('bar').map(mark),
    points: all('point').map(mark),
    grid: all('grid').map((line) => box(line).y + box(line).height / 2),
    axis: all('axis-label').filter(isShown).map((label) => ({ text: label.textContent.trim(), ...box(label) })),
    weekends: all('weekend').map(box),
    ghosts: all('ghost').length,
    rows: all('row').map((row) => ({
      parts: row.getAttribute('part').split(' '),
      name: row.dataset.name,
      value: Number(row.dataset.value),
      words: row.querySelector('[part~="row-name"]')?.textContent.trim(),
      title: row.querySelector('[part~="row-name"]')?.getAttribute('title'),
      count: row.querySelector('[part~="row-count"]')?.textContent.trim(),
      share: row.querySelector('[part~="row-share"]')?.textContent.trim(),
      href: row.querySelector('a')?.getAttribute('href'),
      bar: row.querySelector('[part~="row-bar"]') && box(row.querySelector('[part~="row-bar"]')),
      ...box(row),
    })),
    table: table && isShown(table) ? {
      caption: table.caption?.textContent.trim(),
      rows: [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim())),
      scopes: [...table.querySelectorAll('th')].map((cell) => cell.getAttribute('scope')),
    } : undefined,
    buttons: [...root.querySelectorAll('button')].filter(isShown).map((button) => button.getAttribute('aria-label') ?? button.innerText.trim()),
    ...box(widget),
  };
});

/** A piece of the widget, for clicks and keys: open shadow roots are seen through. */
export const piece = (page, selector, part) => page.locator(`${selector} [part~="${part}"]`);
