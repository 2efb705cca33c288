// An installation of callwidgets in a folder of its own: an SQLite database, settings, the program.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Started, eventually, run } from './processes.mjs';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const bin = process.env.CALLWIDGETS_BIN ?? path.join(repository, 'build/bin');

export class Site {
  #program;
  #settings;

  constructor() {
    this.folder = mkdtempSync(path.join(tmpdir(), 'callwidgets.'));
    this.settings = path.join(this.folder, 'callwidgets.conf');
    this.socket = path.join(this.folder, 'callwidgets.sock');
    this.settle({});
  }

  get program() { return path.join(bin, 'callwidgets'); }

  /** Writes the settings anew, with these besides. */
  settle(more) {
    this.#settings = { database: 'sqlite:callwidgets.db', socket: this.socket, auth: 'everyone', caller_key_file: 'callwidgets.key', ...more };
    writeFileSync(this.settings, Object.entries(this.#settings).map(([name, value]) => `${name} = ${value}\n`).join(''));
  }

  admin(...words) { return run(path.join(bin, 'callwidgets-admin'), ['--settings', this.settings, ...words]); }

  /** Imports records: rows of `cdr_id,start,duration,answered,customer_id,anum,anum_ndc_name,source_name`. */
  async import(csv) {
    const file = path.join(this.folder, 'calls.csv');
    writeFileSync(file, csv);
    return this.admin('import', file);
  }

  /** The sample that ./run imports, and its customers' names. */
  async importSample(...options) {
    await this.admin('customer', 'add', '407382', '--name', 'Harbour Street Dental', '--custnr', 'K-1001');
    await this.admin('customer', 'add', '407383', '--name', 'The Copper Kettle', '--custnr', 'K-1002');
    await this.admin('customer', 'add', '411020', '--name', 'Northgate Breakdown Service');
    return this.import(await run(path.join(bin, 'callwidgets-sample'), options));
  }

  /** Statements for the database itself, where commands would take too long. */
  sql(statements) { return run('sqlite3', ['-bail', path.join(this.folder, 'callwidgets.db')], { input: statements }); }

  /** Starts the program; its clock may differ from ours by seconds. */
  async start({ clock = 0 } = {}) {
    this.#program = new Started(this.program, ['--settings', this.settings], path.join(this.folder, 'callwidgets.log'),
      { CALLWIDGETS_TEST_CLOCK_OFFSET: String(Math.round(clock)) });
    await eventually('the program listens', () => {
      if (!this.#program.alive) throw new Error(this.#program.logged);
      return accepts(this.socket);
    });
  }

  async stop() {
    await this.#program?.stop();
    this.#program = undefined;
  }

  /** Ends the program, and takes the folder away unless CALLWIDGETS_KEEP is set. */
  async leave() {
    await this.stop();
    if (process.env.CALLWIDGETS_KEEP) console.error(`kept: ${this.folder}`);
    else rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A site with one account and the sample, started. */
export async function sampleSite({ zone = 'UTC', sample = [], start = {} } = {}) {
  const site = new Site();
  await site.admin('migrate');
  await site.admin('account', 'add', 'main', '--time-zone', zone);
  await site.importSample(...sample);
  await site.start(start);
  return site;
}

function accepts(socket) {
  return new Promise((resolve) => {
    const connection = connect(socket, () => { connection.destroy(); resolve(true); });
    connection.on('error', () => resolve(false));
  });
}
