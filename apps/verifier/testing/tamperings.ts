import type { AttendanceProof } from '@hearth/domain';
import { ephemeralSealSigner } from '@hearth/platform';

/** A proof that may be tampered with. */
type Writable<T> = { -readonly [Key in keyof T]: Writable<T[Key]> };
export type Tampered = Writable<AttendanceProof>;

/** An element that must be there. */
export const at = <T>(list: readonly T[], index: number): T => {
  const found = list.at(index);
  if (found === undefined) throw new Error(`nothing at ${index}`);
  return found;
};

export const swap = (list: unknown[], a: number, b: number): void => {
  [list[a], list[b]] = [list[b], list[a]];
};

/** What is done to the proof, and what the verifier calls it. */
export const tamperings: readonly [what: string, code: string, tamper: (one: Tampered) => void][] = [
  [
    'a fact is moved by a second',
    'minutes',
    (one) => void (at(at(one.sessions, 0).facts.facts, 1).at += 1_000),
  ],
  [
    'a fact is moved by a millisecond',
    'minutes',
    (one) => void (at(at(one.sessions, 0).facts.facts, 1).at -= 1),
  ],
  ['a fact is dropped', 'minutes', (one) => void at(one.sessions, 0).facts.facts.splice(1, 1)],
  [
    'a fact is added',
    'minutes',
    (one) => {
      const { facts } = at(one.sessions, 0).facts;
      facts.push({ ...at(facts, 1), participantSid: 'PA_more', at: at(facts, 1).at + 61 * 60_000 });
    },
  ],
  [
    'a fact is repeated',
    'leaf-path',
    (one) => {
      const { facts } = at(one.sessions, 0).facts;
      facts.push(at(facts, 1));
    },
  ],
  [
    'a fact is given to somebody else',
    'minutes',
    (one) => void (at(at(one.sessions, 0).facts.facts, 1).person.id = 'patient-ben'),
  ],
  [
    'a witness is made a better one',
    'minutes',
    (one) => {
      const fact = at(one.sessions, 0).facts.facts.find(({ witness }) => witness === 'livekit-poll');
      if (fact !== undefined) fact.witness = 'livekit-webhook';
    },
  ],
  [
    'an uncertainty is made smaller',
    'minutes',
    (one) => {
      const fact = at(one.sessions, 0).facts.facts.find(({ witness }) => witness === 'livekit-poll');
      if (fact !== undefined) fact.uncertaintyMs = 0;
    },
  ],
  [
    'the author of a staff entry is changed',
    'leaf-path',
    (one) => {
      const fact = at(one.sessions, 0).facts.facts.find(({ entered }) => entered !== undefined);
      if (fact?.entered !== undefined) fact.entered.by = 'staff-other';
    },
  ],
  [
    'a camera is turned on afterwards',
    'minutes',
    (one) => void (at(at(one.sessions, 0).facts.media, 0).camera = true),
  ],
  ['a break is taken away', 'minutes', (one) => void (at(one.sessions, 0).facts.breaks = [])],
  [
    'the schedule is made to begin later',
    'minutes',
    (one) => void (at(one.sessions, 0).facts.schedule.from += 600_000),
  ],
  [
    'the end is moved',
    'minutes',
    (one) => void (at(one.sessions, 0).facts.endedAt = at(one.sessions, 0).facts.schedule.to - 60_000),
  ],
  ['a facilitator is taken away', 'minutes', (one) => void (at(one.sessions, 0).facts.facilitatorIds = [])],
  ['the policy bridges less', 'minutes', (one) => void (at(one.sessions, 0).policy.bridgeMs = 0)],
  ['the policy counts breaks', 'minutes', (one) => void (at(one.sessions, 0).policy.breaksCount = true)],
  ['the policy has another version', 'seal-hash', (one) => void (at(one.sessions, 0).policy.version += 1)],
  [
    'a minute is added to a figure',
    'minutes',
    (one) => void (at(at(one.sessions, 0).result.patients, 0).countedMs += 60_000),
  ],
  [
    'a doubt is hidden',
    'minutes',
    (one) => void (at(at(one.sessions, 0).result.patients, 1).uncertaintyMs = 0),
  ],
  ['a flag is taken away', 'minutes', (one) => void (at(at(one.sessions, 0).result.patients, 0).flags = [])],
  [
    'a patient is taken out of the result',
    'minutes',
    (one) => void at(one.sessions, 0).result.patients.pop(),
  ],
  [
    'a patient is taken out of roster and result',
    'leaf-foreign',
    (one) => {
      at(one.sessions, 0).result.patients.pop();
      at(one.sessions, 0).facts.roster.pop();
    },
  ],
  ['a seal has another hash', 'seal-hash', (one) => void (at(one.sessions, 0).seal.hash = 'a'.repeat(64))],
  [
    'a signature is changed',
    'seal-signature',
    (one) => {
      const { seal } = at(one.sessions, 0);
      seal.signature = (seal.signature.startsWith('A') ? 'B' : 'A') + seal.signature.slice(1);
    },
  ],
  [
    'two seals are swapped',
    'seal-hash',
    (one) => {
      const [a, b] = [at(one.sessions, 0), at(one.sessions, 1)];
      [a.seal, b.seal] = [b.seal, a.seal];
    },
  ],
  [
    'two signatures are swapped',
    'seal-signature',
    (one) => {
      const [a, b] = [at(one.sessions, 0).seal, at(one.sessions, 1).seal];
      [a.signature, b.signature] = [b.signature, a.signature];
    },
  ],
  ['a seal is given another place', 'seal-signature', (one) => void (at(one.sessions, 0).seal.sequence += 1)],
  ['a link is cut out', 'chain-cut', (one) => void one.chain.splice(2, 1)],
  ['two links are swapped', 'chain-cut', (one) => swap(one.chain, 2, 3)],
  [
    'a link names another one before it',
    'chain-link',
    (one) => void (at(one.chain, 2).previousHash = 'b'.repeat(64)),
  ],
  [
    'the seal is taken out of the chain',
    'seal-not-in-chain',
    (one) => void (at(one.chain, at(one.sessions, 0).seal.sequence).sessionId = 's9'),
  ],
  ['the end of the chain is cut off', 'root-links', (one) => void one.chain.splice(5)],
  ['the newest link, under no root yet, is cut off', 'document-signature', (one) => void one.chain.pop()],
  ['a correction is hidden', 'correction-hidden', (one) => void at(one.sessions, 0).corrections.pop()],
  [
    'a correction and its link are hidden',
    'chain-cut',
    (one) => {
      at(one.sessions, 0).corrections.shift();
      one.chain = one.chain.filter(({ correctionId }) => correctionId !== 'k1');
    },
  ],
  [
    'a correction is invented',
    'correction-not-in-chain',
    (one) => {
      const { corrections } = at(one.sessions, 0);
      corrections.push({ ...at(corrections, 1), correctionId: 'k3' });
    },
  ],
  [
    'a corrected figure is changed',
    'correction-figure',
    (one) => void (at(at(one.sessions, 0).corrections, 1).after.countedMs += 60_000),
  ],
  [
    'the figure before a correction is changed',
    'correction-before',
    (one) => void (at(at(one.sessions, 0).corrections, 0).before.countedMs += 1),
  ],
  [
    'the evidence of a correction is changed',
    'correction-figure',
    (one) => void (at(at(at(one.sessions, 0).corrections, 0).evidence.added, 0).at -= 60_000),
  ],
  [
    'a correction is said to be only stated',
    'correction-hash',
    (one) => {
      const correction = at(at(one.sessions, 0).corrections, 1);
      correction.evidence.basis = 'stated';
      correction.after.countedMs += 60_000;
    },
  ],
  [
    'the author of a correction is changed',
    'correction-hash',
    (one) => void (at(at(one.sessions, 0).corrections, 0).by = 'staff-other'),
  ],
  [
    'the reason of a correction is another',
    'correction-hash',
    (one) => void (at(at(one.sessions, 0).corrections, 0).reasonDigest = 'c'.repeat(64)),
  ],
  [
    'the signature of a correction is swapped',
    'correction-signature',
    (one) => {
      const made = one.chain.filter(({ kind }) => kind === 'correction');
      at(made, 0).signature = at(made, 1).signature;
    },
  ],
  ['the moment of a link is changed', 'root-hash', (one) => void (at(one.chain, 2).at += 1)],
  ['a root is changed', 'root-hash', (one) => void (at(one.roots, 0).root = 'd'.repeat(64))],
  [
    'the signature of a root is swapped',
    'root-signature',
    (one) => void (at(one.roots, 0).signature = at(one.roots, 1).signature),
  ],
  ['the day of a root is changed', 'root-hash', (one) => void (at(one.roots, 0).day = '2026-11-15')],
  ['a root is left out', 'document-signature', (one) => void one.roots.pop()],
  [
    'a late fact is invented',
    'document-signature',
    (one) => void at(one.sessions, 0).lateFacts.push(at(at(one.sessions, 0).facts.facts, 1)),
  ],
  ['an unsealed session is kept back', 'document-signature', (one) => void one.unsealed.push('s9')],
  ['a session is left out', 'document-signature', (one) => void one.sessions.pop()],
  [
    'the scope is changed',
    'document-signature',
    (one) => void (one.scope = { kind: 'period', from: '2026-01-01', to: '2026-12-31' }),
  ],
  [
    'a key is put in the place of another',
    'key',
    (one) => void (at(one.keys, 0).publicKey = ephemeralSealSigner().publicKey),
  ],
  ['the key is taken out', 'key', (one) => void (one.keys = [])],
  ['it is of another format', 'format', (one) => void ((one as { version: number }).version = 3)],
];
