// Asks one endpoint, and puts questions of one moment together: widgets that want the same range of the same customer are
// asked by one GET, and so show one state of the data.
import { isDay, type Day } from './days.js';
import { fits, type WidgetData, type WidgetType } from './widget-types.js';

/** A bearer token, or what yields one. */
export type Token = string | (() => string | Promise<string>);

/** Where and as whom to ask. */
export interface Access {
  src: string;
  token?: Token | undefined;
}

/** The figures of which customer and days; what is absent, the endpoint chooses. */
export interface Question {
  customerId?: string | undefined;
  from?: Day | undefined;
  to?: Day | undefined;
}

export interface Answered {
  ok: true;
  data: WidgetData;
  /** Where the figures are not the present ones: since when, in milliseconds since 1970. */
  staleSince?: number;
}

export interface Refused {
  ok: false;
  /** 0: there was no answer. */
  status: number;
  /** The endpoint's words; empty where it had none. */
  message: string;
  /** Which parameter is at fault. */
  parameter?: string;
}

export type Reply = Answered | Refused;

/** What the endpoint says of the caller's account. */
export interface Account {
  today: Day;
  /** `HH:MM:SS`, in the account's time zone. */
  time: string;
  time_zone: string;
  max_days: number;
  /** When it was told, by the browser's clock, in milliseconds since 1970. */
  toldAt: number;
}

interface Batch {
  types: Set<WidgetType>;
  replies: Promise<(type: WidgetType) => Reply>;
}

interface Envelope {
  dataset: string;
  datasources?: { datasource: number; data?: WidgetData | null }[];
}

const tokenNumbers = new Map<Token, number>();
const batches = new Map<string, Batch>();
const accounts = new Map<string, Promise<Account | Refused>>();

/** Asks together with all that is asked in this turn of the event loop. */
export async function ask(access: Access, question: Question, type: WidgetType): Promise<Reply> {
  const key = JSON.stringify([accessKey(access), question.customerId, question.from, question.to]);
  let batch = batches.get(key);
  if (!batch) {
    const types = new Set<WidgetType>();
    const replies = new Promise<void>((resolve) => setTimeout(resolve)).then(() => {
      batches.delete(key);
      return fetchFigures(access, question, [...types]);
    });
    batch = { types, replies };
    batches.set(key, batch);
  }
  batch.types.add(type);
  return (await batch.replies)(type);
}

/** The caller's account, or why it is not told. One GET for all who ask within a minute. */
export function enter(access: Access): Promise<Account | Refused> {
  const key = accessKey(access);
  let known = accounts.get(key);
  if (!known) {
    known = fetchAccount(access);
    accounts.set(key, known);
    void known.then((told) => ('ok' in told ? accounts.delete(key) : setTimeout(() => accounts.delete(key), 60_000)));
  }
  return known;
}

/** The caller's account; undefined where the endpoint doesn't tell. */
export async function account(access: Access): Promise<Account | undefined> {
  const told = await enter(access);
  return 'ok' in told ? undefined : told;
}

/** A GET below the endpoint, with the token. Throws where there is no answer. */
export async function get(access: Access, path: string): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  const token = typeof access.token === 'function' ? await access.token() : access.token;
  if (token) headers.set('Authorization', `Bearer ${token}`);
  return fetch(access.src.replace(/\/+$/, '') + path, { headers });
}

async function fetchFigures(
  access: Access,
  question: Question,
  types: WidgetType[],
): Promise<(type: WidgetType) => Reply> {
  const query = new URLSearchParams();
  if (question.customerId) query.set('customer_id', question.customerId);
  if (question.from) query.set('from_date', question.from);
  if (question.to) query.set('to_date', question.to);
  const rest = query.size ? `&${query}` : '';
  try {
    const response = await get(access, `/widgets/data?type=${types.join(',')}${rest}`);
    if (!response.ok) {
      const refused = await refusal(response);
      return () => refused;
    }
    const body = (await response.json()) as Envelope | Envelope[];
    const envelopes = Array.isArray(body) ? body : [body];
    const staleSince = stalenessOf(response);
    return (type) => {
      const data = envelopes.find((envelope) => envelope?.dataset === type)?.datasources?.[0]?.data;
      if (data === undefined || data === null || !fits(type, data)) return { ok: false, status: 0, message: '' };
      return staleSince === undefined ? { ok: true, data } : { ok: true, data, staleSince };
    };
  } catch {
    return () => ({ ok: false, status: 0, message: '' });
  }
}

async function fetchAccount(access: Access): Promise<Account | Refused> {
  try {
    const response = await get(access, '/account');
    if (!response.ok) return await refusal(response);
    const told = (await response.json()) as Omit<Account, 'toldAt'>;
    if (isDay(told.today) && /^\d\d:\d\d/.test(told.time)) return { ...told, toldAt: Date.now() };
  } catch {
    // there was no answer, or one of another shape
  }
  return { ok: false, status: 0, message: '' };
}

/** What the endpoint says of a request that it refuses. */
export async function refusal(response: Response): Promise<Refused> {
  const refused: Refused = { ok: false, status: response.status, message: '' };
  try {
    const body = (await response.json()) as { errors?: { message?: unknown; parameter?: unknown }[] };
    const said = body.errors?.[0];
    if (typeof said?.message === 'string') refused.message = said.message;
    if (typeof said?.parameter === 'string') refused.parameter = said.parameter;
  } catch {
    // a web server's own page: its status has to do
  }
  return refused;
}

function stalenessOf(response: Response): number | undefined {
  if (!/^\s*110\b/.test(response.headers.get('Warning') ?? '')) return undefined;
  return Date.now() - Number(response.headers.get('Age') ?? 0) * 1000;
}

function accessKey(access: Access): string {
  if (access.token === undefined) return access.src;
  let number = tokenNumbers.get(access.token);
  if (number === undefined) tokenNumbers.set(access.token, (number = tokenNumbers.size + 1));
  return `${access.src} ${number}`;
}
