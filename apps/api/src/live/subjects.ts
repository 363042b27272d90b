import type { LiveView, SubscribeMessage } from '@hearth/contracts';
import type { PersonRef } from '@hearth/domain';
import type { ViewReader } from '@hearth/projections';
import {
  authorizationsView,
  authorizationUseView,
  boardView,
  calendarView,
  directoryView,
  outreachHistoryView,
  outreachView,
  ownOutreach,
  ownWeek,
  patientRoom,
  programmeWeekView,
  roomView,
  scheduleView,
  tasksView,
  weekView,
  type RoomDocument,
  type ViewKey,
} from '@hearth/views';
import {
  maySeeAuthorizations,
  maySeeBoard,
  maySeeOwnSession,
  maySeeProgrammeWeek,
  maySeeSession,
  maySeeTasks,
  maySeeWeek,
  worksIn,
  type SessionRelation,
} from '../access/relations.js';
import type { Clock } from '../clock.js';
import { pathId } from '../http/validated.js';
import { ProblemError } from '../problem/problem-error.js';
import { Channel, type OpenChannel, type Shown } from './channel.js';
import type { LiveAccess, MaySee } from './live-access.js';

/** What a channel needs to read its document and to ask who may see it. */
export interface ChannelGround {
  readonly views: Pick<ViewReader, 'read'>;
  readonly access: Pick<LiveAccess, 'maySee'>;
  readonly clock: Clock;
}

/** What a screen asked for, as the one thing that it stands for. */
export interface Subject {
  readonly view: LiveView;
  /** As the client named it; what is pushed carries the same. */
  readonly key: string;
  /** Which document it is made of. */
  readonly source: ViewKey;
  /** Readers of the same variant get the same messages. */
  readonly variant: string;
  readonly open: (ground: ChannelGround) => OpenChannel;
}

/** A document, how much of it such a reader gets, and who such a reader is: told in one place, so that they fit. */
interface Offer<View extends LiveView, Whole> extends Shown<View, Whole> {
  readonly sourceKey: string;
  readonly variant: string;
  /** `whole` is null as long as there is no document. */
  readonly maySee: (whole: Whole | null) => MaySee;
}

const subject = <View extends LiveView, Whole>(offer: Offer<View, Whole>): Subject => {
  const { view, key, of, sourceKey, variant, maySee } = offer;
  return {
    view,
    key,
    source: { view: of.name, key: sourceKey },
    variant,
    open: ({ views, access, clock }) =>
      new Channel(
        offer,
        (known) => views.read(of, sourceKey, known),
        (principal, whole) => access.maySee(principal, maySee(whole)),
        () => clock.now(),
      ),
  };
};

const whole = <Document>(document: Document): Document => document;

const badKey = (): ProblemError =>
  new ProblemError('invalid-body', {}, [{ path: 'key', message: 'is not a key of this view' }]);

const oneId = (key: string): string => {
  if (!pathId.safeParse(key).success) throw badKey();
  return key;
};

/** The programme of a key that names a programme and a day. */
const programmeIn = (key: string): string => {
  const slash = key.lastIndexOf('/');
  const programmeId = key.slice(0, Math.max(0, slash));
  if (!pathId.safeParse(programmeId).success) throw badKey();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(key.slice(slash + 1))) throw badKey();
  return programmeId;
};

const relationOf = (room: RoomDocument): SessionRelation => ({
  programmeId: room.programmeId,
  facilitatorIds: room.facilitators.map(({ person }) => person.id),
  patientIds: room.patients.map(({ patientId }) => patientId),
});

/** Whom a session concerns: by its document, or by its own stream while there is none. */
const relatedTo =
  (sessionId: string, room: RoomDocument | null, mayBeSeenBy: typeof maySeeSession): MaySee =>
  async (facts, { planned }) => {
    const relation = room === null ? await planned(sessionId) : relationOf(room);
    return relation !== null && mayBeSeenBy(facts, relation);
  };

/** By the programme in which an episode of care takes place. */
const caredForIn =
  (enrollmentId: string, mayBeSeenBy: typeof maySeeTasks): MaySee =>
  async (facts, { enrollment }) => {
    const found = await enrollment(enrollmentId);
    return found !== null && mayBeSeenBy(facts, found.programmeId);
  };

