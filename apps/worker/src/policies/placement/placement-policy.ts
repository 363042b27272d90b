import {
  groupDecider,
  HOUR,
  patientDecider,
  trackDecider,
  type Decider,
  type EventsOf,
  type GroupCommand,
  type PatientCommand,
  type StreamCategory,
  type TrackCommand,
} from '@hearth/domain';
import { handleCommand, readStream } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { enrollmentView, type EnrollmentDocument, type Episode } from '@hearth/views';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';
import { unlessRefused } from '../unless-refused.js';
import { everPlaced, groupPlaces, trackPlaces, type Belonging } from './places.js';

/** Somebody for whom there was no place is tried again after this long: one may be free then. */
const TRY_AGAIN_MS = HOUR;

interface Seen {
  readonly document: EnrollmentDocument;
  readonly revision: number;
}

const groupCommands = (
  { patientId, pauses }: Episode,
  enrollmentId: string,
  spans: readonly Belonging[],
  at: number,
): readonly GroupCommand[] => {
  const last = spans.at(-1);
  if (last === undefined) return [{ type: 'LeaveGroup', patientId, at }];
  const before = spans.at(-2)?.until ?? null;
  const away = pauses.map(({ from, until }) => ({ from, until }));
  const absence: GroupCommand = { type: 'SetMemberAbsence', patientId, away, at };
  const leave = (from: string): GroupCommand => ({ type: 'LeaveGroup', patientId, from, at });
  if (last.until !== null) return [absence, leave(last.until)];
  return [
    ...(before === null ? [] : [leave(before)]),
    { type: 'JoinGroup', patientId, enrollmentId, from: last.from, at },
    absence,
  ];
};

const trackCommands = (
  { patientId }: Episode,
  enrollmentId: string,
  spans: readonly Belonging[],
  at: number,
): readonly TrackCommand[] => {
  const last = spans.at(-1);
  if (last === undefined) return [];
  return last.until === null
    ? [{ type: 'TakeSeat', patientId, enrollmentId, from: last.from, at }]
    : [{ type: 'FreeSeat', patientId, from: last.until, at }];
};

const claimCommands = ({ startsOn, endedOn }: Episode, enrollmentId: string, at: number): PatientCommand[] =>
  endedOn === null
    ? [{ type: 'ClaimEpisode', enrollmentId, startsOn, at }]
    : [{ type: 'ReleaseEpisode', enrollmentId, endedOn, at }];

/** What an enrollment says of a patient's places, groups, tracks and the patient are told. The enrollment decides. */
export const placementPolicy = (surroundings: Surroundings): Policy => {
  const { store, logger, now } = surroundings;

  const read = async (enrollmentId: string): Promise<Seen> => {
    let document = enrollmentView.initial(enrollmentId);
    let revision = -1;
    for await (const recorded of readStream(store, 'enrollment', enrollmentId)) {
      document = enrollmentView.fold(document, recorded);
      ({ revision } = recorded);
    }
    return { document, revision };
  };

  /** Whether it was possible. */
  const tell = async <Category extends StreamCategory, Command extends { readonly type: string }, State>(
    decider: Decider<Command, State, EventsOf<Category>>,
    category: Category,
    id: string,
    command: Command,
  ): Promise<boolean> => {
    const handled = await unlessRefused(
      () => handleCommand(store, decider, category, id, command, byPolicy('placement')),
      ({ code }) => logger.warn({ code, category, id, command: command.type }, 'a place could not be had'),
    );
    return handled !== null;
  };

  const place = async (episode: Episode, enrollmentId: string): Promise<boolean> => {
    const at = now();
    const ever = everPlaced(episode);
    const groups = groupPlaces(episode);
    const tracks = trackPlaces(episode);
    const done: boolean[] = [];
    for (const id of ever.groups) {
      for (const command of groupCommands(episode, enrollmentId, groups.get(id) ?? [], at)) {
        done.push(await tell(groupDecider, 'group', id, command));
      }
    }
    for (const id of ever.tracks) {
      for (const command of trackCommands(episode, enrollmentId, tracks.get(id) ?? [], at)) {
        done.push(await tell(trackDecider, 'track', id, command));
      }
    }
    for (const command of claimCommands(episode, enrollmentId, at)) {
      await tell(patientDecider, 'patient', episode.patientId, command);
    }
    return done.every(Boolean);
  };

  return {
    name: 'placement',
    category: 'enrollment',
    after: [
      'PatientEnrolled',
      'PatientTransferred',
      'EnrollmentPaused',
      'EnrollmentResumed',
      'EnrollmentEnded',
    ],
    act: async (enrollmentId) => {
      const { document, revision } = await read(enrollmentId);
      if (document.episode === null) return { revision, lookAgainAt: null };
      const isPlaced = await place(document.episode, enrollmentId);
      // Nobody gets a place any more once the episode is over.
      const isOver = document.episode.endedOn !== null;
      return { revision, lookAgainAt: isPlaced || isOver ? null : now() + TRY_AGAIN_MS };
    },
  };
};
