import type { Me } from '@hearth/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/client';
import { useLive } from '../live/live-context';
import type { LiveStore } from '../live/live-store';
import { meQuery } from './me';

export interface Signing {
  readonly signIn: (personaId: string) => Promise<Me>;
  readonly signOut: () => Promise<void>;
  /** Leaves no trace on this device without waiting for the server's answer. */
  readonly vanish: () => void;
}

/** Health answers and documents of the person who leaves must not wait for the next one at this device. */
const forget = (queries: QueryClient, live: LiveStore): void => {
  sessionStorage.clear();
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
        void api.post('/sign-out').catch(() => undefined);
        sessionStorage.clear();
      },
    }),
    [queries, live],
  );
};
