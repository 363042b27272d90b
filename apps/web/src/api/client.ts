import type { Hello } from '@hearth/contracts';
import { Trouble, troubleOf } from './problem';

type Method = 'GET' | 'POST' | 'DELETE';

interface Request {
  readonly method: Method;
  readonly path: string;
  readonly body?: unknown;
  /** The same key is sent with every try of one command, so that it has one effect. */
  readonly commandId?: string;
  readonly signal?: AbortSignal;
}

export interface ApiOptions {
  readonly fetch: typeof fetch;
  /** Resolves after so many ms; rejects never. */
  readonly wait: (ms: number) => Promise<void>;
  readonly newId: () => string;
}

export interface Api {
  readonly hello: () => Promise<Hello>;
  /** Forgets the CSRF token, which belongs to one sign-in. */
  readonly forgetHello: () => void;
  readonly get: <Answer>(path: string, signal?: AbortSignal) => Promise<Answer>;
  /** Null when it is not there (404). */
  readonly find: <Answer>(path: string) => Promise<Answer | null>;
  readonly post: <Answer = void>(path: string, body?: unknown, commandId?: string) => Promise<Answer>;
  readonly remove: (path: string, commandId?: string) => Promise<void>;
}

const waits = [400, 1_200, 3_000] as const;

/** Worth another try: nothing was refused, the request or its answer just did not get through. */
const isPassing = (trouble: Trouble): boolean => trouble.code === 'offline' || trouble.code === 'unavailable';

const parsed = async (answer: Response): Promise<unknown> => {
  const text = await answer.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Talks to the API: paths are under `/api`. Throws `Trouble`, and nothing else. */
export const createApi = (options: ApiOptions): Api => {
  let greeting: Promise<Hello> | null = null;

  const reach = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      return await options.fetch(`/api${path}`, { credentials: 'same-origin', ...init });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new Trouble('offline');
    }
  };

  const once = async <Answer>(request: Request): Promise<Answer> => {
    const changes = request.method !== 'GET';
    const headers = new Headers({ accept: 'application/json' });
    if (changes) headers.set('x-csrf-token', (await hello()).csrfToken);
    if (request.commandId !== undefined) headers.set('idempotency-key', request.commandId);
    if (request.body !== undefined) headers.set('content-type', 'application/json');
    const answer = await reach(request.path, {
      method: request.method,
      headers,
      signal: request.signal,
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
    });
    const body = await parsed(answer);
    if (!answer.ok) throw troubleOf(answer.status, body);
    return body as Answer;
  };

  const hello = (): Promise<Hello> => {
    greeting ??= once<Hello>({ method: 'GET', path: '/hello' }).catch((error: unknown) => {
      greeting = null;
      throw error;
    });
    return greeting;
  };

  const forgetHello = (): void => {
    greeting = null;
  };

  const patient = async <Answer>(request: Request): Promise<Answer> => {
    let refreshed = false;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await once<Answer>(request);
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        if (error.code === 'csrf' && !refreshed) {
          refreshed = true;
          forgetHello();
          continue;
        }
        const pause = waits[attempt];
        if (!isPassing(error) || pause === undefined) throw error;
        await options.wait(pause);
      }
    }
  };

  return {
    hello,
    forgetHello,
    get: (path, signal) => patient({ method: 'GET', path, signal }),
    find: async <Answer>(path: string) => {
      try {
        return await patient<Answer>({ method: 'GET', path });
      } catch (error) {
        if (error instanceof Trouble && error.code === 'not-found') return null;
        throw error;
      }
    },
    post: (path, body, commandId = options.newId()) => patient({ method: 'POST', path, body, commandId }),
    remove: (path, commandId = options.newId()) => patient({ method: 'DELETE', path, commandId }),
  };
};

/** `crypto.randomUUID` exists in secure contexts only; a clinic's test machine on plain http has none. */
export const newId = (): string => {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

export const api: Api = createApi({
  fetch: (input, init) => fetch(input, init),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  newId,
});
