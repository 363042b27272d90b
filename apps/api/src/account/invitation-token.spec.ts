import { describe, expect, it } from '@jest/globals';
import {
  invitationLink,
  newInvitationToken,
  readToken,
  tokenHash,
  writtenToken,
} from './invitation-token.js';

describe('the secret of an invitation', () => {
  it('can be written into a link and read again', () => {
    for (const id of ['staff-1', 'a.b:c', '0b1e2f30-7a1c-5c56-9a5e-1d3f0b6c2e91']) {
      const token = newInvitationToken({ kind: 'staff', id });
      expect(readToken(writtenToken(token))).toEqual(token);
      expect(new URL(invitationLink('https://hearth.test', token)).pathname).toBe('/invitation');
    }
  });

  it('is long, and another each time', () => {
    const [one, other] = [1, 2].map(() => newInvitationToken({ kind: 'patient', id: 'p' }));
    expect(Buffer.from(one?.secret ?? '', 'base64url')).toHaveLength(32);
    expect(one?.secret).not.toBe(other?.secret);
  });

  it('is for one person: the same secret under another name is another invitation', () => {
    const token = newInvitationToken({ kind: 'patient', id: 'p' });
    expect(tokenHash({ ...token, person: { kind: 'staff', id: 'p' } })).not.toBe(tokenHash(token));
  });

  it.each(['', 'x', 'staff..', 'family.YQ.' + 'a'.repeat(43), 'staff.YQ.' + 'a'.repeat(42), 'staff.%2e.x'])(
    'is not %j',
    (written) => {
      expect(readToken(written)).toBeNull();
    },
  );
});
