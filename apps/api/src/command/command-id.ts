import { v5 as uuidv5 } from 'uuid';
import type { Acting } from '../access/principal.js';

const NAMESPACE = '5f1b2f3e-0d4f-5c0e-9a6f-1c9a3e0b7d52';

/**
 * A UUID that is the same when the same person sends the same key for the same thing again, and that nobody else's
 * key can meet.
 * @param about the thing, opaque
 * @param what the kind of command or of id
 */
export const derivedId = (
  { actor, idempotencyKey }: Pick<Acting, 'actor' | 'idempotencyKey'>,
  about: string,
  what: string,
): string => uuidv5(JSON.stringify([actor.kind, actor.id, about, what, idempotencyKey]), NAMESPACE);
