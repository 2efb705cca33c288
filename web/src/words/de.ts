import type { Words } from './words.js';

export const de: Words = {
  titles: {
    call_totals: 'Anrufe',
    missed_calls: 'Verpasste Anrufe',
    unique_callers: 'Verschiedene Anrufer',
    call_durations: 'Mittlere Gesprächsdauer',
    average_calls_per_user: 'Anrufe je Anrufer',
    calls_per_day: 'Anrufe pro Tag',
    daily_call_distribution: 'Anrufe nach Uhrzeit',
    call_length_distribution: 'Dauer der Gespräche',
    calls_top_attributions: 'Herkunft der Anrufe',
    geographic_origin: 'Regionen der Anrufer',
    top_customers_by_calls: 'Kunden mit den meisten Anrufen',
  },
  definitions: {
    call_totals: 'Alle Anrufe, die an diesen Tagen begonnen haben, angenommen oder verpasst.',
    missed_calls: 'Anrufe, die an diesen Tagen begonnen haben und die niemand angenommen hat.',
    unique_callers:
      'Rufnummern, die an diesen Tagen angerufen haben, jede einmal gezählt, egal wie oft sie anrief. Unterdrückte Nummern zählen nicht.',
    call_durations:
      'Die mittlere Dauer der angenommenen Anrufe, auf ganze Sekunden gerundet. Verpasste Anrufe zählen nicht.',
    average_calls_per_user:
      'Anrufe von bekannten Nummern, geteilt durch die Anzahl der verschiedenen Nummern. Unterdrückte Nummern bleiben außen vor.',
    calls_per_day:
      'Angenommene und verpasste Anrufe jedes Tages. Ein Anruf gehört zu dem Tag, an dem er begonnen hat.',
    daily_call_distribution:
      'Angenommene und verpasste Anrufe all dieser Tage nach der Stunde, in der sie begonnen haben, in der Zeitzone des Kontos.',
    call_length_distribution:
      'Angenommene Anrufe nach ihrer Dauer sowie verpasste Anrufe. Ein Anruf von genau 30 Sekunden gehört zu 30 s bis 1 min.',
    calls_top_attributions: 'Die fünf Kampagnen oder Quellen mit den meisten Anrufen und alle übrigen zusammen.',
    geographic_origin:
      'Anrufe nach der Region der Rufnummer. Mobilnummern haben keine Region; unterdrückte und unlesbare Nummern stehen unter „Unknown“.',
    top_customers_by_calls: 'Die Kunden, die an diesen Tagen am häufigsten angerufen wurden, und alle übrigen zusammen.',
  },
  callsOfCustomer: 'Anrufe dieses Kunden',

  answered: 'Angenommen',
  missed: 'Verpasst',
  calls: { one: '{n} Anruf', other: '{n} Anrufe' },
  shareOfCalls: '{share} aller Anrufe',
  others: 'Übrige',
  othersCounted: 'Übrige ({n})',
  withoutName: '(ohne Namen)',
  columns: {
    day: 'Tag',
    hour: 'Uhrzeit',
    customer: 'Kunde',
    attribution: 'Quelle',
    origin: 'Region',
    length: 'Dauer',
    calls: 'Anrufe',
    share: 'Anteil',
    before: 'Vorher',
    total: 'Gesamt',
    figure: 'Kennzahl',
  },
  lengths: {
    missed: 'Verpasst',
    '< 30 s': 'Unter 30 s',
    '30 - 60 s': '30 s bis 1 min',
    '1 - 2 min': '1 bis 2 min',
    '2 - 5 min': '2 bis 5 min',
    '5 - 10 min': '5 bis 10 min',
    '> 10 min': '10 min und länger',
  },
  minutesSeconds: '{minutes} min {seconds} s',
  seconds: '{seconds} s',

  noCalls: 'Keine Anrufe {range}',
  noCallsHint: 'Andere Tage oder einen anderen Kunden wählen.',
  loading: 'Wird geladen',
  failed: 'Die Zahlen sind nicht erreichbar.',
  retry: 'Erneut versuchen',
  forbidden: 'Kein Zugriff auf diese Zahlen.',
  forbiddenHint: 'Wer diese Seite betreibt, kann den Zugriff erteilen.',
  unauthorized: 'Für diese Zahlen ist ein gültiges Token nötig.',
  unknownType: 'Ein Widget vom Typ „{type}“ gibt es nicht.',
  asOf: 'Stand {time}, {ago}',
  until: 'bis {time}',

  more: '{n} mehr als {range}',
  fewer: '{n} weniger als {range}',
  longer: '{n} länger als {range}',
  shorter: '{n} kürzer als {range}',
  same: 'gleich wie {range}',
  isNew: 'neu, keine {range}',
  rangeUntil: '{range}, jeweils bis {time}',
  points: '{n} Prozentpunkte',

  table: 'Tabelle',
  definition: 'Was diese Zahl bedeutet',
  close: 'Schließen',

  summary: '{title}, {range}: {total}, Höchstwert {highest} ({name})',
  summaryFlat: '{title}, {range}: {total}',
  keys: 'Pfeiltasten bewegen, Eingabe wählt, Escape schließt.',
};
