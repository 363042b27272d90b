import type { PersonFacts } from './people.js';
import type { Principal } from './principal.js';

/** The cookie says what was true at sign-in; the streams say what is true now. */
export const stillHolds = (principal: Principal, facts: PersonFacts | null): facts is PersonFacts =>
  facts !== null &&
  facts.isActive &&
  principal.signedInAt >= facts.signInsFrom &&
  principal.role === (facts.kind === 'staff' ? facts.role : 'patient');
