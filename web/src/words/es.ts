import type { Words } from './words.js';

export const es: Words = {
  titles: {
    call_totals: 'Llamadas',
    missed_calls: 'Llamadas perdidas',
    unique_callers: 'Llamantes únicos',
    call_durations: 'Duración media de las llamadas',
    average_calls_per_user: 'Llamadas por llamante',
    calls_per_day: 'Llamadas por día',
    daily_call_distribution: 'Llamadas por hora del día',
    call_length_distribution: 'Duración de las llamadas',
    calls_top_attributions: 'Procedencia de las llamadas',
    geographic_origin: 'Zonas de los llamantes',
    top_customers_by_calls: 'Clientes con más llamadas',
  },
  definitions: {
    call_totals: 'Todas las llamadas que empezaron en estos días, atendidas o perdidas.',
    missed_calls: 'Llamadas que empezaron en estos días y que nadie atendió.',
    unique_callers:
      'Números que llamaron en estos días, cada uno contado una vez por muchas veces que llamara. Los números ocultos no se cuentan.',
    call_durations:
      'La duración media de las llamadas atendidas, redondeada a segundos enteros. Las llamadas perdidas no cuentan.',
    average_calls_per_user:
      'Llamadas de números conocidos, divididas entre la cantidad de números distintos. Los números ocultos quedan fuera.',
    calls_per_day: 'Llamadas atendidas y perdidas de cada día. Una llamada pertenece al día en que empezó.',
    daily_call_distribution:
      'Llamadas atendidas y perdidas de todos estos días, según la hora en que empezaron, en la zona horaria de la cuenta.',
    call_length_distribution:
      'Llamadas atendidas según su duración, y llamadas perdidas. Una llamada de exactamente 30 segundos pertenece a 30 s a 1 min.',
    calls_top_attributions: 'Las cinco campañas o fuentes con más llamadas, y todas las demás juntas.',
    geographic_origin:
      'Llamadas según la zona del número. Los móviles no tienen zona; los números ocultos o ilegibles figuran como «Unknown».',
    top_customers_by_calls: 'Los clientes que más llamadas recibieron en estos días, y todos los demás juntos.',
  },
  callsOfCustomer: 'Llamadas de este cliente',

  answered: 'Atendidas',
  missed: 'Perdidas',
  calls: { one: '{n} llamada', other: '{n} llamadas' },
  shareOfCalls: '{share} de todas las llamadas',
  others: 'Otros',
  othersCounted: 'Otros ({n})',
  withoutName: '(sin nombre)',
  columns: {
    day: 'Día',
    hour: 'Hora',
    customer: 'Cliente',
    attribution: 'Fuente',
    origin: 'Zona',
    length: 'Duración',
    calls: 'Llamadas',
    share: 'Porcentaje',
    before: 'Antes',
    total: 'Total',
    figure: 'Cifra',
  },
  lengths: {
    missed: 'Perdidas',
    '< 30 s': 'Menos de 30 s',
    '30 - 60 s': 'De 30 s a 1 min',
    '1 - 2 min': 'De 1 a 2 min',
    '2 - 5 min': 'De 2 a 5 min',
    '5 - 10 min': 'De 5 a 10 min',
    '> 10 min': '10 min o más',
  },
  minutesSeconds: '{minutes} min {seconds} s',
  seconds: '{seconds} s',

  noCalls: 'Sin llamadas {range}',
  noCallsHint: 'Elija otros días u otro cliente.',
  loading: 'Cargando',
  failed: 'No se puede acceder a las cifras.',
  retry: 'Reintentar',
  forbidden: 'No tiene acceso a estas cifras.',
  forbiddenHint: 'Quien gestiona esta página puede darle acceso.',
  unauthorized: 'Se necesita un token válido para ver estas cifras.',
  unknownType: 'No hay ningún widget del tipo «{type}».',
  asOf: '{time}, {ago}',
  until: 'hasta {time}',

  more: '{n} más que {range}',
  fewer: '{n} menos que {range}',
  longer: '{n} más que {range}',
  shorter: '{n} menos que {range}',
  same: 'igual que {range}',
  isNew: 'nuevo, ninguna {range}',
  rangeUntil: '{range}, en ambos casos hasta {time}',
  points: '{n} puntos',

  table: 'Tabla',
  definition: 'Qué significa esta cifra',
  close: 'Cerrar',

  summary: '{title}, {range}: {total}, máximo {highest} ({name})',
  summaryFlat: '{title}, {range}: {total}',
  keys: 'Las flechas mueven, Intro elige, Escape cierra.',
};
