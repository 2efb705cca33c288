import type { Words } from './words.js';

export const fr: Words = {
  titles: {
    call_totals: 'Appels',
    missed_calls: 'Appels manqués',
    unique_callers: 'Appelants uniques',
    call_durations: 'Durée moyenne des appels',
    average_calls_per_user: 'Appels par appelant',
    calls_per_day: 'Appels par jour',
    daily_call_distribution: 'Appels par heure de la journée',
    call_length_distribution: 'Durée des appels',
    calls_top_attributions: 'Origine des appels',
    geographic_origin: 'Régions des appelants',
    top_customers_by_calls: 'Clients les plus appelés',
  },
  definitions: {
    call_totals: 'Tous les appels commencés ces jours-là, pris ou manqués.',
    missed_calls: 'Les appels commencés ces jours-là auxquels personne n’a répondu.',
    unique_callers:
      'Les numéros qui ont appelé ces jours-là, chacun compté une fois quel que soit le nombre de ses appels. Les numéros masqués ne sont pas comptés.',
    call_durations:
      'La durée moyenne des appels pris, arrondie à la seconde. Les appels manqués ne comptent pas.',
    average_calls_per_user:
      'Les appels de numéros connus, divisés par le nombre de numéros différents. Les numéros masqués sont laissés de côté.',
    calls_per_day: 'Appels pris et manqués de chaque jour. Un appel appartient au jour où il a commencé.',
    daily_call_distribution:
      'Appels pris et manqués de tous ces jours, selon l’heure à laquelle ils ont commencé, dans le fuseau horaire du compte.',
    call_length_distribution:
      'Les appels pris selon leur durée, et les appels manqués. Un appel d’exactement 30 secondes compte dans 30 s à 1 min.',
    calls_top_attributions: 'Les cinq campagnes ou sources qui ont amené le plus d’appels, et toutes les autres ensemble.',
    geographic_origin:
      'Les appels selon la région du numéro. Les numéros mobiles n’ont pas de région ; les numéros masqués ou illisibles figurent sous « Unknown ».',
    top_customers_by_calls: 'Les clients les plus appelés ces jours-là, et tous les autres ensemble.',
  },
  callsOfCustomer: 'Appels de ce client',

  answered: 'Pris',
  missed: 'Manqués',
  calls: { one: '{n} appel', other: '{n} appels' },
  shareOfCalls: '{share} de tous les appels',
  others: 'Autres',
  othersCounted: 'Autres ({n})',
  withoutName: '(sans nom)',
  columns: {
    day: 'Jour',
    hour: 'Heure',
    customer: 'Client',
    attribution: 'Source',
    origin: 'Région',
    length: 'Durée',
    calls: 'Appels',
    share: 'Part',
    before: 'Avant',
    total: 'Total',
    figure: 'Chiffre',
  },
  lengths: {
    missed: 'Manqués',
    '< 30 s': 'Moins de 30 s',
    '30 - 60 s': '30 s à 1 min',
    '1 - 2 min': '1 à 2 min',
    '2 - 5 min': '2 à 5 min',
    '5 - 10 min': '5 à 10 min',
    '> 10 min': '10 min et plus',
  },
  minutesSeconds: '{minutes} min {seconds} s',
  seconds: '{seconds} s',

  noCalls: 'Aucun appel {range}',
  noCallsHint: 'Choisissez d’autres jours ou un autre client.',
  loading: 'Chargement',
  failed: 'Les chiffres sont inaccessibles.',
  retry: 'Réessayer',
  forbidden: 'Vous n’avez pas accès à ces chiffres.',
  forbiddenHint: 'L’exploitant de cette page peut vous donner accès.',
  unauthorized: 'Un jeton valide est nécessaire pour voir ces chiffres.',
  unknownType: 'Il n’y a pas de widget du type « {type} ».',
  asOf: 'à {time}, {ago}',
  until: 'jusqu’à {time}',

  more: '{n} de plus que {range}',
  fewer: '{n} de moins que {range}',
  longer: '{n} de plus que {range}',
  shorter: '{n} de moins que {range}',
  same: 'autant que {range}',
  isNew: 'nouveau, aucun {range}',
  rangeUntil: '{range}, à chaque fois jusqu’à {time}',
  points: '{n} points',

  table: 'Tableau',
  definition: 'Ce que signifie ce chiffre',
  close: 'Fermer',

  summary: '{title}, {range} : {total}, maximum {highest} ({name})',
  summaryFlat: '{title}, {range} : {total}',
  keys: 'Les flèches déplacent, Entrée choisit, Échap ferme.',
};
