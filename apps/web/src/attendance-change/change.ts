import type { correctionBody, presenceEntryBody } from '@hearth/contracts';
import type { PatientAttendance, Segment } from '@hearth/domain';
import type { RoomDocument } from '@hearth/views';
import type { z } from 'zod';
import { momentNear } from './moment-near';

export const entryWays = ['telephone', 'room-failed', 'in-person', 'other'] as const;
export const correctionBases = [...entryWays, 'late-facts', 'not-attending'] as const;
export type Basis = (typeof correctionBases)[number];

/** How surely somebody remembers, in minutes. */
export const doubts = ['1', '5', '15', '30'] as const;

/** What a form holds while it is filled in. */
export interface Draft {
  readonly patientId: string;
  readonly basis: Basis | '';
  readonly from: string;
  readonly to: string;
  readonly doubt: (typeof doubts)[number];
  readonly reason: string;
  /** Connections that were no attendance, as `keyOf` names them. */
  readonly withdrawn: readonly string[];
}

export const emptyDraft: Draft = {
  patientId: '',
  basis: '',
  from: '',
  to: '',
  doubt: '5',
  reason: '',
  withdrawn: [],
};

export type Missing = 'patient' | 'basis' | 'from' | 'to' | 'order' | 'future' | 'segments' | 'reason';
type Entry = z.infer<typeof presenceEntryBody>;
type Correction = z.infer<typeof correctionBody>;

export type Change =
  | { readonly kind: 'entry'; readonly body: Entry }
  | { readonly kind: 'correction'; readonly body: Correction };

export const keyOf = ({ roomSid, participantSid }: Pick<Segment, 'roomSid' | 'participantSid'>): string =>
  `${roomSid}/${participantSid}`;

/** Whether this way of taking part is told with a from and a to. */
export const needsTimes = (basis: Draft['basis']): boolean =>
  basis !== '' && basis !== 'late-facts' && basis !== 'not-attending';

/** Before the seal a facilitator enters; after it, whoever may, corrects. Null when nothing can be changed. */
export const kindOf = (
  room: Pick<RoomDocument, 'status' | 'facilitators'>,
  me: { readonly personId: string; readonly oversees: boolean },
): Change['kind'] | null => {
  const facilitates = room.facilitators.some(({ person }) => person.id === me.personId);
  switch (room.status) {
    case 'live':
    case 'ended':
      return facilitates ? 'entry' : null;
    case 'sealed':
      return facilitates || me.oversees ? 'correction' : null;
    default:
      return null;
  }
};

export const figureOf = (room: RoomDocument, patientId: string): PatientAttendance | null =>
  room.attendance?.patients.find((one) => one.patientId === patientId) ?? null;

/** What is still missing, in the order of the form; empty when it can be sent. */
export const missingIn = (draft: Draft, room: RoomDocument, now: number): readonly Missing[] => {
  const missing: Missing[] = [];
  if (draft.patientId === '') missing.push('patient');
  if (draft.basis === '') missing.push('basis');
  if (needsTimes(draft.basis)) {
    const from = momentNear(draft.from, room.startsAt, room.timeZone);
    const to = momentNear(draft.to, room.startsAt, room.timeZone);
    if (from === null) missing.push('from');
    if (to === null) missing.push('to');
    if (from !== null && to !== null && from >= to) missing.push('order');
    if (to !== null && to > now) missing.push('future');
  }
  if (draft.basis === 'not-attending' && draft.withdrawn.length === 0) missing.push('segments');
  if (draft.reason.trim() === '') missing.push('reason');
  return missing;
};

const isEntryWay = (basis: Draft['basis']): basis is Entry['how'] => entryWays.some((way) => way === basis);

/** What is sent; null while something is missing. */
export const changeOf = (
  kind: Change['kind'],
  draft: Draft,
  room: RoomDocument,
  now: number,
): Change | null => {
  const { patientId, basis } = draft;
  if (missingIn(draft, room, now).length > 0 || basis === '') return null;
  const from = momentNear(draft.from, room.startsAt, room.timeZone) ?? 0;
  const to = momentNear(draft.to, room.startsAt, room.timeZone) ?? 0;
  const uncertaintyMs = Number(draft.doubt) * 60_000;
  const reason = draft.reason.trim();
  if (kind === 'entry') {
    return isEntryWay(basis)
      ? { kind, body: { patientId, from, to, uncertaintyMs, how: basis, reason } }
      : null;
  }
  const withdrawn = (figureOf(room, patientId)?.segments ?? [])
    .filter((segment) => basis === 'not-attending' && draft.withdrawn.includes(keyOf(segment)))
    .map(({ roomSid, participantSid }) => ({ roomSid, participantSid }));
  const presence = needsTimes(basis) ? [{ from, to, uncertaintyMs }] : [];
  return {
    kind,
    body: { patientId, basis, reason, presence, withdrawn, takeLateFacts: basis === 'late-facts' },
  };
};
