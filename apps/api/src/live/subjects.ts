import type { LiveView, SubscribeMessage } from '@hearth/contracts';
import type { PersonRef } from '@hearth/domain';
import {
  ownOutreach,
  ownWeek,
  patientRoom,
  type OutreachDocument,
  type RoomDocument,
  type ViewKey,
  type WeekDocument,
} from '@hearth/views';
import { pathId } from '../http/validated.js';
import { ProblemError } from '../problem/problem-error.js';

/** What a screen asked for, as the one thing that it stands for. */
export interface Subject {
  readonly view: LiveView;
  /** As the client named it; what is pushed carries the same. */
  readonly key: string;
  /** Which document it is made of. */
  readonly source: ViewKey;
  /** Readers of the same variant get the same messages. */
  readonly variant: string;
  /** The reader's part of the document; null when there is none. */
  readonly select: (document: unknown) => unknown;
}

const whole = (document: unknown): unknown => document;

const pair = (key: string): { readonly programmeId: string; readonly date: string } => {
  const slash = key.lastIndexOf('/');
  const programmeId = key.slice(0, Math.max(0, slash));
  const date = key.slice(slash + 1);
  if (!pathId.safeParse(programmeId).success || !/^\d{4}-\d{2}-\d{2}$/.test(date)) throw badKey();
  return { programmeId, date };
};

const badKey = (): ProblemError =>
  new ProblemError('invalid-body', {}, [{ path: 'key', message: 'is not a key of this view' }]);

/** The programme that a board or a week of a programme belongs to. */
export const programmeOf = (subject: Subject): string => pair(subject.source.key).programmeId;

/** @throws ProblemError when the key cannot be one of the view */
export const subjectOf = ({ view, key }: SubscribeMessage, reader: PersonRef): Subject => {
  switch (view) {
    case 'board':
    case 'programme-week':
    case 'calendar':
      pair(key);
      return { view, key, source: { view, key }, variant: 'staff', select: whole };
    case 'directory':
      return { view, key: oneId(key), source: { view, key }, variant: 'staff', select: whole };
    case 'schedule': {
      const of = key === 'me' ? reader.id : oneId(key);
      return { view, key, source: { view, key: of }, variant: `as:${key}`, select: whole };
    }
    case 'tasks':
    case 'authorizations':
    case 'outreach-history':
    case 'authorization-use':
      return { view, key: oneId(key), source: { view, key }, variant: 'staff', select: whole };
    case 'own-outreach':
      return {
        view,
        key: oneId(key),
        source: { view: 'outreach', key },
        variant: 'own',
        select: (document) => ownOutreach(document as OutreachDocument),
      };
    case 'room':
      return { view, key: oneId(key), source: { view, key }, variant: 'whole', select: whole };
    case 'week': {
      const isOwn = reader.kind === 'patient';
      return {
        view,
        key: oneId(key),
        source: { view, key },
        variant: isOwn ? 'own' : 'whole',
        select: isOwn ? (document) => ownWeek(document as WeekDocument) : whole,
      };
    }
    case 'patient-room':
      return {
        view,
        key: oneId(key),
        source: { view: 'room', key },
        variant: `patient:${reader.id}`,
        select: (document) => patientRoom(document as RoomDocument, reader.id),
      };
    default:
      return view satisfies never;
  }
};

const oneId = (key: string): string => {
  if (!pathId.safeParse(key).success) throw badKey();
  return key;
};

export const channelId = ({ view, source, variant }: Subject): string =>
  JSON.stringify([view, source.key, variant]);
