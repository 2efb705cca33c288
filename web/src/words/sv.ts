import type { Words } from './words.js';

export const sv: Words = {
  titles: {
    call_totals: 'Samtal',
    missed_calls: 'Missade samtal',
    unique_callers: 'Unika uppringare',
    call_durations: 'Genomsnittlig samtalslängd',
    average_calls_per_user: 'Samtal per uppringare',
    calls_per_day: 'Samtal per dag',
    daily_call_distribution: 'Samtal per timme på dygnet',
    call_length_distribution: 'Samtalens längd',
    calls_top_attributions: 'Varifrån samtalen kommer',
    geographic_origin: 'Uppringarnas områden',
    top_customers_by_calls: 'Kunder med flest samtal',
  },
  definitions: {
    call_totals: 'Alla samtal som började under dessa dagar, besvarade eller missade.',
    missed_calls: 'Samtal som började under dessa dagar och som ingen besvarade.',
    unique_callers:
      'Telefonnummer som ringde under dessa dagar, vart och ett räknat en gång oavsett hur ofta det ringde. Dolda nummer räknas inte.',
    call_durations:
      'De besvarade samtalens genomsnittliga längd, avrundad till hela sekunder. Missade samtal räknas inte.',
    average_calls_per_user:
      'Samtal från kända nummer, delat med antalet olika nummer. Dolda nummer är inte med.',
    calls_per_day: 'Besvarade och missade samtal varje dag. Ett samtal hör till den dag då det började.',
    daily_call_distribution:
      'Besvarade och missade samtal under alla dessa dagar, efter den timme då de började, i kontots tidszon.',
    call_length_distribution:
      'Besvarade samtal efter längd, och missade samtal. Ett samtal på exakt 30 sekunder hör till 30 s till 1 min.',
    calls_top_attributions: 'De fem kampanjer eller källor som gav flest samtal, och alla andra tillsammans.',
    geographic_origin:
      'Samtal efter numrets område. Mobilnummer har inget område; dolda och oläsliga nummer står under ”Unknown”.',
    top_customers_by_calls: 'De kunder som fick flest samtal under dessa dagar, och alla andra tillsammans.',
  },
  callsOfCustomer: 'Den här kundens samtal',

  answered: 'Besvarade',
  missed: 'Missade',
  calls: { one: '{n} samtal', other: '{n} samtal' },
  shareOfCalls: '{share} av alla samtal',
  others: 'Övriga',
  othersCounted: 'Övriga ({n})',
  withoutName: '(utan namn)',
  columns: {
    day: 'Dag',
    hour: 'Timme',
    customer: 'Kund',
    attribution: 'Källa',
    origin: 'Område',
    length: 'Längd',
    calls: 'Samtal',
    share: 'Andel',
    before: 'Tidigare',
    total: 'Totalt',
    figure: 'Siffra',
  },
  lengths: {
    missed: 'Missade',
    '< 30 s': 'Under 30 s',
    '30 - 60 s': '30 s till 1 min',
    '1 - 2 min': '1 till 2 min',
    '2 - 5 min': '2 till 5 min',
    '5 - 10 min': '5 till 10 min',
    '> 10 min': '10 min eller längre',
  },
  minutesSeconds: '{minutes} min {seconds} s',
  seconds: '{seconds} s',

  noCalls: 'Inga samtal {range}',
  noCallsHint: 'Välj andra dagar eller en annan kund.',
  loading: 'Laddar',
  failed: 'Siffrorna går inte att nå.',
  retry: 'Försök igen',
  forbidden: 'Du har inte tillgång till dessa siffror.',
  forbiddenHint: 'Den som driver sidan kan ge dig tillgång.',
  unauthorized: 'En giltig token behövs för att se dessa siffror.',
  unknownType: 'Det finns ingen widget av typen ”{type}”.',
  asOf: 'per {time}, {ago}',
  until: 'till {time}',

  more: '{n} fler än {range}',
  fewer: '{n} färre än {range}',
  longer: '{n} längre än {range}',
  shorter: '{n} kortare än {range}',
  same: 'samma som {range}',
  isNew: 'nytt, inga {range}',
  rangeUntil: '{range}, båda till {time}',
  points: '{n} procentenheter',

  table: 'Tabell',
  definition: 'Vad siffran betyder',
  close: 'Stäng',

  summary: '{title}, {range}: {total}, högst {highest} ({name})',
  summaryFlat: '{title}, {range}: {total}',
  keys: 'Piltangenter flyttar, Retur väljer, Escape stänger.',
};
