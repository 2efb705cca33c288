// The customers that the caller may see, as the endpoint finds them: however many there are, a few at a time.
import { get, refusal, type Access } from '../data/endpoint.js';

export interface Customer {
  customer_id: string;
  name: string;
  custnr: string;
}

export interface Found {
  /** How many there are of them. */
  total: number;
  /** The first few. */
  customers: Customer[];
}

const most = 20;

export class Directory {
  private readonly known = new Map<string, Customer>();

  constructor(private readonly access: Access) {}

  /** Whose name has words that begin as the given ones do, or whose number it is. Throws where there is no answer. */
  async find(text: string): Promise<Found> {
    const named = this.ask('name', text);
    if (!/^\S*\d\S*$/.test(text)) return named;
    const [numbered, others] = await Promise.all([this.ask('custnr', text), named]);
    const rest = others.customers.filter(({ customer_id }) => numbered.customers.every((one) => one.customer_id !== customer_id));
    const added = others.customers.length - rest.length;
    return { total: numbered.total + others.total - added, customers: [...numbered.customers, ...rest].slice(0, most) };
  }

  /** Undefined where there is none that the caller may see. Throws where there is no answer. */
  async byId(id: string): Promise<Customer | undefined> {
    if (this.known.has(id)) return this.known.get(id);
    const response = await get(this.access, `/customers/${id}`);
    if (response.status === 404) return undefined;
    return (await this.take(response)).customers[0];
  }

  private async ask(filter: 'name' | 'custnr', text: string): Promise<Found> {
    const query = new URLSearchParams({ pagesize: String(most) });
    if (text) query.set(filter, text);
    return this.take(await get(this.access, `/customers?${query}`));
  }

  private async take(response: Response): Promise<Found> {
    if (!response.ok) throw new Error((await refusal(response)).message);
    const found = (await response.json()) as Found;
    for (const customer of found.customers) this.known.set(customer.customer_id, customer);
    return found;
  }
}
