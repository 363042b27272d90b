import { canonicalJson, sha256Hex } from '@hearth/domain';
import { leafDigest } from '../leaves.mjs';
import { at, type Tampered } from './tamperings.js';

type Session = Tampered['sessions'][number];
type Leaves = NonNullable<Session['leaves']>;

/** The tree of a session's seal, which must have one. */
export const leavesOf = (session: Session): Leaves => {
  if (session.leaves === undefined) throw new Error('the seal has leaves');
  return session.leaves;
};
const first = (one: Tampered): Session => at(one.sessions, 0);

/** What is done to the leaves of a proof that opens all of them, and what the verifier calls it. */
export const wholeTamperings: readonly [what: string, code: string, tamper: (one: Tampered) => void][] = [
  [
    'two patients’ leaves are swapped',
    'leaf-path',
    (one) => {
      const { opened } = leavesOf(first(one));
      const [a, b] = [at(opened, 0), at(opened, 1)];
      [a.salt, a.path, b.salt, b.path] = [b.salt, b.path, a.salt, a.path];
    },
  ],
  [
    'a salt is another',
    'leaf-path',
    (one) => void (at(leavesOf(first(one)).opened, 0).salt = 'a'.repeat(64)),
  ],
  ['a leaf is omitted', 'leaf-missing', (one) => void leavesOf(first(one)).opened.shift()],
  ['the leaf of everybody else is omitted', 'leaf-missing', (one) => void leavesOf(first(one)).opened.pop()],
  [
    'a leaf is shown twice',
    'leaf-foreign',
    (one) => {
      const { opened } = leavesOf(first(one));
      opened.push(at(opened, 0));
    },
  ],
  ['the tree is said to be smaller', 'leaves', (one) => void (leavesOf(first(one)).size -= 1)],
  [
    'the root of the leaves is another',
    'leaf-path',
    (one) => void (leavesOf(first(one)).root = 'b'.repeat(64)),
  ],
  [
    'a room is said to have opened earlier',
    'rooms',
    (one) => void (at(first(one).facts.rooms ?? [], 0).earliest -= 1),
  ],
  [
    'the seal is said to be one over everything at once',
    'seal-hash',
    (one) => {
      delete first(one).leaves;
      delete first(one).facts.rooms;
    },
  ],
  [
    'an observer is taken out of the room',
    'leaf-path',
    (one) => {
      const { facts } = first(one);
      facts.facts = facts.facts.filter(({ person }) => person.id !== 'staff-observer');
    },
  ],
];

/** What is done to one patient’s proof, and what the verifier calls it. */
export const ownTamperings: readonly [
  what: string,
  code: string,
  tamper: (mine: Tampered, whole: Tampered) => void,
][] = [
  [
    'another patient’s leaf is put in the place of their own',
    'leaf-missing',
    (mine, whole) => {
      const [own, theirs] = [first(mine), first(whole)];
      own.facts = theirs.facts;
      own.result = theirs.result;
      leavesOf(own).opened = leavesOf(theirs).opened.filter(({ patientId }) => patientId === 'patient-ben');
    },
  ],
  [
    'another patient’s facts are in it',
    'leaf-foreign',
    (mine, whole) => void (first(mine).facts.facts = first(whole).facts.facts),
  ],
  [
    'another patient’s leaf is opened too',
    'leaf-foreign',
    (mine, whole) =>
      void leavesOf(first(mine)).opened.push(
        ...leavesOf(first(whole)).opened.filter(({ patientId }) => patientId === 'patient-ben'),
      ),
  ],
  [
    'another patient’s figure is in it',
    'minutes',
    (mine, whole) => void (first(mine).result.patients = first(whole).result.patients),
  ],
  ['the leaf is omitted', 'leaf-missing', (mine) => void (leavesOf(first(mine)).opened = [])],
  [
    'the patient is taken out of it',
    'leaf-missing',
    (mine) => {
      const session = first(mine);
      leavesOf(session).opened = [];
      session.facts.roster = [];
      session.result.patients = [];
    },
  ],
  [
    'the path is another leaf’s',
    'leaf-path',
    (mine, whole) =>
      void (at(leavesOf(first(mine)).opened, 0).path = at(leavesOf(first(whole)).opened, 1).path),
  ],
  [
    'a step of the path is on the other side',
    'leaf-path',
    (mine) => {
      const step = at(at(leavesOf(first(mine)).opened, 0).path, 0);
      step.side = step.side === 'left' ? 'right' : 'left';
    },
  ],
  ['the path is cut short', 'leaf-path', (mine) => void at(leavesOf(first(mine)).opened, 0).path.pop()],
  [
    'it leads to the root of another session',
    'leaf-path',
    (mine) => {
      const other = leavesOf(at(mine.sessions, 1));
      Object.assign(leavesOf(first(mine)), { root: other.root });
    },
  ],
  [
    'the leaf comes from another session',
    'leaf-path',
    (mine) => void (leavesOf(first(mine)).opened = leavesOf(at(mine.sessions, 1)).opened),
  ],
  ['a fact of their own is moved', 'minutes', (mine) => void (at(first(mine).facts.facts, 1).at += 1_000)],
  ['a fact of their own is dropped', 'minutes', (mine) => void first(mine).facts.facts.splice(1, 1)],
  [
    'the presence of the facilitator is made longer',
    'minutes',
    (mine) => {
      const { facts } = first(mine).facts;
      const left = facts.find(({ kind, person }) => kind === 'left' && person.kind === 'staff');
      if (left !== undefined) left.at -= 600_000;
    },
  ],
  [
    'a room is said to have opened earlier',
    'seal-hash',
    (mine) => void (at(first(mine).facts.rooms ?? [], 0).earliest -= 1),
  ],
  ['the number of leaves is another', 'seal-hash', (mine) => void (leavesOf(first(mine)).size += 1)],
  [
    'a correction of theirs is passed off as somebody else’s',
    'correction-hash',
    (mine) => {
      const session = first(mine);
      const [hidden] = session.corrections.splice(-1);
      const theirs = at(session.veiledCorrections ?? [], 0);
      session.veiledCorrections?.push({ ...theirs, correctionId: hidden?.correctionId ?? '' });
    },
  ],
  [
    'a correction of theirs is shown as digests only',
    'correction-hidden',
    (mine) => {
      const session = first(mine);
      const hidden = at(session.corrections.splice(-1), 0);
      const { salt } = at(leavesOf(session).opened, 0);
      const content = sha256Hex(canonicalJson({ ...hidden, salt }));
      const leaf = leafDigest(session.facts, session.result, { patientId: hidden.patientId, salt });
      session.veiledCorrections?.push({ correctionId: hidden.correctionId, leaf, content });
    },
  ],
  [
    'a correction of somebody else’s is left out',
    'correction-hidden',
    (mine) => void first(mine).veiledCorrections?.pop(),
  ],
  [
    'a correction of somebody else’s says something else',
    'correction-hash',
    (mine) => void (at(first(mine).veiledCorrections ?? [], 0).content = 'c'.repeat(64)),
  ],
  [
    'it is said to be of the whole session',
    'leaf-missing',
    (mine) => void (mine.scope = { kind: 'session', sessionId: 's1' }),
  ],
  [
    'it is said to be another patient’s',
    'leaf-missing',
    (mine) =>
      void (mine.scope = { kind: 'patient', enrollmentId: 'enrollment-ben', patientId: 'patient-ben' }),
  ],
  ['what is kept back is not said', 'document-signature', (mine) => void mine.withheld.push('s9')],
];
