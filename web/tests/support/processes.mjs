// Programs that a test runs or starts. Only what was started here is ended, by its pid.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';

// What the environment says of callwidgets would win over the settings that a test writes.
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('CALLWIDGETS_')));
environment.PATH += ':/usr/sbin:/sbin';

/** Runs a program to its end; throws with its standard error where it ends with another status than 0. `env` adds variables. */
export function run(command, words, { input = '', cwd, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd, env: { ...environment, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => { out += text; });
    child.stderr.setEncoding('utf8').on('data', (text) => { err += text; });
    child.on('error', reject);
    child.stdin.on('error', () => {});  // it may end before it has read all
    child.on('close', (status) => (status === 0
      ? resolve(out) : reject(new Error(`${command} ${words.join(' ')} ended with ${status}: ${err}${out}`))));
    child.stdin.end(input);
  });
}

/** A program that stays. What it writes goes to the file `log`. */
export class Started {
  #child;
  #ended;
  #log;

  constructor(command, words, log, more = {}) {
    this.#log = log;
    const to = openSync(log, 'a');
    this.#child = spawn(command, words, { env: { ...environment, ...more }, stdio: ['ignore', to, to] });
    closeSync(to);
    this.#ended = new Promise((resolve) => {
      this.#child.on('exit', resolve);
      this.#child.on('error', resolve);
    });
  }

  get alive() { return this.#child.exitCode === null && this.#child.signalCode === null; }
  get logged() { return readFileSync(this.#log, 'utf8'); }

  async stop() {
    if (this.alive) this.#child.kill('SIGTERM');
    const hung = setTimeout(() => this.#child.kill('SIGKILL'), 20_000);
    await this.#ended;
    clearTimeout(hung);
  }
}

/** Asks until `holds` yields something true, and returns that. */
export async function eventually(what, holds, { seconds = 30, every = 25 } = {}) {
  const until = Date.now() + seconds * 1000;
  let failure;
  for (;;) {
    try {
      const seen = await holds();
      if (seen) return seen;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > until) throw new Error(`not within ${seconds} s: ${what}`, { cause: failure });
    await after(every);
  }
}
