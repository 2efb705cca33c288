import type { Words } from './words.js';

export const nl: Words = {
  titles: {
    call_totals: 'Oproepen',
    missed_calls: 'Gemiste oproepen',
    unique_callers: 'Unieke bellers',
    call_durations: 'Gemiddelde gespreksduur',
    average_calls_per_user: 'Oproepen per beller',
    calls_per_day: 'Oproepen per dag',
    daily_call_distribution: 'Oproepen per uur van de dag',
    call_length_distribution: 'Duur van de gesprekken',
    calls_top_attributions: 'Herkomst van de oproepen',
    geographic_origin: 'Regio’s van de bellers',
    top_customers_by_calls: 'Klanten met de meeste oproepen',
  },
  definitions: {
    call_totals: 'Alle oproepen die op deze dagen zijn begonnen, beantwoord of gemist.',
    missed_calls: 'Oproepen die op deze dagen zijn begonnen en die niemand heeft beantwoord.',
    unique_callers:
      'Telefoonnummers die op deze dagen hebben gebeld, elk één keer geteld, hoe vaak er ook is gebeld. Afgeschermde nummers tellen niet mee.',
    call_durations:
      'De gemiddelde duur van de beantwoorde oproepen, afgerond op hele seconden. Gemiste oproepen tellen niet mee.',
    average_calls_per_user:
      'Oproepen van bekende nummers, gedeeld door het aantal verschillende nummers. Afgeschermde nummers blijven buiten beschouwing.',
    calls_per_day:
      'Beantwoorde en gemiste oproepen van elke dag. Een oproep hoort bij de dag waarop hij is begonnen.',
    daily_call_distribution:
      'Beantwoorde en gemiste oproepen van al deze dagen, naar het uur waarin ze zijn begonnen, in de tijdzone van het account.',
    call_length_distribution:
      'Beantwoorde oproepen naar duur, en gemiste oproepen. Een oproep van precies 30 seconden hoort bij 30 s tot 1 min.',
    calls_top_attributions: 'De vijf campagnes of bronnen met de meeste oproepen, en alle andere samen.',
    geographic_origin:
      'Oproepen naar de regio van het nummer. Mobiele nummers hebben geen regio; afgeschermde en onleesbare nummers staan onder ‘Unknown’.',
    top_customers_by_calls: 'De klanten die op deze dagen het meest zijn gebeld, en alle andere samen.',
  },
  callsOfCustomer: 'Oproepen van deze klant',

  answered: 'Beantwoord',
  missed: 'Gemist',
  calls: { one: '{n} oproep', other: '{n} oproepen' },
  shareOfCalls: '{share} van alle oproepen',
  others: 'Overige',
  othersCounted: 'Overige ({n})',
  withoutName: '(zonder naam)',
  columns: {
    day: 'Dag',
    hour: 'Uur',
    customer: 'Klant',
    attribution: 'Bron',
    origin: 'Regio',
    length: 'Duur',
    calls: 'Oproepen',
    share: 'Aandeel',
    before: 'Eerder',
    total: 'Totaal',
    figure: 'Cijfer',
  },
  lengths: {
    missed: 'Gemist',
    '< 30 s': 'Minder dan 30 s',
    '30 - 60 s': '30 s tot 1 min',
    '1 - 2 min': '1 tot 2 min',
    '2 - 5 min': '2 tot 5 min',
    '5 - 10 min': '5 tot 10 min',
    '> 10 min': '10 min en langer',
  },
  minutesSeconds: '{minutes} min {seconds} s',
  seconds: '{seconds} s',

  noCalls: 'Geen oproepen {range}',
  noCallsHint: 'Kies andere dagen of een andere klant.',
  loading: 'Laden',
  failed: 'De cijfers zijn niet bereikbaar.',
  retry: 'Opnieuw proberen',
  forbidden: 'U hebt geen toegang tot deze cijfers.',
  forbiddenHint: 'De beheerder van deze pagina kan u toegang geven.',
  unauthorized: 'Voor deze cijfers is een geldig token nodig.',
  unknownType: 'Er is geen widget van het type ‘{type}’.',
  asOf: 'stand {time}, {ago}',
  until: 'tot {time}',

  more: '{n} meer dan {range}',
  fewer: '{n} minder dan {range}',
  longer: '{n} langer dan {range}',
  shorter: '{n} korter dan {range}',
  same: 'gelijk aan {range}',
  isNew: 'nieuw, geen {range}',
  rangeUntil: '{range}, beide tot {time}',
  points: '{n} procentpunten',

  table: 'Tabel',
  definition: 'Wat dit cijfer betekent',
  close: 'Sluiten',

  summary: '{title}, {range}: {total}, hoogste {highest} ({name})',
  summaryFlat: '{title}, {range}: {total}',
  keys: 'Pijltoetsen verplaatsen, Enter kiest, Escape sluit.',
};
