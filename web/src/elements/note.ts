// Of which moment a widget's figures are, where that is not the present one or the day has not ended.
import { contains } from '../data/days.js';
import type { Account } from '../data/endpoint.js';
import type { Format } from '../words/format.js';
import type { Found } from './inquiry.js';

export function noteText({ range, account, staleSince }: Found, format: Format): string {
  const { words } = format;
  if (staleSince !== undefined) {
    return format.fill(words.asOf, {
      time: account ? format.time(timeThen(account, staleSince)) : format.timeAt(staleSince),
      ago: format.ago(staleSince),
    });
  }
  if (!range || !account || !contains(range, account.today)) return '';
  return format.fill(words.until, { time: format.time(account.time) });
}

/** The account's time of day at a moment of the browser's clock. */
function timeThen({ time, toldAt }: Account, moment: number): string {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const then = hours * 3600 + minutes * 60 + seconds + Math.round((moment - toldAt) / 1000);
  const minute = ((Math.floor(then / 60) % 1440) + 1440) % 1440;
  return `${Math.floor(minute / 60)}:${minute % 60}`;
}
