import type { Me } from '@hearth/contracts';
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
  readonly signIn: (personaId: string) => Promise<Me>;
  readonly signOut: () => Promise<void>;
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
      signOut: async () => {
        await api.post('/sign-out');
        forget(queries, live);
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
