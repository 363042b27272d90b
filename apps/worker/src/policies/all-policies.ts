import { openMachineClock, openSealSigner, type Configuration, type Shutdown } from '@hearth/platform';
import {
  DEFAULT_NAMESPACE,
  policyMetrics,
  PolicyRunner,
  redisViewReader,
  type Policy,
} from '@hearth/projections';
import { groupsOfProgramme, roomsOfDay } from '@hearth/views';
import { livekitClock, livekitRoomService, type RoomService } from '@hearth/video';
import type { Ground } from '../ground.js';
import { abandonedPolicy } from './abandoned/abandoned-policy.js';
import { contactPolicy } from './contact/contact-policy.js';
import { continuityPolicy } from './continuity/continuity-policy.js';
import { correctionPolicy } from './correction/correction-policy.js';
import { creditPolicy } from './credit/credit-policy.js';
import { ladderPolicy } from './ladder/ladder-policy.js';
import { LiveKitWatch } from './room/livekit-watch.js';
import { webhookChannel, type OnCallChannel } from './on-call/channel.js';
import { onCallPolicy } from './on-call/on-call-policy.js';
import { roomPolicy } from './room/room-policy.js';
import { claimPolicy } from './placement/claim-policy.js';
import { placementPolicy } from './placement/placement-policy.js';
import { rootPolicy } from './root/root-policy.js';
import { Sightings } from './room/sightings.js';
import { safetyPolicy } from './safety/safety-policy.js';
import { holidayPolicy, schedulePolicy } from './schedule/schedule-policy.js';
import { SessionHistories } from './session-history.js';
import { sealPolicy } from './seal/seal-policy.js';

/** Null without a LiveKit: then there is nothing to keep in step. */
const roomsOf = (configuration: Configuration, now: () => number): RoomService | null => {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = configuration;
  if (url === undefined || apiKey === undefined || apiSecret === undefined) return null;
  return livekitRoomService({ url, apiKey, apiSecret, clock: livekitClock(url, now) });
};

/** Null where nobody is to be called: an unstaffed group then shows on the board alone. */
const onCallOf = ({ ON_CALL_URL: url, ON_CALL_SECRET: secret }: Configuration): OnCallChannel | null =>
  url === undefined || secret === undefined ? null : webhookChannel({ url, secret });

/** Starts every policy, and what they need to be looked after. */
export const startPolicies = async (
  ground: Ground,
  configuration: Configuration,
  shutdown: Shutdown,
): Promise<void> => {
  const { store, logger, redis } = ground;
  const { now, stop } = await openMachineClock(redis, logger);
  shutdown.add('clock', stop);
  const surroundings = { store, sessions: new SessionHistories(store), logger, now };
  const signer = await openSealSigner(configuration.KEYRING_PATH);
  const views = redisViewReader({ commands: redis, subscriber: redis });
  const rooms = roomsOf(configuration, now);
  const onCall = onCallOf(configuration);
  const sightings = new Sightings(redis, DEFAULT_NAMESPACE);
  const policies: Policy[] = [
    contactPolicy(surroundings),
    safetyPolicy(surroundings),
    ladderPolicy(surroundings),
    creditPolicy(surroundings),
    sealPolicy(surroundings, { signer, deadlineMinutes: configuration.SEAL_DEADLINE_MINUTES }),
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
    ...(rooms === null ? [] : [roomPolicy(surroundings, { rooms, sightings })]),
  ];
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
