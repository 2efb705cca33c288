// Names that do harm to a page which takes them for more than text.
const long = `${'Sehr geehrte Damen und Herren '.repeat(40)}`.slice(0, 1000);

export const hostileNames = [
  '<img src=x onerror="globalThis.owned=1">',
  '"><script>globalThis.owned=1</script>',
  long,
  "' onmouseover='globalThis.owned=1' x='",
  '</call-widget></section><h1>mine</h1>',
  '<svg/onload=globalThis.owned=1>',
  'javascript:globalThis.owned=1',
  '{{constructor.constructor("globalThis.owned=1")()}}',
  '${globalThis.owned=1}',
  '=HYPERLINK("http://example.com","x")',
  '&lt;b&gt; &amp; &#60;',
  '👩‍👩‍👧‍👦 🏳️‍🌈 Familie Ünïcødé',
  '\u202Eevil\u202C 123',
  '\u2067unclosed isolate 456',
  'مكتب المحاماة 12',
  'משרד 7, קומה 3',
  'zalgo h̸̡̪̯ͨ͊̽̅̾̎Ȩ̬̩̾͛ͪ̈́̀́͘ c̶̮omes',
  '\u200B',
  '  two  blanks  ',
];

const quoted = (text) => `"${text.replace(/"/g, '""')}"`;

/** Call records in which each name is a caller's area and an attribution: the first with most calls. */
export function hostileCalls(day, { customer = '1', names = hostileNames } = {}) {
  const rows = ['cdr_id,start,duration,answered,customer_id,anum,anum_ndc_name,source_name'];
  names.forEach((name, index) => {
    for (let call = 0; call <= names.length - index; call++) {
      rows.push(`h${index}-${call},${day} 10:${String(index).padStart(2, '0')}:00,60,1,${customer},+4420794600${String(index).padStart(2, '0')},`
        + `${quoted(name)},${quoted(name)}`);
    }
  });
  return `${rows.join('\n')}\n`;
}
