import type { Me, Persona } from '@hearth/contracts';
import { expect } from '@jest/globals';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, waitFor } from '@testing-library/react';
import { Suspense } from 'react';
import { meQuery } from '../src/access/me';
import { api } from '../src/api/client';
import { App } from '../src/app';
import type { Language } from '../src/i18n/translation';
import { LiveStore } from '../src/live/live-store';
import { createQueries } from '../src/queries';
import { createAppRouter } from '../src/router';
import { DocumentTransport, speak, stubApi, type Answers, type Documents } from './render-screen';

interface AppOf {
  readonly at: string;
  /** Null: nobody is signed in. */
  readonly me: Me | null;
  readonly documents?: Documents;
  readonly now: number;
  readonly language?: Language;
  readonly answers?: Answers;
}

/** The whole app with its real routes, at one address; waits until a screen's heading is there. */
export const renderApp = async (of: AppOf) => {
  await speak(of.language ?? 'en');
  api.forgetHello();
  const calls = stubApi(of.answers ?? {});
  const transport = new DocumentTransport(of.documents ?? {}, of.now);
  const live = new LiveStore(transport, () => of.now);
  const queries = createQueries();
  queries.setQueryData(meQuery.queryKey, of.me);
  const router = createAppRouter({ queries, live }, createMemoryHistory({ initialEntries: [of.at] }));
  const view = render(
    <App queries={queries} live={live}>
      <Suspense>
        <RouterProvider router={router} />
      </Suspense>
    </App>,
  );
  await waitFor(() => expect(document.querySelector('h1:not([data-loading])')).not.toBeNull(), {
    timeout: 20_000,
  });
  return { ...view, calls, transport, router, live };
};

export const personas: readonly Persona[] = [
  { personaId: 'p1', role: 'patient', displayName: 'Ana R.', simulated: false, story: 'first' },
  { personaId: 'p2', role: 'patient', displayName: 'Marcus', simulated: true, story: 'second' },
  { personaId: 't1', role: 'therapist', displayName: 'Maya Lindqvist', simulated: false, story: 'third' },
];
