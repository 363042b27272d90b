// What is checked of a seal with leaves (see leaves.mjs).
import { editions, roomsOf } from './connections.mjs';
import { must } from './flaw.mjs';
import { climb, equal, foreign, hashOf, leafDigest, linkPayload, rootOf } from './leaves.mjs';

/** The leaves of a seal: each that is opened leads to the root; all of them, or only that of whom the proof is about. */
export const checkLeaves = ({ sessionId, policy, facts, result, leaves }, scope) => {
  const what = `session ${sessionId}`;
  const { root, size, opened } = leaves;
  const whose = opened.map(({ patientId }) => patientId);
  const isWhole = whose.includes(null);
  const roster = facts.roster.map(({ patientId }) => patientId);
  const wanted = isWhole ? [...roster, null] : scope.kind === 'patient' ? [scope.patientId] : roster;
  for (const patientId of wanted)
    must(
      whose.includes(patientId),
      'leaf-missing',
      `${what} does not open the leaf of ${patientId ?? 'everybody else'}.`,
    );
  must(isWhole || scope.kind === 'patient', 'leaf-missing', `${what} does not open all of its leaves.`);
  const strange = isWhole ? { facts: [], media: [] } : foreign(facts);
  const others = [...whose, ...roster].filter((patientId) => !wanted.includes(patientId));
  must(
    strange.facts.length + strange.media.length + others.length === 0 &&
      roster.length + isWhole === whose.length,
    'leaf-foreign',
    `${what} shows what belongs to another leaf than those it opens.`,
  );
  const digests = opened.map((leaf) => leafDigest(facts, result, leaf));
  opened.forEach(({ patientId, path }, index) => {
    const leads = climb(digests[index], path) === root;
    must(
      leads,
      'leaf-path',
      `The leaf of ${patientId ?? 'everybody else'} in ${what} does not lead to its root.`,
    );
  });
  if (!isWhole) return;
  const isAll = digests.length === size && rootOf(digests) === root;
  must(isAll, 'leaves', `The leaves of ${what} are not all of those that were sealed.`);
  const rooms = roomsOf({ ...facts, rooms: [] }, editions[policy.rules ?? 1]);
  must(equal(rooms, facts.rooms), 'rooms', `The rooms of ${what} are not those that its facts tell of.`);
};

/** Corrections that are not shown are of other leaves, and are those that were chained. */
export const checkVeiled = (
  { sessionId, facts, result, seal, leaves, veiledCorrections = [] },
  links,
  isSigned,
) => {
  if (veiledCorrections.length === 0) return;
  const own = (leaves?.opened ?? []).map((leaf) => leafDigest(facts, result, leaf));
  for (const { correctionId, leaf, content } of veiledCorrections) {
    const what = `correction ${correctionId} of session ${sessionId}`;
    const isOthers = leaves !== undefined && !own.includes(leaf);
    must(
      isOthers,
      'correction-hidden',
      `${what} is of a patient who is shown, and does not say what it says.`,
    );
    const link = links.get(`${sessionId}/${correctionId}`);
    const hash = hashOf({ kind: 'correction', sessionId, sealHash: seal.hash, correctionId, leaf, content });
    must(hash === link.hash, 'correction-hash', `${what} is not the one that was chained.`);
    isSigned(linkPayload(link), link, 'correction-signature', `the link of ${what}`);
  }
};

/** What a correction was chained as: all of it, or digests of the patient's leaf and of what it says. */
export const chainedAs = ({ facts, result, leaves }, said) => {
  const leaf = leaves?.opened.find(({ patientId }) => patientId === said.patientId);
  if (leaves === undefined || leaf === undefined) return said;
  const content = hashOf({ ...said, salt: leaf.salt });
  return { correctionId: said.correctionId, leaf: leafDigest(facts, result, leaf), content };
};
