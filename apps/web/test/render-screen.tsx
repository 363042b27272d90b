import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LiveDocuments, LiveView, Me } from '@hearth/contracts';
import { expect, jest } from '@jest/globals';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { act, render, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import i18next from 'i18next';
import { Suspense, type ReactNode } from 'react';
import { initReactI18next } from 'react-i18next';
import { meQuery } from '../src/access/me';
import { App } from '../src/app';
import type { Language } from '../src/i18n/translation';
import { LiveStore, type LiveTransport, type LiveTransportEvents } from '../src/live/live-store';
import { patched } from '../src/live/patch';
import { createQueries } from '../src/queries';
import { Announcer } from '../src/shell/announcer';
import { complain } from './quiet-console';

const words = (language: Language) => {
  const folder = join(import.meta.dirname, '../src/i18n', language);
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replace('.json', ''),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>,
    ]),
  );
};

export const speak = async (language: Language): Promise<void> => {
  document.documentElement.lang = language;
  if (i18next.isInitialized) {
    await i18next.changeLanguage(language);
    return;
  }
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: words('en'), es: words('es') },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
};

/** Documents by `view key`, as the live channel would give them. */
export type Documents = Readonly<Record<string, LiveDocuments[LiveView] | null>>;

/** Stands in for the socket: answers each subscription with the document of the test. */
export class DocumentTransport implements LiveTransport {
  private events: LiveTransportEvents | null = null;
  private version = 1;
  readonly patched = patched;

  constructor(
    private documents: Documents,
    private readonly now: number,
  ) {}

  open(events: LiveTransportEvents): void {
    this.events = events;
    events.connected();
    events.pulse({ serverTime: this.now, state: 'live', since: null });
  }
  close(): void {
    this.events = null;
  }
  subscribe(...[{ view, key }, ack]: Parameters<LiveTransport['subscribe']>): void {
    ack({ ok: true, result: this.snapshot(view, key) });
  }
  unsubscribe(): void {}
  heartbeat(): void {}
  presence(): void {}

  /** Pushes a newer document, as when something has happened. */
  push(view: LiveView, key: string, document: LiveDocuments[LiveView]): void {
    this.documents = { ...this.documents, [`${view} ${key}`]: document };
    this.version += 1;
    act(() => this.events?.snapshot(this.snapshot(view, key)));
  }
  pulse(state: 'live' | 'catching-up' | 'stale', since: number | null): void {
    act(() => this.events?.pulse({ serverTime: this.now, state, since }));
  }

  private snapshot(view: LiveView, key: string) {
    const document = this.documents[`${view} ${key}`] ?? null;
    return { view, key, epoch: 'test', version: this.version, document, serverTime: this.now };
  }
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Answers of the API by `METHOD /path`. A command that is not named succeeds with 204; a question has to be named. */
export type Answers = Readonly<Record<string, { readonly status: number; readonly body: unknown }>>;

export const stubApi = (answers: Answers): Call[] => {
  const calls: Call[] = [];
  const answer = (status: number, body: unknown) => ({
    ok: status < 300,
    status,
    text: () => Promise.resolve(body === undefined ? '' : JSON.stringify(body)),
  });
  const fetch = jest.fn((input: string, init: { method: string; body?: string }) => {
    const path = input.replace('/api', '');
    if (path === '/hello' && answers['GET /hello'] === undefined)
      return Promise.resolve(
        answer(200, { mode: 'test', csrfToken: 't', videoAvailable: true, serverTime: 0 }),
      );
    calls.push({
      method: init.method,
      path,
      body: init.body === undefined ? undefined : (JSON.parse(init.body) as unknown),
    });
    const found = answers[`${init.method} ${path}`];
    if (found === undefined && init.method === 'GET') {
      complain(`The spec has no answer for GET ${path}`);
      return new Promise(() => undefined);
    }
    return Promise.resolve(found === undefined ? answer(204, undefined) : answer(found.status, found.body));
  });
  Object.assign(globalThis, { fetch });
  return calls;
};

interface RenderOf {
  readonly screen: () => ReactNode;
  /** The route's pattern, e.g. `/board/$sessionId`. */
  readonly path: string;
  /** The address to be at. */
  readonly at: string;
  readonly me: Me;
  readonly documents: Documents;
  readonly now: number;
  readonly language?: Language;
  readonly answers?: Answers;
}

/** Where links of the screens lead; each shows its own path. */
const elsewhere = [
  '/',
  '/sessions',
  '/sessions/$sessionId',
  '/sessions/$sessionId/attendance',
  '/board',
  '/board/$sessionId',
  '/sign-in',
  '/rules',
  '/calendar',
  '/caseload',
  '/groups',
  '/groups/$groupId',
  '/tracks',
  '/requests',
  '/settings',
  '/staff',
  '/enrollments/new',
  '/enrollments/$enrollmentId',
];

/** One screen with everything it stands on, in a browser that is not there; waits until its heading is. */
export const renderScreen = async (of: RenderOf) => {
  await speak(of.language ?? 'en');
  const calls = stubApi(of.answers ?? {});
  const transport = new DocumentTransport(of.documents, of.now);
  const live = new LiveStore(transport);
  const queries = createQueries();
  queries.setQueryData(meQuery.queryKey, of.me);
  live.open();
  const root = createRootRoute({
    component: () => (
      <>
        <Outlet />
        <Announcer />
      </>
    ),
  });
  const paths = new Set([...elsewhere, of.path]);
  const pages = [...paths].map((path) =>
    createRoute({
      getParentRoute: () => root,
      path,
      component: path === of.path ? of.screen : () => <p data-at={path}>{path}</p>,
    }),
  );
  const router = createRouter({
    routeTree: root.addChildren(pages),
    history: createMemoryHistory({ initialEntries: [of.at] }),
  });
  const view = render(
    <App queries={queries} live={live}>
      <Suspense>
        <RouterProvider router={router as never} />
      </Suspense>
    </App>,
  );
  await waitFor(() => expect(document.querySelector('h1:not([data-loading])')).not.toBeNull());
  return { ...view, calls, transport, router };
};

/** What axe finds on the page, in words; contrast is measured in a real browser, where there are colours. */
export const axeFindings = async (): Promise<readonly string[]> => {
  // axe takes its time, in which the screen goes on.
  const { violations } = await act(() =>
    axe.run(document, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } }),
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
};
