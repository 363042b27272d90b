import type { Me, ProviderSignIn, ProviderSignInBegun, SignedOut } from '@hearth/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/client';
import { useLive } from '../live/live-context';
import type { LiveStore } from '../live/live-store';
import { keepEmergencyNumber } from '../offline/emergency-number';
import { meQuery } from './me';
import { oweSignOut, settleSignOut } from './owed-sign-out';

export interface Signing {
  /** Demo only: as a made-up person. */
  readonly signIn: (personaId: string) => Promise<Me>;
  /** Leaves for the provider, which sends the browser back. */
  readonly signInWithProvider: (how: ProviderSignIn) => Promise<void>;
  /** Answers whether the browser is on its way to the provider, to be signed out there too. */
  readonly signOut: () => Promise<{ readonly leaves: boolean }>;
  /** Leaves no trace on this device without waiting for the server's answer. */
  readonly vanish: () => void;
}

/** Health answers and documents of the person who leaves must not wait for the next one at this device. */
const forget = (queries: QueryClient, live: LiveStore): void => {
  sessionStorage.clear();
  keepEmergencyNumber(null);
  live.close();
  api.forgetHello();
  queries.clear();
  queries.setQueryData(meQuery.queryKey, null);
};

export const useSigning = (): Signing => {
  const queries = useQueryClient();
  const live = useLive();
  return useMemo(
    () => ({
      signIn: async (personaId) => {
        const me = await api.post<Me>('/sign-in/demo', { personaId });
        api.forgetHello();
        queries.clear();
        queries.setQueryData(meQuery.queryKey, me);
        return me;
      },
      signInWithProvider: async (how) => {
        const { url } = await api.post<ProviderSignInBegun>('/sign-in/provider', how);
        sessionStorage.clear();
        window.location.assign(url);
      },
      signOut: async () => {
        const there = await api.post<SignedOut | undefined>('/sign-out');
        forget(queries, live);
        if (there === undefined) return { leaves: false };
        window.location.assign(there.endSessionUrl);
        return { leaves: true };
      },
      vanish: () => {
        oweSignOut();
        keepEmergencyNumber(null);
        sessionStorage.clear();
        // What fails now is still owed, and paid by the next visit.
        void api.post('/sign-out').then(settleSignOut, () => undefined);
      },
    }),
    [queries, live],
  );
};
