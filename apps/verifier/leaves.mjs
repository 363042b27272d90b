// How a seal is signed over what concerns the room and over a tree of leaves, one for each patient, written a second
// time. Each leaf is salted: what is not opened tells nothing.
import { createHash } from 'node:crypto';
import { settle } from './settle.mjs';

/** JSON with keys in code-unit order and no white space. */
export const canonical = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(',')}}`;
};
const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
/** Lower-case hex SHA-256 over the canonical form. */
export const hashOf = (value) => sha256(canonical(value));

/** Whether two have one canonical form. */
export const equal = (a, b) => canonical(a) === canonical(b);
/** What is signed of a link of the chain. */
export const linkPayload = ({ sequence, previousHash, hash }) => `${sequence}.${previousHash ?? ''}.${hash}`;

const node = (left, right) => sha256(`node.${left}.${right}`);
/** Where a path leads from a leaf. */
export const climb = (leaf, path) =>
  path.reduce((below, { side, hash }) => (side === 'left' ? node(hash, below) : node(below, hash)), leaf);

/** The root over all leaves, in the order of their digests; an odd one at the end goes up as it is. */
export const rootOf = (digests) => {
  let level = [...digests].sort();
  while (level.length > 1) {
    level = level
      .filter((_, index) => index % 2 === 0)
      .map((left, index) => (2 * index + 1 < level.length ? node(left, level[2 * index + 1]) : left));
  }
  return level[0];
};

const isOf = (patientId) => (person) => person.kind === 'patient' && person.id === patientId;
const isFacilitator =
  ({ facilitatorIds }) =>
  (person) =>
    person.kind === 'staff' && facilitatorIds.includes(person.id);
const isOther = (facts) => (person) =>
  !isFacilitator(facts)(person) && !facts.roster.some(({ patientId }) => isOf(patientId)(person));
const about = ({ facts, media }, isMeant) => ({
  facts: facts.filter(({ person }) => isMeant(person)),
  media: media.filter(({ person }) => isMeant(person)),
});

/** What is about neither a facilitator nor a patient of the roster. */
export const foreign = (facts) => about(facts, isOther(facts));

/** What one patient's minutes follow from: the room and their own facts. */
export const partOf = (facts, patientId) => ({
  ...facts,
  roster: facts.roster.filter((one) => one.patientId === patientId),
  ...about(facts, (person) => isFacilitator(facts)(person) || isOf(patientId)(person)),
});

/** Derives a session's attendance patient by patient, each from their own part alone. */
export const settleParts = (facts, policy, edition) => ({
  ...settle({ ...facts, roster: [] }, policy, edition),
  patients: facts.roster.flatMap(
    ({ patientId }) => settle(partOf(facts, patientId), policy, edition).patients,
  ),
});

/** The digest of a leaf: of one patient with their figure, or of everything else that was witnessed. */
export const leafDigest = (facts, result, { patientId, salt }) => {
  const { sessionId } = facts;
  if (patientId === null) {
    return hashOf({ kind: 'others', sessionId, salt, ...foreign(facts) });
  }
  const figure = result.patients.find((one) => one.patientId === patientId);
  return hashOf({
    ...{ kind: 'patient', sessionId, salt, patientId, enrollmentId: figure?.enrollmentId, figure },
    ...about(facts, isOf(patientId)),
  });
};

/** What a seal with leaves is taken of. */
export const leavedHash = ({ facts, policy, result, leaves }) => {
  const { roster: _roster, ...room } = facts;
  const { window, breaks, unstaffed } = result;
  const { root, size } = leaves;
  return hashOf({
    facts: { ...room, ...about(facts, isFacilitator(facts)) },
    policy,
    result: { window, breaks, unstaffed },
    leaves: { root, size },
  });
};
