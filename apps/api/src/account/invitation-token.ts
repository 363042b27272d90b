import type { PersonRef } from '@hearth/domain';
import { createHash, randomBytes } from 'node:crypto';

/** What an invitation's link carries: for whom, by an opaque id, and a secret. */
export interface InvitationToken {
  readonly person: PersonRef;
  /** 256 bits, base64url. */
  readonly secret: string;
}

const WRITTEN = /^(patient|staff)\.([A-Za-z0-9_-]{1,180})\.([A-Za-z0-9_-]{43})$/;

export const newInvitationToken = (person: PersonRef): InvitationToken => ({
  person,
  secret: randomBytes(32).toString('base64url'),
});

export const writtenToken = ({ person, secret }: InvitationToken): string =>
  [person.kind, Buffer.from(person.id).toString('base64url'), secret].join('.');

/** Null when it is none. */
export const readToken = (written: string): InvitationToken | null => {
  const [, kind, id, secret] = WRITTEN.exec(written) ?? [];
  if ((kind !== 'patient' && kind !== 'staff') || id === undefined || secret === undefined) return null;
  return { person: { kind, id: Buffer.from(id, 'base64url').toString() }, secret };
};

/** All that is kept of an invitation's secret. It is random, so a plain hash cannot be guessed back. */
export const tokenHash = ({ person, secret }: InvitationToken): string =>
  createHash('sha256')
    .update(JSON.stringify([person.kind, person.id, secret]))
    .digest('hex');

/** The link to hand over. Its secret is behind the `#`, which browsers send to no server. */
export const invitationLink = (publicUrl: string, token: InvitationToken): string =>
  `${publicUrl}/invitation#${writtenToken(token)}`;
