import {
  openMachineClock,
  openSealSigner,
  type Configuration,
  type SealSigner,
  type Shutdown,
} from '@hearth/platform';
import {
  DEFAULT_NAMESPACE,
  policyMetrics,
  PolicyRunner,
  redisViewReader,
  type Policy,
  type ViewReader,
} from '@hearth/projections';
import { groupsOfProgramme, roomsOfDay } from '@hearth/views';
import { livekitClock, livekitRoomService, type RoomService } from '@hearth/video';
import type { Ground } from '../ground.js';
import { authorizationPolicy, unitsPolicy } from './authorization/authorization-policy.js';
import { abandonedPolicy } from './abandoned/abandoned-policy.js';
import { contactPolicy } from './contact/contact-policy.js';
import { continuityPolicy } from './continuity/continuity-policy.js';
import { correctionPolicy } from './correction/correction-policy.js';
import { creditPolicy } from './credit/credit-policy.js';
import { ladderPolicy } from './ladder/ladder-policy.js';
import { LiveKitWatch } from './room/livekit-watch.js';
import { smtpChannel, type MailChannel } from './message/mail.js';
import { messagePolicy } from './message/message-policy.js';
import { webhookChannel, type OnCallChannel } from './on-call/channel.js';
import { onCallPolicy } from './on-call/on-call-policy.js';
import { awayPolicy, outreachPolicy } from './outreach/outreach-policy.js';
import { notHeldPolicy } from './not-held/not-held-policy.js';
import { roomPolicy } from './room/room-policy.js';
import { claimPolicy } from './placement/claim-policy.js';
import { placementPolicy } from './placement/placement-policy.js';
import { rootPolicy } from './root/root-policy.js';
import { Sightings } from './room/sightings.js';
import { safetyPolicy } from './safety/safety-policy.js';
import { holidayPolicy, schedulePolicy } from './schedule/schedule-policy.js';
import { SessionHistories } from './session-history.js';
import { sealPolicy } from './seal/seal-policy.js';
import { concernPolicy } from './task/concern-policy.js';
import { outreachTaskPolicy } from './task/outreach-task-policy.js';
import type { Surroundings } from './surroundings.js';

/** Null without a LiveKit: then there is nothing to keep in step. */
const roomsOf = (configuration: Configuration, now: () => number): RoomService | null => {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = configuration;
  if (url === undefined || apiKey === undefined || apiSecret === undefined) return null;
  return livekitRoomService({ url, apiKey, apiSecret, clock: livekitClock(url, now) });
};

/** Null where nobody is to be called: an unstaffed group then shows on the board alone. */
const onCallOf = ({ ON_CALL_URL: url, ON_CALL_SECRET: secret }: Configuration): OnCallChannel | null =>
  url === undefined || secret === undefined ? null : webhookChannel({ url, secret });

/** Null where no mail leaves: reminders are then on people's own screens alone. */
const mailOf = ({ SMTP_URL: url, MAIL_FROM: from, HEARTH_MODE: mode }: Configuration): MailChannel | null =>
  url === undefined || from === undefined
    ? null
    : smtpChannel({ url, from, requireTls: mode === 'production' });

/** What the policies reach beyond the event store with. */
export interface PolicyTools {
  readonly signer: SealSigner;
  readonly deadlineMinutes: number;
  readonly views: ViewReader;
  /** Null without a LiveKit: then there is nothing to keep in step. */
  readonly rooms: RoomService | null;
  readonly sightings: Sightings;
  readonly onCall: OnCallChannel | null;
  /** Left out or null: no reminders are sent. */
  readonly mail?: MailChannel | null;
  /** Where people find Hearth, for the reminders. */
  readonly publicUrl?: string | null;
}

/** Every policy there is. */
export const policiesOn = (surroundings: Surroundings, tools: PolicyTools): readonly Policy[] => {
  const { signer, deadlineMinutes, views, rooms, sightings, onCall, mail = null, publicUrl = null } = tools;
  return [
    contactPolicy(surroundings),
    safetyPolicy(surroundings),
    ladderPolicy(surroundings),
    creditPolicy(surroundings),
    sealPolicy(surroundings, { signer, deadlineMinutes }),
    correctionPolicy(surroundings, { signer }),
    rootPolicy(surroundings, {
      signer,
      sessionsOfDay: (programmeId, day) => views.members(roomsOfDay(programmeId, day)),
      viewsAreWhole: async () => {
        const { caughtUp, waiting } = await views.pulse();
        return caughtUp && waiting === 0;
      },
    }),
    continuityPolicy(surroundings),
    ...(onCall === null ? [] : [onCallPolicy(surroundings, onCall)]),
    placementPolicy(surroundings),
    claimPolicy(surroundings),
    schedulePolicy(surroundings),
    holidayPolicy(surroundings, {
      groupsOf: (programmeId) => views.members(groupsOfProgramme(programmeId)),
    }),
    abandonedPolicy(surroundings),
    notHeldPolicy(surroundings),
    outreachPolicy(surroundings),
    awayPolicy(surroundings),
    outreachTaskPolicy(surroundings),
    concernPolicy(surroundings),
    ...(mail === null ? [] : [messagePolicy(surroundings, { mail, publicUrl })]),
    authorizationPolicy(surroundings, views),
    unitsPolicy(surroundings, views),
    ...(rooms === null ? [] : [roomPolicy(surroundings, { rooms, sightings })]),
  ];
};

/** Starts every policy, and what they need to be looked after. */
export const startPolicies = async (
  ground: Ground,
  configuration: Configuration,
  shutdown: Shutdown,
): Promise<void> => {
  const { store, logger, redis } = ground;
  const { now, stop } = await openMachineClock(redis, logger);
  shutdown.add('clock', stop);
  const rooms = roomsOf(configuration, now);
  const sightings = new Sightings(redis, DEFAULT_NAMESPACE);
  const policies = policiesOn(
    { store, sessions: new SessionHistories(store), logger, now },
    {
      signer: await openSealSigner(configuration.KEYRING_PATH),
      deadlineMinutes: configuration.SEAL_DEADLINE_MINUTES,
      views: redisViewReader({ commands: redis, subscriber: redis }),
      rooms,
      sightings,
      onCall: onCallOf(configuration),
      mail: mailOf(configuration),
      publicUrl: configuration.PUBLIC_URL ?? null,
    },
  );
  const runner = new PolicyRunner({
    ...ground,
    policies,
    namespace: DEFAULT_NAMESPACE,
    concurrency: 4,
    metrics: policyMetrics(ground.metrics),
    now,
  });
  runner.start();
  shutdown.add('policies', () => runner.stop());
  if (rooms === null) return;
  const watch = new LiveKitWatch(
    rooms,
    async () => {
      logger.info('LiveKit is back');
      await sightings.voidBefore(now());
      await runner.hurry('room');
    },
    (error) => logger.warn({ err: error }, 'LiveKit watch'),
  );
  watch.start();
  shutdown.add('LiveKit watch', () => watch.stop());
};
