// @ts-check

/** @typedef {import('./types.mjs').Status} Status */
/** @typedef {import('./types.mjs').State} State */

/** What each is called on the screen, in the order of the list. */
export const TITLES = {
  dependencies: 'dependencies',
  server: 'server',
  web: 'web app',
  chromium: 'Chromium',
  eventstore: 'event store',
  redis: 'Redis',
  livekit: 'LiveKit',
  api: 'api',
  worker: 'worker',
  demo: 'demo',
};

const WIDEST = Math.max(...Object.values(TITLES).map((title) => title.length));

/** @type {Readonly<Record<State, { mark: string, colour: number }>>} */
const LOOKS = {
  working: { mark: '…', colour: 36 },
  ready: { mark: '✓', colour: 32 },
  restarting: { mark: '↻', colour: 33 },
  off: { mark: '–', colour: 33 },
  failed: { mark: '✗', colour: 31 },
  ended: { mark: '·', colour: 90 },
};

/**
 * A time for people.
 * @param {number} ms
 * @returns {string} `0.4 s`, `34 s`, `1 min 48 s`
 */
export function duration(ms) {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * The clause on how it stands, without the name: `ready in 0.4 s · embedded 0.1.0 · 127.0.0.1:2113`.
 * @param {Status} status
 * @returns {string}
 */
export function clause(status) {
  const { state, origin, version, address, detail, tookMs } = status;
  const source = [origin, version].filter(Boolean).join(' ');
  const where = [source, address].filter(Boolean);
  switch (state) {
    case 'ready': {
      const how = detail ?? 'ready';
      return [tookMs === undefined ? how : `${how} in ${duration(tookMs)}`, ...where].join(' · ');
    }
    case 'working':
      return [detail ?? 'working', ...where].join(' · ');
    case 'restarting':
    case 'off':
    case 'failed':
      return detail ?? state;
    case 'ended':
      return 'ended';
    default:
      throw new Error(/** @type {never} */ (state));
  }
}

/**
 * One line of the list.
 * @param {Status} status
 * @param {object} [look]
 * @param {number} [look.columns] cut to so many characters
 * @param {boolean} [look.colour]
 * @param {number} [look.workedMs] how long it has been at it, shown while it works
 * @returns {string}
 */
export function statusLine(status, { columns, colour = false, workedMs } = {}) {
  const look = LOOKS[status.state];
  const since =
    status.state === 'working' && workedMs !== undefined && workedMs >= 1_000
      ? ` · ${duration(workedMs)}`
      : '';
  const title = TITLES[status.name].padEnd(WIDEST + 2);
  const text = `${title}${clause(status)}${since}`;
  const room = columns === undefined ? Infinity : columns - 5;
  const shown = text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text;
  const mark = colour ? `\u001b[${look.colour}m${look.mark}\u001b[0m` : look.mark;
  return `  ${mark} ${shown}`;
}

/**
 * @typedef {object} Screen what is written to
 * @property {(text: string) => unknown} write
 * @property {boolean} [isTTY]
 * @property {number} [columns]
 */

/**
 * The list on the screen: on a terminal the lines are drawn over while things move, elsewhere each change is a
 * line of its own.
 */
export class Board {
  /** @type {Map<string, { status: Status, since: number }>} */
  #rows = new Map();
  #drawn = 0;
  #open = true;
  /** @type {NodeJS.Timeout | null} */
  #timer = null;
  #screen;
  #live;
  #colour;

  /**
   * @param {Screen} screen
   * @param {Readonly<Record<string, string | undefined>>} [env]
   */
  constructor(screen, env = process.env) {
    this.#screen = screen;
    const dumb = env['TERM'] === 'dumb' || Boolean(env['CI']);
    this.#live = screen.isTTY === true && !dumb;
    this.#colour = screen.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
    if (this.#live) this.#timer = setInterval(() => this.#draw(), 250);
    this.#timer?.unref();
  }

  /** @param {Status} status */
  show(status) {
    const before = this.#rows.get(status.name);
    const continues = before?.status.state === 'working' && status.state === 'working';
    if (continues && before.status.detail === status.detail) return;
    const since = continues ? before.since : Date.now();
    this.#rows.set(status.name, { status, since });
    if (!this.#open) return this.#say(status);
    if (this.#live) this.#draw();
    else if (!this.#isProgress(before?.status, status))
      this.say(statusLine(status, { colour: this.#colour }));
  }

  /**
   * A line below the list.
   * @param {string} line
   */
  say(line) {
    this.#screen.write(`${line}\n`);
    this.#drawn = 0;
  }

  /** From here on the list stands still, and each change is a line with the time of day. */
  settle() {
    if (this.#live && this.#open) this.#draw();
    this.#open = false;
    this.#drawn = 0;
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  /** @param {Status} status */
  #say(status) {
    const time = new Date().toTimeString().slice(0, 8);
    this.say(`  ${time}${statusLine(status, { colour: this.#colour })}`);
  }

  /**
   * Percentages are for terminals; in a log they would be a hundred lines.
   * @param {Status | undefined} before
   * @param {Status} now
   */
  #isProgress(before, now) {
    const bare = (/** @type {string | undefined} */ detail) =>
      detail?.replace(/\d+ %$/, '').replace(/: $/, '');
    return before?.state === 'working' && now.state === 'working' && bare(before.detail) === bare(now.detail);
  }

  #draw() {
    const columns = this.#screen.columns ?? 100;
    const order = Object.keys(TITLES);
    const rows = [...this.#rows.values()].sort(
      (a, b) => order.indexOf(a.status.name) - order.indexOf(b.status.name),
    );
    const lines = rows.map(({ status, since }) =>
      statusLine(status, { columns, colour: this.#colour, workedMs: Date.now() - since }),
    );
    const up = this.#drawn === 0 ? '' : `\u001b[${this.#drawn}A`;
    this.#screen.write(`${up}${lines.map((line) => `\u001b[2K${line}\n`).join('')}`);
    this.#drawn = lines.length;
  }
}
