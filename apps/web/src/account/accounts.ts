import type { Account, Invitation } from '@hearth/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/client';

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: () => api.get<readonly Account[]>('/accounts'),
});

export const accountActions = ['invite', 'renew', 'revoke', 'unlink', 'deactivate', 'reactivate'] as const;
export type AccountAction = (typeof accountActions)[number];

/** How somebody's access reads: one word for what an administrator has to know of it. */
export type Access = 'none' | 'invited' | 'expired' | 'linked' | 'inactive';

export const accessOf = ({ isActive, way }: Account, now: number): Access => {
  if (!isActive) return 'inactive';
  if (way.kind !== 'invited') return way.kind;
  return way.expiresAt <= now ? 'expired' : 'invited';
};

/**
 * What can be done about somebody's access.
 * @param isSelf nobody may shut themselves out
 * @param canInvite whether there is a provider to sign in with
 */
export const actionsFor = (access: Access, isSelf: boolean, canInvite: boolean): readonly AccountAction[] => {
  const others = (actions: readonly AccountAction[]) => (isSelf ? [] : actions);
  const inviting = (actions: readonly AccountAction[]) => (canInvite ? actions : []);
  switch (access) {
    case 'none':
      return [...inviting(['invite']), ...others(['deactivate'])];
    case 'invited':
      return [...inviting(['renew']), 'revoke', ...others(['deactivate'])];
    case 'expired':
      return [...inviting(['renew']), ...others(['deactivate'])];
    case 'linked':
      return others(['unlink', 'deactivate']);
    case 'inactive':
      return ['reactivate'];
    default:
      return access satisfies never;
  }
};

/** How somebody's account reads after an action, before the views say so too. */
const after = (account: Account, action: AccountAction, made: Invitation | null): Account => {
  switch (action) {
    case 'invite':
    case 'renew':
      return made === null ? account : { ...account, way: { kind: 'invited', expiresAt: made.expiresAt } };
    case 'revoke':
    case 'unlink':
      return { ...account, way: { kind: 'none' } };
    case 'deactivate':
      return {
        ...account,
        isActive: false,
        way: account.way.kind === 'invited' ? { kind: 'none' } : account.way,
      };
    case 'reactivate':
      return { ...account, isActive: true };
    default:
      return action satisfies never;
  }
};

const perform = async ({ person }: Account, action: AccountAction): Promise<Invitation | null> => {
  const path = `/accounts/${person.kind}/${encodeURIComponent(person.id)}`;
  switch (action) {
    case 'invite':
    case 'renew':
      return api.post<Invitation>(`${path}/invitation`);
    case 'revoke':
      await api.remove(`${path}/invitation`);
      return null;
    case 'unlink':
      await api.remove(`${path}/link`);
      return null;
    case 'deactivate':
      await api.post(`${path}/deactivation`);
      return null;
    case 'reactivate':
      await api.remove(`${path}/deactivation`);
      return null;
    default:
      return action satisfies never;
  }
};

/** Does it, and shows at once what has become of it. Answers the invitation when one was made. */
export const useAccountActions = () => {
  const queries = useQueryClient();
  return useMemo(
    () =>
      async (account: Account, action: AccountAction): Promise<Invitation | null> => {
        const made = await perform(account, action);
        queries.setQueryData(accountsQuery.queryKey, (known) =>
          known?.map((one) =>
            one.person.kind === account.person.kind && one.person.id === account.person.id
              ? after(one, action, made)
              : one,
          ),
        );
        return made;
      },
    [queries],
  );
};
