import { CSRF_HEADER, type Hello } from '@hearth/contracts';
import type { Server } from 'node:http';
import supertest from 'supertest';

type Headers = Readonly<Record<string, string>>;

/** What a page does: keeps cookies, fetches a CSRF token once, and sends it along. */
export class Browser {
  readonly agent: ReturnType<typeof supertest.agent>;
  #csrfToken: string | null = null;

  constructor(server: Server) {
    this.agent = supertest.agent(server);
  }

  async signIn(personaId: string): Promise<this> {
    await this.post('/sign-in/demo', { personaId }).then((answer) => {
      if (answer.status !== 200) throw new Error(`${personaId} could not sign in: ${answer.text}`);
    });
    return this;
  }

  get(path: string): supertest.Test {
    return this.agent.get(`/api${path}`);
  }

  async post(path: string, body: object = {}, headers: Headers = {}): Promise<supertest.Response> {
    // First: the cookies of a request are those of the moment in which it is made.
    const all = await this.#headers(headers);
    return this.agent.post(`/api${path}`).set(all).send(body);
  }

  async delete(path: string, headers: Headers = {}): Promise<supertest.Response> {
    const all = await this.#headers(headers);
    return this.agent.delete(`/api${path}`).set(all);
  }

  /** Every cookie, as a socket's handshake would carry them. */
  cookies(url: string): string {
    const { hostname, pathname } = new URL(url);
    return this.agent.jar
      .getCookies({ domain: hostname, path: pathname, secure: false, script: false })
      .toValueString();
  }

  async #headers(headers: Headers): Promise<Headers> {
    if (this.#csrfToken === null) {
      const hello = await this.get('/hello');
      this.#csrfToken = (hello.body as Hello).csrfToken;
    }
    return { [CSRF_HEADER]: this.#csrfToken, ...headers };
  }
}
