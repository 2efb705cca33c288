// Who asks: by which token, and what the endpoint says of the account and of the customers that he may see.
import { account, enter, type Access, type Account, type Refused } from '../data/endpoint.js';
import { Directory, type Customer } from './directory.js';

export class Caller {
  readonly access: Access;
  readonly directory: Directory;
  /** Undefined until the endpoint has told. */
  account: Account | undefined;
  /** The one customer that he may see. */
  only: Customer | undefined;
  /** He has to say of which customer; there are no figures of all. */
  mustChoose = false;

  constructor(
    src: string,
    readonly token: string | undefined,
  ) {
    this.access = { src, token };
    this.directory = new Directory(this.access);
  }

  /** Why there are no figures for him, or undefined. */
  async enter(): Promise<Refused | undefined> {
    // a header holds nothing else
    if (this.token !== undefined && !/^[\x21-\x7e]+$/.test(this.token)) return { ok: false, status: 401, message: '' };
    const told = await enter(this.access);
    if ('ok' in told) return told;
    this.account = told;
    return undefined;
  }

  /** Whether a new day has begun in the account. */
  async dayHasChanged(): Promise<boolean> {
    const before = this.account?.today;
    const told = before === undefined ? undefined : await account(this.access);
    if (told) this.account = told;
    return told !== undefined && told.today !== before;
  }

  /** Learns whether there is one customer alone. */
  async count(): Promise<void> {
    const found = await this.directory.find('').catch(() => undefined);
    this.only = found?.total === 1 ? found.customers[0] : undefined;
  }
}
