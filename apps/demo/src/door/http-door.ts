import {
  AT_HEADER,
  CSRF_HEADER,
  hello,
  IDEMPOTENCY_HEADER,
  me,
  problem,
  SETUP_HEADER,
  type Hello,
  type Me,
  type ProblemCode,
} from '@hearth/contracts';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { Cookies } from './cookies.js';

/** The api said no. Carries codes and ids only. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    readonly request: string,
  ) {
    super(`${request}: ${code} (${status})`);
  }
}

/** The api could not be reached, did not answer in time, or failed. The outcome is unknown. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Under `/api`, with a leading slash. */
  readonly path: string;
  readonly body?: unknown;
  /** Sent again with the same key it has no second effect. */
  readonly key?: string;
  /** The past moment to decide at, and the set-up token that allows it. */
  readonly past?: { readonly at: number; readonly setupToken: string };
  readonly headers?: Readonly<Record<string, string>>;
}

const DEADLINE_MS = 15_000;
const PATIENCE_MS = 2_000;
const TRIES = 6;

/**
 * The api's door for one visitor: what a browser does, without a browser. Keeps the cookies, sends the CSRF token,
 * tries again what may be tried again, and comes back by itself after the api was away.
 */
export class HttpDoor {
  readonly #cookies = new Cookies();
  #csrfToken: string | null = null;
  #personaId: string | null = null;

  constructor(
    readonly baseUrl: string,
    private readonly signal: AbortSignal,
  ) {}

  /** The `Cookie` header of this visitor, for the live channel. */
  cookie(): string {
    return this.#cookies.header();
  }

  async hello(): Promise<Hello> {
    const answer = hello.parse(await this.#once({ method: 'GET', path: '/hello' }));
    this.#csrfToken = answer.csrfToken;
    return answer;
  }

  /** Signs in as a persona of the demo; remembers it, and signs in again when the visit has ended. */
  async signIn(personaId: string): Promise<Me> {
    this.#personaId = personaId;
    return me.parse(await this.ask({ method: 'POST', path: '/sign-in/demo', body: { personaId } }));
  }

  /** @throws Refused, Unreachable */
  async get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
    return schema.parse(await this.ask({ method: 'GET', path }));
  }

  /**
   * Asks, again after a pause while the api is away or asks for patience.
   * @throws Refused, Unreachable after several tries
   */
  async ask(request: Ask): Promise<unknown> {
    const keyed = { ...request, key: request.key ?? randomUUID() };
    for (let attempt = 1; ; attempt += 1) {
      this.signal.throwIfAborted();
      try {
        if (keyed.method !== 'GET' && this.#csrfToken === null) await this.hello();
        return await this.#once(keyed);
      } catch (error) {
        if (attempt >= TRIES || !(await this.#mayTryAgain(error, keyed))) throw error;
        await pause(PATIENCE_MS * attempt, this.signal, this.#waits(error));
      }
    }
  }

  /** Whether waiting helps, as against only having to sign in or fetch a token again. */
  #waits(error: unknown): boolean {
    return !(error instanceof Refused && (error.code === 'csrf' || error.code === 'unauthenticated'));
  }

  async #mayTryAgain(error: unknown, request: Ask): Promise<boolean> {
    if (error instanceof Unreachable) return true;
    if (!(error instanceof Refused)) return false;
    switch (error.code) {
      case 'csrf':
        await this.hello();
        return true;
      case 'unauthenticated': {
        if (this.#personaId === null || request.path === '/sign-in/demo') return false;
        await this.signIn(this.#personaId);
        return true;
      }
      case 'unavailable':
      case 'too-many-requests':
      case 'conflict':
        return true;
      default:
        return false;
    }
  }

  async #once(request: Ask): Promise<unknown> {
    const { method, path, body, key, past } = request;
    const name = `${method} ${path.replace(/[0-9a-f-]{36}/g, ':id')}`;
    const headers: Record<string, string> = { accept: 'application/json', ...request.headers };
    const cookie = this.#cookies.header();
    if (cookie !== '') headers['cookie'] = cookie;
    if (this.#csrfToken !== null) headers[CSRF_HEADER] = this.#csrfToken;
    if (key !== undefined && method !== 'GET') headers[IDEMPOTENCY_HEADER] = key;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (past !== undefined) {
      headers[AT_HEADER] = String(past.at);
      headers[SETUP_HEADER] = past.setupToken;
    }
    const { status, cookies, text } = await this.#exchange(name, `${this.baseUrl}/api${path}`, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    });
    this.#cookies.store(cookies);
    if (status >= 200 && status < 300) return text === '' ? null : JSON.parse(text);
    throw refusalOf(name, status, text);
  }

  async #exchange(name: string, url: string, init: RequestInit) {
    try {
      const signal = AbortSignal.any([this.signal, AbortSignal.timeout(DEADLINE_MS)]);
      const answer = await fetch(url, { ...init, signal, redirect: 'error' });
      return { status: answer.status, cookies: answer.headers.getSetCookie(), text: await answer.text() };
    } catch (error) {
      this.signal.throwIfAborted();
      throw new Unreachable(name, { cause: error });
    }
  }
}

const refusalOf = (name: string, status: number, text: string): Refused | Unreachable => {
  const said = problem.safeParse(parsed(text));
  if (said.success) return new Refused(said.data.code, status, name);
  return status >= 500 ? new Unreachable(`${name}: ${status}`) : new Refused('internal', status, name);
};

/** Null for what is no JSON: a proxy's page, for instance. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Waits; ends at once when the signal does, or when there is nothing to wait for. */
export const pause = async (ms: number, signal: AbortSignal, needed = true): Promise<void> => {
  if (!needed) return;
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error('ended'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
};
