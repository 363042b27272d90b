import type { PersonRef } from '@hearth/domain';
import { createHash, randomBytes } from 'node:crypto';

/** The secret part of a feed's address: for whom, by an opaque id, and 256 random bits. */
export interface FeedToken {
  readonly person: PersonRef;
  readonly secret: string;
}

const WRITTEN = /^(patient|staff)\.([A-Za-z0-9_-]{1,180})\.([A-Za-z0-9_-]{43})$/;

export const newFeedToken = (person: PersonRef): FeedToken => ({
  person,
  secret: randomBytes(32).toString('base64url'),
});

export const writtenFeedToken = ({ person, secret }: FeedToken): string =>
  [person.kind, Buffer.from(person.id).toString('base64url'), secret].join('.');

/** Null when it is none. */
export const readFeedToken = (written: string): FeedToken | null => {
  const [, kind, id, secret] = WRITTEN.exec(written) ?? [];
  if ((kind !== 'patient' && kind !== 'staff') || id === undefined || secret === undefined) return null;
  return { person: { kind, id: Buffer.from(id, 'base64url').toString() }, secret };
};

/** All that is kept of the secret. It is random, so a plain hash cannot be guessed back. */
export const feedTokenHash = ({ person, secret }: FeedToken): string =>
  createHash('sha256')
    .update(JSON.stringify(['calendar-feed', person.kind, person.id, secret]))
    .digest('hex');
