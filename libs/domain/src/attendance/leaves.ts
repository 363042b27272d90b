import type { PersonRef } from '../person.js';
import { canonicalJson, sha256Hex } from './canonical.js';
import type { AttendanceInputs } from './inputs.js';
import { merklePath, merkleRoot, type MerklePath } from './merkle.js';
import { editionsOf, type RulesEdition } from './policy.js';
import { roomOpenings } from './presence.js';
import type { PatientAttendance, SealedAttendance } from './sealed.js';
import { settle } from './settle.js';

/**
 * A seal is signed over what concerns the room and over the root of a tree of leaves: one for each patient, with the
 * facts about them and their figure, and one for everything else that was witnessed (observers, family). Each leaf is
 * salted, so that a patient's proof, which opens only their own, tells nothing of others.
 */
export type OpenedLeaf = {
  /** Null: the leaf of everybody who is neither a patient of the session nor a facilitator. */
  readonly patientId: string | null;
  readonly salt: string;
  readonly path: MerklePath;
};

/** The tree of a seal, and which of its leaves are shown. */
export type SealLeaves = {
  readonly root: string;
  readonly size: number;
  readonly opened: readonly OpenedLeaf[];
};

type Facts = Omit<AttendanceInputs, 'policy'>;

/** The salt of one leaf, from the secret of its seal. */
const leafSalt = (secret: string, patientId: string | null): string =>
  sha256Hex(`leaf-salt.${secret}.${patientId ?? ''}`);

const isFacilitator = ({ facilitatorIds }: Pick<Facts, 'facilitatorIds'>, { kind, id }: PersonRef): boolean =>
  kind === 'staff' && facilitatorIds.includes(id);
const isPatient = (patientId: string, { kind, id }: PersonRef): boolean =>
  kind === 'patient' && id === patientId;

/** Whether a person is the patient, or one of those whose presence concerns everybody. */
export const concerns = (
  facts: Pick<Facts, 'facilitatorIds'>,
  patientId: string,
  person: PersonRef,
): boolean => isFacilitator(facts, person) || isPatient(patientId, person);

/** Of everything that was witnessed, what is about these people. */
const about = (
  { facts, media }: Facts,
  isMeant: (person: PersonRef) => boolean,
): Pick<AttendanceInputs, 'facts' | 'media'> => ({
  facts: facts.filter(({ person }) => isMeant(person)),
  media: media.filter(({ person }) => isMeant(person)),
});

/** With the rooms that everybody's facts tell of, so that what is taken of it says when each began. */
export const withRooms = (inputs: AttendanceInputs): AttendanceInputs => ({
  ...inputs,
  rooms: roomOpenings(inputs),
});

/** What one patient's minutes follow from: the facts of the room and their own. `rooms` must be known. */
export const partOf = (inputs: AttendanceInputs, patientId: string): AttendanceInputs => ({
  ...inputs,
  roster: inputs.roster.filter((entry) => entry.patientId === patientId),
  ...about(inputs, (person) => concerns(inputs, patientId, person)),
});

/** Settles a session that is over patient by patient, each from their own part alone. */
export const settleParts = (
  inputs: AttendanceInputs,
  endedAt: number,
  edition: RulesEdition = editionsOf(inputs.policy)[0],
): SealedAttendance => {
  const whole = withRooms(inputs);
  const { window, breaks, unstaffed } = settle({ ...whole, roster: [] }, endedAt, edition).attendance;
  const patients = inputs.roster.flatMap(
    ({ patientId }) => settle(partOf(whole, patientId), endedAt, edition).attendance.patients,
  );
  return { window, breaks, unstaffed, patients };
};

const patientLeaf = (inputs: Facts, figure: PatientAttendance, salt: string): string => {
  const { patientId, enrollmentId } = figure;
  return sha256Hex(
    canonicalJson({
      kind: 'patient',
      sessionId: inputs.sessionId,
      salt,
      patientId,
      enrollmentId,
      ...about(inputs, (person) => isPatient(patientId, person)),
      figure,
    }),
  );
};

const othersLeaf = (inputs: Facts, salt: string): string => {
  const isOther = (person: PersonRef): boolean =>
    !isFacilitator(inputs, person) && !inputs.roster.some(({ patientId }) => isPatient(patientId, person));
  const { sessionId } = inputs;
  return sha256Hex(canonicalJson({ kind: 'others', sessionId, salt, ...about(inputs, isOther) }));
};

interface Leaf {
  readonly patientId: string | null;
  readonly salt: string;
  readonly digest: string;
}

/** Every leaf of a session, the others' last. */
const leavesOf = (inputs: Facts, { patients }: SealedAttendance, secret: string): readonly Leaf[] => {
  const ofPatients = patients.map((figure) => {
    const salt = leafSalt(secret, figure.patientId);
    return { patientId: figure.patientId, salt, digest: patientLeaf(inputs, figure, salt) };
  });
  const salt = leafSalt(secret, null);
  return [...ofPatients, { patientId: null, salt, digest: othersLeaf(inputs, salt) }];
};

/** Lower-case hex SHA-256 over the room and the root of the leaves. `inputs` are of the whole session. */
export const leavedSealHash = (
  inputs: AttendanceInputs,
  { window, breaks, unstaffed, patients }: SealedAttendance,
  secret: string,
): string => {
  const { policy, roster: _roster, ...facts } = withRooms(inputs);
  const digests = leavesOf(inputs, { window, breaks, unstaffed, patients }, secret).map(
    ({ digest }) => digest,
  );
  return sha256Hex(
    canonicalJson({
      facts: { ...facts, ...about(inputs, (person) => isFacilitator(inputs, person)) },
      policy,
      result: { window, breaks, unstaffed },
      leaves: { root: merkleRoot(digests), size: digests.length },
    }),
  );
};

/** The digest and the salt of one patient's leaf; null when they are not on the roster. */
export const leafOf = (
  inputs: AttendanceInputs,
  attendance: SealedAttendance,
  secret: string,
  patientId: string,
): { readonly digest: string; readonly salt: string } | null =>
  leavesOf(inputs, attendance, secret).find((leaf) => leaf.patientId === patientId) ?? null;

/** What a proof shows of a seal with leaves: everything, or what one patient may see and check. */
export interface Opened {
  readonly facts: Facts;
  readonly result: SealedAttendance;
  readonly leaves: SealLeaves;
}

/**
 * Opens all leaves of a seal, or only that of one patient; null when that one is not on the roster.
 * @param inputs of the whole session, as they were sealed
 */
export const opened = (
  inputs: AttendanceInputs,
  result: SealedAttendance,
  secret: string,
  patientId: string | null,
): Opened | null => {
  const all = leavesOf(inputs, result, secret);
  const digests = all.map(({ digest }) => digest);
  const shown = patientId === null ? all : all.filter((leaf) => leaf.patientId === patientId);
  if (shown.length === 0) return null;
  const whole = withRooms(inputs);
  const { policy: _policy, ...facts } = patientId === null ? whole : partOf(whole, patientId);
  const mine = result.patients.filter((one) => patientId === null || one.patientId === patientId);
  const leaves = {
    root: merkleRoot(digests),
    size: digests.length,
    opened: shown.map(({ digest, ...leaf }) => ({ ...leaf, path: merklePath(digests, digest) ?? [] })),
  };
  return { facts, result: { ...result, patients: mine }, leaves };
};
