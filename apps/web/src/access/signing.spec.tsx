import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { api } from '../api/client';
import { App } from '../app';
import { DocumentTransport } from '../../test/render-screen';
import { LiveStore } from '../live/live-store';
import { keepEmergencyNumber, keptEmergencyNumber } from '../offline/emergency-number';
import { createQueries } from '../queries';
import { owesSignOut } from './owed-sign-out';
import { useSigning } from './signing';

afterEach(() => {
  jest.restoreAllMocks();
});

const signing = () => {
  const queries = createQueries();
  const live = new LiveStore(new DocumentTransport({}, 0));
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <App queries={queries} live={live}>
      {children}
    </App>
  );
  return renderHook(() => useSigning(), { wrapper }).result.current;
};

describe('leaving this device', () => {
  it('takes along what was kept of the program, at sign-out', async () => {
    keepEmergencyNumber('112');
    jest.spyOn(api, 'post').mockResolvedValue(undefined);
    const { signOut } = signing();
    await act(() => signOut());
    expect(keptEmergencyNumber()).toBe('911');
  });

  it('quickly, owes the sign-out until the server has been told', async () => {
    keepEmergencyNumber('112');
    const { vanish } = signing();
    const post = jest.spyOn(api, 'post').mockRejectedValueOnce(new Error('no network'));
    vanish();
    expect([owesSignOut(), keptEmergencyNumber()]).toEqual([true, '911']);
    post.mockResolvedValueOnce(undefined);
    vanish();
    await waitFor(() => expect(owesSignOut()).toBe(false));
  });
});