/** @throws ProblemError when the key cannot be one of the view */
export const subjectOf = ({ view, key }: SubscribeMessage, reader: PersonRef): Subject => {
  const staff = { key, sourceKey: key, variant: 'staff', select: whole };
  switch (view) {
    case 'board': {
      const programmeId = programmeIn(key);
      return subject({
        ...staff,
        view,
        of: boardView,
        maySee: () => (facts) => maySeeBoard(facts, programmeId),
      });
    }
    case 'programme-week': {
      const programmeId = programmeIn(key);
      const maySee = (): MaySee => (facts) => maySeeProgrammeWeek(facts, programmeId);
      return subject({ ...staff, view, of: programmeWeekView, maySee });
    }
    case 'calendar': {
      const programmeId = programmeIn(key);
      return subject({
        ...staff,
        view,
        of: calendarView,
        maySee: () => (facts) => worksIn(facts, programmeId),
      });
    }
    case 'directory': {
      const programmeId = oneId(key);
      const maySee = (): MaySee => (facts) => maySeeProgrammeWeek(facts, programmeId);
      return subject({ ...staff, view, of: directoryView, maySee });
    }
    case 'tasks': {
      const programmeId = oneId(key);
      return subject({
        ...staff,
        view,
        of: tasksView,
        maySee: () => (facts) => maySeeTasks(facts, programmeId),
      });
    }
    case 'authorizations': {
      const programmeId = oneId(key);
      const maySee = (): MaySee => (facts) => maySeeAuthorizations(facts, programmeId);
      return subject({ ...staff, view, of: authorizationsView, maySee });
    }
    case 'outreach-history': {
      const maySee = caredForIn(oneId(key), maySeeTasks);
      return subject({ ...staff, view, of: outreachHistoryView, maySee: () => maySee });
    }
    case 'authorization-use': {
      const maySee = caredForIn(oneId(key), maySeeAuthorizations);
      return subject({ ...staff, view, of: authorizationUseView, maySee: () => maySee });
    }
    case 'own-outreach': {
      const enrollmentId = oneId(key);
      const maySee: MaySee = async (facts, { enrollment }) => {
        const found = await enrollment(enrollmentId);
        return found !== null && facts.kind === 'patient' && maySeeWeek(facts, found);
      };
      const own = { key, sourceKey: key, variant: 'own', select: ownOutreach };
      return subject({ ...own, view, of: outreachView, maySee: () => maySee });
    }
    case 'schedule': {
      const sourceKey = key === 'me' ? reader.id : oneId(key);
      const maySee = (): MaySee => (facts) => facts.id === sourceKey;
      return subject({ view, key, of: scheduleView, sourceKey, variant: `as:${key}`, select: whole, maySee });
    }
    case 'room': {
      const sessionId = oneId(key);
      const maySee = (room: RoomDocument | null): MaySee => relatedTo(sessionId, room, maySeeSession);
      return subject({ ...staff, variant: 'whole', view, of: roomView, maySee });
    }
    case 'patient-room': {
      const sourceKey = oneId(key);
      const maySee = (room: RoomDocument | null): MaySee => relatedTo(sourceKey, room, maySeeOwnSession);
      const select = (room: RoomDocument) => patientRoom(room, reader.id);
      return subject({ view, key, of: roomView, sourceKey, variant: `patient:${reader.id}`, select, maySee });
    }
    case 'week': {
      const sourceKey = oneId(key);
      const isOwn = reader.kind === 'patient';
      const shown = isOwn ? { variant: 'own', select: ownWeek } : { variant: 'whole', select: whole };
      const maySee =
        (week: { readonly patientId: string; readonly programmeId: string } | null): MaySee =>
        async (facts, { enrollment }) => {
          const found = week ?? (await enrollment(sourceKey));
          return found !== null && maySeeWeek(facts, found);
        };
      return subject({ ...shown, view, key, of: weekView, sourceKey, maySee });
    }
    default:
      return view satisfies never;
  }
};

export const channelId = ({ view, source, variant }: Subject): string =>
  JSON.stringify([view, source.key, variant]);
