// What a widget has asked, and what came of it.
import { isComparison } from '../data/comparison.js';
import { addDays, isDay, type Range } from '../data/days.js';
import { account, ask, type Access, type Account, type Question, type Refused, type Reply } from '../data/endpoint.js';
import { formerOf, neededToCompare, type Former } from '../data/former.js';
import { companionsOf, type WidgetData, type WidgetType } from '../data/widget-types.js';

export interface Asked {
  type: WidgetType;
  access: Access;
  question: Question;
  compare: string | null;
}

/** An answer, and what was asked. */
export interface Found {
  asked: Asked;
  data: WidgetData;
  /** Of call_totals, where the type needs it. */
  calls: number | undefined;
  former: Former | undefined;
  account: Account | undefined;
  range: Range | undefined;
  /** Where the figures are not the present ones: since when, in milliseconds since 1970. */
  staleSince: number | undefined;
}

export interface Listener {
  /** There are figures, or new ones. */
  answered(found: Found): void;
  refused(refused: Refused): void;
  /** What is shown may have changed without an answer. */
  changed(): void;
}

const skeletonAfter = 150;

export class Inquiry {
  found: Found | undefined;
  refused: Refused | undefined;
  /** There is nothing to show, and it takes long. */
  waiting = false;

  private key: string | undefined;
  private turn = 0;
  private running: Promise<void> | undefined;
  private slow: ReturnType<typeof setTimeout> | undefined;
  private foundAt = 0;

  constructor(private readonly listener: Listener) {}

  /** Asks, where that is another question than before. What may not be shown any more is forgotten at once. */
  follow(asked: Asked | undefined): boolean {
    const key = asked ? keyOf(asked) : '';
    if (key === this.key) return false;
    this.key = key;
    const before = this.found?.asked;
    if (!asked || before?.type !== asked.type || !sameAccess(before.access, asked.access)) this.found = undefined;
    this.refused = undefined;
    this.stop();
    if (asked) void this.start(asked);
    return true;
  }

  /** Asks once more, unless an answer is awaited already. */
  again(asked: Asked): Promise<void> {
    return this.running ?? this.start(asked);
  }

  /** Of a widget that was taken out of the page: asks again when it is put back, where no answer had come. */
  pause(): void {
    if (!this.running) return;
    this.key = undefined;
    this.stop();
  }

  private stop(): void {
    this.turn++;
    this.running = undefined;
    this.waiting = false;
    clearTimeout(this.slow);
  }

  private start(asked: Asked): Promise<void> {
    const turn = ++this.turn;
    clearTimeout(this.slow);
    this.slow = setTimeout(() => {
      // Figures of another question would be taken for the answer to this one.
      if (this.found && keyOf(this.found.asked) !== this.key) this.found = undefined;
      this.waiting = this.found === undefined;
      if (this.waiting) this.listener.changed();
    }, skeletonAfter);
    this.running = this.ask(asked, turn);
    return this.running;
  }

  private async ask(asked: Asked, turn: number): Promise<void> {
    const { access, question, type } = asked;
    const told = account(access);
    const comparison = isComparison(asked.compare) ? asked.compare : undefined;
    const types = [...companionsOf(type), ...(comparison ? neededToCompare(type) : [])];
    const replies = await Promise.all(types.map((one) => ask(access, question, one)));
    const answers = new Map<WidgetType, WidgetData>();
    replies.forEach((reply, index) => reply.ok && answers.set(types[index]!, reply.data));
    const known = (await told) ?? this.found?.account;
    const range = rangeOf(question, answers.get('calls_per_day'), known);
    const former =
      range && comparison && replies[0]!.ok
        ? await formerOf(access, { question, range, answers, account: known }, type, comparison)
        : undefined;
    if (turn !== this.turn) return;
    clearTimeout(this.slow);
    this.running = undefined;
    const calls = answers.get('call_totals');
    this.take(replies[0]!, {
      asked,
      calls: calls === undefined ? undefined : Number(calls),
      former,
      account: known,
      range,
    });
  }

  private take(reply: Reply, rest: Omit<Found, 'data' | 'staleSince'>): void {
    this.waiting = false;
    if (!reply.ok) return this.refuse(reply, rest.asked);
    const found: Found = { ...rest, data: reply.data, staleSince: reply.staleSince };
    this.foundAt = Date.now();
    const before = this.found;
    this.refused = undefined;
    if (before && textOf(before) === textOf(found)) return;
    this.found = found;
    this.listener.answered(found);
  }

  /** Figures that were had before stay, and say of when they are, unless somebody may not see them any more. */
  private refuse(refused: Refused, asked: Asked): void {
    const passing = refused.status === 0 || refused.status >= 500 || refused.status === 429;
    this.found =
      passing && this.found && keyOf(this.found.asked) === keyOf(asked)
        ? { ...this.found, staleSince: this.found.staleSince ?? this.foundAt }
        : undefined;
    this.refused = refused;
    this.listener.refused(refused);
  }
}

function rangeOf(question: Question, days: WidgetData | undefined, account: Account | undefined): Range | undefined {
  const last = Array.isArray(days) ? days[days.length - 1]?.name : undefined;
  const to = question.to ?? account?.today ?? last;
  if (to === undefined || !isDay(to)) return undefined;
  const from = question.from ?? addDays(to, -29);
  return isDay(from) && from <= to ? { from, to } : undefined;
}

function textOf({ asked, data, calls, former, range, account, staleSince }: Found): string {
  return JSON.stringify([asked.question, asked.type, asked.compare, data, calls, former, range, account?.today, staleSince]);
}

function sameAccess(one: Access | undefined, other: Access): boolean {
  return one !== undefined && one.src === other.src && one.token === other.token;
}

const functions = new WeakMap<object, number>();
let functionCount = 0;

function keyOf({ type, access: { src, token }, question, compare }: Asked): string {
  let who: unknown = token;
  if (typeof token === 'function') {
    if (!functions.has(token)) functions.set(token, ++functionCount);
    who = [functions.get(token)];
  }
  return JSON.stringify([type, src, who, question, compare]);
}
