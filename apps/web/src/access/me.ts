import type { Me, Persona, Role } from '@hearth/contracts';
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { Trouble } from '../api/problem';
import { owesSignOut, settleSignOut } from './owed-sign-out';

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      if (owesSignOut()) {
        await api.post('/sign-out');
        settleSignOut();
        api.forgetHello();
      }
      return await api.get<Me>('/me');
    } catch (error) {
      if (error instanceof Trouble && error.code === 'unauthenticated') return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

export const helloQuery = queryOptions({
  queryKey: ['hello'],
  queryFn: () => api.hello(),
  staleTime: 60_000,
});

/** Null where there is no picker: outside demo and test mode. */
export const personasQuery = queryOptions({
  queryKey: ['personas'],
  queryFn: () => api.find<readonly Persona[]>('/demo/personas'),
});

/** The person signed in, or null while that is not known or nobody is. */
export const useMaybeMe = (): Me | null => useQuery(meQuery).data ?? null;

/** The person signed in, for screens that exist only behind a sign-in. */
export const useMe = (): Me => {
  const { data } = useSuspenseQuery(meQuery);
  if (data === null) throw new Trouble('unauthenticated');
  return data;
};

/** Where somebody of this role begins. */
export const homeOf = (role: Role): '/today' | '/sessions' | '/board' => {
  switch (role) {
    case 'patient':
      return '/today';
    case 'therapist':
    case 'prescriber':
      return '/sessions';
    case 'supervisor':
    case 'admin':
      return '/board';
    default:
      return role satisfies never;
  }
};
