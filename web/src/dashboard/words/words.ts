// What a language's file says of the page; what widgets say is in ../../words. `{name}` stands for a value.
import type { Comparison } from '../../data/comparison.js';
import type { Plural } from '../../words/words.js';
import type { Preset } from '../ranges.js';
import type { Theme } from '../stored.js';

export interface PageWords {
  title: string;
  skip: string;
  /** Over all widgets, for screen readers. */
  figures: string;
  /** Of the controls together. */
  choices: string;

  customer: string;
  allCustomers: string;
  findCustomer: string;
  noneFound: string;
  /** {n} */
  found: Plural;
  /** {shown} {n}: where there are more than are listed */
  firstOf: string;
  unreachable: string;
  chooseCustomer: string;
  chooseCustomerHint: string;
  /** Of the cross at a customer. */
  clearCustomer: string;

  days: string;
  ranges: Record<Preset, string>;
  own: string;
  ownTitle: string;
  ownHint: string;
  /** {n} */
  tooLong: Plural;
  previous: string;
  next: string;
  year: string;
  apply: string;
  cancel: string;

  compare: string;
  noComparison: string;
  comparisons: Record<Comparison, string>;
  /** {range} */
  comparedWith: string;

  /** {hour} {calls} {share} {missed} */
  hour: string;
  hourHint: string;
  /** {name}: of the cross at a chip */
  remove: string;

  csvOfAll: string;
  /** {title} */
  csvOf: string;
  /** The heads of the file of all. */
  csvWidget: string;
  csvRow: string;
  csvColumn: string;
  csvValue: string;
  print: string;
  /** {time} */
  printed: string;
  theme: string;
  themes: Record<Theme, string>;

  signIn: string;
  token: string;
  tokenHint: string;
  tokenWrong: string;
  tokenSend: string;
  signOut: string;
}
